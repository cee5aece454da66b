//! The types that go with an operation, and those that several operations have alike.
//!
//! ```text
//! pub enum NotFoundOrDefaultError { NotFound, Default(types::Problem) }
//! pub type ListPetsError = NotFoundOrDefaultError;
//! pub type ShowPetError = NotFoundOrDefaultError;
//! ```
//! Such a type is called by its members, so that no operation has a type that is called by another one. An operation
//! whose responses change gets a type of its own, under the name that it has already.

use std::collections::BTreeMap;

use super::Planner;
use super::operation::Operation;
use super::response_header::Header;
use super::schema::Type;
use crate::model::{OperationId, StatusPattern};
use crate::name::{Ident, MOST_FEATURES, SharedType};

/// A type that goes with an operation.
#[derive(Clone, Debug)]
pub struct Companion<'a> {
    /// Its item in module `op`.
    pub ident: &'a Ident,
    /// Its role.
    pub role: Role,
    /// Its members.
    pub shape: Shape<'a>,
    /// The descriptions of its members, in their order.
    pub descriptions: Vec<Option<&'a str>>,
    /// The position in [`Client::shared`](super::Client::shared) of the type that it is another name of.
    pub shared: Option<usize>,
}

/// The role of such a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Successes.
    Output,
    /// Documented errors.
    Error,
    /// Documented headers of successes.
    Headers,
    /// Documented headers of errors.
    ErrorHeaders,
}

/// The members of such a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape<'a> {
    /// An enum: a variant for each response, with its statuses and the type of its body.
    Outcomes(Vec<(&'a Ident, StatusPattern, Option<Type<'a>>)>),
    /// A struct: a field for each header.
    Headers(Vec<Header<'a>>),
}

/// A type that several operations have alike.
#[derive(Clone, Debug)]
pub struct Shared<'a> {
    /// Its item in module `op`.
    pub ident: Ident,
    /// Its role.
    pub role: Role,
    /// Its members.
    pub shape: Shape<'a>,
    /// The descriptions of its members, if all operations agree on them.
    pub descriptions: Vec<Option<&'a str>>,
    /// The features of Cargo any of which enables it; none if it is always enabled.
    pub features: Vec<&'a str>,
}

/// What operations that have a type alike say of it.
struct Alike<'a> {
    operations: usize,
    descriptions: Vec<Option<&'a str>>,
    /// The features of each operation of the plan.
    features: Vec<Vec<&'a str>>,
}

impl<'a> Planner<'a, '_> {
    /// The types that several operations of the document have alike; their own become other names of these. A filter
    /// changes no such type.
    pub(super) fn shared(&self, operations: &mut [Operation<'a>]) -> Vec<Shared<'a>> {
        let mut alike: BTreeMap<(Role, Shape<'a>), Alike<'a>> = BTreeMap::new();
        for operation in &*operations {
            operation.responses.companions.iter().for_each(|one| note(&mut alike, one, Some(&operation.features)));
        }
        for id in self.left_out() {
            self.responses(id).companions.iter().for_each(|one| note(&mut alike, one, None));
        }
        alike.retain(|_, alike| alike.operations > 1);
        let idents = self.names.shared(alike.keys().map(|(role, shape)| shared_type(*role, shape)));
        let shared = alike.into_iter().zip(idents).filter(|((_, alike), _)| !alike.features.is_empty());
        let shared = shared.map(|(((role, shape), alike), ident)| {
            let features = features(&alike.features);
            Shared { ident, role, shape, descriptions: alike.descriptions, features }
        });
        let shared: Vec<Shared<'a>> = shared.collect();
        let keys = shared.iter().map(|shared| (shared.role, &shared.shape));
        let positions: BTreeMap<_, usize> = keys.zip(0..).collect();
        for companion in operations.iter_mut().flat_map(|operation| &mut operation.responses.companions) {
            let key = (companion.role, &companion.shape);
            companion.shared = positions.get(&key).copied();
        }
        shared
    }

    /// The operations that the plan does not have.
    fn left_out(&self) -> impl Iterator<Item = OperationId> {
        let kept = &self.selection.operations;
        let all = (0u32..).map(OperationId).take(self.api.operations.len());
        all.filter(|id| kept.binary_search(id).is_err())
    }
}

fn note<'a>(
    alike: &mut BTreeMap<(Role, Shape<'a>), Alike<'a>>,
    companion: &Companion<'a>,
    features: Option<&Vec<&'a str>>,
) {
    let first = || Alike { operations: 0, descriptions: companion.descriptions.clone(), features: Vec::new() };
    let alike = alike.entry((companion.role, companion.shape.clone())).or_insert_with(first);
    alike.operations += 1;
    alike.features.extend(features.cloned());
    for (agreed, description) in alike.descriptions.iter_mut().zip(&companion.descriptions) {
        if agreed != description {
            *agreed = None;
        }
    }
}

/// Its features are those of all operations.
fn features<'a>(operations: &[Vec<&'a str>]) -> Vec<&'a str> {
    let mut all: Vec<&str> = operations.concat();
    all.sort_unstable();
    all.dedup();
    let is_always = operations.iter().any(Vec::is_empty) || all.len() > MOST_FEATURES;
    if is_always { Vec::new() } else { all }
}

fn shared_type<'s>(role: Role, shape: &'s Shape<'_>) -> SharedType<'s> {
    let (members, between) = match shape {
        Shape::Outcomes(variants) => {
            (variants.iter().map(|(ident, _, ty)| (*ident, ty.as_ref().and_then(Type::item))).collect(), "Or")
        }
        Shape::Headers(headers) => (headers.iter().map(|header| (header.ident, header.ty.item())).collect(), "And"),
    };
    let suffix = match role {
        Role::Output => "Output",
        Role::Error => "Error",
        Role::Headers => "Headers",
        Role::ErrorHeaders => "ErrorHeaders",
    };
    SharedType { members, between, suffix }
}
