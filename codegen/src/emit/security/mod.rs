//! Security: credential types, the client's slots, and one trait for each distinct requirement.
//!
//! ```yaml
//! components: { securitySchemes: { JWT: { type: http, scheme: bearer } } }
//! paths: { /me: { get: { security: [{ JWT: [] }] } } }
//! ```
//! becomes `credential::Jwt`, `credential::Credentials<J = Absent>` with a slot for it, `Client::jwt(…)`, which fills
//! the slot and changes the client's type, and the trait `requires::Jwt`, which only clients with a JWT implement.

mod client;
mod credentials;
mod flow;
mod grant;
mod issues;
mod message;
mod only;
mod operation;
mod placement;
mod requires;
mod scheme;
mod session;
mod slots;
mod without;

use quote::quote;

pub(super) use client::setters;
pub(super) use issues::implementations;
pub(super) use message::security_in_words;
pub(super) use operation::{authorization, marker_use, parameters, revocation, where_clause};
pub(super) use session::methods as session_methods;

use super::Module;
use crate::plan::Client;

/// The modules `credential`, `only`, `requires`, `role` and `scope`, as far as the API has a use for them.
pub(super) fn modules(client: &Client<'_>) -> Vec<Module> {
    let mut modules = vec![credential(client)];
    modules.extend(only::module(client));
    modules.extend(requires::module(client));
    modules.extend(grant::roles(client));
    modules.extend(grant::scopes(client));
    modules
}

fn credential(client: &Client<'_>) -> Module {
    let schemes = scheme::types(client);
    let (credentials, without) = (credentials::items(client), without::module(client));
    Module {
        name: "credential".to_owned(),
        docs: "Credentials: one type for each security scheme, and the client's slots for them.".to_owned(),
        parts: vec![quote! { #schemes #credentials #without }],
    }
}
