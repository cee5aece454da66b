//! Keys that decide who may call what, in objects that have none of them.
//!
//! ```yaml
//! /pets:
//!   security: [{ ApiKey: [] }]     # an error: OpenAPI has it at the root and in operations
//!   get: { secured: true }         # an error: it resembles `security`
//!   x-warded: { revokes: JWT }     # an error: it is read from operations, schemes, schemas, parameters and headers
//! ```
//! In other objects an unknown key is a warning. Of these keys, the exact word in the wrong object matters as much as a
//! misspelling in the right one: whoever wrote it believes that operations are closed.

use super::check::{Check, article, tolerance};
use super::table::{Other, Shape};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::document::version::Version;

/// The keys that decide, in the plural too, and what is meant by them.
const WORDS: &[(&str, &str)] = &[
    ("security", "security"),
    ("securities", "security"),
    ("securitySchemes", "securitySchemes"),
    ("securityDefinitions", "securityDefinitions"),
];

/// Keys that resemble them and are words of their own.
const HARMLESS: &[&str] = &["severity"];

/// The extension of operations, and of the objects whose values may be secrets.
const EXTENSION: &str = "x-warded";

/// The objects of which the extension says whether their values are secrets.
const SECRETIVE: [&str; 3] = ["schema", "parameter", "header"];

/// Returns true if this is exactly one of the keys that control access.
pub(super) fn decides(name: &str) -> bool {
    WORDS.iter().any(|(word, meant)| word == meant && *word == name)
}

/// Reports a key that `shape` has not, if it is one of those that decide, or resembles one.
pub(super) fn report(check: &mut Check<'_>, name: &str, shape: &Shape) -> bool {
    if extension(check, name, shape) {
        return true;
    }
    let Some(meant) = meant(name, shape) else { return false };
    let noun = article(shape.noun);
    let place = home(meant, shape, check.version);
    let stray = if decides(name) {
        let message = format!("`{name}` is no key of {noun} in {}", check.version);
        Stray { code: Code::MisplacedKey, message, help: place }
    } else {
        let help = format!("did you mean `{meant}`? {place}; extensions begin with `x-`");
        Stray { code: Code::MisspeltKey, message: format!("unknown key `{name}` in {noun}"), help }
    };
    push(check, name, stray, shape);
    true
}

/// Reports an `x-` key, if it is Warded's own and not where it is read. What resembles it is a misspelling.
pub(super) fn extension(check: &mut Check<'_>, name: &str, shape: &Shape) -> bool {
    if name == EXTENSION {
        let is_read = SECRETIVE.contains(&shape.noun)
            || shape.noun == "security scheme"
            || shape.noun == "operation" && !is_received(check.pointer().as_str());
        if is_read {
            return false;
        }
        let which = if shape.noun == "operation" { " that the server calls" } else { "" };
        let message = format!("`{EXTENSION}` is not read from {}{which}", article(shape.noun));
        let help = "write it in the operation that issues, renews or revokes a credential, or needs a role, in the \
                    scheme whose credentials are refused, or in the schema, parameter or header whose values are \
                    secrets or are not";
        push(check, name, Stray { code: Code::MisplacedKey, message, help: help.to_owned() }, shape);
        return true;
    }
    let folded: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(100).collect();
    if !folded.starts_with("xwarded") && nearest(name, [EXTENSION], 1).is_none() {
        return false;
    }
    let message = format!("unknown key `{name}` in {}", article(shape.noun));
    let help = format!("did you mean `{EXTENSION}`? it is the only extension of Warded's that a document has");
    push(check, name, Stray { code: Code::MisspeltKey, message, help }, shape);
    true
}

/// Returns true if an operation is one that the server calls.
fn is_received(at: &str) -> bool {
    at.starts_with("/webhooks/") || at.contains("/callbacks/")
}

fn meant(name: &str, shape: &Shape) -> Option<&'static str> {
    let exact = WORDS.iter().find(|(word, _)| *word == name).map(|(_, meant)| *meant);
    // The keys of a callback are expressions and names, which may be any text.
    if exact.is_some() || matches!(shape.other, Other::Expression(_)) {
        return exact;
    }
    // A path may be called anything.
    if matches!(shape.other, Other::Path(_)) && name.starts_with('/') {
        return None;
    }
    if HARMLESS.iter().any(|word| word.eq_ignore_ascii_case(name)) {
        return None;
    }
    let words = || WORDS.iter().map(|(word, _)| *word);
    let begins = name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("secu"));
    let near = nearest(name, words(), tolerance(name)).or(if begins {
        nearest(name, words(), usize::MAX / 8)
    } else {
        None
    })?;
    WORDS.iter().find(|(word, _)| *word == near).map(|(_, meant)| *meant)
}

/// The object that the key belongs to.
fn home(meant: &str, shape: &Shape, version: Version) -> String {
    let is_old = version == Version::Swagger2;
    match meant {
        "security" if shape.noun == "path item" => {
            "write `security` in each operation of the path, or at the root for all operations"
        }
        "security" => "`security` belongs at the root of the document, or in operations",
        _ if is_old => "schemes are declared in `securityDefinitions`, at the root of the document",
        _ => "schemes are declared in `securitySchemes`, in the `components` at the root of the document",
    }
    .to_owned()
}

/// The error about such a key.
struct Stray {
    code: Code,
    message: String,
    help: String,
}

fn push(check: &mut Check<'_>, name: &str, stray: Stray, shape: &Shape) {
    let Stray { code, message, help } = stray;
    let at = check.pointer();
    let mut diagnostic = Diagnostic::error(code, Place::Key(at.key(name)), message).help(help);
    if at.segments().next().is_some() {
        diagnostic = diagnostic.label(Place::Key(at), format!("in this {}", shape.noun));
    }
    check.push(diagnostic);
}
