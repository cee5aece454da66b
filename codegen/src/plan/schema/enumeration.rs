//! `enum`: the values, and the variant that keeps any other.

use serde_json::Value;

use crate::model::{self, EnumerationValue, SchemaId};
use crate::name::Ident;
use crate::plan::Planner;

/// An enum of values.
#[derive(Clone, Debug)]
pub struct Enumeration<'a> {
    /// The form of its values.
    pub listing: Listing,
    /// The variants, with their values.
    pub values: Vec<(&'a Ident, &'a EnumerationValue)>,
    /// The variant that keeps any other value.
    pub fallback: &'a Ident,
}

/// The form of an enumeration's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// All are text.
    Strings,
    /// All are integers.
    Integers,
    /// Values of any kind.
    Mixed,
}

impl<'a> Planner<'a, '_> {
    pub(super) fn enumeration(&self, id: SchemaId, enumeration: &'a model::Enumeration) -> Enumeration<'a> {
        Enumeration {
            listing: listing(enumeration),
            values: self.names.variants[id.index()].iter().zip(&enumeration.values).collect(),
            fallback: self.fallback(id),
        }
    }

    /// The variant that keeps what no other takes.
    pub(super) fn fallback(&self, id: SchemaId) -> &'a Ident {
        self.names.fallback[id.index()].as_ref().expect("`name` names the variant of other values")
    }
}

fn listing(enumeration: &model::Enumeration) -> Listing {
    let all = |is: fn(&Value) -> bool| enumeration.values.iter().all(|value| is(&value.value));
    if all(Value::is_string) {
        Listing::Strings
    } else if all(Value::is_i64) {
        Listing::Integers
    } else {
        Listing::Mixed
    }
}
