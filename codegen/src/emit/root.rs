//! OpenAPI Object and Info Object: the root of the client, which names its modules and what users need first.

use quote::{format_ident, quote};

use super::{Module, docs};
use crate::model::Api;
use crate::name::Names;

/// Modules whose items users name; the others hold `impl` blocks, or items that the root exports.
const PUBLIC: [&str; 6] = ["op", "requires", "role", "scope", "servers", "types"];

/// The root of the modules.
pub(super) fn module(api: &Api, names: &Names, modules: &[Module]) -> Module {
    let declarations = modules.iter().map(|module| {
        let ident = format_ident!("{}", module.name);
        if PUBLIC.contains(&module.name.as_str()) { quote!(pub mod #ident;) } else { quote!(mod #ident;) }
    });
    let schemes = names.schemes.iter().map(|scheme| &scheme.ty);
    let dynamic = (!names.schemes.is_empty()).then(|| quote!(DynamicCredentials,));
    let tokens = quote! {
        #(#declarations)*
        pub use client::{Call, Client};
        pub use credential::{Credentials, #dynamic #(#schemes),*};
    };
    Module { name: String::new(), docs: documentation(api), tokens }
}

/// Title, version, description.
fn documentation(api: &Api) -> String {
    let description = api.description.as_deref().map(docs::clean).unwrap_or_default();
    let title = format!("{}, version {}.", docs::line(&api.title), docs::line(&api.version));
    if description.is_empty() { title } else { format!("{title}\n\n{description}") }
}
