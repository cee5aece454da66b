//! Finds the place that a reference names.

use super::super::walk::{Kind, Slot};
use super::collect::{Collected, Found};
use super::components::Components;
use crate::source::pointer::percent_decoded;
use crate::source::{Pointer, Tree};

/// The maximum length of a chain of references; anything longer is circular.
const MOST_HOPS: usize = 64;

/// The reason that a reference has no target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// Nothing stands there.
    Nothing,
    /// It leads back to itself.
    Circle,
    /// It is a URL of something else.
    Remote,
    /// Several schemas have the anchor.
    Ambiguous,
}

/// The place that a reference names. References in between are followed, but not from a component: it has a name.
pub(super) fn resolve(tree: &Tree, found: &Found, collected: &Collected) -> Result<Pointer, Failure> {
    let components = Components::of(tree);
    let mut from = found.at.clone();
    let mut text = found.text.as_str();
    for _ in 0..MOST_HOPS {
        let target = named(tree, &from, text, collected)?;
        let is_component = match found.slot {
            Slot::One(kind) => components.home(kind) == target.parent().as_ref().map(Pointer::as_str),
            Slot::Map(_) | Slot::List(_) => false,
        };
        let next = tree.pointer(target.as_str()).and_then(|value| only_reference(value, found.slot));
        match next {
            Some(next) if !is_component => (from, text) = (target, next),
            Some(_) | None => return Ok(target),
        }
    }
    Err(Failure::Circle)
}

/// The text of an object that is a reference and nothing else.
fn only_reference(value: &Tree, slot: Slot) -> Option<&str> {
    let object = value.as_object()?;
    let alone = object.len() == 1 || slot != Slot::One(Kind::Schema);
    object.get("$ref").filter(|_| alone)?.as_str()
}

/// The place that `text` names when it stands at `from`.
fn named(tree: &Tree, from: &Pointer, text: &str, collected: &Collected) -> Result<Pointer, Failure> {
    let (url, fragment) = text.split_once('#').unwrap_or((text, ""));
    if !url.is_empty() {
        let base = collected.ids.get(url).ok_or(Failure::Remote)?;
        return by_place(tree, base, fragment).ok_or(Failure::Nothing);
    }
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return by_anchor(tree, from, &percent_decoded(fragment), collected);
    }
    let place = if fragment.is_empty() { None } else { by_place(tree, &Pointer::root(), fragment) };
    place.or_else(|| in_enclosing_schema(tree, from, fragment)).ok_or(Failure::Nothing)
}

/// A pointer below `base`. Names with a `%` in them are met both ways: encoded as URLs want it, and as they are. Some
/// write `+` for a space, as in the query of a URL.
fn by_place(tree: &Tree, base: &Pointer, fragment: &str) -> Option<Pointer> {
    locate(tree, base, &percent_decoded(fragment))
        .or_else(|| locate(tree, base, fragment))
        .or_else(|| locate(tree, base, &fragment.replace('+', " ")))
}

/// Follows a pointer below `base`, through references where the way leads through them.
pub(in crate::document) fn locate(tree: &Tree, base: &Pointer, rest: &str) -> Option<Pointer> {
    let mut at = base.clone();
    let mut hops = 0;
    for segment in Pointer::from_escaped(rest).segments() {
        loop {
            let value = tree.pointer(at.as_str())?;
            let next = at.key(&segment);
            if tree.pointer(next.as_str()).is_some() {
                at = next;
                break;
            }
            hops += 1;
            let text = value.get("$ref")?.as_str()?.strip_prefix('#')?;
            let target = Pointer::from_escaped(percent_decoded(text));
            if hops > MOST_HOPS {
                return None;
            }
            at = target;
        }
    }
    tree.pointer(at.as_str()).map(|_| at)
}

/// A schema with an `$id` is a document of its own, whose references begin at it. Generators that copy JSON Schemas
/// into components also leave references to `#/$defs/…` in them, which mean the schema's own.
fn in_enclosing_schema(tree: &Tree, from: &Pointer, fragment: &str) -> Option<Pointer> {
    let mut at = Some(from.clone());
    while let Some(here) = at {
        let own = fragment.starts_with("/$defs/") || fragment.starts_with("/definitions/");
        let value = tree.pointer(here.as_str())?;
        if (own || value.get("$id").is_some())
            && let Some(target) = by_place(tree, &here, fragment)
            && !here.as_str().is_empty()
        {
            return Some(target);
        }
        at = here.parent();
    }
    None
}

/// The one schema that has the anchor; if several have it, the one inside the same schema with an `$id`.
fn by_anchor(tree: &Tree, from: &Pointer, name: &str, collected: &Collected) -> Result<Pointer, Failure> {
    let candidates = collected.anchors.get(name).map_or(&[][..], Vec::as_slice);
    if let [one] = candidates {
        return Ok(one.clone());
    }
    if candidates.len() > MOST_HOPS {
        return Err(Failure::Ambiguous);
    }
    let resource = |pointer: &Pointer| {
        let mut at = Some(pointer.clone());
        while let Some(here) = at {
            if tree.pointer(here.as_str()).is_some_and(|value| value.get("$id").is_some()) {
                return Some(here);
            }
            at = here.parent();
        }
        None
    };
    let wanted = resource(from);
    let mut near = candidates.iter().filter(|candidate| resource(candidate) == wanted);
    match (near.next(), near.next()) {
        (Some(one), None) => Ok(one.clone()),
        (None, _) if candidates.is_empty() => Err(Failure::Nothing),
        (Some(_) | None, _) => Err(Failure::Ambiguous),
    }
}

/// Returns true if a reference begins with a scheme, as in `https:` or `urn:`. One letter is a drive, not a scheme.
pub(in crate::document) fn is_url(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}
