//! JSON of which the document does not say what it is, in `Debug`: what kind it is, as it may hold a secret.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// Formats any JSON: `[object]`.
pub struct Kind<'a>(pub &'a Value);

impl fmt::Debug for Kind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Value::Null => "[null]",
            Value::Bool(_) => "[boolean]",
            Value::Number(_) => "[number]",
            Value::String(_) => "[string]",
            Value::Array(_) => "[array]",
            Value::Object(_) => "[object]",
        })
    }
}

/// Formats members of any JSON: their names, and `[object]`.
pub struct Kinds<'a>(pub &'a BTreeMap<String, Value>);

impl fmt::Debug for Kinds<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(name, value)| (name, Kind(value)))).finish()
    }
}
