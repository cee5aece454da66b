//! Responses Object: the types of an operation's output and error, and which status tells them.
//!
//! ```yaml
//! responses:
//!   "200": { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
//!   "404": { description: No such pet }
//!   default: { content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
//! ```
//! The output is `types::Pet`, and the error is an enum, as the bodies of 404 and of the rest differ. Where all are
//! alike there is no enum: the type is the error, with the status beside it.

use super::Planner;
use super::media_type::Representation;
use super::response_body::ResponseBody;
use super::response_decode::{Row, Statuses, rows};
use super::schema::Type;
use super::share::{Companion, Role, Shape};
use crate::model::{Method, Operation, OperationId, Response, StatusPattern};
use crate::name::{Ident, OperationNames};

/// All that the responses of an operation become.
#[derive(Clone, Debug)]
pub struct Responses<'a> {
    /// `type Output`
    pub output: Type<'a>,
    /// `type Error`
    pub error: Type<'a>,
    /// The documented responses.
    pub documented: Vec<Documented<'a>>,
    /// The enums of its outcomes and the struct of its headers, where there are any.
    pub companions: Vec<Companion<'a>>,
    /// The media types of bodies, as the server's choice: the value of `Accept`.
    pub accept: Vec<&'a str>,
    /// The number of those that successes have; errors have the others.
    of_successes: usize,
    /// The successes that are streams.
    pub streams: Vec<Statuses>,
    /// The successes that are redirects.
    pub answers: Vec<Statuses>,
    /// The rows of statuses, in the order in which they are tried.
    pub rows: Vec<Row<'a>>,
}

impl<'a> Responses<'a> {
    /// The media types of its successes that are read, without those of errors.
    #[must_use]
    pub fn accepted(&self) -> &[&'a str] {
        &self.accept[..self.of_successes]
    }
}

/// A documented response.
#[derive(Clone, Debug)]
pub struct Documented<'a> {
    /// The response.
    pub of: &'a Response,
    /// The representations of its body.
    pub content: Vec<Representation<'a>>,
}

/// The successes, or the documented errors.
pub(super) struct Side<'a> {
    pub(super) outcomes: Vec<Outcome<'a>>,
    pub(super) ty: Type<'a>,
}

/// One documented response, or the success that every operation has.
pub(super) struct Outcome<'a> {
    pub(super) response: Option<(&'a Response, &'a Ident)>,
    /// The statuses; `None`: all others.
    pub(super) statuses: Option<Statuses>,
    /// The media types that the body must have; none: any.
    pub(super) media_types: &'a [String],
    pub(super) body: ResponseBody<'a>,
}

impl<'a> Planner<'a, '_> {
    pub(super) fn responses(&self, id: OperationId) -> Responses<'a> {
        let (operation, idents) = (&self.api[id], &self.names.operations[id.index()]);
        let (outputs, errors) = self.outcomes(operation, idents);
        let output = Side { ty: ty(&outputs, &idents.output), outcomes: outputs };
        let error = Side { ty: ty(&errors, &idents.error), outcomes: errors };
        let enums = [enumeration(&output, Role::Output), enumeration(&error, Role::Error)];
        let statuses = |is: fn(&Outcome<'_>) -> bool| {
            output.outcomes.iter().filter(|outcome| is(outcome)).filter_map(|outcome| outcome.statuses).collect()
        };
        let documented = operation.responses.iter().map(|of| {
            let content = of.content.iter().map(|media| self.representation(media)).collect();
            Documented { of, content }
        });
        let (accept, of_successes) = accept(operation);
        Responses {
            documented: documented.collect(),
            companions: enums.into_iter().flatten().chain(self.headers(id)).collect(),
            accept,
            of_successes,
            streams: statuses(|outcome| outcome.body.reader.is_stream()),
            answers: statuses(|outcome| outcome.response.is_some_and(|(response, _)| response.status.is_redirect())),
            rows: rows(&output, &error, range(operation, 2)),
            output: output.ty,
            error: error.ty,
        }
    }

    /// The successes and the errors. `default` is the success too where no other is documented; where none is documented
    /// at all, every status of success is one, and nothing is known of its body.
    fn outcomes(&self, operation: &'a Operation, idents: &'a OperationNames) -> (Vec<Outcome<'a>>, Vec<Outcome<'a>>) {
        let documents_success = operation.responses.iter().any(|response| operation.succeeds_with(response.status));
        let (mut outputs, mut errors) = (Vec::new(), Vec::new());
        let responses = operation.responses.iter().zip(&idents.responses);
        // That what the caller has is still valid is no output and no error: `.conditional()` reads it.
        for (response, variants) in responses.filter(|(response, _)| response.status != StatusPattern::NOT_MODIFIED) {
            let success = operation.succeeds_with(response.status);
            let is_beside = |other: &&Response| operation.succeeds_with(other.status) == success;
            let is_only = operation.responses.iter().filter(is_beside).count() == 1 && response.content.len() == 1;
            let outcomes = |statuses, success| {
                let bodies = self.response_bodies(&operation.method, response, success, is_only);
                let outcomes = bodies.into_iter().zip(variants).enumerate().map(|(at, (body, variant))| {
                    // The first form is read whatever the media type is, if it is that of no other.
                    let of = response.content.get(at).filter(|_| at > 0);
                    let media_types = of.map_or(&[][..], |media| &media.names);
                    Outcome { response: Some((response, variant)), statuses, media_types, body }
                });
                outcomes.collect::<Vec<_>>()
            };
            if response.status == StatusPattern::Default && !documents_success {
                outputs.extend(outcomes(Some(range(operation, 2)), true));
            }
            let into = if success { &mut outputs } else { &mut errors };
            into.extend(outcomes(statuses(operation, response.status), success));
        }
        if outputs.is_empty() {
            let statuses = Some(range(operation, 2));
            outputs.push(Outcome { response: None, statuses, media_types: &[], body: ResponseBody::EMPTY });
        }
        widen(&mut outputs);
        (outputs, errors)
    }
}

/// Reads all successes as the documented one, where only one is, or where all have one body: servers say 201 or 202 where
/// the document says 200, and nothing else can be meant. A redirect is no such success.
fn widen(outputs: &mut Vec<Outcome<'_>>) {
    let is_success =
        |outcome: &Outcome<'_>| outcome.response.is_none_or(|(response, _)| !response.status.is_redirect());
    if outputs.iter().all(|outcome| is_success(outcome) && outcome.body == outputs[0].body) {
        outputs.truncate(1);
        outputs[0].statuses = Some(Statuses::Range(200, 299));
    }
}

fn statuses(operation: &Operation, status: StatusPattern) -> Option<Statuses> {
    match status {
        StatusPattern::Code(code) => Some(Statuses::Code(code)),
        StatusPattern::Range(class) => Some(range(operation, class)),
        StatusPattern::Default => None,
    }
}

/// The statuses of a class. Documented codes at its ends are left out, as they come before it and clippy warns of
/// arms that overlap there.
fn range(operation: &Operation, class: u8) -> Statuses {
    let (mut first, mut last) = (u16::from(class) * 100, u16::from(class) * 100 + 99);
    let has = |code| operation.responses.iter().any(|response| response.status == StatusPattern::Code(code));
    while first < last && has(first) {
        first += 1;
    }
    while first < last && has(last) {
        last -= 1;
    }
    Statuses::Range(first, last)
}

fn ty<'a>(outcomes: &[Outcome<'a>], name: &'a Ident) -> Type<'a> {
    match outcomes.split_first() {
        None => Type::Never,
        Some((first, rest)) if rest.iter().all(|other| other.body == first.body) => first.body.ty.clone(),
        Some(_) => Type::Outcomes(name),
    }
}

/// The enum, if the side is one.
fn enumeration<'a>(side: &Side<'a>, role: Role) -> Option<Companion<'a>> {
    let ident = side.ty.outcomes()?;
    let responses = || side.outcomes.iter().filter_map(|outcome| Some((outcome.response?, &outcome.body)));
    let variants = responses().map(|((response, variant), body)| {
        let ty = (*body != ResponseBody::EMPTY).then(|| body.ty.clone());
        (variant, response.status, ty)
    });
    let descriptions = responses().map(|((response, _), _)| response.description.as_deref());
    Some(Companion {
        ident,
        role,
        shape: Shape::Outcomes(variants.collect()),
        descriptions: descriptions.collect(),
        shared: None,
    })
}

/// The media types that are read, those of successes first, and the number of these.
fn accept<'a>(operation: &'a Operation) -> (Vec<&'a str>, usize) {
    let mut accept: Vec<&'a str> = Vec::new();
    if operation.method == Method::Head {
        return (accept, 0);
    }
    let (successes, errors): (Vec<_>, Vec<_>) =
        operation.responses.iter().partition(|response| operation.succeeds_with(response.status));
    let mut add = |responses: Vec<&'a Response>| {
        for name in responses.into_iter().flat_map(|response| &response.content).flat_map(|media| &media.names) {
            if !accept.contains(&name.as_str()) {
                accept.push(name);
            }
        }
        accept.len()
    };
    let of_successes = add(successes);
    add(errors);
    (accept, of_successes)
}
