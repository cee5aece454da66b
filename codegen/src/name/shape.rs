//! Inline Schema Objects that several places share: the name of their type.
//!
//! ```yaml
//! shipping: { type: object, properties: { city: { type: string }, zip: { type: string } } }
//! billing: { type: object, properties: { city: { type: string }, zip: { type: string } } }
//! ```
//! Such a type is called by its title, or else by its members: `CityAndZip`. A name after one of the places would be
//! another as soon as a place is added, and would say nothing of the others. Each place has a name for the type as well,
//! `OrderShipping` and `OrderBilling`, the same that it has if no other place has such a type.

use super::words::{LONGEST, plain, shortened, type_ident};
use crate::model::{Schema, SchemaKind};

/// Candidates for the type's name, the best first. Never empty.
pub(super) fn wanted(schema: &Schema) -> impl Iterator<Item = String> {
    let title = schema.title.as_ref().filter(|title| title.len() <= LONGEST);
    let titled = title.into_iter().map(|title| format!("{title} {}", members(schema).0));
    let members = [false, true].into_iter().map(|says_kind| match members(schema) {
        (members, kind) if says_kind => format!("{members} {kind}"),
        (members, _) => members,
    });
    let names = title.cloned().into_iter().chain(titled).chain(members);
    names.map(|name| if schema.is_patch { format!("{name} patch") } else { name })
}

/// The members of a type in a word, and a word for its kind.
fn members(schema: &Schema) -> (String, &'static str) {
    match &schema.kind {
        SchemaKind::Object(object) if object.properties.is_empty() => ("Empty".to_owned(), "Object"),
        SchemaKind::Object(object) => {
            (joined(object.properties.iter().map(|property| property.name.as_str()), "And"), "Object")
        }
        SchemaKind::Enumeration(enumeration) => {
            let values = enumeration.values.iter().map(|value| match (&value.name, value.value.as_str()) {
                (Some(name), _) => name.clone(),
                (None, Some(text)) => text.to_owned(),
                (None, None) => value.value.to_string(),
            });
            (joined(values, "Or"), "Value")
        }
        SchemaKind::Union(union) => (joined(union.variants.iter().map(|variant| &variant.name), "Or"), "Union"),
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
        | SchemaKind::Secret(_) => unreachable!("only items have names"),
    }
}

fn joined(members: impl Iterator<Item = impl AsRef<str>>, between: &str) -> String {
    let mut length = 0;
    let words = members.map(|member| {
        // What there is no room for is counted only.
        let is_shown = length <= LONGEST;
        let word = if is_shown { plain(&type_ident(member.as_ref())) } else { String::new() };
        length += word.len() + between.len();
        word.trim_matches('_').to_owned()
    });
    shortened(&words.collect::<Vec<_>>(), between)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::wanted;
    use crate::model::{Enumeration, EnumerationValue, Schema, SchemaKind, Secrecy, Usage};
    use crate::source::Pointer;

    fn names(values: &[&str], title: Option<&str>) -> Vec<String> {
        let value = |value: &&str| EnumerationValue { value: json!(value), description: None, name: None };
        let schema = Schema {
            origin: Pointer::root(),
            component: None,
            places: Vec::new(),
            title: title.map(str::to_owned),
            description: None,
            deprecated: false,
            nullable: false,
            secrecy: Secrecy::Unsaid,
            kind: SchemaKind::Enumeration(Enumeration { values: values.iter().map(value).collect() }),
            usage: Usage::default(),
            is_patch: false,
        };
        wanted(&schema).collect()
    }

    #[test]
    fn a_shared_type_is_called_by_its_title_or_its_members() {
        assert_eq!(names(&["eur", "usd"], None), ["EurOrUsd", "EurOrUsd Value"]);
        assert_eq!(names(&["eur"], Some("currency"))[..2], ["currency", "currency Eur"]);
        let many: Vec<String> = (0..40).map(|number| format!("number-{number}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(names(&many, None)[0], "Number0OrNumber1OrNumber2OrNumber3OrNumber4OrNumber5Or34More");
    }
}
