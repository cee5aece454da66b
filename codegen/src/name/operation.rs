//! Operation Object: methods, marker types, arguments and the variants of its responses.
//!
//! An operation without `operationId` is called by its method and path: `GET /pets/{id}` is `get_pets_by_id`. The form
//! that gives a stream is `get_pets_by_id_stream`, and the one that gives CSV `get_pets_by_id_as_csv`.

use std::collections::BTreeSet;

use proc_macro2::Ident;

use super::scope::{Scope, Wanted, claim_all};
use super::words::{compound, item_ident, plain, type_ident, value_ident};
use super::{MediaTypeNames, OperationNames, SchemeNames, media_type};
use crate::model::{Api, Form, MediaType, Operation, Parameter, PathSegment, StatusPattern};

/// The client's own methods and those that everyone expects of it.
pub(super) const CLIENT_METHODS: &[&str] = &["builder", "clone", "core", "credentials", "new", "with_credentials"];
/// The call's own methods.
const CALL_METHODS: &[&str] = &[
    "body",
    "client",
    "clone",
    "conditional",
    "header",
    "idle_timeout",
    "into_future",
    "max_response_bytes",
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
        header_fields: header_fields(operation, true),
        error_headers: with(&ty, "ErrorHeaders", &mut types),
        error_header_fields: header_fields(operation, false),
        parameters: parameters(operation),
        bodies: bodies(operation, &method, &mut methods),
        media_types: media_types(operation, &ty, &mut types),
        responses: responses(operation),
        method,
        ty,
    });
    (operations.collect(), types)
}

/// The method and the marker of each operation: first those of first forms, which other forms beside them do not rename,
/// but for operations that are called like another form of one. An operation that is added renames no form, then.
fn claim(api: &Api, names: &[String], scopes: &mut [Scope; 2]) -> Vec<[Ident; 2]> {
    let keeps_role = api.operations.iter().any(|operation| keeps_role(api, operation));
    let forms = forms(&api.operations);
    let wanted = |(form, name): (&Option<String>, &String)| {
        let (method, marker) = (value_ident(name), item_ident(name));
        match form {
            Some(form) => {
                let suffix = plain(&type_ident(form));
                [compound(&plain(&method), "_", form), compound(&plain(&marker), "", &suffix)]
            }
            None if keeps_role && marker == GRANTS => [method, compound(GRANTS, "_", "")],
            None => [method, marker],
        }
    };
    let mut idents: Vec<[Ident; 2]> = forms.iter().zip(names).map(wanted).collect();
    let others = forms.iter().zip(&idents).filter(|(form, _)| form.is_some());
    let others: BTreeSet<Ident> = others.flat_map(|(_, idents)| idents.clone()).collect();
    let turn = |at: usize| match forms[at] {
        Some(_) => 1,
        None if idents[at].iter().any(|ident| others.contains(ident)) => 2,
        None => 0,
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

/// What the name of each operation gets after it: `stream` or `as_csv`; `None` for the first form. The forms of one
/// operation follow it.
fn forms(operations: &[Operation]) -> Vec<Option<String>> {
    let mut forms = Vec::new();
    for operations in operations.chunk_by(|_, next| next.form != Form::First) {
        let media = operations.iter().filter_map(|operation| match &operation.form {
            Form::As(kind, names) => Some((*kind, names.as_slice())),
            Form::First | Form::Stream => None,
        });
        let mut words = media_type::words(media).into_iter();
        forms.extend(operations.iter().map(|operation| match operation.form {
            Form::First => None,
            Form::Stream => Some("stream".to_owned()),
            Form::As(..) => words.next().map(|word| format!("as_{word}")),
        }));
    }
    forms
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
    let content = operation.request_body.iter().flat_map(|body| &body.content);
    let chosen = content.into_iter().any(|media| media.is_choice() || media.range().is_some());
    // The method has arguments and a variable of its own.
    let mut arguments = Scope::reserving(["body", "carried"].into_iter().chain(chosen.then_some("media_type")));
    let mut setters = Scope::reserving(CALL_METHODS.iter().copied());
    let ident = |parameter: &Parameter| {
        let scope = if parameter.required { &mut arguments } else { &mut setters };
        scope.claim(value_ident(&parameter.name))
    };
    operation.parameters.iter().map(ident).collect()
}

fn header_fields(operation: &Operation, of_successes: bool) -> Vec<Ident> {
    let mut scope = Scope::default();
    operation
        .documented_headers(of_successes)
        .into_iter()
        .map(|(header, _)| scope.claim(value_ident(&header.name)))
        .collect()
}

fn bodies(operation: &Operation, method: &Ident, methods: &mut Scope) -> Vec<Ident> {
    let Some(body) = &operation.request_body else { return Vec::new() };
    // A body that is not required is a setter of the plain method's call.
    let plain_ones = usize::from(!body.required || !media_type::is_explicit(&body.content));
    let others = body.content.iter().skip(plain_ones).map(|media| (media.kind, media.names.as_slice()));
    let others = media_type::words(others);
    let others = others.iter().map(|word| {
        let [sent_as, from] = ["_as_", "_from_"].map(|between| compound(&plain(method), between, word));
        // What a form of the response is called already.
        let wanted = if operation.form == Form::First { vec![sent_as, from] } else { vec![from] };
        methods.claim_one_of(wanted.into_iter())
    });
    std::iter::repeat_n(method.clone(), plain_ones).chain(others.collect::<Vec<_>>()).collect()
}

fn media_types(operation: &Operation, marker: &Ident, types: &mut Scope) -> Vec<Option<MediaTypeNames>> {
    let Some(body) = &operation.request_body else { return Vec::new() };
    if !body.content.iter().any(MediaType::is_choice) {
        return vec![None; body.content.len()];
    }
    let words = media_type::words(body.content.iter().map(|media| (media.kind, media.names.as_slice())));
    let names = body.content.iter().zip(words).map(|(media, word)| {
        let suffix = format!("{}Type", plain(&type_ident(&word)));
        media.is_choice().then(|| MediaTypeNames {
            ty: types.claim(compound(&plain(marker), "", &suffix)),
            variants: media_type::variants(&media.names),
        })
    });
    names.collect()
}

/// `NotFound` for the first form of a body, and `NotFoundText` for one more.
fn responses(operation: &Operation) -> Vec<Vec<Ident>> {
    let mut scope = Scope::default();
    let firsts = operation.responses.iter().map(|response| scope.claim(type_ident(&status(response.status))));
    let firsts: Vec<Ident> = firsts.collect();
    let named = operation.responses.iter().zip(firsts).map(|(response, first)| {
        let words = media_type::words(response.content.iter().map(|media| (media.kind, media.names.as_slice())));
        let others =
            words.iter().skip(1).map(|word| scope.claim(compound(&plain(&first), "", &plain(&type_ident(word)))));
        let others: Vec<Ident> = others.collect();
        std::iter::once(first).chain(others).collect()
    });
    named.collect()
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
