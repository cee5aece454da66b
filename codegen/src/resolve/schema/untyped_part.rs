//! Parts of multipart without a type, which are `application/octet-stream` since 3.1: files.
//!
//! ```yaml
//! content: { multipart/form-data: { schema: { type: object, properties: { photo: {} } } } }    # photo is a file
//! ```
//! A part whose `contentType` is JSON or text stays JSON, and so does one of an object that is used otherwise as well.

use std::collections::BTreeMap;

use super::id_at;
use super::sharing::described;
use crate::model::uses::{reached, received, uses};
use crate::model::{Api, MediaKind, MediaType, SchemaId, SchemaKind, StringFormat, TypeUse, essence};
use crate::resolve::media_type::is_json;
use crate::source::Pointer;

/// Makes files of parts that any JSON is a value of.
pub(in crate::resolve) fn make_files(api: &mut Api) {
    let whole = bodies(api).filter_map(|media| Some((whole(api, media)?, parts(api, media)?)));
    let whole: BTreeMap<SchemaId, Vec<(usize, bool)>> = whole.collect();
    for (id, parts) in whole {
        if is_used_otherwise(api, id) {
            continue;
        }
        let mut kind = api[id].kind.clone();
        let SchemaKind::Object(object) = &mut kind else { continue };
        for (at, is_list) in parts {
            let property = &mut object.properties[at];
            let file = push(api, SchemaKind::String(StringFormat::Binary), &property.origin);
            property.ty = if is_list { push(api, SchemaKind::Array(file), &property.origin) } else { file };
        }
        api.schemas[id.index()].kind = kind;
    }
}

fn push(api: &mut Api, kind: SchemaKind, at: &Pointer) -> TypeUse {
    api.schemas.push(described(kind, at));
    TypeUse { schema: id_at(api.schemas.len() - 1), nullable: false, boxed: false }
}

fn bodies(api: &Api) -> impl Iterator<Item = &MediaType> {
    api.operations.iter().filter_map(|operation| operation.request_body.as_ref()).flat_map(|body| &body.content)
}

/// The type whose properties are the parts of a body.
fn whole(api: &Api, media: &MediaType) -> Option<SchemaId> {
    let ty = media.ty.filter(|_| media.kind == MediaKind::Multipart)?;
    Some(api.unaliased(ty.schema))
}

/// The positions of the properties that are files, and true for lists of them; `None` if there are none.
fn parts(api: &Api, media: &MediaType) -> Option<Vec<(usize, bool)>> {
    let object = api.object(whole(api, media)?)?;
    let kind = |ty: TypeUse| &api[api.unaliased(ty.schema)].kind;
    let is_any = |ty| *kind(ty) == SchemaKind::Any;
    let properties = object.properties.iter().enumerate().filter(|(_, property)| !is_text(media, &property.name));
    let parts = properties.filter_map(|(at, property)| {
        let is_list = matches!(kind(property.ty), SchemaKind::Array(item) if is_any(*item));
        (is_list || is_any(property.ty)).then_some((at, is_list))
    });
    Some(parts.collect()).filter(|parts: &Vec<_>| !parts.is_empty())
}

/// Returns true if a part is said to be JSON or text.
fn is_text(media: &MediaType, name: &str) -> bool {
    let encoding = media.encoding.iter().find(|(property, _)| property == name);
    let content_type = encoding.and_then(|(_, encoding)| encoding.content_type.as_deref()).map(essence);
    content_type.is_some_and(|content_type| is_json(&content_type) || content_type.starts_with("text/"))
}

/// Returns true if a type is used elsewhere than as the whole of a body in parts.
fn is_used_otherwise(api: &Api, id: SchemaId) -> bool {
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters).map(|parameter| parameter.ty);
    let others = bodies(api).filter(|media| whole(api, media) != Some(id)).filter_map(|media| media.ty);
    let replies = api.operations.iter().flat_map(received);
    let used = parameters.chain(others).chain(replies).chain(uses(&api[id].kind));
    reached(&api.schemas, used.map(|ty| ty.schema)).contains(&id)
}
