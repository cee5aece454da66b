//! The order in which the variants of a union without discriminator are tried.
//!
//! ```yaml
//! anyOf: [{ type: string }, { type: string, format: date-time }]     # the date first: every date is a string too
//! ```
//! Of the variants that lose least of a value the first is taken, so those that take fewer values come first: what is
//! listed (any other value is a loss) before what has a format, and this before any string; integers before numbers;
//! objects that keep unknown members behind those that do not. All else stays in the document's order.

use crate::model::{Additional, Schema, SchemaKind, StringFormat, TypeUse, Union};

/// The maximum depth of arrays of arrays that are examined.
const MAX_DEPTH: usize = 8;

/// Fills in [`Union::trial`] of every union.
pub(in crate::resolve) fn order_variants(schemas: &mut [Schema]) {
    let orders: Vec<Option<Vec<usize>>> = schemas
        .iter()
        .map(|schema| {
            let SchemaKind::Union(union) = &schema.kind else { return None };
            Some(order(schemas, union))
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

/// A small rank takes few values: the kind, and that of an array's items, or whether text is no secret. Objects come first, as the first byte of a value
/// tells that it is none; so it does for strings.
type Rank = (u8, u8);

fn rank(schemas: &[Schema], ty: TypeUse, depth: usize) -> Rank {
    let plain = |kind| (kind, 0);
    if depth > MAX_DEPTH {
        return plain(ANY);
    }
    match &schemas[ty.schema.index()].kind {
        SchemaKind::Object(object) => plain(u8::from(matches!(object.additional, Additional::Kept(_)))),
        SchemaKind::Enumeration(_) => plain(2),
        SchemaKind::String(StringFormat::Typed(typed)) => plain(3 + typed.trial()),
        // Text that may be a secret is one.
        SchemaKind::String(StringFormat::Plain | StringFormat::Binary) => (TEXT, 1),
        SchemaKind::Null | SchemaKind::Boolean => plain(TEXT + 1),
        SchemaKind::Integer(_) => plain(TEXT + 2),
        SchemaKind::Number(_) => plain(TEXT + 3),
        // Fewer values than an array of any of its elements.
        SchemaKind::Tuple(_) => plain(TEXT + 4),
        SchemaKind::Array(item) => (TEXT + 4, rank(schemas, *item, depth + 1).0),
        SchemaKind::Map(_) => plain(TEXT + 5),
        SchemaKind::Union(_) => plain(TEXT + 6),
        SchemaKind::Any => plain(ANY),
        SchemaKind::Alias(target) => rank(schemas, *target, depth + 1),
        SchemaKind::Secret(hidden) => plain(rank(schemas, *hidden, depth + 1).0),
    }
}

/// Below it are objects, enumerations, and the formats that have a type of their own.
const TEXT: u8 = 100;

const ANY: u8 = TEXT + 7;
