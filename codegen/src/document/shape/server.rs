//! Server Object and Server Variable Object.

use serde_json::Map;

use super::check::{Check, Verdict};
use super::table::{Key, Shape, Type, V31, key};
use crate::diagnostics::Code;
use crate::source::Tree;

pub(super) static SERVER: Shape = Shape::new("server", SERVER_KEYS);

#[rustfmt::skip]
static SERVER_KEYS: &[Key] = &[
    key("description", &Type::Text),
    key("name", &Type::Text).only(V31),
    key("url", &Type::Text).required(),
    key("variables", &Type::Map(&Type::Object(&SERVER_VARIABLE))).matters(),
];

static SERVER_VARIABLE: Shape = Shape::new(
    "server variable",
    &[
        key("default", &Type::Text).required(),
        key("description", &Type::Text),
        key("enum", &Type::OneOrMore(&Type::Text)).matters(),
    ],
)
.finish(finish_variable);

/// The first of the values that a variable may have is a default that cannot be wrong. Without any, users set the URL.
fn finish_variable(check: &mut Check<'_>, variable: &mut Map<String, Tree>) -> Verdict {
    let first = variable.get("enum").and_then(|values| values.get(0)).cloned();
    match (variable.get("default"), first) {
        (Some(_), _) => Verdict::Keep,
        (None, Some(first)) => {
            check.note(Code::MissingKey, "a server variable needs `default`; the first of its values is taken");
            variable.insert("default".to_owned(), first);
            Verdict::Keep
        }
        (None, None) => {
            check.note(
                Code::MissingKey,
                "a server variable needs `default`; it is left out, and users must set the URL",
            );
            Verdict::Remove
        }
    }
}
