//! Security: credential types, the client's slots, and one trait for each distinct requirement.
//!
//! ```yaml
//! components: { securitySchemes: { JWT: { type: http, scheme: bearer } } }
//! paths: { /me: { get: { security: [{ JWT: [] }] } } }
//! ```
//! becomes `credential::Jwt`, `credential::Credentials<J = Absent>` with a slot for it, `Client::jwt(…)`, which fills
//! the slot and changes the client's type, and the trait `requires::Jwt`, which only clients with a JWT implement.

mod client;
mod constructor;
mod credentials;
mod flow;
mod grant;
mod issues;
mod message;
mod only;
mod operation;
mod requires;
mod scheme;
mod session;
mod slots;
mod without;

use quote::quote;

pub(super) use client::setters;
pub(super) use issues::implementations;
pub(super) use message::security_in_words;
pub(super) use operation::{authorization, keeps_role, marker_use, parameters, revocation, where_clause};
pub(super) use session::methods as session_methods;

use super::Module;
use crate::model::Api;
use crate::name::Names;

/// The modules `credential`, `only`, `requires`, `role` and `scope`, as far as the API has a use for them.
pub(super) fn modules(api: &Api, names: &Names) -> Vec<Module> {
    let mut modules = vec![credential(api, names)];
    modules.extend(only::module(api, names));
    modules.extend(requires::module(api, names));
    modules.extend(grant::roles(api, names));
    modules.extend(grant::scopes(api, names));
    modules
}

fn credential(api: &Api, names: &Names) -> Module {
    let schemes = scheme::types(api, names);
    let (credentials, without) = (credentials::items(api, names), without::module(api, names));
    Module {
        name: "credential".to_owned(),
        docs: "Credentials: one type for each security scheme, and the client's slots for them.".to_owned(),
        parts: vec![quote! { #schemes #credentials #without }],
    }
}
