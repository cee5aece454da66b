//! `x-warded.issues`: the members of the reply that hold a credential and its expiry.

use std::time::Duration;

use serde_json::Value;

use crate::model::{self, Expiry, Operation, SchemaKind, TypeUse};
use crate::name::Ident;
use crate::plan::{Planner, Presence};

/// A credential that a success issues.
#[derive(Clone, Debug)]
pub struct Issuance<'a> {
    /// The issuance.
    pub of: &'a model::Issuance,
    /// The members that must have these values.
    pub when: Vec<(Member<'a>, &'a Value)>,
    /// The token.
    pub token: Member<'a>,
    /// The expiry of the token.
    pub expires: Vec<Lifetime<'a>>,
}

/// A member of the reply.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// The names of the properties from the outside in.
    pub path: &'a [String],
    /// True if the reply itself may be absent.
    pub is_optional: bool,
    /// The fields from the outside in.
    pub steps: Vec<Step<'a>>,
}

/// A field on the way to a member.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The field.
    pub field: &'a Ident,
    /// True if it may be absent.
    pub is_optional: bool,
}

/// The source of a token's expiry.
#[derive(Clone, Debug)]
pub enum Lifetime<'a> {
    /// The token, which is a JWT.
    Jwt,
    /// A member with the seconds from now.
    In(Member<'a>),
    /// A member with the seconds since 1970.
    At(Member<'a>),
    /// The document.
    After(Duration),
}

impl<'a> Planner<'a, '_> {
    pub(in crate::plan) fn issuance(&self, operation: &'a Operation, of: &'a model::Issuance) -> Issuance<'a> {
        let body = body(operation);
        let member = |path: &'a [String]| self.member(body, path);
        let expires = of.expires.iter().map(|expiry| match expiry {
            Expiry::Jwt => Lifetime::Jwt,
            Expiry::In(path) => Lifetime::In(member(path)),
            Expiry::At(path) => Lifetime::At(member(path)),
            Expiry::After(duration) => Lifetime::After(*duration),
        });
        Issuance {
            of,
            when: of.when.iter().map(|(path, value)| (member(path), value)).collect(),
            token: member(&of.token),
            expires: expires.collect(),
        }
    }

    fn member(&self, body: TypeUse, path: &'a [String]) -> Member<'a> {
        let steps = self.api.steps(body, path).expect("the paths of issuances were checked");
        let steps = steps.into_iter().map(|step| {
            let schema = &self.api[step.object];
            let field = &self.names.properties[step.object.index()][step.property];
            let is_optional = if let SchemaKind::Object(object) = &schema.kind {
                let property = &object.properties[step.property];
                self.presence(schema, property) != Presence::Required || property.ty.nullable
            } else {
                false
            };
            Step { field, is_optional }
        });
        Member { path, is_optional: body.nullable, steps: steps.collect() }
    }
}

/// The type of the success's body: `resolve` has seen to it that there is exactly one.
fn body(operation: &Operation) -> TypeUse {
    let responses = &operation.responses;
    let success = responses.iter().find(|response| response.status.is_success()).or(responses.last());
    let body = success.and_then(|success| success.content.first()).and_then(|media| media.ty);
    body.expect("an operation that issues a credential has one success with a body")
}
