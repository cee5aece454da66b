//! `enum`: a list of values.
//!
//! ```yaml
//! { type: string, enum: [asc, desc, null], x-enum-varnames: [Ascending, Descending, None] }
//! ```
//! Becomes an enumeration without `null`, duplicates and, as far as they can be understood, values of another type
//! than the schema says. Every enumeration keeps values that it does not list, so a list never rejects a value.

use serde_json::Value;

use super::keywords::{JsonType, Keywords};
use super::merge::Merged;
use crate::diagnostics::Code;
use crate::model::{Enumeration, EnumerationValue, SchemaKind};
use crate::resolve::sink::Sink;

/// The values of one schema's `enum` with what its extensions say of them.
pub(super) fn described(keywords: &Keywords<'_>) -> Vec<EnumerationValue> {
    let name = |index, value: &Value| extension(keywords, &["x-enum-varnames", "x-enumNames"], index, value);
    let text = |index, value: &Value| extension(keywords, &["x-enum-descriptions", "x-enumDescriptions"], index, value);
    let values = keywords.enumeration.iter().enumerate();
    values
        .map(|(index, value)| EnumerationValue {
            value: value.clone(),
            description: text(index, value),
            name: name(index, value),
        })
        .collect()
}

/// The kind of a schema with an `enum`; `None` if the list does not determine a type.
pub(super) fn kind(merged: &Merged<'_>, sink: &mut Sink<'_>) -> Option<SchemaKind> {
    let (at, values) = merged.enumeration.as_ref()?;
    let ty = merged.ty.as_ref().map(|(ty, _)| *ty);
    let mut kept: Vec<EnumerationValue> = Vec::new();
    let mut misspelt: Vec<&Value> = Vec::new();
    for value in values.iter().filter(|value| !value.value.is_null()) {
        let Some(converted) = converted(&value.value, ty) else {
            sink.warning(
                Code::InvalidValue,
                at,
                format!("`{}` is not of the schema's type; the list is ignored", value.value),
            );
            return None;
        };
        misspelt.extend((converted != value.value).then_some(&value.value));
        if kept.iter().all(|known| known.value != converted) {
            kept.push(EnumerationValue { value: converted, ..value.clone() });
        }
    }
    if let Some(first) = misspelt.first() {
        let message = format!("`{first}` is not of the schema's type; {} of the list are converted", misspelt.len());
        sink.warning(Code::InvalidValue, at, message);
    }
    if kept.is_empty() {
        return Some(SchemaKind::Null);
    }
    if kept.iter().all(|value| value.value.is_boolean()) {
        return Some(SchemaKind::Boolean);
    }
    Some(SchemaKind::Enumeration(Enumeration { values: kept }))
}

/// The value as one of the type; `None` if it cannot be understood as such.
fn converted(value: &Value, ty: Option<JsonType>) -> Option<Value> {
    match (ty, value) {
        (_, Value::Array(_) | Value::Object(_)) => None,
        (None, value) => Some(value.clone()),
        (Some(JsonType::String), Value::Number(number)) => Some(Value::from(number.to_string())),
        (Some(JsonType::String), Value::Bool(value)) => Some(Value::from(value.to_string())),
        (Some(JsonType::Integer), Value::String(text)) => {
            text.parse::<i64>().map_or_else(|_| None, |integer| Some(Value::from(integer)))
        }
        (Some(JsonType::Number), Value::String(text)) => match serde_json::from_str(text) {
            Ok(number @ Value::Number(_)) => Some(number),
            Ok(_) | Err(_) => None,
        },
        (Some(JsonType::Integer), Value::Number(number)) if number.is_f64() => None,
        (Some(JsonType::Boolean), Value::String(text)) => match text.as_str() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        (Some(JsonType::String), Value::String(_))
        | (Some(JsonType::Integer | JsonType::Number), Value::Number(_))
        | (Some(JsonType::Boolean), Value::Bool(_)) => Some(value.clone()),
        (Some(_), Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => None,
    }
}

/// The text at `index` of an extension that is a list, or under `value` of one that is a mapping.
fn extension(keywords: &Keywords<'_>, keys: &[&str], index: usize, value: &Value) -> Option<String> {
    let extension = keys.iter().find_map(|key| keywords.extension(key))?;
    let text = match (extension, value) {
        (Value::Array(list), _) => list.get(index),
        (Value::Object(map), Value::String(value)) => map.get(value),
        (Value::Object(map), value) => map.get(&value.to_string()),
        (_, _) => None,
    };
    text.and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}
