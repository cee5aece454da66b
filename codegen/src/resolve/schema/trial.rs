//! The order in which the variants of a union without discriminator are tried.
//!
//! ```yaml
//! anyOf: [{ type: string }, { type: string, format: date-time }]     # the date first: every date is a string too
//! ```
//! The first variant that fits is taken, so those that take fewer values come first: among objects those that require
//! more members, and of these those that know more.

use std::cmp::Reverse;

use crate::model::{Additional, Schema, SchemaKind, StringFormat, TypeUse, Union};

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

/// A small rank takes few values: the kind, then for objects how many members are required and known.
type Rank = (u8, Reverse<usize>, Reverse<usize>);

fn rank(schemas: &[Schema], ty: TypeUse, depth: usize) -> Rank {
    let plain = |rank| (rank, Reverse(0), Reverse(0));
    if depth > MAX_DEPTH {
        return plain(15);
    }
    match &schemas[ty.schema.index()].kind {
        SchemaKind::Null => plain(0),
        SchemaKind::Boolean => plain(1),
        SchemaKind::Integer(_) => plain(2),
        SchemaKind::Number(_) => plain(3),
        SchemaKind::String(StringFormat::DateTime) => plain(4),
        SchemaKind::String(StringFormat::Date) => plain(5),
        SchemaKind::String(StringFormat::Uuid) => plain(6),
        SchemaKind::Enumeration(enumeration) if enumeration.values.iter().all(|value| !value.value.is_string()) => {
            plain(2)
        }
        SchemaKind::String(StringFormat::Byte) => plain(7),
        SchemaKind::Enumeration(_) => plain(8),
        SchemaKind::String(StringFormat::Plain | StringFormat::Binary | StringFormat::Secret) => plain(9),
        SchemaKind::Array(item) => {
            let (_, required, known) = rank(schemas, *item, depth + 1);
            (10, required, known)
        }
        SchemaKind::Object(object) => {
            let required = object.properties.iter().filter(|property| property.required).count();
            let keeps_all = usize::from(matches!(object.additional, Additional::Kept(_)));
            (11 + u8::from(required == 0), Reverse(required), Reverse(object.properties.len() + keeps_all))
        }
        SchemaKind::Map(_) => plain(13),
        SchemaKind::Union(_) => plain(14),
        SchemaKind::Any => plain(15),
        SchemaKind::Alias(target) => rank(schemas, *target, depth + 1),
    }
}
