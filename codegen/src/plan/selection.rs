//! The parts of an API that a client has: the selected operations, and all that they need.

use std::collections::BTreeSet;

use crate::model::uses::{self, reached_by};
use crate::model::{Api, GuardId, Operation, OperationId, SchemaId, SchemeId, ServerGroupId};
use crate::pointer::Pointer;

/// The ids of a client's parts, in the order of the model.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The operations.
    pub operations: Vec<OperationId>,
    pub(super) schemas: Vec<SchemaId>,
    pub(super) schemes: Vec<SchemeId>,
    pub(super) guards: Vec<GuardId>,
    pub(super) servers: Vec<ServerGroupId>,
}

impl Selection {
    /// All of an API but the operations that need XML which the client has not.
    #[must_use]
    pub fn all(api: &Api) -> Self {
        let mut operations = ids(api.operations.len(), OperationId);
        operations.retain(|id| !api[*id].needs_xml);
        Self {
            operations,
            schemas: ids(api.schemas.len(), SchemaId),
            schemes: ids(api.security_schemes.len(), SchemeId),
            guards: ids(api.guards.len(), GuardId),
            servers: ids(api.server_groups.len(), ServerGroupId),
        }
    }

    /// The operations that neither are at places that are left out nor need XML that the client has not, and what they
    /// need: types, security schemes, requirements, servers.
    #[must_use]
    pub fn without(api: &Api, is_left_out: impl Fn(&Pointer) -> bool) -> Self {
        let mut operations = ids(api.operations.len(), OperationId);
        operations.retain(|id| !api[*id].needs_xml && !is_left_out(&api[*id].origin));
        let kept = || operations.iter().map(|id| &api[*id]);
        // The first list is the document's own, which the client is made with.
        let root = ids(api.server_groups.len(), ServerGroupId).into_iter().take(1);
        Self {
            schemas: reached_by(&api.schemas, kept()).into_iter().collect(),
            schemes: sorted(kept().flat_map(uses::schemes)),
            guards: sorted(kept().filter_map(|operation| operation.guard)),
            servers: sorted(kept().map(|operation| operation.servers).chain(root)),
            operations,
        }
    }

    /// The operations.
    pub(crate) fn operations<'a>(&self, api: &'a Api) -> impl Iterator<Item = &'a Operation> + Clone {
        self.operations.iter().map(|id| &api[*id])
    }
}

fn ids<T>(count: usize, id: fn(u32) -> T) -> Vec<T> {
    (0u32..).map(id).take(count).collect()
}

fn sorted<T: Ord>(ids: impl Iterator<Item = T>) -> Vec<T> {
    ids.collect::<BTreeSet<T>>().into_iter().collect()
}
