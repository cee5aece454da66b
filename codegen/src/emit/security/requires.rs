//! Module `requires`: one trait for each distinct requirement, which exactly the clients that meet it implement.
//!
//! ```yaml
//! security: [{ OAuth: [read, write] }, { TrackerKey: [] }]
//! ```
//! becomes `trait OAuthWithReadWriteOrTrackerKey`, with the requirement as a type:
//! `rt::OneOf<(rt::With<credential::OAuth, (scope::Read, scope::Write)>, rt::With<credential::TrackerKey>)>`.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::{Module, docs};
use super::message::{as_format, needs, unimplemented};
use super::slots::{kept_type, nested, tuple};
use crate::model::{Requirement, RoleId, SchemeUse};
use crate::name::GrantName;
use crate::plan::{Client, Guard};

/// The module, if any operation needs a credential.
pub(super) fn module(client: &Client<'_>) -> Option<Module> {
    if client.guards.is_empty() {
        return None;
    }
    let traits = client.guards.iter().map(|guard| item(client, guard));
    let uses = || client.guards.iter().flat_map(|guard| &guard.of.alternatives).flat_map(|one| &one.schemes);
    let role = uses().any(needs_role).then(|| quote! { role, });
    let scope = uses().any(|one| !one.scopes.is_empty()).then(|| quote! { scope, });
    let imports = quote! {
        use ::warded::rt;
        use super::{credential, #role #scope};
    };
    Some(Module {
        name: "requires".to_owned(),
        docs: "Requirements of operations: bounds for code that is generic over the client's credentials.\n\n\
               The traits can be named but not implemented."
            .to_owned(),
        parts: std::iter::once(imports).chain(traits).collect(),
    })
}

fn item(client: &Client<'_>, guard: &Guard<'_>) -> TokenStream {
    let ident = guard.ident;
    let message = as_format(&unimplemented(client, guard));
    let (label, docs) = (label(guard), docs::attribute(&documentation(client, guard)));
    let requirement = requirement(client, guard);
    let kept = guard.keeps.iter().map(|scheme| {
        let scheme = client.scheme(*scheme);
        let (kept, ty) = (kept_type(scheme), scheme.ty);
        quote! { #kept of #ty }
    });
    let kept: Vec<TokenStream> = kept.collect();
    let kept = (!kept.is_empty()).then(|| quote! { keeping #(#kept),* });
    quote! {
        ::warded::rt::requires! {
            #docs
            #[diagnostic::on_unimplemented(message = #message, label = #label, note = "the client carries `{Self}`")]
            pub trait #ident #kept = #requirement;
        }
    }
}

fn label(guard: &Guard<'_>) -> &'static str {
    let uses = || guard.of.alternatives.iter().flat_map(|one| &one.schemes);
    if guard.is_optional() {
        "not known to be a client's credentials"
    } else if uses().any(needs_role) {
        "a credential is missing here, or is of another role"
    } else if uses().any(|one| !one.scopes.is_empty()) {
        "a credential is missing here, or was not granted the scope"
    } else {
        "a credential is missing here"
    }
}

fn needs_role(one: &SchemeUse) -> bool {
    !one.roles.is_empty() || !one.any_role.is_empty()
}

fn documentation(client: &Client<'_>, guard: &Guard<'_>) -> String {
    let needs = docs::clean(&needs(client, guard));
    if guard.is_optional() { format!("Clients with or without {needs}.") } else { format!("Clients with {needs}.") }
}

/// `rt::OneOf<(…)>`, or the one alternative.
fn requirement(client: &Client<'_>, guard: &Guard<'_>) -> TokenStream {
    let alternatives: Vec<TokenStream> = guard.of.alternatives.iter().map(|one| alternative(client, one)).collect();
    nested(&alternatives, &|alternatives| quote! { rt::OneOf<(#(#alternatives),*)> })
}

/// `(rt::With<credential::OAuth, scope::Read>, rt::With<credential::Key>)`
fn alternative(client: &Client<'_>, requirement: &Requirement) -> TokenStream {
    let needs: Vec<TokenStream> = requirement.schemes.iter().map(|one| need(client, one)).collect();
    tuple(&needs)
}

/// `rt::With<credential::Jwt, (role::Member, rt::AnyOf<(role::Editor, role::Owner)>)>`
fn need(client: &Client<'_>, one: &SchemeUse) -> TokenStream {
    let own = client.scheme(one.scheme);
    let role = |role: &RoleId| {
        let GrantName { ident, .. } = own.role(*role);
        quote! { role::#ident }
    };
    let scope = |scope: &usize| {
        let GrantName { ident, .. } = &own.scopes[*scope];
        quote! { scope::#ident }
    };
    let any: Vec<TokenStream> = one.any_role.iter().map(role).collect();
    let any = (!any.is_empty()).then(|| nested(&any, &|roles| quote! { rt::AnyOf<(#(#roles),*)> }));
    let roles = one.roles.iter().map(role);
    let wanted: Vec<TokenStream> = roles.chain(one.scopes.iter().map(scope)).chain(any).collect();
    let wanted = (!wanted.is_empty()).then(|| tuple(&wanted)).map(|wanted| quote! { , #wanted });
    let ty = own.ty;
    quote! { rt::With<credential::#ty #wanted> }
}
