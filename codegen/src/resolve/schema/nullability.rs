//! `nullable`: whether `null` is a value at a place.
//!
//! ```yaml
//! Name: { type: string, nullable: true }     # nullable wherever it is used
//! ```
//! A place is nullable if it says so itself, or if its schema or one that the schema is another name for does. A
//! union is nullable if one of its variants is.

use crate::model::uses::uses_mut;
use crate::model::{Schema, SchemaId, SchemaKind, TypeUse};

/// Spreads nullability from the schemas to the places that use them; `others` are the places in operations.
pub(in crate::resolve) fn spread<'o>(schemas: &mut [Schema], others: impl Iterator<Item = &'o mut TypeUse>) {
    let mut nullable: Vec<bool> = schemas.iter().map(is_nullable).collect();
    loop {
        let mut changed = false;
        for (index, schema) in schemas.iter().enumerate() {
            if !nullable[index] && is_nullable_through(schema, &nullable) {
                nullable[index] = true;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let takes_any: Vec<bool> = (0..schemas.len()).map(|index| is_any(schemas, super::id_at(index))).collect();
    let settle = |ty: &mut TypeUse| {
        ty.nullable = (ty.nullable || nullable[ty.schema.index()]) && !takes_any[ty.schema.index()];
    };
    for (index, schema) in schemas.iter_mut().enumerate() {
        schema.nullable = nullable[index] && !takes_any[index];
        uses_mut(&mut schema.kind).into_iter().for_each(settle);
        if let SchemaKind::Union(union) = &mut schema.kind {
            // The union has it already.
            union.variants.iter_mut().for_each(|variant| variant.ty.nullable = false);
        }
    }
    others.for_each(settle);
}

fn is_nullable(schema: &Schema) -> bool {
    schema.nullable || schema.kind == SchemaKind::Null
}

/// Returns true if a schema is nullable because another one is.
fn is_nullable_through(schema: &Schema, nullable: &[bool]) -> bool {
    let is = |ty: &TypeUse| ty.nullable || nullable[ty.schema.index()];
    match &schema.kind {
        SchemaKind::Alias(ty) => is(ty),
        SchemaKind::Union(union) => union.variants.iter().any(|variant| is(&variant.ty)),
        SchemaKind::Any
        | SchemaKind::Secret(_)
        | SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Enumeration(_)
        | SchemaKind::Array(_)
        | SchemaKind::Tuple(_)
        | SchemaKind::Map(_)
        | SchemaKind::Object(_) => false,
    }
}

/// Returns true if it takes any JSON, by whatever name.
pub(super) fn is_any(schemas: &[Schema], mut id: SchemaId) -> bool {
    for _ in 0..schemas.len() {
        let kind = &schemas[id.index()].kind;
        let SchemaKind::Alias(ty) = kind else { return *kind == SchemaKind::Any };
        id = ty.schema;
    }
    false
}
