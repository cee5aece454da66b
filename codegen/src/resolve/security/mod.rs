//! Security Requirement Object: what each operation needs, with the root's list inherited, and the distinct
//! requirements of a document, which become traits.
//!
//! ```yaml
//! security: [{ JWT: [] }]            # the default of every operation
//! paths:
//!   /search: { get: { security: [{ TrackerKey: [] }, { JWT: [] }] } }     # either of them
//!   /login: { post: { security: [] } }                                    # nothing, even if the client holds some
//!   /shop: { get: { security: [{ JWT: [] }, {}] } }                       # a JWT if there is one
//! ```
//! The list after a scheme's name holds scopes for `oauth2` and `openIdConnect`, and role names for other schemes
//! (OpenAPI 3.1). All of a list is needed.

mod conflict;
mod doubt;
mod finish;
mod flow;
mod guard;
mod mention;
mod parameter;
mod requirement;
mod scheme;
#[cfg(test)]
mod tests;
mod unmarked;

use openapiv3::OpenAPI;

pub(super) use finish::finish;
pub(super) use scheme::{Schemes, declared as schemes};

use super::extension::{self, Marks};
use super::parameter::Declared;
use super::sink::Sink;
use crate::model::{Issuance, Refresh, SchemeId, Security};
use crate::source::Pointer;

/// The requirement of an operation, and its effect on credentials. Its [`SchemeId`]s are those of [`Schemes`] until
/// [`finish`].
#[derive(Debug, Default)]
pub(super) struct OperationSecurity {
    /// `security`, the operation's own or the root's.
    pub(super) security: Security,
    /// `x-warded.issues`
    pub(super) issues: Option<Issuance>,
    /// `x-warded.renews`
    pub(super) renews: Option<SchemeId>,
    /// `x-warded.renews`, with a refresh token
    pub(super) refreshes: Option<Refresh>,
    /// `x-warded.revokes`
    pub(super) revokes: Option<SchemeId>,
}

/// The requirement of the operation at `origin`, and its effect on credentials. Parameters that are credentials are
/// removed.
///
/// The root's list is read anew for each operation that inherits it: `sink` reports its findings once, but an
/// operation whose requirement is in error has to know.
pub(super) fn operation(
    openapi: &OpenAPI,
    (operation, parameters): (&openapiv3::Operation, &mut Vec<Declared<'_>>),
    origin: &Pointer,
    schemes: &mut Schemes,
    sink: &mut Sink<'_>,
) -> OperationSecurity {
    let (list, at) = match &operation.security {
        Some(list) => (Some(list), origin.key("security")),
        None => (openapi.security.as_ref(), Pointer::root().key("security")),
    };
    let mut security = list.map(|list| requirement::security(list, &at, schemes, sink)).unwrap_or_default();
    parameter::take(parameters, &mut security, origin, schemes, sink);
    let mut marks = Marks::default();
    if let Some(value) = operation.extensions.get(extension::KEY) {
        let at = origin.key(extension::KEY);
        marks = extension::read(value, &at, schemes, sink);
        extension::apply(&marks, &mut security, &at, schemes, sink);
    }
    let Marks { issues, renews, refreshes, revokes, .. } = marks;
    OperationSecurity { security, issues, renews, refreshes, revokes }
}
