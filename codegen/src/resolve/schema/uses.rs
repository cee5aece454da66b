//! The places where types are used: by other types, and by operations.

use crate::model::{Additional, Operation, SchemaKind, TypeUse};

/// Every use that a type makes of others.
pub(super) fn uses(kind: &SchemaKind) -> Vec<TypeUse> {
    match kind {
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Enumeration(_) => Vec::new(),
        SchemaKind::Array(ty) | SchemaKind::Map(ty) | SchemaKind::Alias(ty) => vec![*ty],
        SchemaKind::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
        SchemaKind::Object(object) => {
            let kept = match object.additional {
                Additional::Kept(ty) => Some(ty),
                Additional::Ignored => None,
            };
            object.properties.iter().map(|property| property.ty).chain(kept).collect()
        }
    }
}

/// As [`uses`], to change them.
pub(super) fn uses_mut(kind: &mut SchemaKind) -> Vec<&mut TypeUse> {
    match kind {
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Enumeration(_) => Vec::new(),
        SchemaKind::Array(ty) | SchemaKind::Map(ty) | SchemaKind::Alias(ty) => vec![ty],
        SchemaKind::Union(union) => union.variants.iter_mut().map(|variant| &mut variant.ty).collect(),
        SchemaKind::Object(object) => {
            let kept = match &mut object.additional {
                Additional::Kept(ty) => Some(ty),
                Additional::Ignored => None,
            };
            object.properties.iter_mut().map(|property| &mut property.ty).chain(kept).collect()
        }
    }
}

/// Every use in what an operation sends.
pub(super) fn sent(operation: &Operation) -> impl Iterator<Item = TypeUse> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.ty);
    let bodies = operation.request_body.iter().flat_map(|body| &body.content).filter_map(|media| media.ty);
    parameters.chain(bodies)
}

/// Every use in what an operation receives.
pub(super) fn received(operation: &Operation) -> impl Iterator<Item = TypeUse> {
    operation.responses.iter().flat_map(|response| {
        let headers = response.headers.iter().map(|header| header.ty);
        headers.chain(response.content.iter().filter_map(|media| media.ty))
    })
}

/// Every use of an operation, to change it.
pub(in crate::resolve) fn operation_uses_mut(operation: &mut Operation) -> Vec<&mut TypeUse> {
    let Operation { parameters, request_body, responses, .. } = operation;
    let parameters = parameters.iter_mut().map(|parameter| &mut parameter.ty);
    let bodies = request_body.iter_mut().flat_map(|body| &mut body.content).filter_map(|media| media.ty.as_mut());
    let replies = responses.iter_mut().flat_map(|response| {
        let headers = response.headers.iter_mut().map(|header| &mut header.ty);
        headers.chain(response.content.iter_mut().filter_map(|media| media.ty.as_mut()))
    });
    parameters.chain(bodies).chain(replies).collect()
}
