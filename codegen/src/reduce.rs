//! An API and its names without what a filter leaves out.
//!
//! It comes after all names are given, so that they are those of the whole document: what is left is a part of what
//! would be generated without the filter.

use crate::model::uses::{operation_uses_mut, reached_by, scheme_ids, uses_mut};
use crate::model::{Api, GuardId, SchemaId, SchemeId, ServerGroupId};
use crate::name::Names;
use crate::source::Pointer;

/// Drops the operations at the places that are left out, and all that no other operation needs: types, security
/// schemes, requirements, servers.
pub(crate) fn reduce(api: &mut Api, names: &mut Names, is_left_out: impl Fn(&Pointer) -> bool) {
    let kept: Vec<bool> = api.operations.iter().map(|operation| !is_left_out(&operation.origin)).collect();
    retain(&mut api.operations, &kept);
    retain(&mut names.operations, &kept);
    schemas(api, names);
    guards(api, names);
    schemes(api, names);
    servers(api, names);
}

fn schemas(api: &mut Api, names: &mut Names) {
    let reached = reached_by(&api.schemas, api.operations.iter());
    let kept = Kept::of(api.schemas.len(), reached.into_iter().map(SchemaId::index));
    retain(&mut api.schemas, &kept.items);
    retain(&mut names.schemas, &kept.items);
    retain(&mut names.properties, &kept.items);
    retain(&mut names.additional, &kept.items);
    retain(&mut names.variants, &kept.items);
    retain(&mut names.fallback, &kept.items);
    let in_types = api.schemas.iter_mut().flat_map(|schema| uses_mut(&mut schema.kind));
    for ty in in_types.chain(api.operations.iter_mut().flat_map(operation_uses_mut)) {
        ty.schema = SchemaId(kept.position(ty.schema.index()));
    }
}

fn guards(api: &mut Api, names: &mut Names) {
    let used = api.operations.iter().filter_map(|operation| operation.guard).map(GuardId::index);
    let kept = Kept::of(api.guards.len(), used);
    retain(&mut api.guards, &kept.items);
    retain(&mut names.guards, &kept.items);
    for guard in api.operations.iter_mut().filter_map(|operation| operation.guard.as_mut()) {
        *guard = GuardId(kept.position(guard.index()));
    }
}

fn schemes(api: &mut Api, names: &mut Names) {
    let mut used = Vec::new();
    for operation in &mut api.operations {
        scheme_ids(operation, |scheme| used.push(scheme.index()));
    }
    let kept = Kept::of(api.security_schemes.len(), used.into_iter());
    retain(&mut api.security_schemes, &kept.items);
    retain(&mut names.schemes, &kept.items);
    let renumber = |scheme: &mut SchemeId| *scheme = SchemeId(kept.position(scheme.index()));
    for operation in &mut api.operations {
        scheme_ids(operation, renumber);
    }
    for guard in &mut api.guards {
        let alternatives = guard.alternatives.iter_mut().flat_map(|one| &mut one.schemes);
        alternatives.for_each(|one| renumber(&mut one.scheme));
    }
}

/// The first list is the document's own, which the client is made with.
fn servers(api: &mut Api, names: &mut Names) {
    let used = api.operations.iter().map(|operation| operation.servers.index());
    let root = (0..api.server_groups.len()).take(1);
    let kept = Kept::of(api.server_groups.len(), used.chain(root));
    retain(&mut api.server_groups, &kept.items);
    retain(&mut names.servers, &kept.items);
    retain(&mut names.named_servers, &kept.items);
    for operation in &mut api.operations {
        operation.servers = ServerGroupId(kept.position(operation.servers.index()));
    }
}

/// The items of an arena that are kept.
struct Kept {
    items: Vec<bool>,
    positions: Vec<u32>,
}

impl Kept {
    fn of(len: usize, used: impl Iterator<Item = usize>) -> Self {
        let mut items = vec![false; len];
        used.for_each(|index| items[index] = true);
        let next = |next: &mut u32, is_kept: &bool| {
            let position = *next;
            *next += u32::from(*is_kept);
            Some(position)
        };
        let positions = items.iter().scan(0, next).collect();
        Self { items, positions }
    }

    /// The new position of an item that is kept.
    fn position(&self, index: usize) -> u32 {
        self.positions[index]
    }
}

fn retain<T>(items: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    items.retain(|_| kept.next() == Some(&true));
}
