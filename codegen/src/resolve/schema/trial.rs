//! The order in which the variants of a union without discriminator are tried.
//!
//! ```yaml
//! anyOf: [{ type: string }, { type: string, format: date-time }]     # the date first: every date is a string too
//! ```
//! Of the variants that lose least of a value the first is taken, so those that take fewer values come first: what is
//! listed (any other value is a loss) before what has a format, and this before any string; integers before numbers; among
//! objects those that require more members.

use std::cmp::Reverse;

use crate::model::{Schema, SchemaKind, StringFormat, TypeUse, Union};

/// How deep arrays of arrays are looked into.
const MAX_DEPTH: usize = 8;

/// Fills in [`Union::trial`] of every union.
pub(in crate::resolve) fn order_variants(schemas: &mut [Schema]) {
    let orders: Vec<Option<Vec<usize>>> = schemas
        .iter()
        .map(|schema| match &schema.kind {
            SchemaKind::Union(union) => Some(order(schemas, union)),
            _ => None,
        })
        .collect();
    for (schema, order) in schemas.iter_mut().zip(orders) {
        if let (SchemaKind::Union(union), Some(order)) = (&mut schema.kind, order) {
            union.trial = order;
        }
    }
}

fn order(schemas: &[Schema], union: &Union) -> Vec<usize> {
    let mut order: Vec<usize> = (0..union.variants.len()).collect();
    order.sort_by_key(|index| rank(schemas, union.variants[*index].ty, 0));
    order
}

/// A small rank takes few values: the kind, that of an array's items, and how many members an object requires. Objects
/// come first, as the first byte of a value tells that it is none; so it does for strings.
type Rank = (u8, u8, Reverse<usize>);

fn rank(schemas: &[Schema], ty: TypeUse, depth: usize) -> Rank {
    let plain = |kind| (kind, 0, Reverse(0));
    if depth > MAX_DEPTH {
        return plain(ANY);
    }
    match &schemas[ty.schema.index()].kind {
        SchemaKind::Object(object) => {
            let required = object.properties.iter().filter(|property| property.required).count();
            (u8::from(required == 0), 0, Reverse(required))
        }
        SchemaKind::Enumeration(_) => plain(2),
        SchemaKind::String(StringFormat::Date) => plain(3),
        SchemaKind::String(StringFormat::DateTime) => plain(4),
        SchemaKind::String(StringFormat::Uuid) => plain(5),
        SchemaKind::String(StringFormat::Byte) => plain(6),
        SchemaKind::String(StringFormat::Plain | StringFormat::Binary | StringFormat::Secret) => plain(7),
        SchemaKind::Null | SchemaKind::Boolean => plain(8),
        SchemaKind::Integer(_) => plain(9),
        SchemaKind::Number(_) => plain(10),
        SchemaKind::Array(item) => {
            let (kind, _, required) = rank(schemas, *item, depth + 1);
            (11, kind, required)
        }
        SchemaKind::Map(_) => plain(12),
        SchemaKind::Union(_) => plain(13),
        SchemaKind::Any => plain(ANY),
        SchemaKind::Alias(target) => rank(schemas, *target, depth + 1),
    }
}

const ANY: u8 = 14;
