//! Which types requests hold, and which responses do.
//!
//! ```yaml
//! Pet: { type: object, required: [id], properties: { id: { type: integer, readOnly: true } } }
//! ```
//! A request does not send a `readOnly` property and a response does not hold a `writeOnly` one, so a required one is
//! optional in every type that the respective other side uses.

use std::collections::BTreeSet;

use super::uses::{received, sent, uses};
use crate::model::{Operation, Schema, SchemaId, SchemaKind, TypeUse};

/// Marks the types that operations reach, and loosens `readOnly` and `writeOnly` properties.
pub(in crate::resolve) fn mark(schemas: &mut [Schema], operations: &[Operation]) {
    for id in reached(schemas, operations.iter().flat_map(sent)) {
        schemas[id.index()].usage.request = true;
    }
    for id in reached(schemas, operations.iter().flat_map(received)) {
        schemas[id.index()].usage.response = true;
    }
    for schema in schemas {
        let SchemaKind::Object(object) = &mut schema.kind else { continue };
        for property in &mut object.properties {
            let is_absent =
                (property.read_only && schema.usage.request) || (property.write_only && schema.usage.response);
            property.required &= !is_absent;
        }
    }
}

/// Leaves out the operations that reach one of the types.
pub(in crate::resolve) fn leave_out(schemas: &[Schema], operations: &mut Vec<Operation>, types: &[SchemaId]) {
    if types.is_empty() {
        return;
    }
    operations.retain(|operation| {
        let reached = reached(schemas, sent(operation).chain(received(operation)));
        types.iter().all(|id| !reached.contains(id))
    });
}

fn reached(schemas: &[Schema], from: impl Iterator<Item = TypeUse>) -> BTreeSet<SchemaId> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<TypeUse> = from.collect();
    while let Some(ty) = open.pop() {
        if reached.insert(ty.schema) {
            open.extend(uses(&schemas[ty.schema.index()].kind));
        }
    }
    reached
}
