//! Replaces the strings of a document, one kind at a time, the same string by the same other one everywhere.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The kind of a document's string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Description,
    Title,
    Version,
    EnumValue,
    Default,
    Pattern,
    Format,
    OperationId,
    Tag,
    Path,
    PathParameter,
    WireName,
    ServerUrl,
    ServerVariable,
    MediaType,
    Schema,
    Property,
    Scheme,
    Scope,
    Extension,
}

pub(crate) const KINDS: &[Kind] = &[
    Kind::Description,
    Kind::Title,
    Kind::Version,
    Kind::EnumValue,
    Kind::Default,
    Kind::Pattern,
    Kind::Format,
    Kind::OperationId,
    Kind::Tag,
    Kind::Path,
    Kind::PathParameter,
    Kind::WireName,
    Kind::ServerUrl,
    Kind::ServerVariable,
    Kind::MediaType,
    Kind::Schema,
    Kind::Property,
    Kind::Scheme,
    Kind::Scope,
    Kind::Extension,
];

/// Replaces every string of one kind by `text` and a number. The number of different ones is the second result.
pub(crate) fn replace(document: &Value, kind: Kind, text: &str) -> (Value, usize) {
    let mut replacement =
        Replacement { kind, text, names: BTreeMap::new(), braced: matches!(kind, Kind::PathParameter) };
    let mut changed = replacement.value(document, &[]);
    if replacement.braced {
        replacement.templates(&mut changed);
    }
    (changed, replacement.names.len())
}

struct Replacement<'t> {
    kind: Kind,
    text: &'t str,
    names: BTreeMap<String, String>,
    braced: bool,
}

impl Replacement<'_> {
    fn name(&mut self, old: &str) -> String {
        let number = self.names.len();
        self.names.entry(old.to_owned()).or_insert_with(|| format!("{}{number:03}", self.text)).clone()
    }

    fn value(&mut self, value: &Value, path: &[&str]) -> Value {
        match value {
            Value::Object(members) => Value::Object(self.object(members, path)),
            Value::Array(items) => items.iter().map(|item| self.value(item, &[path, &["[]"]].concat())).collect(),
            Value::String(text) => Value::String(self.string(text, path)),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    fn object(&mut self, members: &Map<String, Value>, path: &[&str]) -> Map<String, Value> {
        let is_path_parameter = members.get("in").is_some_and(|place| place == "path");
        let is_parameter = members.contains_key("in");
        let mut changed = Map::new();
        for (key, value) in members {
            // Its pointers into bodies would have to be rewritten.
            if self.kind == Kind::Property && key == "x-warded" {
                continue;
            }
            let new_key = self.key(key, path);
            let of_parameter = is_parameter && key == "name" && value.is_string();
            let wanted = if is_path_parameter { Kind::PathParameter } else { Kind::WireName };
            let new_value = match value {
                Value::String(text) if of_parameter && self.kind == wanted => Value::String(self.name(text)),
                _ => self.value(value, &[path, &[key.as_str()]].concat()),
            };
            changed.insert(new_key, new_value);
        }
        changed
    }

    fn key(&mut self, key: &str, path: &[&str]) -> String {
        let is = match path {
            ["paths"] => Kind::Path,
            ["components", "schemas"] => Kind::Schema,
            ["components", "securitySchemes"] | [.., "security", "[]"] | [.., "x-warded", "requires-role"] => {
                Kind::Scheme
            }
            [.., "servers", "[]", "variables"] => Kind::ServerVariable,
            [.., "content"] => Kind::MediaType,
            [.., "headers"] => Kind::WireName,
            [.., "mapping"] => Kind::EnumValue,
            [.., "properties"] | [.., "encoding"] => Kind::Property,
            [.., "flows", _, "scopes"] => Kind::Scope,
            _ => return key.to_owned(),
        };
        match is {
            _ if is != self.kind => key.to_owned(),
            Kind::Path => format!("/{}{key}", self.name(key)),
            Kind::MediaType => format!("{key}; text={}", self.name(key)),
            _ => self.name(key),
        }
    }

    fn string(&mut self, text: &str, path: &[&str]) -> String {
        if let [.., "$ref"] | [.., "mapping", _] = path
            && self.kind == Kind::Schema
            && let Some(name) = text.strip_prefix("#/components/schemas/")
        {
            return format!("#/components/schemas/{}", self.name(name).replace('~', "~0").replace('/', "~1"));
        }
        if let [.., "servers", "[]", "url"] = path
            && self.kind == Kind::ServerVariable
        {
            let parts = text.split('{').map(|part| match part.split_once('}') {
                Some((name, rest)) => format!("{{{}}}{rest}", self.name(name)),
                None => part.to_owned(),
            });
            return parts.collect();
        }
        let is = match path {
            _ if path.contains(&"x-warded") => match path {
                [.., "requires-role", _, "[]"] | [.., "role"] | [.., "role", "[]"] if text != "same" => Kind::Scope,
                [.., "renews" | "revokes" | "scheme"] => Kind::Scheme,
                [.., "header" | "cookie"] => Kind::WireName,
                _ => return text.to_owned(),
            },
            [.., "security", "[]", _, "[]"] => Kind::Scope,
            [.., "description" | "summary"] => Kind::Description,
            ["info", "version"] => Kind::Version,
            [.., "title"] => Kind::Title,
            [.., "enum" | "x-enum-varnames" | "x-enum-descriptions", "[]"] => Kind::EnumValue,
            [.., "default"] => Kind::Default,
            _ if path.iter().any(|key| ["example", "examples"].contains(key)) => Kind::Default,
            [.., "pattern"] => Kind::Pattern,
            [.., "format" | "bearerFormat"] => Kind::Format,
            [.., "operationId"] => Kind::OperationId,
            [.., "tags", "[]"] | ["tags", "[]", "name"] => Kind::Tag,
            [.., "servers", "[]", "url"] => Kind::ServerUrl,
            [.., "required", "[]"] | [.., "discriminator", "propertyName"] => Kind::Property,
            [.., key] if key.starts_with("x-") => Kind::Extension,
            _ => return text.to_owned(),
        };
        match is {
            _ if is != self.kind => text.to_owned(),
            Kind::ServerUrl => format!("https://api.example.com/{}", self.name(text)),
            _ => self.name(text),
        }
    }

    /// Path parameters are named in templates too.
    fn templates(&self, document: &mut Value) {
        let Some(Value::Object(paths)) = document.get_mut("paths") else { return };
        *paths = std::mem::take(paths)
            .into_iter()
            .map(|(template, item)| {
                let renamed = |template: String, (old, new): (&String, &String)| {
                    template.replace(&format!("{{{old}}}"), &format!("{{{new}}}"))
                };
                (self.names.iter().fold(template, renamed), item)
            })
            .collect();
    }
}
