//! The implementations of a requirement's trait: disjoint, together exactly what satisfies the requirement.
//!
//! Of `[{ JWT: [] }, { TrackerKey: [] }]` come two: a client with a JWT, whatever else it has, sends the JWT; one
//! with a tracker key and *without* a JWT sends the tracker key. Each alternative takes of the clients that are left
//! over those that satisfy it, so that the first that is held wins, and no client has two implementations.
//!
//! A slot's states are: absent, each role that the scheme knows, and a role that it does not know. Sets of clients are
//! products of sets of states, one a slot.

use crate::model::{GuardCase, Requirement, RoleChoice, RoleId, SecurityScheme, SlotPattern};

/// A requirement that needs more implementations than this is refused: compile time would suffer.
pub(super) const LIMIT: usize = 128;

/// A set of states of one slot; bit 0: absent, bit 1: of a role that the scheme does not know (or has none), and from
/// bit 2 on one for each role.
type States = u128;
/// The roles that fit into [`States`].
pub(super) const ROLE_LIMIT: usize = 126;

const ABSENT: States = 1;
const UNKNOWN: States = 2;

/// A set of clients: for each slot the states that it may be in.
type Cube = Vec<States>;

/// The alternatives that some client sends, and the implementations; `None` if there are more than [`LIMIT`].
///
/// An alternative behind a weaker one is never sent: of `[{ JWT: [] }, { JWT: [], ApiKey: [] }]` only the first is.
pub(super) fn implement(
    alternatives: &[Requirement],
    schemes: &[SecurityScheme],
) -> Option<(Vec<Requirement>, Vec<GuardCase>)> {
    let mut cases = cases(alternatives, schemes)?;
    let mut reachable: Vec<usize> = cases.iter().map(|case| case.alternative).collect();
    reachable.dedup();
    for case in &mut cases {
        case.alternative = reachable.partition_point(|index| *index < case.alternative);
    }
    Some((reachable.into_iter().map(|index| alternatives[index].clone()).collect(), cases))
}

fn cases(alternatives: &[Requirement], schemes: &[SecurityScheme]) -> Option<Vec<GuardCase>> {
    let full: Cube = schemes.iter().map(all_states).collect();
    let mut left = vec![full.clone()];
    let mut cases = Vec::new();
    for (index, alternative) in alternatives.iter().enumerate() {
        let wanted = satisfying(alternative, &full);
        for taken in left.iter().filter_map(|cube| intersection(cube, &wanted)) {
            let patterns = patterns(&taken, alternative, schemes)?;
            cases.extend(patterns.into_iter().map(|pattern| GuardCase { pattern, alternative: index }));
        }
        left = left.iter().flat_map(|cube| without(cube, &wanted)).collect();
        if cases.len() > LIMIT || left.len() > LIMIT {
            return None;
        }
    }
    Some(cases)
}

fn all_states(scheme: &SecurityScheme) -> States {
    (0..scheme.roles.len()).fold(ABSENT | UNKNOWN, |states, role| states | of_role(role))
}

const fn of_role(role: usize) -> States {
    1 << (role + 2)
}

/// The clients that hold what the alternative needs.
fn satisfying(alternative: &Requirement, full: &Cube) -> Cube {
    let mut cube = full.clone();
    for one in &alternative.schemes {
        let states = &mut cube[one.scheme.index()];
        *states &= match one.roles.is_empty() {
            true => !ABSENT,
            false => one.roles.iter().fold(0, |states, role| states | of_role(role.0 as usize)),
        };
    }
    cube
}

fn intersection(one: &Cube, other: &Cube) -> Option<Cube> {
    let common: Cube = one.iter().zip(other).map(|(one, other)| one & other).collect();
    common.iter().all(|states| *states != 0).then_some(common)
}

/// The clients of `cube` that are not in `other`, as disjoint cubes: slot by slot, those that differ in this slot
/// first and agree in the ones before it.
fn without(cube: &Cube, other: &Cube) -> Vec<Cube> {
    let Some(common) = intersection(cube, other) else { return vec![cube.clone()] };
    let mut pieces = Vec::new();
    for slot in 0..cube.len() {
        let differing = cube[slot] & !other[slot];
        if differing != 0 {
            let mut piece = cube.clone();
            piece[..slot].copy_from_slice(&common[..slot]);
            piece[slot] = differing;
            pieces.push(piece);
        }
    }
    pieces
}

/// A cube as patterns that a Rust type can spell: one for each combination of its slots' patterns, if they are not too
/// many.
fn patterns(cube: &Cube, alternative: &Requirement, schemes: &[SecurityScheme]) -> Option<Vec<Vec<SlotPattern>>> {
    let mut patterns = vec![Vec::new()];
    for (slot, (states, scheme)) in cube.iter().zip(schemes).enumerate() {
        let scopes = alternative.schemes.iter().find(|one| one.scheme.index() == slot).map(|one| one.scopes.clone());
        let choices = slot_patterns(*states, all_states(scheme), &scopes.unwrap_or_default());
        if patterns.len() * choices.len() > LIMIT {
            return None;
        }
        let extended = patterns.iter().flat_map(|begun: &Vec<SlotPattern>| {
            choices.iter().map(move |choice| begun.iter().chain([choice]).cloned().collect())
        });
        patterns = extended.collect();
    }
    Some(patterns)
}

fn slot_patterns(states: States, full: States, scopes: &[usize]) -> Vec<SlotPattern> {
    if states == full {
        return vec![SlotPattern::Any];
    }
    let held = |role| SlotPattern::Held { role, scopes: scopes.to_vec() };
    let mut patterns = Vec::new();
    if states & ABSENT != 0 {
        patterns.push(SlotPattern::Absent);
    }
    if states & !ABSENT == full & !ABSENT {
        patterns.push(held(RoleChoice::Any));
        return patterns;
    }
    let roles = (0u32..).take(ROLE_LIMIT).filter(|role| states & of_role(*role as usize) != 0);
    patterns.extend(roles.map(|role| held(RoleChoice::One(RoleId(role)))));
    if states & UNKNOWN != 0 {
        patterns.push(held(RoleChoice::Unknown));
    }
    patterns
}
