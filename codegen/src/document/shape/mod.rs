//! Checks which keys stand where and of which types they are, in the version that the document is written in.
//!
//! ```yaml
//! info: { title: Pets }           # no version: a warning
//! paths:
//!   /pets:
//!     get:
//!       description: 5            # taken as text, with a warning
//!       secruity: []              # an error: were it ignored, the operation would inherit another security
//! ```
//! What does not matter to a client becomes a warning, and is put right or left out. What would change the client is
//! an error. After this the typed parse cannot fail, and drops nothing that was not warned of.

mod check;
mod document;
mod kind;
mod notes;
mod operation;
mod parameter;
mod response;
mod scalar;
mod schema;
mod security;
mod security_scheme;
mod server;
mod stray;
mod table;
#[cfg(test)]
mod tests;
mod vocabulary;

use super::version::Version;
use crate::diagnostics::Diagnostics;
use crate::source::Tree;
use check::Check;
pub(super) use kind::Kind;
pub(super) use table::{Shape, Type};
pub use vocabulary::{Object, nouns, objects};

/// Checks a whole document, and puts right what can be.
pub(super) fn check(tree: &mut Tree, version: Version, diagnostics: &mut Diagnostics) {
    let mut check = Check::new(version, diagnostics);
    check.object(tree, &document::DOCUMENT, true);
    check.finish();
}
