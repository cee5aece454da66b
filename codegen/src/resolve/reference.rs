//! Reference Object: `{ $ref: "#/components/responses/NotFound" }` is replaced by what it points to.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;

use super::sink::Sink;
use crate::diagnostics::Code;
use crate::source::Pointer;
use crate::source::pointer::{percent_decoded, unescaped};

/// The target of a `$ref`, or the value in its place.
pub(super) struct Target<'a, T> {
    /// The object.
    pub(super) item: &'a T,
    /// Its place.
    pub(super) at: Pointer,
    /// Its key, if it is a component.
    pub(super) component: Option<&'a str>,
}

/// Follows references inside one section of the components, such as `responses`.
///
/// Earlier stages have checked that every reference resolves; one that does not is an error here too, never a panic.
pub(super) fn follow<'a, T>(
    item: &'a ReferenceOr<T>,
    at: &Pointer,
    (section, components): (&str, &'a IndexMap<String, ReferenceOr<T>>),
    sink: &mut Sink<'_>,
) -> Option<Target<'a, T>> {
    let mut target = Target { item, at: at.clone(), component: None };
    for _ in 0..=components.len() {
        let reference = match target.item {
            ReferenceOr::Item(item) => return Some(Target { item, at: target.at, component: target.component }),
            ReferenceOr::Reference { reference } => reference,
        };
        let found = component_name(reference, section).and_then(|name| components.get_key_value(&name));
        let Some((name, item)) = found else {
            sink.error(Code::DanglingReference, &target.at, format!("`{reference}` points to nothing"));
            return None;
        };
        let at = Pointer::root().key("components").key(section).key(name);
        target = Target { item, at, component: Some(name) };
    }
    sink.error(Code::CircularReference, at, "the reference leads back to itself");
    None
}

/// The `NAME` of `#/components/SECTION/NAME`.
pub(super) fn component_name(reference: &str, section: &str) -> Option<String> {
    let name = reference.strip_prefix("#/components/")?.strip_prefix(section)?.strip_prefix('/')?;
    if name.contains('/') {
        return None;
    }
    Some(unescaped(&percent_decoded(name)))
}

#[cfg(test)]
mod tests {
    use super::component_name;

    #[test]
    fn names_are_unescaped() {
        let name = |reference| component_name(reference, "schemas");
        assert_eq!(name("#/components/schemas/Pet").as_deref(), Some("Pet"));
        assert_eq!(name("#/components/schemas/a~1b~0c%20d").as_deref(), Some("a/b~c d"));
        assert_eq!(name("#/components/schemas/100%").as_deref(), Some("100%"));
        assert_eq!(name("#/components/schemas/Pet/properties/id"), None);
        assert_eq!(name("#/components/responses/Pet"), None);
    }
}
