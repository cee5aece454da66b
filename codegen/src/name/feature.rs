//! Features of Cargo, one for each tag, which enable the operations of the tag and their types.
//!
//! ```yaml
//! get: { operationId: listPets, tags: [pets] }
//! ```
//! `listPets` is there with the feature `tag-pets`. Tags whose names become the same feature share it.

use std::collections::BTreeSet;

use super::words::{plain, value_ident};
use crate::model::uses::{reached, reached_by};
use crate::model::{Api, Operation, OperationId, SchemaId};

/// Types with more features than this are always enabled, with the types that they contain: such types are few, and a
/// list of fifty features in front of each of them would be of no use.
pub(crate) const MOST: usize = 16;

/// The features that enable each item. Without features, all items are enabled.
#[derive(Clone, Debug, Default)]
pub struct FeatureNames {
    /// The features, in the order of the alphabet.
    pub all: Vec<String>,
    /// By `OperationId`: positions in `all`, any of which enables it; if there is none, it is always enabled.
    operations: Vec<BTreeSet<usize>>,
    /// By `SchemaId`: the same.
    schemas: Vec<BTreeSet<usize>>,
}

impl FeatureNames {
    /// The features any of which enables an operation; none if it is always enabled.
    #[must_use]
    pub fn of_operation(&self, id: OperationId) -> Vec<&str> {
        self.named(self.operations.get(id.index()))
    }

    /// The features any of which enables a type; none if it is always enabled.
    #[must_use]
    pub fn of_schema(&self, id: SchemaId) -> Vec<&str> {
        self.named(self.schemas.get(id.index()))
    }

    fn named(&self, features: Option<&BTreeSet<usize>>) -> Vec<&str> {
        features.into_iter().flatten().map(|at| self.all[*at].as_str()).collect()
    }
}

/// The features of an API's tags.
pub(super) fn features(api: &Api, selected: &[OperationId]) -> FeatureNames {
    let tags = selected.iter().map(|id| &api[*id]).filter(|operation| is_optional(operation));
    let tags = tags.flat_map(|operation| &operation.tags);
    let all: Vec<String> = tags.map(|tag| feature(tag)).collect::<BTreeSet<_>>().into_iter().collect();
    let position = |tag: &String| all.binary_search(&feature(tag)).expect("all tags were collected");
    let of = |operation: &Operation| match is_optional(operation) {
        true => operation.tags.iter().map(position).collect(),
        false => BTreeSet::new(),
    };
    let mut operations = vec![BTreeSet::new(); api.operations.len()];
    selected.iter().for_each(|id| operations[id.index()] = of(&api[*id]));
    let schemas = schemas(api, all.len(), selected, &operations);
    FeatureNames { all, operations, schemas }
}

/// Returns false for operations that issue, renew or revoke credentials: they are always enabled, as are the types of
/// credentials.
fn is_optional(operation: &Operation) -> bool {
    let renews = operation.renews.is_some() || operation.refreshes.is_some();
    operation.issues.is_none() && !renews && operation.revokes.is_none()
}

fn feature(tag: &str) -> String {
    format!("tag-{}", plain(&value_ident(tag)).trim_matches('_').replace('_', "-"))
}

/// A type is enabled by all features of the operations that reach it. One that no operation reaches is always
/// enabled.
fn schemas(api: &Api, count: usize, selected: &[OperationId], operations: &[BTreeSet<usize>]) -> Vec<BTreeSet<usize>> {
    let mut schemas = vec![BTreeSet::new(); api.schemas.len()];
    let having = |is: &dyn Fn(&BTreeSet<usize>) -> bool| {
        let having = selected.iter().filter(|id| is(&operations[id.index()]));
        reached_by(&api.schemas, having.map(|id| &api[*id]))
    };
    for feature in 0..count {
        for schema in having(&|features| features.contains(&feature)) {
            schemas[schema.index()].insert(feature);
        }
    }
    let always = having(&BTreeSet::is_empty);
    let ids = (0u32..).zip(&schemas).map(|(at, features)| (SchemaId(at), features.len()));
    let others = ids.filter(|(_, count)| *count == 0 || *count > MOST).map(|(id, _)| id);
    let always = reached(&api.schemas, always.into_iter().chain(others));
    always.into_iter().for_each(|schema| schemas[schema.index()].clear());
    schemas
}
