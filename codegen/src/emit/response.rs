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

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs;
use super::operation::{Companion, CompanionKind, Member};
use super::response_body::ResponseBody;
use super::response_decode as decode;
use crate::model::{Api, Method, Operation, OperationId, Response, StatusPattern};
use crate::name::Names;

/// All that the responses of an operation become.
pub(super) struct Responses<'a> {
    /// `type Output`
    pub(super) output: TokenStream,
    /// `type Error`
    pub(super) error: TokenStream,
    /// The enums, where there are any.
    pub(super) companions: Vec<Companion<'a>>,
    /// The value of `Accept`.
    pub(super) accept: String,
    /// The successes that are streams, and those that are redirects.
    pub(super) streams: TokenStream,
    /// The rows of statuses.
    pub(super) statuses: TokenStream,
}

/// The successes, or the documented errors.
pub(super) struct Side<'a> {
    pub(super) outcomes: Vec<Outcome<'a>>,
    pub(super) kind: Kind<'a>,
}

/// One documented response, or the success that every operation has.
pub(super) struct Outcome<'a> {
    pub(super) response: Option<&'a Response>,
    pub(super) variant: Option<&'a Ident>,
    /// The statuses, as a pattern. `None`: all others.
    pub(super) statuses: Option<TokenStream>,
    pub(super) body: ResponseBody,
}

/// The kind of type of `Output` or `Error`.
pub(super) enum Kind<'a> {
    /// No response is documented.
    Nothing,
    /// All have the same body.
    Same(ResponseBody),
    /// An enum with one variant a response.
    Enum(&'a Ident),
}

pub(super) fn responses<'a>(api: &'a Api, names: &'a Names, id: OperationId) -> Responses<'a> {
    let operation = &api[id];
    let idents = &names.operations[id.index()];
    let (outputs, errors) = outcomes(operation, &idents.responses);
    let output = Side { kind: kind(&outputs, &idents.output), outcomes: outputs };
    let error = Side { kind: kind(&errors, &idents.error), outcomes: errors };
    let marker = idents.ty.to_string();
    let enums = [
        enumeration(api, names, &output, &format!("A success of [`{marker}`].")),
        enumeration(api, names, &error, &format!("A documented error of [`{marker}`].")),
    ];
    Responses {
        output: ty(api, names, &output.kind),
        error: ty(api, names, &error.kind),
        companions: enums.into_iter().flatten().collect(),
        accept: accept(operation),
        streams: decode::streams(&output),
        statuses: decode::rows(api, &output, &error, &range(operation, 2)),
    }
}

/// The successes and the errors. `default` is the success too where no other is documented; where none is documented
/// at all, every status of success is one, and nothing is known of its body.
fn outcomes<'a>(operation: &'a Operation, variants: &'a [Ident]) -> (Vec<Outcome<'a>>, Vec<Outcome<'a>>) {
    let documents_success = operation.responses.iter().any(|response| operation.succeeds_with(response.status));
    let (mut outputs, mut errors) = (Vec::new(), Vec::new());
    for (response, variant) in operation.responses.iter().zip(variants) {
        let success = operation.succeeds_with(response.status);
        let outcome = |statuses, success| {
            let body = ResponseBody::of(&operation.method, response, success);
            Outcome { response: Some(response), variant: Some(variant), statuses, body }
        };
        if response.status == StatusPattern::Default && !documents_success {
            outputs.push(outcome(Some(range(operation, 2)), true));
        }
        let into = if success { &mut outputs } else { &mut errors };
        into.push(outcome(pattern(operation, response.status), success));
    }
    if outputs.is_empty() {
        let statuses = Some(range(operation, 2));
        outputs.push(Outcome { response: None, variant: None, statuses, body: ResponseBody::Empty });
    }
    (outputs, errors)
}

fn pattern(operation: &Operation, status: StatusPattern) -> Option<TokenStream> {
    match status {
        StatusPattern::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            Some(quote!(#code))
        }
        StatusPattern::Range(class) => Some(range(operation, class)),
        StatusPattern::Default => None,
    }
}

/// The statuses of a class. Documented codes at its ends are left out, as they come before it and clippy warns of
/// arms that overlap there.
fn range(operation: &Operation, class: u8) -> TokenStream {
    let (mut first, mut last) = (u16::from(class) * 100, u16::from(class) * 100 + 99);
    let has = |code| operation.responses.iter().any(|response| response.status == StatusPattern::Code(code));
    while first < last && has(first) {
        first += 1;
    }
    while first < last && has(last) {
        last -= 1;
    }
    let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
    quote!(#first..=#last)
}

fn kind<'a>(outcomes: &[Outcome<'_>], name: &'a Ident) -> Kind<'a> {
    match outcomes.split_first() {
        None => Kind::Nothing,
        Some((first, rest)) if rest.iter().all(|other| other.body == first.body) => Kind::Same(first.body.clone()),
        Some(_) => Kind::Enum(name),
    }
}

fn ty(api: &Api, names: &Names, kind: &Kind<'_>) -> TokenStream {
    match kind {
        Kind::Nothing => quote!(::warded::Never),
        Kind::Same(body) => body.ty(api, names),
        Kind::Enum(name) => quote!(#name),
    }
}

/// The enum, if the side is one.
fn enumeration<'a>(api: &Api, names: &Names, side: &Side<'a>, docs: &str) -> Option<Companion<'a>> {
    let Kind::Enum(ident) = side.kind else { return None };
    let members = side.outcomes.iter().filter_map(|outcome| {
        let (response, variant) = (outcome.response?, outcome.variant?);
        let body = (outcome.body != ResponseBody::Empty).then(|| {
            let ty = outcome.body.ty(api, names);
            quote!((#ty))
        });
        let plain = format!("{}.", status(response.status));
        Some(Member { tokens: quote!(#variant #body), described: variant_docs(response), plain })
    });
    Some(Companion::new(ident, docs.to_owned(), CompanionKind::Outcomes, members.collect()))
}

fn variant_docs(response: &Response) -> String {
    let status = status(response.status);
    match response.description.as_deref().map(docs::clean).filter(|text| !text.is_empty()) {
        Some(description) => docs::led(&format!("{status}:"), &description),
        None => format!("{status}."),
    }
}

/// The status in words.
pub(super) fn status(pattern: StatusPattern) -> String {
    match pattern {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(class) => format!("{class}XX"),
        StatusPattern::Default => "Any other status".to_owned(),
    }
}

/// The media types in which bodies are read, as the server's choice.
fn accept(operation: &Operation) -> String {
    let mut accept: Vec<&str> = Vec::new();
    if operation.method == Method::Head {
        return String::new();
    }
    for media in operation.responses.iter().filter_map(|response| response.content.first()) {
        if !accept.contains(&media.name.as_str()) {
            accept.push(&media.name);
        }
    }
    accept.join(", ")
}
