//! Usage of types: those that requests hold, and those that responses hold.
//!
//! ```yaml
//! Pet: { type: object, required: [id], properties: { id: { type: integer, readOnly: true } } }
//! ```
//! A request does not send a `readOnly` property and a response does not hold a `writeOnly` one, so a required one is
//! optional in every type that the respective other side uses. A type that no operation reaches is most likely an event
//! that the server sends. In a type that only merge patches hold, an optional property may be `null`.

use super::nullability::is_any;
use crate::model::uses::{reached, received, sent, sent_as};
use crate::model::{Additional, Operation, Schema, SchemaId, SchemaKind, TypeUse, Usage};

/// Marks the types that operations reach, and loosens `readOnly` and `writeOnly` properties.
pub(in crate::resolve) fn mark(schemas: &mut [Schema], operations: &[Operation]) {
    for id in reached(schemas, operations.iter().flat_map(sent).map(|ty| ty.schema)) {
        schemas[id.index()].usage.request = true;
    }
    for id in reached(schemas, operations.iter().flat_map(received).map(|ty| ty.schema)) {
        schemas[id.index()].usage.response = true;
    }
    let unused = (0u32..).map(SchemaId).zip(&*schemas).filter(|(_, schema)| schema.usage == Usage::default());
    for id in reached(schemas, unused.map(|(id, _)| id)) {
        schemas[id.index()].usage.elsewhere = true;
    }
    for schema in &mut *schemas {
        let SchemaKind::Object(object) = &mut schema.kind else { continue };
        for property in &mut object.properties {
            let is_absent =
                (property.read_only && schema.usage.request) || (property.write_only && schema.usage.response);
            property.required &= !is_absent;
        }
    }
    loosen_patches(schemas, operations);
}

/// Lets types that only merge patches hold say `null` for each member that need not be there: that removes it.
fn loosen_patches(schemas: &mut [Schema], operations: &[Operation]) {
    let patches = operations.iter().flat_map(|operation| sent_as(operation, true)).map(|ty| ty.schema);
    let patched = reached(schemas, patches);
    if patched.is_empty() {
        return;
    }
    let others = operations.iter().flat_map(|operation| sent_as(operation, false).chain(received(operation)));
    let others = reached(schemas, others.map(|ty| ty.schema));
    for id in patched.difference(&others) {
        let mut kind = schemas[id.index()].kind.clone();
        let members: Vec<&mut TypeUse> = if let SchemaKind::Object(object) = &mut kind {
            let kept = match &mut object.additional {
                Additional::Kept(ty) => Some(ty),
                Additional::Ignored => None,
            };
            let optional = object.properties.iter_mut().filter(|property| !property.required);
            optional.map(|property| &mut property.ty).chain(kept).collect()
        } else if let SchemaKind::Map(ty) = &mut kind {
            vec![ty]
        } else {
            continue;
        };
        for ty in members {
            ty.nullable |= !is_any(schemas, ty.schema);
        }
        schemas[id.index()].kind = kind;
    }
}
