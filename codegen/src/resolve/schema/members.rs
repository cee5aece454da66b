//! Elements and members that have schemas of their own, where the model has one type for all of them.
//!
//! ```yaml
//! prefixItems: [{ type: string }, { type: integer }]                      # each element is a string or an integer
//! items: [{ type: string }, { type: integer }]                            # the same, before 2020-12
//! patternProperties: { "^x-": { type: string }, "^y-": { type: integer } }   # and so is each member
//! ```

use serde_json::{Map, Value};

use super::view::{Facet, Member, Step};

/// The keywords of a schema, by name.
type Object = Map<String, Value>;

/// The schemas of several elements or members.
#[derive(Debug)]
pub(super) struct Several<'a> {
    keyword: &'static str,
    written: Written<'a>,
    /// The schema of all others.
    rest: Option<(&'static str, &'a Value)>,
}

#[derive(Debug)]
enum Written<'a> {
    List(&'a [Value]),
    Map(&'a Object),
}

/// The members of an object that have no name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Additional<'a> {
    Any,
    Forbidden,
    Schema(Member<'a>),
}

impl<'a> Additional<'a> {
    /// What an object says of them; `None` if it does not.
    pub(super) fn of(object: &'a Object) -> Option<Self> {
        match (Several::members(object), rest_of_members(object)) {
            (_, Some((_, Value::Bool(true)))) => Some(Self::Any),
            (Some(several), _) => Some(Self::Schema(several.any(object, Facet::AnyMember))),
            (None, Some((_, Value::Bool(false)))) => Some(Self::Forbidden),
            (None, Some((keyword, schema))) => Some(Self::Schema(Member::new(schema, Step::Key(keyword)))),
            (None, None) => None,
        }
    }
}

/// The schema of the elements of an array.
pub(super) fn items(object: &Object) -> Option<Member<'_>> {
    match Several::elements(object) {
        Some(several) => Some(several.any(object, Facet::AnyElement)),
        None => object.get("items").map(|items| Member::new(items, Step::Key("items"))),
    }
}

/// The most elements of a tuple: those of more do not have the traits of their elements.
const MAX_TUPLE: usize = 12;

/// The elements of an array that always has all of them, and no others; none if it is none.
pub(super) fn tuple(object: &Object) -> Vec<Member<'_>> {
    let Some(Value::Array(elements)) = object.get("prefixItems") else { return Vec::new() };
    let length = |keyword| object.get(keyword).and_then(Value::as_u64);
    let count = elements.len() as u64;
    let has_all = length("minItems").is_some_and(|least| least >= count);
    let has_no_others = length("maxItems") == Some(count) || object.get("items").is_some_and(|rest| *rest == false);
    if !has_all || !has_no_others || elements.len() > MAX_TUPLE {
        return Vec::new();
    }
    Member::list("prefixItems", elements).collect()
}

/// The keyword for members that `properties` and `patternProperties` do not describe.
fn rest_of_members(object: &Object) -> Option<(&'static str, &Value)> {
    let said = |keyword| object.get(keyword).map(|rest| (keyword, rest));
    // That members are forbidden which nothing else describes changes no type.
    said("additionalProperties").or_else(|| said("unevaluatedProperties").filter(|(_, rest)| **rest != false))
}

impl<'a> Several<'a> {
    /// Those of the elements of an array.
    pub(super) fn elements(object: &'a Object) -> Option<Self> {
        let (keyword, list, rest) = match (object.get("prefixItems"), object.get("items")) {
            (Some(Value::Array(list)), rest) => ("prefixItems", list, rest.map(|rest| ("items", rest))),
            // As it was called before 2020-12.
            (_, Some(Value::Array(list))) => {
                ("items", list, object.get("additionalItems").map(|rest| ("additionalItems", rest)))
            }
            (_, _) => return None,
        };
        Some(Self { keyword, written: Written::List(list), rest })
    }

    /// Those of the members of an object.
    pub(super) fn members(object: &'a Object) -> Option<Self> {
        let patterns = object.get("patternProperties")?.as_object().filter(|patterns| !patterns.is_empty())?;
        Some(Self { keyword: "patternProperties", written: Written::Map(patterns), rest: rest_of_members(object) })
    }

    /// One schema for all of them, which is this facet of the object that has them.
    fn any(self, object: &'a Object, facet: Facet<'a>) -> Member<'a> {
        let keyword = self.keyword;
        match self.distinct().as_slice() {
            [only] => *only,
            [] | [_, ..] => Member::part(object, facet, Step::Key(keyword)),
        }
    }

    /// The schemas that differ. Booleans say nothing of the others.
    pub(super) fn distinct(self) -> Vec<Member<'a>> {
        let mut distinct: Vec<(&Value, Member<'a>)> = Vec::new();
        let mut add = |schema: &'a Value, step: Step<'a>| {
            if !distinct.iter().any(|(known, _)| *known == schema) {
                distinct.push((schema, Member::new(schema, step)));
            }
        };
        match self.written {
            Written::List(list) => {
                list.iter().enumerate().for_each(|(index, schema)| add(schema, Step::Index(self.keyword, index)));
            }
            Written::Map(map) => map.iter().for_each(|(name, schema)| add(schema, Step::Name(self.keyword, name))),
        }
        if let Some((keyword, rest)) = self.rest.filter(|(_, rest)| !rest.is_boolean()) {
            add(rest, Step::Key(keyword));
        }
        distinct.into_iter().map(|(_, member)| member).collect()
    }
}
