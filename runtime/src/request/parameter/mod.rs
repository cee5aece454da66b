//! Parameter Object: how a value becomes text in the path, the query, a header or a cookie.
//!
//! ```yaml
//! parameters:
//!   - { name: color, in: query, style: form, explode: false, schema: { type: array, items: { type: string } } }
//! ```
//! Any `T: Serialize` is a text, a list or an object to us ([`Sink`](sink::Sink)), and each style says what it does
//! with the three ([`Expand`], [`Deep`]). For `color` being `""`, `blue`, `[blue, black]` and `{R: 100, G: 200}`:
//!
//! | style          | explode | empty    | text          | list                     | object                               |
//! |----------------|---------|----------|---------------|--------------------------|--------------------------------------|
//! | simple         | no      |          | `blue`        | `blue,black`             | `R,100,G,200`                        |
//! | simple         | yes     |          | `blue`        | `blue,black`             | `R=100,G=200`                        |
//! | label          | no      | `.`      | `.blue`       | `.blue,black`            | `.R,100,G,200`                       |
//! | label          | yes     | `.`      | `.blue`       | `.blue.black`            | `.R=100.G=200`                       |
//! | matrix         | no      | `;color` | `;color=blue` | `;color=blue,black`      | `;color=R,100,G,200`                 |
//! | matrix         | yes     | `;color` | `;color=blue` | `;color=blue;color=black`| `;R=100;G=200`                       |
//! | form           | no      | `color=` | `color=blue`  | `color=blue,black`       | `color=R,100,G,200`                  |
//! | form           | yes     | `color=` | `color=blue`  | `color=blue&color=black` | `R=100&G=200`                        |
//! | spaceDelimited | no      | `color=` | `color=blue`  | `color=blue%20black`     | `color=R%20100%20G%20200`            |
//! | pipeDelimited  | no      | `color=` | `color=blue`  | `color=blue%7Cblack`     | `color=R%7C100%7CG%7C200`            |
//! | deepObject     | yes     | `color=` | `color=blue`  | `color%5B0%5D=blue&…`    | `color%5BR%5D=100&color%5BG%5D=200`  |
//! | cookie         | no      | `color=` | `color=blue`  | `color=blue,black`       | `color=R,100,G,200`                  |
//! | cookie         | yes     | `color=` | `color=blue`  | `color=blue; color=black`| `R=100; G=200`                       |
//!
//! Swagger 2.0 has the delimited styles in the path and in headers too: `blue%20black`, and in a header `blue black`.
//!
//! What OpenAPI leaves open is decided thus: `null` and an empty list send nothing; a list or an object inside of one
//! is written as JSON, but for `deepObject`, which nests, and a list in an object whose members are parameters of their own,
//! which is repeated; an exploded cookie is several cookies; headers are not
//! percent-encoded. Nor is the style `cookie`, which refuses what a cookie cannot hold.

mod deep;
mod escape;
mod expand;
mod json;
mod leaf;
pub(crate) mod sink;
mod style;
#[cfg(test)]
mod tests;

use http::{HeaderName, HeaderValue};
use serde::Serialize;

use crate::error::{Place, Reason, RequestError};
use deep::Deep;
pub(crate) use escape::Escape;
pub(crate) use expand::{Expand, Plan};
pub(crate) use json::JsonParts;
pub(crate) use leaf::Leaf;
use sink::Of;
pub use style::Style;
pub(crate) use style::StyleKind;

/// Text of any kind: the elements of lists of text that methods take, so that `&["a", "b"]` is as good as `&names`.
pub trait AsText: Serialize + AsRef<str> {}

impl<T: Serialize + AsRef<str>> AsText for T {}

/// Appends a path parameter. Returns true if it is an empty text that is a segment so far, which may be the last one;
/// where the document says that it may be empty, it may stand anywhere.
pub(crate) fn path<T: Serialize + ?Sized>(
    path: &mut String,
    name: &'static str,
    style: Style,
    value: &T,
) -> Result<bool, RequestError> {
    let before = path.len();
    let escape = if style.allow_reserved { Escape::ReservedInPath } else { Escape::All };
    let plan = Plan::path(style);
    let written = expand(Expand { out: path, name, plan, escape }, style, value);
    match written {
        Ok(_) if path.len() > before => Ok(false),
        Ok(true) if style.may_be_empty => Ok(false),
        Ok(true) if path.ends_with('/') => Ok(true),
        Ok(_) => Err(Reason::Empty),
        Err(reason) => Err(reason),
    }
    .map_err(|reason| RequestError::new(Place::Path(name), reason))
}

/// Returns true if the last segment is `.` or `..`, which would change the path. Dots that are percent-encoded, as the
/// values of `allowReserved` may be, are dots.
pub(crate) fn ends_in_dots(path: &str) -> bool {
    let segment = path.rsplit('/').next().unwrap_or_default();
    let dots = segment.strip_prefix('.').or_else(|| encoded_dot(segment));
    dots.is_some_and(|rest| rest.is_empty() || rest == "." || encoded_dot(rest) == Some(""))
}

fn encoded_dot(text: &str) -> Option<&str> {
    text.strip_prefix("%2e").or_else(|| text.strip_prefix("%2E"))
}

/// Appends a query parameter to `query`, which is empty or holds others.
pub(crate) fn query<T: Serialize + ?Sized>(
    query: &mut String,
    name: &'static str,
    style: Style,
    value: &T,
) -> Result<(), RequestError> {
    append(query, name, style, value).map_err(|reason| RequestError::new(Place::Query(name), reason))
}

/// A whole query string: JSON, or the text of a scalar.
pub(crate) fn query_string<T: Serialize + ?Sized>(
    name: &'static str,
    style: Style,
    value: &T,
) -> Result<String, RequestError> {
    let mut text = String::new();
    let sink = Expand { out: &mut text, name, plan: Plan::simple(style), escape: Escape::All };
    expand(sink, style, value).map_err(|reason| RequestError::new(Place::Query(name), reason))?;
    Ok(text)
}

/// Appends a pair to a query or to a form, which is empty or holds others.
pub(crate) fn append<T: Serialize + ?Sized>(
    out: &mut String,
    name: &str,
    style: Style,
    value: &T,
) -> Result<(), Reason> {
    let escape = if style.allow_reserved { Escape::ReservedInQuery } else { Escape::All };
    if style.kind == StyleKind::DeepObject {
        let mut key = String::with_capacity(name.len() + 16);
        Escape::All.push(&mut key, name);
        return value.serialize(Of(Deep { out, key: &mut key, escape })).map(drop);
    }
    let first = if out.is_empty() { "" } else { "&" };
    expand(Expand { out, name, plan: Plan::query(style, first), escape }, style, value).map(drop)
}

/// The value of a header; `None` if the parameter is `null` or an empty list.
pub(crate) fn header<T: Serialize + ?Sized>(
    name: &'static str,
    style: Style,
    value: &T,
) -> Result<Option<(HeaderName, HeaderValue)>, RequestError> {
    let failed = |reason| RequestError::new(Place::Header(name), reason);
    let mut text = String::new();
    let sink = Expand { out: &mut text, name, plan: Plan::header(style), escape: Escape::Nothing };
    if !expand(sink, style, value).map_err(failed)? {
        return Ok(None);
    }
    let name = HeaderName::try_from(name).map_err(|_| failed(Reason::NotHeaderText))?;
    // `HeaderValue` would take bytes beyond ASCII, of which no two servers make the same text.
    let ascii = text.is_ascii().then_some(text).ok_or_else(|| failed(Reason::NotHeaderText))?;
    let value = HeaderValue::try_from(ascii).map_err(|_| failed(Reason::NotHeaderText))?;
    Ok(Some((name, value)))
}

/// Appends a cookie to `cookies`, which is empty or holds others.
pub(crate) fn cookie<T: Serialize + ?Sized>(
    cookies: &mut String,
    name: &'static str,
    style: Style,
    value: &T,
) -> Result<(), RequestError> {
    let first = if cookies.is_empty() { "" } else { "; " };
    let escape = if style.kind == StyleKind::Cookie { Escape::Cookie } else { Escape::All };
    let sink = Expand { out: cookies, name, plan: Plan::cookie(style, first), escape };
    let written = escape.check_name(name).and_then(|()| expand(sink, style, value));
    written.map(drop).map_err(|reason| RequestError::new(Place::Cookie(name), reason))
}

/// Writes `value`, as JSON text if the parameter is JSON. Whether anything was written.
fn expand<T: Serialize + ?Sized>(sink: Expand<'_>, style: Style, value: &T) -> Result<bool, Reason> {
    if style.kind != StyleKind::Json {
        return value.serialize(Of(sink));
    }
    let text = match sink.escape {
        Escape::Nothing => json::ascii(value)?,
        Escape::Cookie | Escape::All | Escape::ReservedInQuery | Escape::ReservedInPath => json::text(value)?,
    };
    sink::Sink::text(sink, &text)
}
