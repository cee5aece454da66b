//! Objects in a Schema Object: 3.0 has one schema for all members that have no name.
//!
//! ```yaml
//! patternProperties: { "^x-": { type: string } }   # additionalProperties: { type: string }
//! ```

use serde_json::Map;

use super::super::walk::Trail;
use super::{Lowering, array::any_of};
use crate::source::Tree;

/// Turns the schemas of members by pattern into one for all members without a name.
pub(super) fn lower(lowering: &mut Lowering<'_>, schema: &mut Map<String, Tree>, at: &Trail) {
    let additional = "additionalProperties";
    if let Some(unevaluated) = schema.shift_remove("unevaluatedProperties")
        && !schema.contains_key(additional)
        // That other members are forbidden changes no type.
        && unevaluated != false
    {
        let place = at.pointer();
        schema.insert(additional.to_owned(), unevaluated);
        lowering.moved(&[(place.key(additional), place.key("unevaluatedProperties"))]);
    }
    let Some(Tree::Object(patterns)) = schema.shift_remove("patternProperties") else { return };
    if patterns.is_empty() || schema.get(additional).is_some_and(|other| *other == true) {
        return;
    }
    let place = at.pointer();
    let patterns_at = place.key("patternProperties");
    let mut members: Vec<_> =
        patterns.into_iter().map(|(pattern, member)| (member, patterns_at.key(&pattern))).collect();
    let other = schema.shift_remove(additional).filter(Tree::is_object);
    members.extend(other.map(|other| (other, place.key(additional))));
    let member = any_of(lowering, members, &place.key(additional));
    schema.insert(additional.to_owned(), member);
}
