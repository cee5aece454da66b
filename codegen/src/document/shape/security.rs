//! Security Requirement Object: a list of alternatives, each of which names schemes. There is no guessing.
//!
//! ```yaml
//! security: [{ ApiKey: [], OAuth: [read] }, {}]
//! security: {}                   # an error: neither `[]`, which asks for nothing, nor `[{ ApiKey: [] }]`
//! security: [{ OAuth: null }]    # taken as `[]`, with a warning: the scheme is needed all the same
//! ```

use super::check::{Check, Verdict, noun};
use super::scalar;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Tree;

/// `security`. Whatever is wrong with it is an error, as the other way to read it is that nothing is needed.
pub(super) fn requirements(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    let Tree::Array(list) = value else {
        let message = format!("`security` is a list of requirements, not {}", noun(value));
        let help = "write `security: [{ NAME: [] }]` for what is needed, or `security: []` if nothing is";
        return refuse(check, message, help);
    };
    for (index, value) in list.iter_mut().enumerate() {
        check.below(&index.to_string(), |check| requirement(check, value));
    }
    Verdict::Keep
}

fn requirement(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    let Tree::Object(schemes) = value else {
        let found = noun(value);
        let message =
            format!("`security` is a list of requirements, objects with the names of schemes, and this is {found}");
        let help = "write `security: [{ NAME: [] }]`; `{}` in the list says that no credential is fine too";
        return refuse(check, message, help);
    };
    for (name, list) in schemes {
        check.below(name, |check| scopes(check, list));
    }
    Verdict::Keep
}

/// Checks the value beside a scheme's name. The scheme is required even if it is wrong.
fn scopes(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    if value.is_null() {
        check.note(Code::WrongType, "a scheme in `security` has a list of scopes, which is null; it is taken as `[]`");
        *value = Tree::Array(Vec::new());
    }
    if value.is_string() {
        check.note(Code::WrongType, "one element stands for an array; it is taken as an array of one");
        *value = Tree::Array(vec![value.take()]);
    }
    let Tree::Array(list) = value else {
        let message = format!("a scheme in `security` has a list of scopes, not {}", noun(value));
        return refuse(check, message, "write `[]` if there are none");
    };
    for (index, scope) in list.iter_mut().enumerate() {
        check.below(&index.to_string(), |check| scalar::text(check, scope, true));
    }
    Verdict::Keep
}

fn refuse(check: &mut Check<'_>, message: String, help: &str) -> Verdict {
    let at = check.pointer();
    check.push(Diagnostic::error(Code::WrongType, &at, message).help(help));
    Verdict::Keep
}
