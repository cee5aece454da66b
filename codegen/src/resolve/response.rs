//! Responses Object, Response Object and Header Object: what comes back.
//!
//! ```yaml
//! responses:
//!   "200": { description: fine, headers: { X-Total: { schema: { type: integer } } }, content: { … } }
//!   4XX: { $ref: "#/components/responses/Error" }
//! ```
//! In the order codes, ranges, default, so that the first that matches a status is the most specific one. Statuses
//! and methods that never have a body have none here either.

use openapiv3::{Components, Header, ParameterSchemaOrContent, StatusCode};

use super::extension;
use super::media_type::{content, own_words};
use super::reference::follow;
use super::schema::Schemas;
use crate::diagnostics::Code;
use crate::model::{Method, Response, ResponseHeader, StatusPattern};
use crate::source::Pointer;

/// The responses of an operation. `words` are those of the operation.
pub(super) fn responses<'a>(
    declared: &'a openapiv3::Responses,
    at: &Pointer,
    (words, method): (&[String], &Method),
    (components, schemas): (&'a Components, &mut Schemas<'a>),
) -> Vec<Response> {
    let mut responses = Vec::new();
    let coded = declared.responses.iter().map(|(status, response)| {
        let pattern = match status {
            StatusCode::Code(code) => StatusPattern::Code(*code),
            // One digit, by the parser.
            StatusCode::Range(digit) => StatusPattern::Range(u8::try_from(*digit).unwrap_or_default()),
        };
        (pattern, status.to_string(), response)
    });
    let default = declared.default.iter().map(|response| (StatusPattern::Default, "default".to_owned(), response));
    for (status, key, declared) in coded.chain(default) {
        let Some(target) = follow(declared, &at.key(&key), ("responses", &components.responses), &mut schemas.sink)
        else {
            continue;
        };
        let component = schemas.named(target.component, &target.at);
        let mut words = component.map_or_else(|| words.to_vec(), |name| vec![name.to_owned()]);
        words.push("response".to_owned());
        words.extend(component.is_none().then_some(key));
        let headers = headers(target.item, &target.at, &words, (components, schemas));
        let mut content = content(&target.item.content, &target.at, &words, false, schemas);
        if !content.is_empty() && has_no_body(status, method) {
            let message = "no such response has a body; the content is left out";
            schemas.sink.warning(Code::InvalidValue, &target.at.key("content"), message);
            content.clear();
        }
        let description = Some(target.item.description.clone()).filter(|text| !text.is_empty());
        responses.push(Response { origin: target.at, status, description, headers, content, elsewhere: Vec::new() });
    }
    responses.sort_by_key(|response| response.status);
    responses
}

fn has_no_body(status: StatusPattern, method: &Method) -> bool {
    *method == Method::Head || matches!(status, StatusPattern::Code(100..200 | 204 | 304) | StatusPattern::Range(1))
}

fn headers<'a>(
    response: &'a openapiv3::Response,
    at: &Pointer,
    words: &[String],
    (components, schemas): (&'a Components, &mut Schemas<'a>),
) -> Vec<ResponseHeader> {
    let mut headers: Vec<ResponseHeader> = Vec::new();
    for (name, declared) in &response.headers {
        let is_known = headers.iter().any(|known| known.name.eq_ignore_ascii_case(name));
        if name.eq_ignore_ascii_case("content-type") || is_known {
            continue;
        }
        let at = at.key("headers").key(name);
        if let Some(target) = follow(declared, &at, ("headers", &components.headers), &mut schemas.sink) {
            headers.push(header(name, target.item, target.at, (words, schemas)));
        }
    }
    headers
}

fn header<'a>(
    name: &str,
    declared: &Header,
    at: Pointer,
    (words, schemas): (&[String], &mut Schemas<'a>),
) -> ResponseHeader {
    let mut words: Vec<String> = words.iter().cloned().chain([name.to_owned()]).collect();
    let holder = match &declared.format {
        ParameterSchemaOrContent::Schema(_) => Some(at.clone()),
        ParameterSchemaOrContent::Content(content) => content.first().map(|(media_type, _)| {
            let at = at.key("content").key(media_type);
            words = own_words(&at, &words, schemas);
            at
        }),
    };
    let placed = holder.and_then(|holder| schemas.place(holder.key("schema"), &words));
    let ty = placed.map_or_else(|| schemas.any(&at), |(ty, _)| ty);
    let secrecy = extension::secrecy(declared.extensions.get(extension::KEY), &at, &mut schemas.sink);
    ResponseHeader {
        name: name.to_owned(),
        required: declared.required,
        explode: schemas.additions.explode.get(&at).copied().unwrap_or(false),
        description: declared.description.clone(),
        ty: schemas.marked(ty, secrecy, &at),
        origin: at,
    }
}
