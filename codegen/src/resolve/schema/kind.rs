//! Kind of a schema, which its keywords determine together.
//!
//! `enum` comes first, since it lists every value; then `oneOf` and `anyOf`; then `type`; and where `type` is missing,
//! what other keywords imply: `properties` an object, `items` an array, `minLength` a string. A schema that says
//! nothing takes any JSON value.

use super::keywords::JsonType;
use super::merge::Merged;
use super::part::Node;
use super::{Schemas, enumeration, scalar};
use crate::model::{ITEM, SchemaId, SchemaKind, TypeUse};

impl<'a> Schemas<'a> {
    /// The kind of merged nodes, and true if `null` is a value too.
    pub(super) fn kind(
        &mut self,
        merged: &Merged<'a>,
        nodes: &[Node<'a>],
        words: &[String],
        owners: &[SchemaId],
    ) -> (SchemaKind, bool) {
        if merged.contradicts {
            return (SchemaKind::Any, false);
        }
        if let Some(kind) = enumeration::kind(merged, &mut self.sink) {
            let is_null = kind == SchemaKind::Null;
            return (kind, merged.nullable || is_null);
        }
        if let Some((kind, nullable)) = self.union(merged, nodes, words, owners) {
            return (kind, nullable || merged.nullable);
        }
        let kind = match merged.json_type() {
            None => self.untyped(merged, words),
            Some(JsonType::Null) => SchemaKind::Null,
            Some(JsonType::Boolean) => SchemaKind::Boolean,
            Some(JsonType::Integer) => SchemaKind::Integer(scalar::integer(merged)),
            Some(JsonType::Number) => SchemaKind::Number(scalar::number(merged)),
            Some(JsonType::String) => SchemaKind::String(scalar::string(merged)),
            Some(JsonType::Array) if !merged.tuple.is_empty() => self.tuple(merged, words),
            Some(JsonType::Array) => SchemaKind::Array(self.items(merged, words)),
            Some(JsonType::Object) => self.object(merged, words),
        };
        let is_null = kind == SchemaKind::Null;
        (kind, merged.nullable || is_null)
    }

    /// A schema without type: merged parts may still name properties that something must have.
    fn untyped(&mut self, merged: &Merged<'a>, words: &[String]) -> SchemaKind {
        if merged.properties.is_empty() { SchemaKind::Any } else { self.object(merged, words) }
    }

    /// The elements of an array that has no others.
    fn tuple(&mut self, merged: &Merged<'a>, words: &[String]) -> SchemaKind {
        let parts = merged.tuple.clone().into_iter().enumerate();
        let elements =
            parts.map(|(at, part)| self.resolve(vec![part], &with(words, &format!("item{}", at + 1)), &[]).0);
        SchemaKind::Tuple(elements.collect())
    }

    /// The items of an array; without `items` they are any JSON.
    fn items(&mut self, merged: &Merged<'a>, words: &[String]) -> TypeUse {
        if merged.items.is_empty() {
            return self.any(&merged.at);
        }
        self.resolve(merged.items.clone(), &with(words, ITEM), &[]).0
    }
}

/// The words of a place inside another place.
pub(super) fn with(words: &[String], word: &str) -> Vec<String> {
    words.iter().cloned().chain([word.to_owned()]).collect()
}
