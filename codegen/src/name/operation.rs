//! Operation Object: methods, marker types, arguments and the variants of its responses.
//!
//! An operation without `operationId` is called by its method and path: `GET /pets/{id}` is `get_pets_by_id`. The form
//! that gives a stream is `get_pets_by_id_stream`.

use std::collections::BTreeSet;

use proc_macro2::Ident;

use super::scope::{Scope, Wanted, claim_all};
use super::words::{compound, item_ident, plain, type_ident, value_ident};
use super::{OperationNames, SchemeNames};
use crate::model::{Api, MediaKind, MediaType, Operation, Parameter, PathSegment, StatusPattern};

/// The client's own methods and those that everyone expects of it.
pub(super) const CLIENT_METHODS: &[&str] = &["builder", "clone", "core", "credentials", "new", "with_credentials"];
/// The call's own methods.
const CALL_METHODS: &[&str] = &[
    "body",
    "client",
    "clone",
    "conditional",
    "header",
    "into_future",
    "new",
    "retries",
    "send",
    "send_raw",
    "session",
    "timeout",
];

/// The type parameter of operations that keep what the credential that they renew was granted.
const GRANTS: &str = "Grants";

/// The positions of the scopes that an operation has an identifier in.
const METHODS: usize = 0;
const TYPES: usize = 1;

/// The names of all operations, and the identifiers that are then taken in module `op`.
pub(super) fn operations(api: &Api, schemes: &[SchemeNames]) -> (Vec<OperationNames>, Scope) {
    let names: Vec<String> = api.operations.iter().map(name).collect();
    let slots = schemes.iter().flat_map(|scheme| [plain(&scheme.slot), plain(&scheme.without)]);
    let slots: Vec<String> = slots.collect();
    let reserved = CLIENT_METHODS.iter().copied().chain(slots.iter().map(String::as_str));
    let mut scopes = [Scope::reserving(reserved), Scope::default()];
    let idents = claim(api, &names, &mut scopes);
    let [mut methods, mut types] = scopes;
    let with = |marker: &Ident, suffix: &str, types: &mut Scope| types.claim(compound(&plain(marker), "", suffix));
    let operations = api.operations.iter().zip(idents).map(|(operation, [method, ty])| OperationNames {
        output: with(&ty, "Output", &mut types),
        error: with(&ty, "Error", &mut types),
        headers: with(&ty, "Headers", &mut types),
        header_fields: header_fields(operation),
        parameters: parameters(operation),
        bodies: bodies(operation, &method, &mut methods),
        responses: responses(operation),
        method,
        ty,
    });
    (operations.collect(), types)
}

/// The method and the marker of each operation: first those of whole answers, which streams beside them do not rename,
/// but for operations that are called like the stream of another one. An operation that is added renames no stream, then.
fn claim(api: &Api, names: &[String], scopes: &mut [Scope; 2]) -> Vec<[Ident; 2]> {
    let keeps_role = api.operations.iter().any(|operation| keeps_role(api, operation));
    let wanted = |(operation, name): (&Operation, &String)| {
        let (method, marker) = (value_ident(name), item_ident(name));
        match operation.streamed {
            true => [compound(&plain(&method), "_", "stream"), compound(&plain(&marker), "", "Stream")],
            false if keeps_role && marker == GRANTS => [method, compound(GRANTS, "_", "")],
            false => [method, marker],
        }
    };
    let mut idents: Vec<[Ident; 2]> = api.operations.iter().zip(names).map(wanted).collect();
    let streams = api.operations.iter().zip(&idents).filter(|(operation, _)| operation.streamed);
    let streams: BTreeSet<Ident> = streams.flat_map(|(_, idents)| idents.clone()).collect();
    let turn = |at: usize| match api.operations[at].streamed {
        true => 1,
        false if idents[at].iter().any(|ident| streams.contains(ident)) => 2,
        false => 0,
    };
    let turns: Vec<u8> = (0..idents.len()).map(turn).collect();
    for turn in 0..=2 {
        let its: Vec<usize> = (0..turns.len()).filter(|at| turns[*at] == turn).collect();
        let wanted = its.iter().map(|at| {
            let [method, marker] = idents[*at].clone();
            Wanted { name: &names[*at], idents: [(METHODS, method), (TYPES, marker)] }
        });
        let claimed = claim_all(scopes, wanted);
        its.into_iter().zip(claimed).for_each(|(at, claimed)| idents[at] = claimed);
    }
    idents
}

/// Returns true if the operation's marker has the roles of the renewed credential as its parameter.
fn keeps_role(api: &Api, operation: &Operation) -> bool {
    let issuance = operation.issues.as_ref().filter(|issuance| issuance.roles.is_empty());
    issuance.is_some_and(|issuance| !api[issuance.scheme].roles.is_empty())
}

fn name(operation: &Operation) -> String {
    match &operation.id {
        Some(id) if !id.trim().is_empty() => id.clone(),
        Some(_) | None => {
            let path = operation.segments.iter().map(|segment| match segment {
                PathSegment::Literal(text) => text.replace('/', " "),
                PathSegment::Parameter(at) => format!(" by {} ", operation.parameters[*at].name),
            });
            format!("{} {}", operation.method.key(), path.collect::<String>())
        }
    }
}

/// Required parameters are arguments of the method, optional ones are methods of the call.
fn parameters(operation: &Operation) -> Vec<Ident> {
    // The method has an argument and a variable of its own.
    let mut arguments = Scope::reserving(["body", "carried"]);
    let mut setters = Scope::reserving(CALL_METHODS.iter().copied());
    let ident = |parameter: &Parameter| {
        let scope = if parameter.required { &mut arguments } else { &mut setters };
        scope.claim(value_ident(&parameter.name))
    };
    operation.parameters.iter().map(ident).collect()
}

fn header_fields(operation: &Operation) -> Vec<Ident> {
    let mut scope = Scope::default();
    operation.success_headers().into_iter().map(|(header, _)| scope.claim(value_ident(&header.name))).collect()
}

fn bodies(operation: &Operation, method: &Ident, methods: &mut Scope) -> Vec<Ident> {
    let Some(body) = &operation.request_body else { return Vec::new() };
    let (first, others) = body.content.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
    let others = others.iter().map(|media| methods.claim(compound(&plain(method), "_as_", form(media))));
    first.map(|_| method.clone()).into_iter().chain(others).collect()
}

fn form(media: &MediaType) -> &'static str {
    match media.kind {
        MediaKind::Json => "json",
        MediaKind::Form => "form",
        MediaKind::Multipart | MediaKind::MultipartList => "multipart",
        MediaKind::Xml => "xml",
        MediaKind::Text => "text",
        MediaKind::Binary => "bytes",
        MediaKind::EventStream => "events",
        MediaKind::JsonLines => "json_lines",
    }
}

fn responses(operation: &Operation) -> Vec<Ident> {
    let mut scope = Scope::default();
    operation.responses.iter().map(|response| scope.claim(type_ident(&status(response.status)))).collect()
}

/// `NotFound` for 404; a code that HTTP gives no name is `Status` and the number.
fn status(pattern: StatusPattern) -> String {
    match pattern {
        StatusPattern::Code(code) => match http_reason(code) {
            Some(reason) => reason.to_owned(),
            None => format!("Status{code}"),
        },
        StatusPattern::Range(1) => "Informational".to_owned(),
        StatusPattern::Range(2) => "Success".to_owned(),
        StatusPattern::Range(3) => "Redirection".to_owned(),
        StatusPattern::Range(4) => "ClientError".to_owned(),
        StatusPattern::Range(5) => "ServerError".to_owned(),
        StatusPattern::Range(class) => format!("Status{class}xx"),
        StatusPattern::Default => "Default".to_owned(),
    }
}

/// The reason phrases of RFC 9110 and of IANA's registry of status codes, by code.
const REASONS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "Switching Protocols"),
    (102, "Processing"),
    (103, "Early Hints"),
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non Authoritative Information"),
    (204, "No Content"),
    (205, "Reset Content"),
    (206, "Partial Content"),
    (207, "Multi Status"),
    (208, "Already Reported"),
    (226, "Im Used"),
    (300, "Multiple Choices"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Precondition Failed"),
    (413, "Content Too Large"),
    (414, "Uri Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Range Not Satisfiable"),
    (417, "Expectation Failed"),
    (418, "Im A Teapot"),
    (421, "Misdirected Request"),
    (422, "Unprocessable Content"),
    (423, "Locked"),
    (424, "Failed Dependency"),
    (425, "Too Early"),
    (426, "Upgrade Required"),
    (428, "Precondition Required"),
    (429, "Too Many Requests"),
    (431, "Request Header Fields Too Large"),
    (451, "Unavailable For Legal Reasons"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
    (505, "Http Version Not Supported"),
    (507, "Insufficient Storage"),
    (508, "Loop Detected"),
    (511, "Network Authentication Required"),
];

fn http_reason(code: u16) -> Option<&'static str> {
    let at = REASONS.binary_search_by_key(&code, |(code, _)| *code);
    at.map_or(None, |at| Some(REASONS[at].1))
}
