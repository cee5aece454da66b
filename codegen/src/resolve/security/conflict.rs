//! Two credentials of one alternative that would be sent in the same place.
//!
//! ```yaml
//! security: [{ Basic: [], JWT: [] }]     # both want the header Authorization
//! ```
//! One would overwrite the other, and the server would see half of what it needs: an error.

use super::super::sink::Sink;
use super::scheme::Schemes;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Requirement, SchemeKind, SecurityScheme};
use crate::source::Pointer;

/// Reports each pair of schemes of the requirement at `at` that are sent in the same place.
pub(super) fn report(requirement: &Requirement, at: &Pointer, schemes: &Schemes, sink: &mut Sink<'_>) {
    let used: Vec<&SecurityScheme> = requirement.schemes.iter().map(|one| &schemes.all[one.scheme.index()]).collect();
    for (index, first) in used.iter().enumerate() {
        for second in &used[index + 1..] {
            let Some(place) = place(&first.kind).filter(|one| place(&second.kind).as_ref() == Some(one)) else {
                continue;
            };
            let message = format!("`{}` and `{}` are both sent in {place}", first.name, second.name);
            let error = Diagnostic::error(Code::ConflictingCredentials, at, message)
                .label(&first.origin, format!("`{}` is sent in {place}", first.name))
                .label(&second.origin, format!("`{}` is sent in {place}", second.name))
                .help("if either of them is enough, write them as two items of the list");
            sink.report(error);
        }
    }
}

/// Where a credential goes, in words; equal for two that would overwrite each other.
fn place(kind: &SchemeKind) -> Option<String> {
    match kind {
        SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http { .. } => {
            Some("the header `authorization`".to_owned())
        }
        SchemeKind::Header { name } => Some(format!("the header `{}`", name.to_ascii_lowercase())),
        SchemeKind::Query { name } => Some(format!("the query parameter `{name}`")),
        SchemeKind::Cookie { name } => Some(format!("the cookie `{name}`")),
        SchemeKind::MutualTls => None,
    }
}
