//! Server Object: URL templates, and what each of their variables may hold.
//!
//! ```yaml
//! servers:
//!   - url: https://{tenant}.example.com/{base}
//!     variables: { tenant: { default: acme }, base: { default: v1 } }
//! ```
//! A value cannot leave its place, as it would take credentials along: `evil.com/` for `tenant` would make the host
//! `evil.com`. The generator holds a document's own values against this, and clients hold what their users give against
//! it, so the rule is in a crate of its own that both depend on.
//!
//! | place | values |
//! |---|---|
//! | the beginning, `{apiRoot}/v1` | an `http` or `https` origin, with a path or without |
//! | the scheme, `{scheme}://…` | `http` or `https`, with the text around it |
//! | in the host, `{tenant}.example.com` | a part of a label: ASCII letters, digits, `-` and `_` |
//! | at the end of the host, `{host}:{port}`, `api.{domain}` | also dots |
//! | at the end of the authority, `https://{host}/v1` | also dots, and a port |
//! | the port | digits |
//! | right behind the authority, `https://example.com{basePath}` | nothing, or a path with its `/` |
//! | in the path | a part of a segment |
//! | all that is left of the path, `https://example.com/{basePath}` | any number of segments |
//!
//! What the document's own values have, other values may have too: dots in the host, a port or a path at the end of the
//! authority, slashes in the path. No value holds user information, `?`, `#`, `\`, white space, braces or letters that
//! are not ASCII, and no segment is made `.` or `..`, encoded or not.

mod misfit;
mod place;
mod template;
#[cfg(test)]
mod tests;
mod value;

pub use misfit::Misfit;
pub use template::{Filled, Template, Variable, names};
