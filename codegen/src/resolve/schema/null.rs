//! `null`: a type, a value and a member of unions; the model has a flag for all of them.
//!
//! ```yaml
//! anyOf: [{ $ref: … }, { type: "null" }]              # as allOf: [{ $ref: … }], nullable
//! oneOf: [{ $ref: … }, { $ref: … }, { const: null }]  # as oneOf: [{ $ref: … }, { $ref: … }], nullable
//! ```

use serde_json::Value;

use super::view::Member;

/// The values of a schema that has no other.
pub(super) static ONLY: [Value; 1] = [Value::Null];

/// The members of a `oneOf` or `anyOf`.
pub(super) enum Alternatives<'a> {
    /// Without `null`.
    Several(Vec<Member<'a>>),
    /// One of them, or `null`.
    OneOrNull(Member<'a>),
    /// Two or more of them, or `null`.
    SeveralOrNull(Vec<Member<'a>>),
    /// `null` alone.
    Null,
}

impl<'a> Alternatives<'a> {
    /// The value of `oneOf` or `anyOf`.
    pub(super) fn of(keyword: &'static str, value: &'a Value) -> Self {
        let list = value.as_array().map_or(&[][..], Vec::as_slice);
        let members = Member::list(keyword, list);
        if !list.iter().any(is_null) {
            return Self::Several(members.collect());
        }
        let others: Vec<Member<'a>> = members.zip(list).filter(|(_, one)| !is_null(one)).map(|(it, _)| it).collect();
        match others.as_slice() {
            [] => Self::Null,
            [one] => Self::OneOrNull(*one),
            [_, _, ..] => Self::SeveralOrNull(others),
        }
    }
}

/// Returns true if `null` is the only value of a schema.
fn is_null(schema: &Value) -> bool {
    let Some(schema) = schema.as_object() else { return false };
    let is_only = |list: &Value, is: fn(&Value) -> bool| {
        list.as_array().is_some_and(|list| matches!(list.as_slice(), [one] if is(one)))
    };
    let is_word = |value: &Value| value == "null";
    schema.iter().any(|(keyword, value)| match keyword.as_str() {
        "type" => is_word(value) || is_only(value, is_word),
        "const" => value.is_null(),
        "enum" => is_only(value, Value::is_null),
        _ => false,
    })
}
