//! Module `requires`: one trait for each distinct requirement, which exactly the clients that satisfy it implement.
//!
//! ```yaml
//! security: [{ JWT: [] }, { TrackerKey: [] }]
//! ```
//! becomes `trait JwtOrTrackerKey` with one implementation for each of [`Guard::cases`], and one for clients whose
//! credentials are chosen at run time.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::{Module, docs};
use super::message::{as_format, is_optional, needs, unimplemented};
use super::slots::{Within, generics, of_role, role_parameter, role_type, schemes, scopes_parameter};
use super::{dynamic, operation};
use crate::model::{Api, Guard, GuardCase, GuardId, RoleChoice, SchemeId, SecurityScheme, SlotPattern};
use crate::name::{Names, SchemeNames};

/// The module, if any operation needs a credential.
pub(super) fn module(api: &Api, names: &Names) -> Option<Module> {
    if api.guards.is_empty() {
        return None;
    }
    let ids = (0u32..).map(GuardId).take(api.guards.len());
    let traits = ids.map(|id| {
        let renewed = operation::renewed_by(api, id);
        let (item, dynamic) = (item(api, names, id, &renewed), dynamic::row(api, names, &api[id]));
        let cases = api[id].cases.iter().map(|case| implementation(api, names, id, case, &renewed));
        quote! { ::warded::requires! { #item #(#cases)* #dynamic } }
    });
    Some(Module {
        name: "requires".to_owned(),
        docs: "What operations require: bounds for code that is generic over the client's credentials.\n\n\
               The traits can be named but not implemented."
            .to_owned(),
        parts: traits.collect(),
    })
}

fn item(api: &Api, names: &Names, id: GuardId, renewed: &[SchemeId]) -> TokenStream {
    let (guard, ident) = (&api[id], &names.guards[id.index()]);
    let message = as_format(&unimplemented(api, names, guard));
    let label = label(guard);
    let docs = docs::attribute(&documentation(api, guard));
    let roles = renewed.iter().map(|scheme| role_type(names, *scheme));
    let roles = (!renewed.is_empty()).then(|| quote! { of #(#roles),* });
    quote! {
        #docs
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = "the client carries `{Self}`")]
        pub trait #ident #roles;
    }
}

fn label(guard: &Guard) -> &'static str {
    let mut schemes = guard.alternatives.iter().flat_map(|one| &one.schemes);
    if is_optional(guard) {
        "not known to be a client's credentials"
    } else if schemes.any(|one| !one.roles.is_empty()) {
        "a credential is missing here, or is of another role"
    } else {
        "a credential is missing here"
    }
}

fn documentation(api: &Api, guard: &Guard) -> String {
    let needs = docs::clean(&needs(api, guard));
    if is_optional(guard) { format!("Clients with or without {needs}.") } else { format!("Clients with {needs}.") }
}

fn implementation(api: &Api, names: &Names, id: GuardId, case: &GuardCase, renewed: &[SchemeId]) -> TokenStream {
    let (mut parameters, mut slots) = (Vec::new(), Vec::new());
    for ((scheme, own), pattern) in schemes(api, names).zip(&case.pattern) {
        parameters.extend(pattern_parameters(scheme, own, pattern));
        slots.push(slot(scheme, own, pattern));
    }
    let held = renewed.iter().map(|scheme| {
        let (role, held) = (role_type(names, *scheme), held_role(names, *scheme, &case.pattern[scheme.index()]));
        quote! { #role = #held }
    });
    let roles = (!renewed.is_empty()).then(|| quote! { as #(#held),* });
    let sent = api[id].alternatives[case.alternative].schemes.iter();
    let sent = sent.map(|one| &names.schemes[one.scheme.index()].slot);
    // What the client lacks, which the compiler says first, is clearer than a list of what other clients carry. Only
    // about scopes it has more to say: those that the client's own credential lacks.
    let has_scopes = case.pattern.iter().any(|pattern| match pattern {
        SlotPattern::Held { scopes, .. } => !scopes.is_empty(),
        SlotPattern::Any | SlotPattern::Absent => false,
    });
    let silent = (!has_scopes).then(|| quote! { #[diagnostic::do_not_recommend] });
    let slots = generics(&slots);
    quote! { #silent [#(#parameters),*] super::credential::Credentials #slots #roles => #(#sent),*; }
}

fn pattern_parameters(scheme: &SecurityScheme, own: &SchemeNames, pattern: &SlotPattern) -> Vec<TokenStream> {
    let (generic, role, scopes) = (&own.generic, role_parameter(own), scopes_parameter(own));
    match pattern {
        SlotPattern::Any => vec![quote! { #generic }],
        SlotPattern::Absent => Vec::new(),
        SlotPattern::Held { role: choice, scopes: needed } => {
            let is_any = match choice {
                RoleChoice::Any => !scheme.roles.is_empty(),
                RoleChoice::One(_) | RoleChoice::Unknown => false,
            };
            let role = is_any.then(|| quote! { #role: super::role::Role });
            let needed = needed.iter().map(|scope| &own.scopes[*scope]);
            let scopes = (!scheme.scopes.is_empty()).then(|| quote! { #scopes: #(super::scope::#needed +)* 'static });
            role.into_iter().chain(scopes).collect()
        }
    }
}

fn slot(scheme: &SecurityScheme, own: &SchemeNames, pattern: &SlotPattern) -> TokenStream {
    let (generic, scopes) = (&own.generic, scopes_parameter(own));
    match pattern {
        SlotPattern::Any => quote! { #generic },
        SlotPattern::Absent => quote! { ::warded::Absent },
        SlotPattern::Held { role, .. } => of_role(scheme, own, *role, quote! { #scopes }, Within::Sibling),
    }
}

/// The role of the credential in a slot that an operation renews: `resolve` has seen to it that it is held.
fn held_role(names: &Names, scheme: SchemeId, pattern: &SlotPattern) -> TokenStream {
    let own = &names.schemes[scheme.index()];
    match pattern {
        SlotPattern::Held { role: RoleChoice::One(role), .. } => super::slots::role_marker(own, *role),
        SlotPattern::Held { role: RoleChoice::Any, .. } => {
            let role = role_parameter(own);
            quote! { #role }
        }
        SlotPattern::Held { role: RoleChoice::Unknown, .. } | SlotPattern::Absent | SlotPattern::Any => {
            quote! { ::warded::UnknownRole }
        }
    }
}
