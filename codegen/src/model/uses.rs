//! The places where types and security schemes are used: by types, and by operations.

use std::collections::BTreeSet;

use super::{Additional, Operation, RequestPart, Schema, SchemaId, SchemaKind, SchemeId, TypeUse};

/// Every use that a type makes of others.
pub(crate) fn uses(kind: &SchemaKind) -> Vec<TypeUse> {
    match kind {
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Enumeration(_) => Vec::new(),
        SchemaKind::Array(ty) | SchemaKind::Map(ty) | SchemaKind::Alias(ty) | SchemaKind::Secret(ty) => vec![*ty],
        SchemaKind::Tuple(elements) => elements.clone(),
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

/// Same as [`uses`], for changing them.
pub(crate) fn uses_mut(kind: &mut SchemaKind) -> Vec<&mut TypeUse> {
    match kind {
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Enumeration(_) => Vec::new(),
        SchemaKind::Array(ty) | SchemaKind::Map(ty) | SchemaKind::Alias(ty) | SchemaKind::Secret(ty) => vec![ty],
        SchemaKind::Tuple(elements) => elements.iter_mut().collect(),
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
pub(crate) fn sent(operation: &Operation) -> impl Iterator<Item = TypeUse> {
    sent_as(operation, false).chain(sent_as(operation, true))
}

/// The uses in what an operation sends that are merge patches (RFC 7396), or those that are not.
pub(crate) fn sent_as(operation: &Operation, is_merge_patch: bool) -> impl Iterator<Item = TypeUse> {
    let parameters = operation.parameters.iter().filter(move |_| !is_merge_patch).map(|parameter| parameter.ty);
    let bodies = operation.request_body.iter().flat_map(|body| &body.content);
    let bodies = bodies.filter(move |media| media.is_merge_patch() == is_merge_patch).filter_map(|media| media.ty);
    parameters.chain(bodies)
}

/// Every use in what an operation receives.
pub(crate) fn received(operation: &Operation) -> impl Iterator<Item = TypeUse> {
    operation.responses.iter().flat_map(|response| {
        let headers = response.headers.iter().map(|header| header.ty);
        headers.chain(response.content.iter().filter_map(|media| media.ty))
    })
}

/// Every use of an operation, to change it.
pub(crate) fn operation_uses_mut(operation: &mut Operation) -> Vec<&mut TypeUse> {
    let Operation { parameters, request_body, responses, .. } = operation;
    let parameters = parameters.iter_mut().map(|parameter| &mut parameter.ty);
    let bodies = request_body.iter_mut().flat_map(|body| &mut body.content).filter_map(|media| media.ty.as_mut());
    let replies = responses.iter_mut().flat_map(|response| {
        let headers = response.headers.iter_mut().map(|header| &mut header.ty);
        headers.chain(response.content.iter_mut().filter_map(|media| media.ty.as_mut()))
    });
    parameters.chain(bodies).chain(replies).collect()
}

/// Every place of an operation that names a scheme.
pub(crate) fn scheme_ids(operation: &mut Operation, mut visit: impl FnMut(&mut SchemeId)) {
    let alternatives = &mut operation.security.alternatives;
    for scheme in alternatives.iter_mut().flat_map(|requirement| &mut requirement.schemes) {
        visit(&mut scheme.scheme);
    }
    let issued = operation.issues.iter_mut().flat_map(|issuance| {
        std::iter::once(&mut issuance.scheme).chain(issuance.beside.iter_mut().map(|one| &mut one.scheme))
    });
    for scheme in issued.chain(&mut operation.renews).chain(&mut operation.revokes) {
        visit(scheme);
    }
    if let Some(refresh) = &mut operation.refreshes {
        visit(&mut refresh.scheme);
        if let RequestPart::Credential(scheme) = &mut refresh.with {
            visit(scheme);
        }
    }
}

/// Every scheme that an operation names.
pub(crate) fn schemes(operation: &Operation) -> impl Iterator<Item = SchemeId> {
    let required = operation.security.alternatives.iter().flat_map(|requirement| &requirement.schemes);
    let issued = operation.issues.iter().flat_map(|issuance| issuance.schemes().map(|(scheme, _)| scheme));
    let refreshed = operation.refreshes.iter().flat_map(|refresh| {
        let with = if let RequestPart::Credential(scheme) = refresh.with { Some(scheme) } else { None };
        with.into_iter().chain([refresh.scheme])
    });
    required.map(|one| one.scheme).chain(issued).chain(operation.renews).chain(operation.revokes).chain(refreshed)
}

/// The types that those in `from` are made of, with themselves.
pub(crate) fn reached(schemas: &[Schema], from: impl Iterator<Item = SchemaId>) -> BTreeSet<SchemaId> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<SchemaId> = from.collect();
    while let Some(schema) = open.pop() {
        if reached.insert(schema) {
            open.extend(uses(&schemas[schema.index()].kind).into_iter().map(|ty| ty.schema));
        }
    }
    reached
}

/// The types that operations send or receive, and what those are made of.
pub(crate) fn reached_by<'o>(
    schemas: &[Schema],
    operations: impl Iterator<Item = &'o Operation>,
) -> BTreeSet<SchemaId> {
    reached(schemas, operations.flat_map(|operation| sent(operation).chain(received(operation))).map(|ty| ty.schema))
}
