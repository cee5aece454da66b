//! The values of the extension, read with an error at each place that is not as it should be.

use serde_json::{Map, Value};

use super::super::security::Schemes;
use super::super::sink::Sink;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::SchemeId;
use crate::source::Pointer;

/// An object with none but these keys.
pub(super) fn object<'v>(
    value: &'v Value,
    at: &Pointer,
    keys: &[&'static str],
    sink: &mut Sink<'_>,
) -> Option<&'v Map<String, Value>> {
    let Some(members) = value.as_object() else {
        sink.error(Code::InvalidExtension, at, "this must be an object");
        return None;
    };
    for key in members.keys().filter(|key| !keys.contains(&key.as_str())) {
        let message = format!("`{key}` is none of the keys `{}`", keys.join("`, `"));
        let error = Diagnostic::error(Code::InvalidExtension, Place::Key(at.key(key)), message);
        sink.report(match did_you_mean(key, keys.iter().copied()) {
            Some(similar) => error.help(format!("did you mean `{similar}`?")),
            None => error,
        });
    }
    Some(members)
}

/// Reads values, knowing the document's schemes.
pub(super) struct Reader<'r, 'd> {
    pub(super) schemes: &'r mut Schemes,
    pub(super) sink: &'r mut Sink<'d>,
}

impl Reader<'_, '_> {
    /// Reports an error in the extension.
    pub(super) fn error(&mut self, at: &Pointer, message: impl Into<String>) {
        self.sink.error(Code::InvalidExtension, at, message);
    }

    /// An object with none but these keys.
    pub(super) fn object<'v>(
        &mut self,
        value: &'v Value,
        at: &Pointer,
        keys: &[&'static str],
    ) -> Option<&'v Map<String, Value>> {
        object(value, at, keys, self.sink)
    }

    /// A text.
    pub(super) fn text<'v>(&mut self, value: &'v Value, at: &Pointer) -> Option<&'v str> {
        let text = value.as_str();
        if text.is_none() {
            self.error(at, "this must be a text");
        }
        text
    }

    /// A list of texts, not empty; a single one may stand without the list.
    pub(super) fn texts<'v>(&mut self, value: &'v Value, at: &Pointer) -> Vec<&'v str> {
        let Some(list) = value.as_array() else {
            return self.text(value, at).into_iter().collect();
        };
        if list.is_empty() {
            self.error(at, "this list must not be empty");
        }
        list.iter().enumerate().filter_map(|(index, item)| self.text(item, &at.index(index))).collect()
    }

    /// The name of a scheme.
    pub(super) fn scheme(&mut self, value: &Value, at: &Pointer) -> Option<SchemeId> {
        let name = self.text(value, at)?;
        self.scheme_named(name, Place::from(at))
    }

    /// The scheme of this name, which stands at `place`.
    pub(super) fn scheme_named(&mut self, name: &str, place: Place) -> Option<SchemeId> {
        let scheme = self.schemes.find(name);
        if scheme.is_none() {
            let message = format!("the security scheme `{name}` is not defined");
            let error = Diagnostic::error(Code::UnknownSecurityScheme, place, message);
            self.sink.report(match did_you_mean(name, self.schemes.names()) {
                Some(similar) => error.help(format!("did you mean `{similar}`?")),
                None => error.help("define it under `components.securitySchemes`"),
            });
        }
        scheme
    }

    /// A JSON Pointer to a property: `/data/token`.
    pub(super) fn path(&mut self, text: &str, at: &Pointer) -> Option<Vec<String>> {
        if !text.starts_with('/') || text.len() == 1 {
            self.error(at, format!("`{text}` is no JSON Pointer to a property, such as `/token`"));
            return None;
        }
        Some(Pointer::from_escaped(text).segments().collect())
    }
}
