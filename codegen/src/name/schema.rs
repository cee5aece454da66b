//! Schema Object: items in module `types`, their fields and variants.
//!
//! A component is called by its key, an inline schema by its place: the `owner` of a `Pet` is a `PetOwner`. If several
//! places share one, all of their names are names of it, and it has one of its own (see `shape`).

use std::collections::BTreeMap;

use proc_macro2::Ident;
use serde_json::Value;

use super::scope::Scope;
use super::words::{ident, item_ident, plain, type_ident, value_ident};
use super::{Names, shape};
use crate::model::{Additional, Api, EnumerationValue, Object, Schema, SchemaKind};

/// Names items, fields and variants.
pub(super) fn assign(api: &Api, names: &mut Names) {
    (names.schemas, names.places) = items(api);
    for schema in &api.schemas {
        let mut members = Members::default();
        match &schema.kind {
            SchemaKind::Object(object) => members = fields(object),
            SchemaKind::Enumeration(enumeration) => members = values(&enumeration.values),
            SchemaKind::Union(union) => {
                members = variants(union.variants.iter().map(|variant| type_ident(&variant.name)), "Unknown");
            }
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
            | SchemaKind::Secret(_) => {}
        }
        names.properties.push(members.fields);
        names.additional.push(members.additional);
        names.variants.push(members.variants);
        names.fallback.push(members.fallback);
    }
}

#[derive(Default)]
struct Members {
    fields: Vec<Ident>,
    additional: Option<Ident>,
    variants: Vec<Ident>,
    fallback: Option<Ident>,
}

/// Components first, so that no inline schema can take a component's name; then the places, whose names say the most;
/// then what several places share.
fn items(api: &Api) -> (Vec<Option<Ident>>, Vec<Vec<Ident>>) {
    let mut scope = Scope::default();
    let mut idents: BTreeMap<usize, Ident> = BTreeMap::new();
    let components: Vec<(usize, &str)> =
        api.schemas.iter().enumerate().filter_map(|(at, schema)| Some((at, schema.component.as_deref()?))).collect();
    let claimed = scope.claim_all(components.iter().map(|(_, name)| (*name, item_ident(name))));
    idents.extend(components.iter().map(|(at, _)| *at).zip(claimed));
    let mut places = vec![Vec::new(); api.schemas.len()];
    // The forms in merge patches come last: an operation that uses a type otherwise makes one, which renames nothing.
    for is_patch in [false, true] {
        let is_inline = |schema: &Schema| schema.component.is_none() && schema.kind.is_item();
        let inline =
            api.schemas.iter().enumerate().filter(|(_, schema)| is_inline(schema) && schema.is_patch == is_patch);
        let inline: Vec<(usize, &Schema)> = inline.collect();
        idents.extend(inlined(&inline, &mut places, &mut scope));
    }
    ((0..api.schemas.len()).map(|at| idents.remove(&at)).collect(), places)
}

/// The names of inline schemas, and of the places of those that have several.
fn inlined(inline: &[(usize, &Schema)], places: &mut [Vec<Ident>], scope: &mut Scope) -> Vec<(usize, Ident)> {
    let mut idents = Vec::new();
    placed(inline, places, scope);
    let mut shared: Vec<(Option<String>, &Schema, usize)> = Vec::new();
    for &(at, schema) in inline {
        if let [ident] = places[at].as_slice() {
            idents.push((at, ident.clone()));
            places[at].clear();
        } else {
            shared.push((shape::wanted(schema).next(), schema, at));
        }
    }
    // Places are unique, so that the order has no regard to the document's.
    shared.sort_by(|(a, of_a, _), (b, of_b, _)| (a, of_a.places.iter().min()).cmp(&(b, of_b.places.iter().min())));
    for (_, schema, at) in shared {
        idents.push((at, scope.claim_one_of(shape::wanted(schema).map(|name| item_ident(&name)))));
    }
    idents
}

/// Adds the names of the places of these schemas, by schema.
fn placed(inline: &[(usize, &Schema)], names: &mut [Vec<Ident>], scope: &mut Scope) {
    let of_schema = |(at, schema): &(usize, &'_ Schema)| {
        let at = *at;
        schema
            .places
            .iter()
            .enumerate()
            .map(move |(position, place)| (place.join(" "), at, position))
            .collect::<Vec<_>>()
    };
    let mut places: Vec<(String, usize, usize)> = inline.iter().flat_map(of_schema).collect();
    places.sort();
    let claimed = scope.claim_all(places.iter().map(|(name, ..)| (name.as_str(), item_ident(name))));
    let mut named: Vec<(usize, usize, Ident)> =
        places.iter().zip(claimed).map(|((_, at, position), ident)| (*at, *position, ident)).collect();
    named.sort_by_key(|(at, position, _)| (*at, *position));
    for (at, _, ident) in named {
        names[at].push(ident);
    }
}

fn fields(object: &Object) -> Members {
    let mut scope = Scope::default();
    let fields = object.properties.iter().map(|property| scope.claim(value_ident(&property.name))).collect();
    let additional = match object.additional {
        Additional::Kept(_) => Some(scope.claim(ident("additional_properties"))),
        Additional::Ignored => None,
    };
    Members { fields, additional, ..Members::default() }
}

fn values(values: &[EnumerationValue]) -> Members {
    let spelled = values.iter().map(|value| match (&value.name, &value.value) {
        (Some(name), _) => type_ident(name),
        (None, Value::String(text)) => type_ident(text),
        (None, Value::Number(number)) => number_ident(&number.to_string()),
        (None, other) => type_ident(&other.to_string()),
    });
    variants(spelled, "Other")
}

/// `Value5`, `ValueMinus5`
fn number_ident(number: &str) -> Ident {
    let text = number.replace('-', "Minus").replace('.', "Point").replace('+', "");
    type_ident(&format!("Value {text}"))
}

fn variants(wanted: impl Iterator<Item = Ident>, fallback: &str) -> Members {
    let mut scope = Scope::default();
    let variants: Vec<Ident> = wanted.map(|ident| scope.claim(ident)).collect();
    let taken = variants.iter().any(|variant| plain(variant) == fallback);
    let fallback = scope.claim(ident(if taken { "Unlisted" } else { fallback }));
    Members { variants, fallback: Some(fallback), ..Members::default() }
}
