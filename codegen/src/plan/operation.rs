//! Operation Object: a marker type in `op`, a method of the client for each media type of the body, and setters.

use super::Planner;
use super::parameter::Parameter;
use super::request_body::Body;
use super::response::Responses;
use super::security::{Issuance, Session};
use crate::model::{self, OperationId, SchemeId};
use crate::name::Ident;

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation<'a> {
    /// The operation.
    pub of: &'a model::Operation,
    /// Its marker in module `op`.
    pub marker: &'a Ident,
    /// The features of Cargo any of which enables it; none if it is always enabled.
    pub features: Vec<&'a str>,
    /// Its methods, one for each media type of its body, the plain one first. Never empty.
    pub methods: Vec<Method<'a>>,
    /// Its parameters, by position in the model's.
    pub parameters: Vec<Parameter<'a>>,
    /// The body that a setter of the call takes.
    pub optional_body: Option<Body<'a>>,
    /// The outcomes.
    pub responses: Responses<'a>,
    /// The scheme whose live credential it renews with the roles that it has: its marker has them as a parameter.
    pub keeps: Option<SchemeId>,
    /// The credential that a success issues.
    pub issues: Option<Issuance<'a>>,
    /// The session that its call can begin.
    pub session: Option<Session<'a>>,
}

/// A method of the client.
#[derive(Clone, Debug)]
pub struct Method<'a> {
    /// The method.
    pub ident: &'a Ident,
    /// The body that is its last argument.
    pub body: Option<Body<'a>>,
}

impl<'a> Operation<'a> {
    /// Its body in each media type.
    pub fn bodies(&self) -> impl Iterator<Item = &Body<'a>> {
        self.optional_body.iter().chain(self.methods.iter().filter_map(|method| method.body.as_ref()))
    }

    /// The parameters that are arguments of its methods.
    pub fn arguments(&self) -> impl Iterator<Item = &Parameter<'a>> {
        self.parameters.iter().filter(|parameter| parameter.of.required)
    }

    /// The parameters that are setters of its call.
    pub fn setters(&self) -> impl Iterator<Item = &Parameter<'a>> {
        self.parameters.iter().filter(|parameter| !parameter.of.required)
    }
}

impl<'a> Planner<'a, '_> {
    pub(super) fn operations(&self) -> Vec<Operation<'a>> {
        self.selection.operations.iter().map(|id| self.operation(*id)).collect()
    }

    fn operation(&self, id: OperationId) -> Operation<'a> {
        let (of, idents) = (&self.api[id], &self.names.operations[id.index()]);
        let optional_body = of.request_body.as_ref().filter(|body| !body.required);
        let optional_body = optional_body.and_then(|body| body.content.first().zip(idents.media_types.first()));
        let parameters = of.parameters.iter().zip(&idents.parameters);
        let responses = self.responses(id);
        Operation {
            of,
            marker: &idents.ty,
            features: self.features().of_operation(id),
            methods: self.methods(id),
            parameters: parameters.map(|(parameter, ident)| self.parameter(parameter, ident)).collect(),
            optional_body: optional_body.map(|(media, names)| self.body(media, names.as_ref())),
            issues: self.issuance(id, &responses),
            responses,
            keeps: self.keeps(id),
            session: self.session(id),
        }
    }

    /// The first method of an operation whose body is optional takes none: a setter does.
    fn methods(&self, id: OperationId) -> Vec<Method<'a>> {
        let idents = &self.names.operations[id.index()];
        let Some(body) = &self.api[id].request_body else { return vec![Method { ident: &idents.method, body: None }] };
        let named = idents.bodies.iter().zip(&idents.media_types);
        let methods = body.content.iter().zip(named).enumerate().map(|(at, (media, (ident, names)))| {
            let is_argument = body.required || at > 0;
            Method { ident, body: is_argument.then(|| self.body(media, names.as_ref())) }
        });
        methods.collect()
    }
}
