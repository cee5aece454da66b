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
use super::message::{as_format, is_optional, needs, unimplemented};
use super::operation;
use super::slots::{kept_type, nested, tuple};
use crate::model::{Api, Guard, GuardId, Requirement, RoleId, SchemeUse};
use crate::name::{GrantName, Names};

/// The module, if any operation needs a credential.
pub(super) fn module(api: &Api, names: &Names) -> Option<Module> {
    if api.guards.is_empty() {
        return None;
    }
    let traits = (0u32..).map(GuardId).take(api.guards.len()).map(|id| item(api, names, id));
    let uses = || api.guards.iter().flat_map(|guard| &guard.alternatives).flat_map(|one| &one.schemes);
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

fn item(api: &Api, names: &Names, id: GuardId) -> TokenStream {
    let (guard, ident) = (&api[id], &names.guards[id.index()]);
    let message = as_format(&unimplemented(api, names, guard));
    let (label, docs) = (label(guard), docs::attribute(&documentation(api, guard)));
    let requirement = requirement(names, guard);
    let kept = operation::renewed_by(api, id);
    let kept = kept.iter().map(|scheme| {
        let (kept, scheme) = (kept_type(names, *scheme), &names.schemes[scheme.index()].ty);
        quote! { #kept of #scheme }
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

fn label(guard: &Guard) -> &'static str {
    let uses = || guard.alternatives.iter().flat_map(|one| &one.schemes);
    if is_optional(guard) {
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

fn documentation(api: &Api, guard: &Guard) -> String {
    let needs = docs::clean(&needs(api, guard));
    if is_optional(guard) { format!("Clients with or without {needs}.") } else { format!("Clients with {needs}.") }
}

/// `rt::OneOf<(…)>`, or the one alternative.
fn requirement(names: &Names, guard: &Guard) -> TokenStream {
    let alternatives: Vec<TokenStream> = guard.alternatives.iter().map(|one| alternative(names, one)).collect();
    nested(&alternatives, &|alternatives| quote! { rt::OneOf<(#(#alternatives),*)> })
}

/// `(rt::With<credential::OAuth, scope::Read>, rt::With<credential::Key>)`
fn alternative(names: &Names, requirement: &Requirement) -> TokenStream {
    let needs: Vec<TokenStream> = requirement.schemes.iter().map(|one| need(names, one)).collect();
    tuple(&needs)
}

/// `rt::With<credential::Jwt, (role::Member, rt::AnyOf<(role::Editor, role::Owner)>)>`
fn need(names: &Names, one: &SchemeUse) -> TokenStream {
    let own = &names.schemes[one.scheme.index()];
    let role = |RoleId(role): &RoleId| {
        let GrantName { ident, .. } = &own.roles[*role as usize];
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
    let ty = &own.ty;
    quote! { rt::With<credential::#ty #wanted> }
}
