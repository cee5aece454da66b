//! Schema Object, as a flat list of keywords.
//!
//! ```yaml
//! { type: object, properties: { id: { type: integer } }, oneOf: [{ required: [id] }, { required: [name] }] }
//! ```
//! `openapiv3` sorts schemas into kinds by which keywords stand together. Merging needs the keywords themselves, in
//! one form for all kinds.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind, StringFormat, Type,
    VariantOrUnknownOrEmpty,
};
use serde_json::{Number, Value};

use crate::model::{Format, Meaning};

/// The types that JSON Schema knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JsonType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// `properties`
pub(super) type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// The keywords of one Schema Object that decide about its type.
#[derive(Clone)]
pub(super) struct Keywords<'a> {
    pub(super) data: &'a SchemaData,
    pub(super) ty: Option<&'a str>,
    pub(super) format: Option<&'a str>,
    pub(super) minimum: Option<f64>,
    pub(super) maximum: Option<f64>,
    pub(super) enumeration: Vec<Value>,
    pub(super) properties: Option<&'a Properties>,
    pub(super) required: &'a [String],
    pub(super) additional: Option<&'a AdditionalProperties>,
    pub(super) items: Option<&'a ReferenceOr<Box<Schema>>>,
    pub(super) one_of: &'a [ReferenceOr<Schema>],
    pub(super) any_of: &'a [ReferenceOr<Schema>],
    pub(super) all_of: &'a [ReferenceOr<Schema>],
    /// The type that keywords imply which limit values of one type only, such as `minLength`.
    limited: Option<JsonType>,
}

impl<'a> Keywords<'a> {
    /// The keywords of a schema.
    pub(super) fn of(schema: &'a Schema) -> Self {
        let none = Self::none(&schema.schema_data);
        match &schema.schema_kind {
            SchemaKind::Type(ty) => none.with_type(ty),
            SchemaKind::OneOf { one_of } => Self { one_of, ..none },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..none },
            SchemaKind::AllOf { all_of } => Self { all_of, ..none },
            SchemaKind::Not { not: _ } => none,
            SchemaKind::Any(any) => none.with_any(any),
        }
    }

    /// Returns true if they determine more than a type and a description: if a type changes when they are added to
    /// it.
    pub(super) fn shape(&self) -> bool {
        self.properties.is_some_and(|properties| !properties.is_empty())
            || !self.required.is_empty()
            || matches!(self.additional, Some(AdditionalProperties::Schema(_)))
            || self.items.is_some()
            || !self.enumeration.is_empty()
            || !self.one_of.is_empty()
            || !self.any_of.is_empty()
    }

    /// The type that the other keywords imply where `type` is missing.
    pub(super) fn implied_type(&self) -> Option<JsonType> {
        if self.properties.is_some() || self.additional.is_some() {
            return Some(JsonType::Object);
        }
        if self.items.is_some() {
            return Some(JsonType::Array);
        }
        self.limited.or_else(|| {
            let format = Format::named(self.format?).filter(|format| format.implies_type)?;
            Some(match format.meaning {
                Meaning::Integer(_) => JsonType::Integer,
                Meaning::Number(_) => JsonType::Number,
                Meaning::String(_) => JsonType::String,
            })
        })
    }

    fn none(data: &'a SchemaData) -> Self {
        Self {
            data,
            ty: None,
            format: None,
            minimum: None,
            maximum: None,
            enumeration: Vec::new(),
            properties: None,
            required: &[],
            additional: None,
            items: None,
            one_of: &[],
            any_of: &[],
            all_of: &[],
            limited: None,
        }
    }

    fn with_type(self, ty: &'a Type) -> Self {
        match ty {
            Type::String(ty) => Self {
                ty: Some("string"),
                format: format(&ty.format, string_format),
                enumeration: values(&ty.enumeration, |text| Value::from(text.as_str())),
                ..self
            },
            Type::Number(ty) => Self {
                ty: Some("number"),
                format: format(&ty.format, |format| match format {
                    openapiv3::NumberFormat::Float => "float",
                    openapiv3::NumberFormat::Double => "double",
                }),
                enumeration: values(&ty.enumeration, |number| self::number(*number)),
                ..self
            },
            Type::Integer(ty) => Self {
                ty: Some("integer"),
                format: format(&ty.format, |format| match format {
                    openapiv3::IntegerFormat::Int32 => "int32",
                    openapiv3::IntegerFormat::Int64 => "int64",
                }),
                enumeration: values(&ty.enumeration, |integer| Value::from(*integer)),
                ..self
            },
            Type::Object(ty) => Self {
                ty: Some("object"),
                properties: Some(&ty.properties),
                required: &ty.required,
                additional: ty.additional_properties.as_ref(),
                ..self
            },
            Type::Array(ty) => Self { ty: Some("array"), items: ty.items.as_ref(), ..self },
            Type::Boolean(ty) => {
                Self { ty: Some("boolean"), enumeration: values(&ty.enumeration, |value| Value::from(*value)), ..self }
            }
        }
    }

    fn with_any(self, any: &'a AnySchema) -> Self {
        Self {
            ty: any.typ.as_deref(),
            format: any.format.as_deref(),
            minimum: any.minimum,
            maximum: any.maximum,
            enumeration: any.enumeration.clone(),
            properties: (!any.properties.is_empty()).then_some(&any.properties),
            required: &any.required,
            additional: any.additional_properties.as_ref(),
            items: any.items.as_ref(),
            one_of: &any.one_of,
            any_of: &any.any_of,
            all_of: &any.all_of,
            limited: limited(any),
            ..self
        }
    }
}

fn limited(any: &AnySchema) -> Option<JsonType> {
    if any.pattern.is_some() || any.min_length.is_some() || any.max_length.is_some() {
        return Some(JsonType::String);
    }
    if any.min_items.is_some() || any.max_items.is_some() || any.unique_items.is_some() {
        return Some(JsonType::Array);
    }
    if any.min_properties.is_some() || any.max_properties.is_some() {
        return Some(JsonType::Object);
    }
    let is_number = any.minimum.is_some() || any.maximum.is_some() || any.multiple_of.is_some();
    is_number.then_some(JsonType::Number)
}

fn format<T>(format: &VariantOrUnknownOrEmpty<T>, name: impl Fn(&T) -> &'static str) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => Some(name(item)),
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn string_format(format: &StringFormat) -> &'static str {
    match format {
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Password => "password",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
    }
}

fn values<T>(values: &[Option<T>], json: impl Fn(&T) -> Value) -> Vec<Value> {
    values.iter().map(|value| value.as_ref().map_or(Value::Null, &json)).collect()
}

/// The number as the document most likely has it: `openapiv3` keeps the `1` of a `number` as `1.0`.
fn number(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT {
        #[allow(clippy::cast_possible_truncation, reason = "a whole number of at most 2^53")]
        return Value::from(number as i64);
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}
