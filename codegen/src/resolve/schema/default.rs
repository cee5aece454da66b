//! `default`: the value that a server assumes.
//!
//! ```yaml
//! limit: { type: integer, default: "10" }     # warned of and left out: it is no integer
//! ```

use serde_json::Value;

use crate::diagnostics::Code;
use crate::model::{IntegerFormat, Operation, Schema, SchemaKind, StringFormat, TypeUse};
use crate::resolve::sink::Sink;
use crate::source::Pointer;

/// The maximum number of steps in comparing a value with its type: alternatives of alternatives could take any
/// number. A value that is not decided by then is accepted.
const MAX_STEPS: usize = 1_000;

/// Leaves out, with a warning, every default that is no value of its type.
pub(in crate::resolve) fn drop_invalid(schemas: &mut [Schema], operations: &mut [Operation], sink: &mut Sink<'_>) {
    let mut invalid: Vec<(usize, usize)> = Vec::new();
    for (index, schema) in schemas.iter().enumerate() {
        let SchemaKind::Object(object) = &schema.kind else { continue };
        for (position, property) in object.properties.iter().enumerate() {
            if is_invalid(schemas, property.ty, property.default.as_ref(), &property.origin, sink) {
                invalid.push((index, position));
            }
        }
    }
    for (index, position) in invalid {
        if let SchemaKind::Object(object) = &mut schemas[index].kind {
            object.properties[position].default = None;
        }
    }
    for parameter in operations.iter_mut().flat_map(|operation| &mut operation.parameters) {
        if is_invalid(schemas, parameter.ty, parameter.default.as_ref(), &parameter.origin.key("schema"), sink) {
            parameter.default = None;
        }
    }
}

fn is_invalid(schemas: &[Schema], ty: TypeUse, default: Option<&Value>, at: &Pointer, sink: &mut Sink<'_>) -> bool {
    let Some(default) = default else { return false };
    let mut steps = MAX_STEPS;
    let fits = fits(schemas, ty, default, &mut steps);
    if !fits {
        let message = format!("the default `{default}` is not a value of the schema; it is left out");
        sink.warning(Code::InvalidDefault, &at.key("default"), message);
    }
    !fits
}

/// Returns true if a value is one of the type's.
fn fits(schemas: &[Schema], ty: TypeUse, value: &Value, steps: &mut usize) -> bool {
    if (ty.nullable && value.is_null()) || *steps == 0 {
        return true;
    }
    *steps -= 1;
    match &schemas[ty.schema.index()].kind {
        SchemaKind::Any => true,
        SchemaKind::Null => value.is_null(),
        SchemaKind::Boolean => value.is_boolean(),
        SchemaKind::Integer(format) => is_in_range(value, *format),
        SchemaKind::Number(_) => value.is_number(),
        SchemaKind::String(format) => value.as_str().is_some_and(|text| is_of_format(text, *format)),
        SchemaKind::Enumeration(enumeration) => enumeration.values.iter().any(|known| known.value == *value),
        SchemaKind::Array(item) => {
            value.as_array().is_some_and(|items| items.iter().all(|value| fits(schemas, *item, value, steps)))
        }
        SchemaKind::Tuple(elements) => value.as_array().is_some_and(|values| {
            values.len() == elements.len()
                && elements.iter().zip(values).all(|(element, value)| fits(schemas, *element, value, steps))
        }),
        SchemaKind::Map(member) => {
            value.as_object().is_some_and(|members| members.values().all(|value| fits(schemas, *member, value, steps)))
        }
        SchemaKind::Object(object) => value.as_object().is_some_and(|members| {
            object.properties.iter().all(|property| match members.get(&property.name) {
                Some(value) => fits(schemas, property.ty, value, steps),
                None => !property.required,
            })
        }),
        SchemaKind::Union(union) => union.variants.iter().any(|variant| fits(schemas, variant.ty, value, steps)),
        SchemaKind::Alias(target) | SchemaKind::Secret(target) => fits(schemas, *target, value, steps),
    }
}

/// Returns true if a value is an integer that the type of its format can hold.
fn is_in_range(value: &Value, format: IntegerFormat) -> bool {
    let number = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    number.is_some_and(|number| format.range().contains(&number))
}

/// A rough check of the formats that have a type: the shape, not the calendar.
fn is_of_format(text: &str, format: StringFormat) -> bool {
    match format {
        StringFormat::Typed(typed) => (typed.fits)(text),
        StringFormat::Plain | StringFormat::Binary => true,
    }
}
