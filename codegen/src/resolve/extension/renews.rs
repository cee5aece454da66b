//! `x-warded.renews`: the credential that an operation takes a new one for, and by what.
//!
//! ```yaml
//! renews: JWT                                          # by the live one itself
//! renews: { scheme: JWT, with: /refresh_token }        # by its refresh token: in the body
//! renews: { scheme: JWT, with: { header: X-Refresh } } # or in a parameter, `{ cookie: … }`, or as `{ scheme: … }`
//! ```

use serde_json::Value;

use super::json::Reader;
use crate::model::{Refresh, RequestPart, SchemeId};
use crate::source::Pointer;

pub(super) const KEYS: &[&str] = &["scheme", "with"];
pub(super) const PART_KEYS: &[&str] = &["header", "cookie", "scheme"];

/// Reads the mark at `at`: the scheme of the live credential that is renewed, or the renewal by a refresh token.
pub(super) fn read(value: &Value, at: &Pointer, reader: &mut Reader<'_, '_>) -> (Option<SchemeId>, Option<Refresh>) {
    if value.is_string() {
        return (reader.scheme(value, at), None);
    }
    let Some(members) = reader.object(value, at, KEYS) else { return (None, None) };
    let Some(scheme) = members.get("scheme") else {
        reader.error(at, "`renews` must say `scheme`");
        return (None, None);
    };
    let Some(scheme) = reader.scheme(scheme, &at.key("scheme")) else { return (None, None) };
    let Some(with) = members.get("with") else { return (Some(scheme), None) };
    let with = part(with, &at.key("with"), reader);
    (None, with.map(|with| Refresh { origin: at.key("with"), scheme, with }))
}

fn part(value: &Value, at: &Pointer, reader: &mut Reader<'_, '_>) -> Option<RequestPart> {
    if let Some(text) = value.as_str() {
        let path = reader.path(text, at)?;
        let [name] = path.as_slice() else {
            reader.error(at, "this must be a property of the request's body itself, such as `/refresh_token`");
            return None;
        };
        return Some(RequestPart::Property(name.clone()));
    }
    let members = reader.object(value, at, PART_KEYS)?;
    let mut found = PART_KEYS.iter().filter_map(|key| Some((*key, members.get(*key)?)));
    let (Some((key, value)), None) = (found.next(), found.next()) else {
        reader.error(at, "this must have one of `header`, `cookie` and `scheme`");
        return None;
    };
    let at = at.key(key);
    match key {
        "scheme" => reader.scheme(value, &at).map(RequestPart::Credential),
        "cookie" => reader.text(value, &at).map(|name| RequestPart::Cookie(name.to_owned())),
        _ => reader.text(value, &at).map(|name| RequestPart::Header(name.to_owned())),
    }
}
