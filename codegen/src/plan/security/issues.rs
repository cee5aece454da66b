//! `x-warded.issues`: the parts of the reply that hold a credential and its expiry.

use std::time::Duration;

use serde_json::Value;

use crate::model::{self, Expiry, Operation, OperationId, PathStep, ReplyPart, TypeUse, Unit};
use crate::name::Ident;
use crate::plan::{Planner, Presence, Responses, Type};

/// A credential that a success issues.
#[derive(Clone, Debug)]
pub struct Issuance<'a> {
    /// The issuance.
    pub of: &'a model::Issuance,
    /// The members that must have these values.
    pub when: Vec<(Member<'a>, &'a Value)>,
    /// The token.
    pub token: Part<'a>,
    /// The expiry of the token.
    pub expires: Vec<Lifetime<'a>>,
    /// The other credentials that it issues.
    pub beside: Vec<Issuance<'a>>,
    /// The refresh token, and its expiry.
    pub refresh: Option<(Part<'a>, Vec<Lifetime<'a>>)>,
}

/// A part of the reply.
#[derive(Clone, Debug)]
pub enum Part<'a> {
    /// A member of its body, or all of it.
    Member(Member<'a>),
    /// A header.
    Header(&'a str),
    /// A cookie that it sets.
    Cookie(&'a str),
}

/// A member of the body.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// The segments of its path from the outside in.
    pub path: &'a [String],
    /// True if the body itself may be absent.
    pub is_optional: bool,
    /// The steps from the outside in.
    pub steps: Vec<Step<'a>>,
}

/// A step on the way to a member.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// The place that it leads to.
    pub to: Target<'a>,
    /// True if there may be no value there.
    pub is_optional: bool,
}

/// The place that a step leads to.
#[derive(Clone, Debug)]
pub enum Target<'a> {
    /// A field of a struct.
    Field(&'a Ident),
    /// An item of a list.
    Item(usize),
    /// A variant of this enum, which may be in a box.
    Variant(Type<'a>, &'a Ident, bool),
}

/// The source of a token's expiry.
#[derive(Clone, Debug)]
pub enum Lifetime<'a> {
    /// The token, which is a JWT.
    Jwt,
    /// A part of the reply with the time from now.
    In(Part<'a>, Unit),
    /// A part of the reply with the time since 1970, or a date.
    At(Part<'a>, Unit),
    /// The document.
    After(Duration),
}

/// The body of the success that issues a credential.
#[derive(Clone)]
struct Body<'a> {
    ty: TypeUse,
    /// The variant of the operation's output, where successes differ.
    variant: Option<Step<'a>>,
}

impl<'a> Planner<'a, '_> {
    pub(in crate::plan) fn issuance(&self, id: OperationId, responses: &Responses<'a>) -> Option<Issuance<'a>> {
        let operation = &self.api[id];
        let of = operation.issues.as_ref()?;
        let body = self.issuing_body(id, operation, of, responses);
        Some(self.issued(of, body.as_ref()))
    }

    fn issued(&self, of: &'a model::Issuance, body: Option<&Body<'a>>) -> Issuance<'a> {
        let part = |part: &'a ReplyPart| match part {
            ReplyPart::Body(path) => Part::Member(self.member(body, path)),
            ReplyPart::Header(name) => Part::Header(name),
            ReplyPart::Cookie(name) => Part::Cookie(name),
        };
        let expires = |expires: &'a [Expiry]| {
            let expires = expires.iter().map(|expiry| match expiry {
                Expiry::Jwt => Lifetime::Jwt,
                Expiry::In(place, unit) => Lifetime::In(part(place), *unit),
                Expiry::At(place, unit) => Lifetime::At(part(place), *unit),
                Expiry::After(duration) => Lifetime::After(*duration),
            });
            expires.collect()
        };
        Issuance {
            of,
            beside: of.beside.iter().map(|one| self.issued(one, body)).collect(),
            when: of.when.iter().map(|(path, value)| (self.member(body, path), value)).collect(),
            token: part(&of.token),
            expires: expires(&of.expires),
            refresh: of.refresh.as_ref().map(|refresh| (part(&refresh.token), expires(&refresh.expires))),
        }
    }

    /// The body of the success that holds what is issued, if that has a part in it.
    fn issuing_body(
        &self,
        id: OperationId,
        operation: &Operation,
        of: &model::Issuance,
        responses: &Responses<'a>,
    ) -> Option<Body<'a>> {
        let (at, ty) = self.api.issuing(operation, of).expect("the successes of issuances were checked")?;
        let variant = responses.output.outcomes().map(|_| {
            let variant = &self.names.operations[id.index()].responses[at][0];
            Step { to: Target::Variant(responses.output.clone(), variant, false), is_optional: false }
        });
        Some(Body { ty, variant })
    }

    fn member(&self, body: Option<&Body<'a>>, path: &'a [String]) -> Member<'a> {
        let body = body.expect("a member of a body has a body");
        let found = self.api.steps(body.ty, path).expect("the paths of issuances were checked");
        let mut steps: Vec<Step<'a>> = body.variant.iter().cloned().collect();
        let mut from = body.ty;
        // The body itself is in no box.
        from.boxed = false;
        // The value in a variant is there or not, as the body of a success would be.
        let is_optional = body.ty.nullable;
        if let Some(first) = steps.first_mut() {
            first.is_optional = is_optional;
        }
        for step in found {
            steps.push(self.step(&step, from));
            from = step.ty();
        }
        Member { path, is_optional: is_optional && body.variant.is_none(), steps }
    }

    fn step(&self, step: &PathStep, from: TypeUse) -> Step<'a> {
        match *step {
            PathStep::Property { object, property, ty } => {
                let field = &self.names.properties[object.index()][property];
                let of = self.api.property(object, property).expect("a step leads to a property");
                let is_absent = self.presence(&self.api[object], of) != Presence::Required;
                Step { to: Target::Field(field), is_optional: is_absent || ty.nullable }
            }
            PathStep::Item { index, ty } => Step { to: Target::Item(index), is_optional: ty.nullable },
            PathStep::Variant { union, variant, ty } => {
                let ident = &self.names.variants[union.index()][variant];
                let of = self.ty(TypeUse { schema: union, nullable: false, boxed: false });
                Step { to: Target::Variant(of, ident, from.boxed), is_optional: ty.nullable }
            }
        }
    }
}
