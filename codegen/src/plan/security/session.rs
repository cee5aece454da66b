//! `x-warded.issues` and `renews`: the sessions that the calls which log in begin.

use crate::model::{
    Api, Issuance, Operation, OperationId, ParameterLocation, Refresh, RequestPart, SchemaKind, SchemeId, TypeUse,
};
use crate::name::Ident;
use crate::plan::{Planner, Presence, Type};

/// A session that begins with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session<'a> {
    /// The operation that obtains its next credentials, but for a login.
    pub renewal: Option<Renewal<'a>>,
    /// True if the call is accepted once.
    pub once: bool,
}

/// The operation that obtains the next credential of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal<'a> {
    /// Its position in [`Client::operations`](crate::plan::Client::operations).
    pub operation: usize,
    /// The place of the refresh token in its request; `None`: it takes the live credential.
    pub refresh: Option<RefreshInput<'a>>,
}

/// The place of a refresh token in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefreshInput<'a> {
    /// The body, whose type has no other required member: it is made of the token.
    Body(Type<'a>),
    /// This field of the body that the caller gives.
    Field(&'a Ident, Presence),
    /// The parameter of this position.
    Parameter(usize),
    /// A credential of this scheme.
    Credential(SchemeId),
}

impl<'a> Planner<'a, '_> {
    /// The session of an operation that issues a credential. One that renews needs a credential that lives, or a refresh
    /// token, so that no session can begin with it.
    pub(in crate::plan) fn session(&self, id: OperationId) -> Option<Session<'a>> {
        let operation = &self.api[id];
        let begins = operation.renews.is_none() && operation.refreshes.is_none();
        let issuance = operation.issues.as_ref().filter(|_| begins)?;
        let refresh = self.best(|one| refreshes(one, operation, issuance));
        // One that needs nothing but what was issued, preferably not a deprecated one.
        let renewal = || Some(Renewal { operation: self.best(|one| renews(one, issuance))?.0, refresh: None });
        let renewal = refresh.and_then(|(at, one)| self.refresh(at, one)).or_else(renewal);
        Some(Session { renewal, once: issuance.once || is_of_one_use(self.api, operation) })
    }

    /// The operation of this kind, preferably not a deprecated one.
    fn best(&self, is: impl Fn(&Operation) -> bool) -> Option<(usize, &'a Operation)> {
        let operations = self.selection.operations(self.api).enumerate().filter(|(_, one)| is(one));
        operations.min_by_key(|(_, operation)| operation.deprecated)
    }

    fn refresh(&self, at: usize, operation: &'a Operation) -> Option<Renewal<'a>> {
        let input = match &operation.refreshes.as_ref()?.with {
            RequestPart::Property(name) => self.property(operation, name)?,
            RequestPart::Header(name) => {
                RefreshInput::Parameter(parameter(operation, name, ParameterLocation::Header)?)
            }
            RequestPart::Cookie(name) => {
                RefreshInput::Parameter(parameter(operation, name, ParameterLocation::Cookie)?)
            }
            RequestPart::Credential(scheme) => RefreshInput::Credential(*scheme),
        };
        Some(Renewal { operation: at, refresh: Some(input) })
    }

    fn property(&self, operation: &'a Operation, name: &str) -> Option<RefreshInput<'a>> {
        let ty = operation.request_body.as_ref()?.content.first()?.ty?;
        let id = self.api.unaliased(ty.schema);
        let (schema, SchemaKind::Object(object)) = (&self.api[id], &self.api[id].kind) else { return None };
        let at = object.properties.iter().position(|property| property.name == name)?;
        let mut required = object.properties.iter().filter(|one| self.presence(schema, one) == Presence::Required);
        let is_only = required.all(|one| one.name == name && !one.ty.nullable);
        let presence = self.presence(schema, &object.properties[at]);
        if is_only && presence == Presence::Required {
            let plain = TypeUse { nullable: false, boxed: false, ..ty };
            return Some(RefreshInput::Body(self.ty(TypeUse { schema: id, ..plain })));
        }
        Some(RefreshInput::Field(&self.names.properties[id.index()][at], presence))
    }
}

fn parameter(operation: &Operation, name: &str, location: ParameterLocation) -> Option<usize> {
    operation.parameters.iter().position(|one| one.is_called(name, location))
}

fn renews(operation: &Operation, issuance: &Issuance) -> bool {
    let (Some(scheme), Some(renewed)) = (operation.renews, &operation.issues) else { return false };
    let is_enough = operation.security.alternatives.iter().any(|alternative| match alternative.schemes.as_slice() {
        [only] => only.scheme == scheme && only.accepts(&issuance.roles),
        [] | [_, _, ..] => false,
    });
    let keeps_roles = renewed.roles.is_empty() || renewed.roles == issuance.roles;
    scheme == issuance.scheme
        && renewed.scheme == scheme
        && keeps_roles
        && is_enough
        && issues_beside(renewed, issuance)
}

/// Returns true if the operation takes the refresh token that `log_in` issues, and needs nothing else that its call does
/// not carry.
fn refreshes(operation: &Operation, log_in: &Operation, issuance: &Issuance) -> bool {
    let (Some(Refresh { scheme, with, .. }), Some(renewed)) = (&operation.refreshes, &operation.issues) else {
        return false;
    };
    let alternatives = &operation.security.alternatives;
    let is_callable = match with {
        RequestPart::Credential(own) => {
            alternatives.iter().any(|one| one.schemes.len() == 1 && one.schemes[0].scheme == *own)
        }
        RequestPart::Property(_) | RequestPart::Header(_) | RequestPart::Cookie(_) => {
            alternatives.is_empty() || operation.guard == log_in.guard
        }
    };
    let is_same = *scheme == issuance.scheme && renewed.scheme == *scheme && renewed.roles == issuance.roles;
    is_same && issuance.refresh.is_some() && is_callable && issues_beside(renewed, issuance)
}

/// Returns true if it issues the same other credentials as a login.
fn issues_beside(renewed: &Issuance, issuance: &Issuance) -> bool {
    renewed.schemes().skip(1).eq(issuance.schemes().skip(1))
}

/// Returns true if the request exchanges an authorization code, which a server accepts once: it has a code and its
/// verifier, or no other type of grant.
fn is_of_one_use(api: &Api, operation: &Operation) -> bool {
    let media = operation.request_body.as_ref().and_then(|body| body.content.first());
    let Some(ty) = media.and_then(|media| media.ty) else { return false };
    let is_code = |ty: TypeUse| {
        let Some(object) = api.object(ty.schema) else { return false };
        let only_code = object.property("grant_type").is_some_and(|property| {
            let kind = &api[api.unaliased(property.ty.schema)].kind;
            let grants = if let SchemaKind::Enumeration(grants) = kind { grants.values.as_slice() } else { &[] };
            matches!(grants, [only] if only.value == "authorization_code")
        });
        only_code
            || (object.property("code").is_some_and(|code| code.required) && object.property("code_verifier").is_some())
    };
    if let SchemaKind::Union(union) = &api[api.unaliased(ty.schema)].kind {
        return union.variants.iter().any(|variant| is_code(variant.ty));
    }
    is_code(ty)
}
