//! The extension `x-warded` of a Schema, Parameter or Header Object: whether its values are secrets.
//!
//! ```yaml
//! access_key: { type: string, x-warded: { secret: false } }     # not one, though it is called so
//! ```

use serde_json::Value;

use super::super::sink::Sink;
use super::KEY;
use super::json::object;
use crate::diagnostics::Code;
use crate::model::Secrecy;
use crate::source::Pointer;

pub(super) const KEYS: &[&str] = &["secret"];

/// The secrecy that the extension of the object at `at` declares, if it has one.
pub(in crate::resolve) fn secrecy(extension: Option<&Value>, at: &Pointer, sink: &mut Sink<'_>) -> Option<Secrecy> {
    let (value, at) = (extension?, at.key(KEY));
    let secret = object(value, &at, KEYS, sink)?.get("secret")?;
    match secret {
        Value::Bool(true) => Some(Secrecy::Secret),
        Value::Bool(false) => Some(Secrecy::Open),
        Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            sink.error(Code::InvalidExtension, &at.key("secret"), "this must be `true` or `false`");
            None
        }
    }
}
