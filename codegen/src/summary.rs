//! Machine-readable summary of the output: each operation, parameter, body, property and security requirement of the
//! document with its identifier or type. Tools compare it with the document, or list changes of a client.

use proc_macro2::Ident;
use serde_json::{Value, json};

use crate::emit::{aliased_type, rust_type};
use crate::model::{
    Api, MediaType, Object, Operation, Parameter, ParameterLocation, Requirement, RoleId, SchemaId, SchemaKind,
    SecurityScheme, StatusPattern, TypeUse,
};
use crate::name::{Names, OperationNames, SchemeNames};

/// The summary, as one JSON object.
#[must_use]
pub fn summary(api: &Api, names: &Names) -> Value {
    json!({
        "title": api.title,
        "version": api.version,
        "operations": api.operations.iter().zip(&names.operations)
            .map(|(operation, own)| self::operation(api, names, operation, own)).collect::<Vec<_>>(),
        "schemas": (0..).map(SchemaId).take(api.schemas.len()).map(|id| schema(api, names, id)).collect::<Vec<_>>(),
        "securitySchemes": api.security_schemes.iter().zip(&names.schemes)
            .map(|(one, names)| scheme(one, names)).collect::<Vec<_>>(),
    })
}

fn operation(api: &Api, all: &Names, operation: &Operation, names: &OperationNames) -> Value {
    let bodies = operation.request_body.iter().flat_map(|body| &body.content);
    json!({
        "pointer": operation.origin.as_str(),
        "operationId": operation.id,
        "method": operation.method.as_str(),
        "path": operation.path,
        "ident": names.method.to_string(),
        "streamed": operation.streamed,
        "parameters": operation.parameters.iter().zip(&names.parameters)
            .map(|(one, ident)| parameter(one, &ident.to_string())).collect::<Vec<_>>(),
        "requestBodies": bodies.map(|media| content(api, all, media)).collect::<Vec<_>>(),
        "responses": operation.responses.iter().map(|response| json!({
            "status": status(response.status),
            "content": response.content.iter().map(|media| content(api, all, media)).collect::<Vec<_>>(),
            "headers": response.headers.iter().map(|header| header.name.as_str()).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "security": operation.security.alternatives.iter()
            .map(|one| requirement(api, one)).collect::<Vec<_>>(),
    })
}

fn content(api: &Api, names: &Names, media: &MediaType) -> Value {
    json!({ "mediaType": media.name, "type": media.ty.map(|ty| rust_type(api, names, ty)) })
}

fn parameter(parameter: &Parameter, ident: &str) -> Value {
    let location = match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    json!({ "name": parameter.name, "in": location, "required": parameter.required, "ident": ident })
}

fn requirement(api: &Api, requirement: &Requirement) -> Value {
    let schemes = requirement.schemes.iter().map(|one| {
        let scheme = &api[one.scheme];
        json!({
            "scheme": scheme.name,
            "scopes": one.scopes.iter().map(|at| scheme.scopes[*at].name.as_str()).collect::<Vec<_>>(),
            "roles": roles(scheme, &one.roles),
            "anyRole": roles(scheme, &one.any_role),
        })
    });
    schemes.collect()
}

fn roles<'s>(scheme: &'s SecurityScheme, roles: &[RoleId]) -> Vec<&'s str> {
    roles.iter().map(|RoleId(role)| scheme.roles[*role as usize].name.as_str()).collect()
}

fn schema(api: &Api, names: &Names, id: SchemaId) -> Value {
    let (schema, at) = (&api[id], id.index());
    let members = match &schema.kind {
        SchemaKind::Object(object) => properties(object, &names.properties[at]),
        SchemaKind::Enumeration(enumeration) => json!({
            "kind": "enumeration",
            "values": enumeration.values.iter().zip(&names.variants[at])
                .map(|(one, ident)| json!({ "value": one.value, "ident": ident.to_string() })).collect::<Vec<_>>(),
        }),
        SchemaKind::Union(union) => json!({
            "kind": "union",
            "discriminator": union.discriminator.as_ref().map(|one| one.property.as_str()),
            "variants": union.variants.iter().zip(&names.variants[at]).map(|(one, ident)| json!({
                "type": rust_type(api, names, one.ty), "ident": ident.to_string(), "tags": one.tags,
            })).collect::<Vec<_>>(),
        }),
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Array(_)
        | SchemaKind::Tuple(_)
        | SchemaKind::Map(_)
        | SchemaKind::Alias(_)
        | SchemaKind::Secret(_) => json!({ "kind": "alias", "of": aliased_type(api, names, id) }),
    };
    let ty = rust_type(api, names, TypeUse { schema: id, nullable: schema.nullable, boxed: false });
    json!({ "pointer": schema.origin.as_str(), "component": schema.component, "type": ty, "is": members })
}

fn properties(object: &Object, idents: &[Ident]) -> Value {
    json!({
        "kind": "object",
        "properties": object.properties.iter().zip(idents).map(|(property, ident)| json!({
            "name": property.name, "required": property.required, "ident": ident.to_string(),
        })).collect::<Vec<_>>(),
    })
}

fn scheme(scheme: &SecurityScheme, names: &SchemeNames) -> Value {
    json!({ "name": scheme.name, "ident": names.ty.to_string(), "slot": names.slot.to_string() })
}

fn status(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
