//! Merge patches (RFC 7396): types in which `null` removes a member.
//!
//! ```yaml
//! patch: { requestBody: { content: { application/merge-patch+json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
//! get: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } } }
//! ```
//! Each member that need not be there may be `null`, at any depth but within lists, which a patch replaces as a whole. A
//! type that is used otherwise as well stays as it is there, and merge patches have a form of it: `PetPatch`.

use std::collections::{BTreeMap, BTreeSet};

use super::id_at;
use super::nullability::is_any;
use crate::model::uses::{reached, received, sent_as, uses, uses_mut};
use crate::model::{Additional, Operation, Schema, SchemaId, SchemaKind, TypeUse};

/// The word for the form of a type in merge patches.
const PATCH: &str = "patch";

/// Gives merge patches types of their own; returns those in which members may be removed.
pub(in crate::resolve) fn separate(schemas: &mut Vec<Schema>, operations: &mut [Operation]) -> BTreeSet<SchemaId> {
    let patched = patched(schemas, operations);
    let mut loosened = removing(schemas, &patched);
    if loosened.is_empty() {
        return loosened;
    }
    let used_otherwise = used_otherwise(schemas, operations, &patched);
    let mut forms: BTreeMap<SchemaId, SchemaId> = BTreeMap::new();
    for id in loosened.intersection(&used_otherwise) {
        forms.insert(*id, id_at(schemas.len()));
        let original = &schemas[id.index()];
        schemas.push(Schema { component: None, places: Vec::new(), is_patch: true, ..original.clone() });
    }
    place(schemas, operations, &loosened, &forms);
    loosened = loosened.into_iter().map(|id| forms.get(&id).copied().unwrap_or(id)).collect();
    let redirect = |ty: &mut TypeUse| ty.schema = forms.get(&ty.schema).copied().unwrap_or(ty.schema);
    for id in &loosened {
        let kind = &mut schemas[id.index()].kind;
        if !is_list(kind) {
            uses_mut(kind).into_iter().for_each(redirect);
        }
    }
    for body in operations.iter_mut().filter_map(|operation| operation.request_body.as_mut()) {
        body.content
            .iter_mut()
            .filter(|media| media.is_merge_patch())
            .filter_map(|media| media.ty.as_mut())
            .for_each(redirect);
    }
    loosened
}

/// Lets these types say `null` for each member that need not be there.
pub(in crate::resolve) fn loosen(schemas: &mut [Schema], patches: &BTreeSet<SchemaId>) {
    for id in patches {
        let mut kind = schemas[id.index()].kind.clone();
        for ty in removable(&mut kind, |is_required, _| !is_required) {
            ty.nullable |= !is_any(schemas, ty.schema);
        }
        schemas[id.index()].kind = kind;
    }
}

/// The types that merge patches are made of, but for those within lists.
fn patched(schemas: &[Schema], operations: &[Operation]) -> BTreeSet<SchemaId> {
    let mut patched = BTreeSet::new();
    let mut open: Vec<SchemaId> =
        operations.iter().flat_map(|operation| sent_as(operation, true)).map(|ty| ty.schema).collect();
    while let Some(id) = open.pop() {
        let kind = &schemas[id.index()].kind;
        if patched.insert(id) && !is_list(kind) {
            open.extend(uses(kind).into_iter().map(|ty| ty.schema));
        }
    }
    patched
}

/// Those of these types that have a member that can be removed, or hold such a type.
fn removing(schemas: &[Schema], patched: &BTreeSet<SchemaId>) -> BTreeSet<SchemaId> {
    let is_removing = |id: &&SchemaId| {
        let mut kind = schemas[id.index()].kind.clone();
        let members = removable(&mut kind, |is_required, is_read_only| !is_required || is_read_only);
        members.into_iter().any(|ty| !ty.nullable && !is_any(schemas, ty.schema))
    };
    let mut removing: BTreeSet<SchemaId> = patched.iter().filter(is_removing).copied().collect();
    loop {
        let holds_one = |id: &&SchemaId| {
            let kind = &schemas[id.index()].kind;
            !removing.contains(*id) && !is_list(kind) && uses(kind).iter().any(|ty| removing.contains(&ty.schema))
        };
        let more: Vec<SchemaId> = patched.iter().filter(holds_one).copied().collect();
        if more.is_empty() {
            return removing;
        }
        removing.extend(more);
    }
}

/// The types that are used anywhere else, in lists of merge patches too.
fn used_otherwise(schemas: &[Schema], operations: &[Operation], patched: &BTreeSet<SchemaId>) -> BTreeSet<SchemaId> {
    let others = operations.iter().flat_map(|operation| sent_as(operation, false).chain(received(operation)));
    let kinds = patched.iter().map(|id| &schemas[id.index()].kind).filter(|kind| is_list(kind));
    let listed = kinds.flat_map(uses);
    reached(schemas, others.chain(listed).map(|ty| ty.schema))
}

/// Gives the forms of inline types their places: those of the types that they are forms of, as far as they are in merge
/// patches.
fn place(
    schemas: &mut [Schema],
    operations: &[Operation],
    loosened: &BTreeSet<SchemaId>,
    forms: &BTreeMap<SchemaId, SchemaId>,
) {
    let moved = moved(schemas, operations, loosened, forms);
    let to = |place: &[String]| {
        let prefixes = (1..=place.len()).rev().map(|length| place.split_at(length));
        prefixes.into_iter().find_map(|(prefix, rest)| Some([moved.get(prefix)?, rest].concat()))
    };
    for (original, form) in forms {
        let Schema { component, places: known, kind, .. } = &mut schemas[original.index()];
        let mut places: Vec<Vec<String>> = match component {
            Some(component) => vec![vec![component.clone(), PATCH.to_owned()]],
            None => known.iter().filter_map(|place| to(place)).collect(),
        };
        let is_left = known.iter().any(|place| !places.contains(place));
        if places.is_empty() || (kind.is_item() && component.is_none() && !is_left) {
            places = known.iter().map(|place| [place.as_slice(), &[PATCH.to_owned()]].concat()).collect();
        }
        known.retain(|place| !places.contains(place));
        schemas[form.index()].places = places;
    }
}

/// The first words of places in merge patches, and those of the forms there.
fn moved(
    schemas: &[Schema],
    operations: &[Operation],
    loosened: &BTreeSet<SchemaId>,
    forms: &BTreeMap<SchemaId, SchemaId>,
) -> BTreeMap<Vec<String>, Vec<String>> {
    let mut moved = BTreeMap::new();
    for id in loosened {
        if let Some(component) = &schemas[id.index()].component {
            let suffix = forms.contains_key(id).then(|| PATCH.to_owned());
            moved.insert(vec![component.clone()], [component.clone()].into_iter().chain(suffix).collect());
        }
    }
    let bodies = || operations.iter().filter_map(|operation| operation.request_body.as_ref());
    let media = |is_merge_patch| {
        bodies().flat_map(|body| &body.content).filter(move |media| media.is_merge_patch() == is_merge_patch)
    };
    let others: BTreeSet<&[String]> = media(false).map(|media| media.place.as_slice()).collect();
    for place in media(true).map(|media| &media.place) {
        let suffix = others.contains(place.as_slice()).then(|| PATCH.to_owned());
        moved.insert(place.clone(), place.iter().cloned().chain(suffix).collect());
    }
    moved
}

/// The uses for members that fit, by whether they are required, and `readOnly`.
fn removable(kind: &mut SchemaKind, fits: fn(bool, bool) -> bool) -> Vec<&mut TypeUse> {
    match kind {
        SchemaKind::Object(object) => {
            let kept = match &mut object.additional {
                Additional::Kept(ty) => Some(ty),
                Additional::Ignored => None,
            };
            let members = object.properties.iter_mut().filter(|property| fits(property.required, property.read_only));
            members.map(|property| &mut property.ty).chain(kept).collect()
        }
        SchemaKind::Map(ty) => vec![ty],
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Enumeration(_)
        | SchemaKind::Array(_)
        | SchemaKind::Tuple(_)
        | SchemaKind::Union(_)
        | SchemaKind::Alias(_)
        | SchemaKind::Secret(_) => Vec::new(),
    }
}

const fn is_list(kind: &SchemaKind) -> bool {
    matches!(kind, SchemaKind::Array(_) | SchemaKind::Tuple(_))
}
