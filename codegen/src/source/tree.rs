//! Text to tree: one visitor for both parsers, which checks what neither of them does.
//!
//! ```yaml
//! responses:
//!   200: { description: … }    # keys that are no strings become strings: "200"
//!   200: { description: … }    # a key that occurs twice is reported
//!   404: { <<: *error }        # merge keys are applied
//! ```

use std::fmt;

use serde::de::{DeserializeSeed, Unexpected};
use serde::de::{Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number};

use super::{Limits, Pointer, Tree};

/// The cost of one value, in addition to its text: about the size of a node of the tree.
const NODE: usize = 16;

/// The size to which every file may expand, however small it is.
const FREE: usize = 4 << 20;

/// The message for a file whose aliases expand beyond the budget.
pub(super) const EXPANSION: &str = "aliases expand to far more than the file itself";

/// The maximum number of duplicate keys that are reported, separately for those that lose a value and those that do
/// not.
const REPORTED: usize = 100;

/// The remaining budget of a file, and the findings so far.
#[derive(Debug)]
pub(super) struct Budget {
    depth: usize,
    size: usize,
    /// True if `<<` is YAML's merge key.
    pub(super) merge_keys: bool,
    /// The parser's error is that one of the limits was reached.
    pub(super) exceeded: bool,
    pub(super) duplicates: Vec<Duplicate>,
}

/// A key that occurs in its object more than once.
#[derive(Debug)]
pub(super) struct Duplicate {
    /// From the key outwards.
    path: Vec<Segment>,
    /// True if its value is equal to the first one's.
    pub(super) equal: bool,
}

#[derive(Debug)]
enum Segment {
    Key(String),
    Index(usize),
}

impl Duplicate {
    pub(super) fn pointer(&self) -> Pointer {
        self.path.iter().rev().fold(Pointer::root(), |pointer, segment| match segment {
            Segment::Key(key) => pointer.key(key),
            Segment::Index(index) => pointer.index(*index),
        })
    }
}

impl Budget {
    pub(super) fn new(bytes: usize, limits: &Limits) -> Self {
        let size = bytes.saturating_mul(limits.max_expansion).saturating_add(FREE);
        Self { depth: limits.max_depth, size, merge_keys: false, exceeded: false, duplicates: Vec::new() }
    }

    fn spend<E: Error>(&mut self, text: usize) -> Result<(), E> {
        match self.size.checked_sub(text + NODE) {
            Some(rest) => self.size = rest,
            None => return Err(self.exceed(EXPANSION)),
        }
        Ok(())
    }

    fn exceed<E: Error>(&mut self, message: &str) -> E {
        self.exceeded = true;
        E::custom(message)
    }

    /// Runs `inner` one level deeper.
    fn nested<T, E: Error>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        self.depth = match self.depth.checked_sub(1) {
            Some(rest) => rest,
            None => return Err(self.exceed("objects and arrays are nested too deeply")),
        };
        let result = inner(self);
        self.depth += 1;
        result
    }

    /// Notes a key that its object has already.
    fn duplicate(&mut self, key: &str, equal: bool) {
        if self.duplicates.iter().filter(|other| other.equal == equal).count() < REPORTED {
            self.duplicates.push(Duplicate { path: vec![Segment::Key(key.to_owned())], equal });
        }
    }

    /// The duplicates that were found since there were `known` of them lie below `segment`.
    fn locate(&mut self, known: usize, segment: impl Fn() -> Segment) {
        for duplicate in &mut self.duplicates[known..] {
            duplicate.path.push(segment());
        }
    }
}

/// Reads one value.
pub(super) struct TreeSeed<'b> {
    budget: &'b mut Budget,
}

impl<'b> TreeSeed<'b> {
    pub(super) fn root(budget: &'b mut Budget) -> Self {
        Self { budget }
    }
}

impl<'de> DeserializeSeed<'de> for TreeSeed<'_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TreeSeed<'_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML or JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Tree, E> {
        self.budget.spend(0).map(|()| Tree::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Tree, E> {
        self.budget.spend(0).map(|()| value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Tree, E> {
        self.budget.spend(0).map(|()| value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Tree, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Tree, E> {
        self.visit_f64(value as f64)
    }

    /// Numbers that JSON does not have are kept as YAML writes them.
    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree, E> {
        self.budget.spend(0)?;
        Ok(match Number::from_f64(value) {
            Some(number) => Tree::Number(number),
            None if value.is_nan() => ".nan".into(),
            None if value.is_sign_positive() => ".inf".into(),
            None => "-.inf".into(),
        })
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Tree, E> {
        self.budget.spend(value.len()).map(|()| value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        self.budget.spend(0).map(|()| Tree::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Tree, E> {
        self.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        self.budget.spend(0)?;
        self.budget.nested(|budget| {
            let mut elements = Vec::new();
            loop {
                let known = budget.duplicates.len();
                let Some(element) = seq.next_element_seed(TreeSeed { budget })? else { break };
                budget.locate(known, || Segment::Index(elements.len()));
                elements.push(element);
            }
            Ok(Tree::Array(elements))
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Tree, A::Error> {
        self.budget.spend(0)?;
        self.budget.nested(|budget| read_object(map, budget)).map(Tree::Object)
    }

    /// A value with a tag of its author's own: the value counts.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Tree, A::Error> {
        let (_tag, value) = data.variant::<IgnoredAny>()?;
        value.newtype_variant_seed(self)
    }
}

fn read_object<'de, A: MapAccess<'de>>(mut map: A, budget: &mut Budget) -> Result<Map<String, Tree>, A::Error> {
    let mut object = Map::new();
    let mut merged = Vec::new();
    while let Some(key) = map.next_key_seed(KeySeed)? {
        budget.spend(key.len())?;
        let known = budget.duplicates.len();
        let value = map.next_value_seed(TreeSeed { budget })?;
        budget.locate(known, || Segment::Key(key.clone()));
        if budget.merge_keys && key == "<<" {
            merged.push(value);
            continue;
        }
        match object.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(value);
            }
            Entry::Occupied(entry) => budget.duplicate(entry.key(), *entry.get() == value),
        }
    }
    merged.into_iter().try_for_each(|value| merge(&mut object, value))?;
    Ok(object)
}

/// Adds what a merge key holds. Keys that are there already win.
fn merge<E: Error>(object: &mut Map<String, Tree>, value: Tree) -> Result<(), E> {
    match value {
        Tree::Object(other) => {
            for (key, value) in other {
                object.entry(key).or_insert(value);
            }
            Ok(())
        }
        Tree::Array(others) => others.into_iter().try_for_each(|other| merge(object, other)),
        Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => {
            Err(E::invalid_type(Unexpected::Other("another value"), &"an object after the merge key `<<`"))
        }
    }
}

/// Reads a key, as it is written.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a single word or text")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        Ok(key.to_owned())
    }
}
