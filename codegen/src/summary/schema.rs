//! Schema Object: types with their fields and variants.

use serde_json::{Value, json};

use crate::emit::rust_type;
use crate::plan::{Direction, Enumeration, Item, ItemKind, Presence, Struct, Union};

pub(super) fn schema(item: &Item<'_>) -> Value {
    let is = match &item.kind {
        ItemKind::Struct(object) => self::object(object),
        ItemKind::Enumeration(enumeration) => self::enumeration(enumeration),
        ItemKind::Union(union) => self::union(union),
        ItemKind::Alias(ty) => json!({ "kind": "alias", "of": rust_type(ty) }),
    };
    let direction = item.direction.map(|direction| match direction {
        Direction::Request => "request",
        Direction::Response => "response",
    });
    json!({
        "pointer": item.of.origin.as_str(),
        "component": item.of.component,
        "aliases": item.aliases.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "type": rust_type(&item.ty),
        "direction": direction,
        "features": item.features,
        "is": is,
    })
}

fn object(object: &Struct<'_>) -> Value {
    let properties = object.fields.iter().map(|field| {
        let presence = match field.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::OptionalAny => "any",
            Presence::Nullable => "nullable",
        };
        json!({
            "name": field.of.name,
            "required": field.of.required,
            "ident": field.ident.to_string(),
            "type": rust_type(&field.ty),
            "presence": presence,
            "secret": field.is_secret,
        })
    });
    json!({
        "kind": "object",
        "properties": properties.collect::<Vec<_>>(),
        "others": object.others.as_ref().map(|others| rust_type(&others.ty)),
        "new": object.new.iter().map(|argument| argument.ident.to_string()).collect::<Vec<_>>(),
    })
}

fn enumeration(enumeration: &Enumeration<'_>) -> Value {
    let values = enumeration.values.iter();
    json!({
        "kind": "enumeration",
        "values": values.map(|(ident, value)| json!({ "value": value.value, "ident": ident.to_string() })).collect::<Vec<_>>(),
        "fallback": enumeration.fallback.to_string(),
    })
}

fn union(union: &Union<'_>) -> Value {
    let variants = union.variants.iter().map(
        |variant| json!({ "type": rust_type(&variant.ty), "ident": variant.ident.to_string(), "tags": variant.tags }),
    );
    json!({
        "kind": "union",
        "discriminator": union.discriminated.map(|discriminated| discriminated.property),
        "variants": variants.collect::<Vec<_>>(),
        "tried": union.tried.iter().map(|tried| union.variants[tried.variant].ident.to_string()).collect::<Vec<_>>(),
        "fallback": union.fallback.to_string(),
    })
}
