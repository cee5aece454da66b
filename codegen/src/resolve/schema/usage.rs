//! Usage of types: those that requests hold, and those that responses hold.
//!
//! ```yaml
//! Pet: { type: object, required: [id], properties: { id: { type: integer, readOnly: true } } }
//! ```
//! A request does not send a `readOnly` property and a response does not hold a `writeOnly` one, so a required one is
//! optional in every type that the respective other side uses. A type that no operation reaches is most likely an event
//! that the server sends.

use crate::model::uses::{reached, received, sent};
use crate::model::{Operation, Schema, SchemaId, SchemaKind, Usage};

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
}
