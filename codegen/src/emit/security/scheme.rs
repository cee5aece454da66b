//! Security Scheme Object: a type of its own for the credentials of each scheme.
//!
//! ```yaml
//! JWT: { type: http, scheme: bearer }
//! ```
//! becomes `struct Jwt`, made by `Jwt::new(token)`. Nothing but the runtime gets at what it hides.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::docs;
use super::{flow, placement};
use crate::plan::{Client, Scheme};

/// The types of all schemes.
pub(super) fn types(client: &Client<'_>) -> TokenStream {
    client.schemes.iter().map(|scheme| item(client, scheme)).collect()
}

fn item(client: &Client<'_>, scheme: &Scheme<'_>) -> TokenStream {
    let (docs, ty, name) = (docs::attribute(&documentation(scheme)), scheme.ty, &scheme.of.name);
    let kind = if scheme.roles.is_empty() {
        quote! { of scopes }
    } else {
        quote! { of roles }
    };
    let granted = scheme.has_grants().then_some(kind);
    let (placement, constructors) = (placement::variant(&scheme.of.kind), placement::constructors(scheme));
    let refused = scheme.of.refused.iter().map(|status| Literal::u16_unsuffixed(*status));
    let refused = (!scheme.of.refused.is_empty()).then(|| quote! { refused [#(#refused),*] });
    let logins = flow::logins(client, scheme);
    quote! {
        ::warded::rt::credential! {
            #docs
            pub struct #ty #granted = #name, #placement #refused;
            #constructors
        }
        #logins
    }
}

fn documentation(scheme: &Scheme<'_>) -> String {
    let place = placement::in_words(&scheme.of.kind);
    let mut text = format!("A credential of the security scheme {}: {place}.", docs::code(&scheme.of.name));
    if let Some(description) = &scheme.of.description {
        text = format!("{text}\n\n{}", docs::clean(description));
    }
    let flows = flow::documentation(scheme.of);
    if !flows.is_empty() {
        text = format!("{text}\n\n{flows}");
    }
    if !scheme.of.refused.is_empty() {
        let statuses: Vec<String> = scheme.of.refused.iter().map(ToString::to_string).collect();
        text = format!("{text}\n\nThe server refuses it by the status {}.", statuses.join(" or "));
    }
    if scheme.of.deprecated {
        text.push_str("\n\n**Deprecated.**");
    }
    if let Some(role) = scheme.roles.first() {
        let (ty, role, new) = (scheme.ty, &role.ident, placement::granting(scheme));
        text = format!("{text}\n\nIts roles are part of the type: `{ty}::{new}(…, role::{role})`.");
    }
    text
}
