//! Requirements in words: for the compiler's messages, for run-time errors and for documentation.
//!
//! ```yaml
//! security: [{ JWT: [] }, { TrackerKey: [], ApiKey: [] }]
//! ```
//! needs "`JWT`, or `TrackerKey` and `ApiKey` together".

use proc_macro2::Ident;

use super::super::docs;
use crate::model::{Requirement, RoleId, SchemeUse};
use crate::plan::{Client, Guard, Operation};

/// Names longer than this are cut in messages.
const LONGEST: usize = 80;
/// Of longer lists of names or alternatives, messages say the first ones and how many there are beside them.
const MOST: usize = 8;

/// The security of an operation in Markdown: "needs `JWT`".
pub(in crate::emit) fn security_in_words(client: &Client<'_>, operation: &Operation<'_>) -> String {
    match operation.of.guard.map(|guard| client.guard(guard)) {
        Some(guard) if guard.is_optional() => {
            format!("sends {} if the client has it", in_markdown(&needs(client, guard)))
        }
        Some(guard) => format!("needs {}", in_markdown(&needs(client, guard))),
        None => "needs no credential, and sends none".to_owned(),
    }
}

/// The sufficient credentials, without the empty alternative: "`JWT` or `TrackerKey`".
pub(super) fn needs(client: &Client<'_>, guard: &Guard<'_>) -> String {
    let alternatives = guard.of.alternatives.iter().filter(|one| !one.schemes.is_empty());
    either(alternatives.map(|one| alternative(client, one)).collect())
}

/// The first line of the compiler's message: what is needed, and the calls that give it.
pub(super) fn unimplemented(client: &Client<'_>, guard: &Guard<'_>) -> String {
    let alternatives = guard.of.alternatives.iter().filter(|one| !one.schemes.is_empty());
    let calls = either(distinct(alternatives.map(|one| calls(client, one))));
    if guard.is_optional() {
        let needs = needs(client, guard);
        return format!(
            "this operation sends {needs} if the client carries it: the client's type must say whether it does"
        );
    }
    format!("this operation needs {}: call {calls} on the client first", needs(client, guard))
}

/// A name of the document in backticks: one line, without what could hide or forge text.
pub(super) fn quoted(name: &str) -> String {
    let is_plain = |c: char| {
        !c.is_control()
            && !matches!(c, '`' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut text: String = name.chars().take(LONGEST).map(|c| if is_plain(c) { c } else { '\u{fffd}' }).collect();
    if name.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    format!("`{text}`")
}

/// A text as the format of `#[diagnostic::on_unimplemented]`, in which braces have a meaning.
pub(super) fn as_format(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// Square brackets would make links of documented names.
fn in_markdown(words: &str) -> String {
    docs::clean(words)
}

fn alternative(client: &Client<'_>, requirement: &Requirement) -> String {
    let schemes: Vec<String> = requirement.schemes.iter().map(|one| scheme_use(client, one)).collect();
    let together = if schemes.len() > 1 { " together" } else { "" };
    format!("{}{together}", joined(&schemes, "and"))
}

/// "`JWT` of role `client` or `user`", "`OAuth` with the scopes `read` and `write`"
fn scheme_use(client: &Client<'_>, one: &SchemeUse) -> String {
    let scheme = client.scheme(one.scheme).of;
    let role = |RoleId(role): &RoleId| quoted(&scheme.roles[*role as usize].name);
    let any: Vec<String> = one.any_role.iter().map(role).collect();
    let roles: Vec<String> = one.roles.iter().map(role).collect();
    let scopes: Vec<String> = one.scopes.iter().map(|scope| quoted(&scheme.scopes[*scope].name)).collect();
    let mut parts = Vec::new();
    if !any.is_empty() {
        parts.push(format!("of role {}", joined(&any, "or")));
    }
    if !roles.is_empty() {
        parts.push(counted(&roles, "of role", "of the roles"));
    }
    if !scopes.is_empty() {
        parts.push(counted(&scopes, "with the scope", "with the scopes"));
    }
    [quoted(&scheme.name)].into_iter().chain(parts).collect::<Vec<_>>().join(" ")
}

/// "with the scope `read`", "with the scopes `read` and `write`"
fn counted(names: &[String], one: &str, several: &str) -> String {
    let before = if names.len() == 1 { one } else { several };
    format!("{before} {}", joined(names, "and"))
}

/// "`.tracker_key(…)` and `.api_key(…)`"
fn calls(client: &Client<'_>, requirement: &Requirement) -> String {
    let call = |slot: &Ident| format!("`.{slot}(…)`");
    let calls: Vec<String> = requirement.schemes.iter().map(|one| call(client.scheme(one.scheme).slot)).collect();
    joined(&calls, "and")
}

/// Each text once, in the order of their first occurrence.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct
}

/// Alternatives joined with "or". A comma goes before it where some alternative has more words than a name.
fn either(alternatives: Vec<String>) -> String {
    let alternatives = shortened(&alternatives);
    let are_wordy = alternatives.iter().any(|one| one.contains(' '));
    match (alternatives.as_slice(), are_wordy) {
        ([first @ .., last], true) if !first.is_empty() => format!("{}, or {last}", first.join(", ")),
        _ => joined(&alternatives, "or"),
    }
}

/// "a, b and c"
fn joined(items: &[String], word: &str) -> String {
    match shortened(items).as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// The first items, and the number of the others in place of these.
fn shortened(items: &[String]) -> Vec<String> {
    if items.len() <= MOST {
        return items.to_vec();
    }
    let (shown, others) = items.split_at(MOST - 1);
    shown.iter().cloned().chain([format!("{} more", others.len())]).collect()
}

#[cfg(test)]
mod tests {
    use super::{as_format, distinct, either, joined, quoted};

    #[test]
    fn lists_read_like_sentences() {
        let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        assert_eq!(joined(&list(&["a", "b", "c"]), "and"), "a, b and c");
        assert_eq!(either(list(&["a"])), "a");
        assert_eq!(either(list(&["a", "b"])), "a or b");
        assert_eq!(either(list(&["a and b together", "c"])), "a and b together, or c");
        assert_eq!(distinct(list(&["b", "a", "b"]).into_iter()), list(&["b", "a"]));
        let many: Vec<String> = (0..34).map(|at| at.to_string()).collect();
        assert_eq!(joined(&many, "and"), "0, 1, 2, 3, 4, 5, 6 and 27 more");
    }

    #[test]
    fn names_stay_in_their_backticks() {
        assert_eq!(quoted("a`b\n{c}\u{202e}"), "`a\u{fffd}b\u{fffd}{c}\u{fffd}`");
        assert_eq!(as_format("{Self}"), "{{Self}}");
        assert_eq!(quoted(&"x".repeat(100)).chars().count(), 83);
    }
}
