//! The extension `x-warded` of a Security Scheme Object: the answers that mean that a credential is no longer good.
//!
//! ```yaml
//! session: { type: apiKey, in: cookie, name: sessionid, x-warded: { refused: [401, 403, 419] } }
//! ```

use serde_json::Value;

use super::super::sink::Sink;
use super::KEY;
use super::json::object;
use crate::diagnostics::Code;
use crate::source::Pointer;

pub(super) const KEYS: &[&str] = &["refused"];

/// The statuses that the extension of the scheme at `at` declares.
pub(in crate::resolve) fn refused(extension: Option<&Value>, at: &Pointer, sink: &mut Sink<'_>) -> Vec<u16> {
    let Some(value) = extension else { return Vec::new() };
    let at = at.key(KEY);
    let Some(list) = object(value, &at, KEYS, sink).and_then(|members| members.get("refused")) else {
        return Vec::new();
    };
    let at = at.key("refused");
    let statuses: Option<Vec<u16>> = list.as_array().and_then(|list| list.iter().map(status).collect());
    let mut statuses = statuses.unwrap_or_default();
    if statuses.is_empty() {
        let message =
            "this must be a list of the statuses of errors, such as `[401, 403]`; 401 is one only if it is listed";
        sink.error(Code::InvalidExtension, &at, message);
    }
    statuses.sort_unstable();
    statuses.dedup();
    statuses
}

fn status(value: &Value) -> Option<u16> {
    let status = u16::try_from(value.as_u64()?).ok()?;
    (400..600).contains(&status).then_some(status)
}
