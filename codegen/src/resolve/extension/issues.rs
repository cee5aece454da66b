//! `x-warded.issues`: the credential in an operation's success.
//!
//! ```yaml
//! issues:
//!   scheme: JWT
//!   role: client                          # whom it speaks for, or a list; of a renewal: `same`, as the one it renews
//!   token: /token                         # or /tokens/0, "" (all of the body), { header: X-Token }, { cookie: sid }
//!   prefix: Token                         # the word before the token in the credential
//!   expires: [jwt, { in: /expires_in }]   # or 24h, or { at: /expires_at, unit: ms }; the earliest that is known counts
//!   when: { /status: SUCCESS }            # else the reply holds no credential
//!   refresh: /refresh_token               # its refresh token, and the end of that
//!   refresh-expires: { in: /refresh_expires_in }
//!   once: true                            # the same request is accepted once, as with a code
//! ```

use std::time::Duration;

use serde_json::{Map, Value};

use super::json::Reader;
use crate::diagnostics::Code;
use crate::diagnostics::Diagnostic;
use crate::model::{Expiry, Issuance, IssuedRefreshToken, ReplyPart, RoleId, SchemeId, Unit};
use crate::source::Pointer;

pub(super) const KEYS: &[&str] =
    &["scheme", "role", "token", "prefix", "expires", "when", "refresh", "refresh-expires", "once"];
/// Those of the further items of a list: the first one says what is true of all.
pub(super) const BESIDE_KEYS: &[&str] = &["scheme", "role", "token", "prefix", "expires"];
pub(super) const END_KEYS: &[&str] = &["in", "at", "unit"];
pub(super) const PART_KEYS: &[&str] = &["header", "cookie"];
/// The role of a renewed credential: that of the one which it renews.
const SAME: &str = "same";

/// The maximum number of credentials that one login issues.
const MOST: usize = 5;

/// Reads the mark at `at`, which may be a list: a credential for each of several slots. `renewed` is the scheme of the live credential that the operation renews.
pub(super) fn read(
    value: &Value,
    at: &Pointer,
    renewed: Option<SchemeId>,
    reader: &mut Reader<'_, '_>,
) -> Option<Issuance> {
    let Some(list) = value.as_array() else { return one(value, at, renewed, reader) };
    let Some((first, others)) = list.split_first().filter(|_| list.len() <= MOST) else {
        reader.error(at, format!("this list must have one to {MOST} credentials"));
        return None;
    };
    let mut first = one(first, &at.index(0), renewed, reader)?;
    for (index, value) in others.iter().enumerate() {
        let at = at.index(index + 1);
        // What is said of the others, too, is said with the first.
        reader.object(value, &at, BESIDE_KEYS)?;
        let other = one(value, &at, None, reader)?;
        if first.schemes().any(|(scheme, _)| scheme == other.scheme) {
            reader.error(&at.key("scheme"), "the same login issues a credential of this scheme already");
        }
        first.beside.push(other);
    }
    Some(first)
}

fn one(value: &Value, at: &Pointer, renewed: Option<SchemeId>, reader: &mut Reader<'_, '_>) -> Option<Issuance> {
    let members = reader.object(value, at, KEYS)?;
    let mut required = |key: &str| {
        let value = members.get(key);
        if value.is_none() {
            let message = format!("`issues` must say `{key}`");
            reader.sink.report(Diagnostic::error(Code::InvalidExtension, at, message));
        }
        value
    };
    let (scheme, token) = (required("scheme"), required("token"));
    let scheme = reader.scheme(scheme?, &at.key("scheme"))?;
    let token = part(token?, &at.key("token"), reader)?;
    let prefix = members.get("prefix").and_then(|value| prefix(value, &at.key("prefix"), reader));
    let expires = members.get("expires").map(|value| expiries(value, &at.key("expires"), reader));
    let when = members.get("when").map(|value| conditions(value, &at.key("when"), reader));
    let once = members.get("once").is_some_and(|value| flag(value, &at.key("once"), reader));
    Some(Issuance {
        origin: at.clone(),
        beside: Vec::new(),
        refresh: refresh(members, at, reader),
        once,
        scheme,
        roles: members
            .get("role")
            .map(|value| roles(value, &at.key("role"), scheme, renewed, reader))
            .unwrap_or_default(),
        token,
        prefix,
        expires: expires.unwrap_or_default(),
        when: when.unwrap_or_default(),
    })
}

fn roles(
    value: &Value,
    at: &Pointer,
    scheme: SchemeId,
    renewed: Option<SchemeId>,
    reader: &mut Reader<'_, '_>,
) -> Vec<RoleId> {
    let names = reader.texts(value, at);
    if names != [SAME] {
        let mut roles: Vec<RoleId> = names.into_iter().map(|name| reader.schemes.role(scheme, name)).collect();
        roles.sort_unstable();
        roles.dedup();
        return roles;
    }
    if renewed != Some(scheme) {
        let message =
            "`same` is the role of the credential that the operation renews, and it renews none of this scheme";
        reader.error(at, message);
    }
    Vec::new()
}

fn refresh(members: &Map<String, Value>, at: &Pointer, reader: &mut Reader<'_, '_>) -> Option<IssuedRefreshToken> {
    let ends = members.get("refresh-expires");
    let expires = ends.map(|value| expiries(value, &at.key("refresh-expires"), reader)).unwrap_or_default();
    let Some(token) = members.get("refresh") else {
        if ends.is_some() {
            reader.error(
                &at.key("refresh-expires"),
                "this is the end of a refresh token, of which nothing is said: `refresh`",
            );
        }
        return None;
    };
    Some(IssuedRefreshToken { token: part(token, &at.key("refresh"), reader)?, expires })
}

fn flag(value: &Value, at: &Pointer, reader: &mut Reader<'_, '_>) -> bool {
    if !value.is_boolean() {
        reader.error(at, "this must be `true` or `false`");
    }
    value.as_bool().unwrap_or_default()
}

fn expiries(value: &Value, at: &Pointer, reader: &mut Reader<'_, '_>) -> Vec<Expiry> {
    match value.as_array() {
        Some(list) => {
            let items = list.iter().enumerate();
            items.filter_map(|(index, item)| expiry(item, &at.index(index), reader)).collect()
        }
        None => expiry(value, at, reader).into_iter().collect(),
    }
}

fn expiry(value: &Value, at: &Pointer, reader: &mut Reader<'_, '_>) -> Option<Expiry> {
    if let Some(text) = value.as_str() {
        let expiry = if text == "jwt" { Some(Expiry::Jwt) } else { duration(text).map(Expiry::After) };
        if expiry.is_none() {
            reader.error(at, format!("`{text}` is neither `jwt` nor a duration such as `90s`, `15m`, `24h` or `7d`"));
        }
        return expiry;
    }
    let members = reader.object(value, at, END_KEYS)?;
    let unit = members.get("unit").map_or(Some(Unit::Seconds), |value| unit(value, &at.key("unit"), reader))?;
    match (members.get("in"), members.get("at")) {
        (Some(value), None) => Some(Expiry::In(time_part(value, &at.key("in"), reader)?, unit)),
        (None, Some(value)) => Some(Expiry::At(time_part(value, &at.key("at"), reader)?, unit)),
        (Some(_), Some(_)) | (None, None) => {
            reader.error(at, "this must have either `in` or `at`");
            None
        }
    }
}

fn unit(value: &Value, at: &Pointer, reader: &mut Reader<'_, '_>) -> Option<Unit> {
    match reader.text(value, at)? {
        "s" => Some(Unit::Seconds),
        "ms" => Some(Unit::Milliseconds),
        other => {
            reader.error(at, format!("`{other}` is neither `s` nor `ms`"));
            None
        }
    }
}

/// A part of the reply with a time in it, which a cookie has none of: its own end counts by itself.
fn time_part(value: &Value, at: &Pointer, reader: &mut Reader<'_, '_>) -> Option<ReplyPart> {
    let part = part(value, at, reader)?;
    match part {
        ReplyPart::Cookie(_) => {
            reader.error(at, "a cookie's own end counts by itself; its value is no time");
            None
        }
        ReplyPart::Body(_) | ReplyPart::Header(_) => Some(part),
    }
}

/// The path of a member of the body, or `{ header: … }`, or `{ cookie: … }`.
fn part(value: &Value, at: &Pointer, reader: &mut Reader<'_, '_>) -> Option<ReplyPart> {
    if let Some(text) = value.as_str() {
        let path = if text.is_empty() { Some(Vec::new()) } else { reader.path(text, at) };
        return path.map(ReplyPart::Body);
    }
    if !value.is_object() {
        reader.error(at, "this must be a JSON Pointer into the body, or `{ header: … }`, or `{ cookie: … }`");
        return None;
    }
    let members = reader.object(value, at, PART_KEYS)?;
    let mut named = |key: &str| {
        let text = reader.text(members.get(key)?, &at.key(key))?;
        let is_name =
            !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && !b"()<>@,;:\\\"/[]?={}".contains(&b));
        if !is_name {
            reader.error(&at.key(key), format!("`{text}` can't be the name of a {key}"));
        }
        is_name.then(|| text.to_owned())
    };
    match (members.contains_key("header"), members.contains_key("cookie")) {
        (true, false) => named("header").map(ReplyPart::Header),
        (false, true) => named("cookie").map(ReplyPart::Cookie),
        (true, true) | (false, false) => {
            reader.error(at, "this must have either `header` or `cookie`");
            None
        }
    }
}

fn prefix(value: &Value, at: &Pointer, reader: &mut Reader<'_, '_>) -> Option<String> {
    let text = reader.text(value, at)?;
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_graphic()) {
        reader.error(at, "this must be a word, without the space that follows it");
        return None;
    }
    Some(text.to_owned())
}

/// `24h`
fn duration(text: &str) -> Option<Duration> {
    let unit = match text.chars().last()? {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => return None,
    };
    let digits = &text[..text.len() - 1];
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = digits.parse::<u32>().ok()?;
    Some(Duration::from_secs(u64::from(seconds) * unit)).filter(|duration| !duration.is_zero())
}

fn conditions(value: &Value, at: &Pointer, reader: &mut Reader<'_, '_>) -> Vec<(Vec<String>, Value)> {
    let Some(members) = value.as_object() else {
        reader.error(at, "this must be an object with JSON Pointers and the values that must stand there");
        return Vec::new();
    };
    let conditions = members.iter();
    conditions.filter_map(|(path, value)| Some((reader.path(path, &at.key(path))?, value.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::duration;

    #[test]
    fn durations_have_a_unit() {
        for (text, seconds) in [("90s", 90), ("15m", 900), ("24h", 86_400), ("7d", 604_800)] {
            assert_eq!(duration(text), Some(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "h", "24", "0s", "-1h", "+1h", "1.5h", "1 h", "99999999999d", "1é"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
