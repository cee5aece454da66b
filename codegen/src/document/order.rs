//! Maps whose order means nothing, brought into the order of their keys: a document that is only rearranged gives the
//! same client.
//!
//! ```yaml
//! paths: { /pets: …, /owners: … }        # a set
//! properties: { name: …, age: … }        # the order of the fields
//! content: { application/json: …, … }    # the first is the one that the plain method takes
//! securitySchemes: { JWT: …, Key: … }    # the order of the client's type parameters
//! ```

use super::walk::{Descend, Kind, Slot, Trail, walk};
use crate::source::{Pointer, Tree};

/// Sorts what is a set.
pub(super) fn sort(tree: &mut Tree) {
    walk(tree, Slot::One(Kind::Document), &Pointer::root(), &mut |slot, at, value| {
        if slot == Slot::One(Kind::Schema) {
            // Its keywords are looked for by name.
            return Descend::No;
        }
        if let Tree::Object(members) = value
            && is_set(slot, at)
        {
            members.sort_keys();
        }
        Descend::Yes
    });
}

fn is_set(slot: Slot, at: &Trail) -> bool {
    match slot {
        Slot::Map(Kind::Schema) => ["/components/schemas", "/definitions"].contains(&at.pointer().as_str()),
        Slot::Map(Kind::MediaType | Kind::SecurityScheme) => false,
        Slot::One(_) | Slot::Map(_) | Slot::List(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::sort;

    #[test]
    fn only_sets_are_sorted() {
        let mut tree = json!({
            "paths": { "/b": {}, "/a": {} },
            "components": {
                "schemas": { "B": { "properties": { "b": {}, "a": {} }, "default": { "b": 1, "a": 1 } }, "A": {} },
                "securitySchemes": { "B": {}, "A": {} },
                "responses": { "B": { "content": { "b/b": {}, "a/a": {} } }, "A": {} },
            },
        });
        sort(&mut tree);
        let sorted = "{\"components\":{\
                      \"responses\":{\"A\":{},\"B\":{\"content\":{\"b/b\":{},\"a/a\":{}}}},\
                      \"schemas\":{\"A\":{},\"B\":{\"properties\":{\"b\":{},\"a\":{}},\"default\":{\"b\":1,\"a\":1}}},\
                      \"securitySchemes\":{\"B\":{},\"A\":{}}},\
                      \"paths\":{\"/a\":{},\"/b\":{}}}";
        assert_eq!(tree.to_string(), sorted);
    }
}
