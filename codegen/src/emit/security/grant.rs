//! Modules `role` and `scope`: a marker for each name, of which a credential's set is made.
//!
//! ```yaml
//! security: [{ OAuth: [read:pets] }]
//! x-warded: { requires-role: { JWT: [client] } }
//! ```
//! becomes `scope::ReadPets` and `role::Client`. Schemes that name the same one share its marker.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::super::{Module, docs};
use crate::model::Role;
use crate::name::GrantName;
use crate::plan::{Client, Scheme};

/// The module `role`, if any scheme knows roles.
pub(super) fn roles(client: &Client<'_>) -> Option<Module> {
    let markers = markers(client, |scheme| (&scheme.of.roles, scheme.roles));
    module("role", "Roles of credentials.".to_owned(), &markers, "role")
}

/// The module `scope`, if any operation needs a scope.
pub(super) fn scopes(client: &Client<'_>) -> Option<Module> {
    let markers = markers(client, |scheme| (&scheme.of.scopes, scheme.scopes));
    let (scheme, scope) = markers.values().next().map(|marker| (marker.schemes[0], &marker.name.ident))?;
    let docs = format!(
        "Scopes of tokens.\n\n\
         A credential that is made without scopes is assumed to have all of them. For one that may lack some, name those\n\
         that it has, one or a tuple: `{scheme}::with_scopes(token, scope::{scope})`."
    );
    module("scope", docs, &markers, "scope")
}

/// A marker, and the credentials of the schemes that have it.
struct Marker<'a> {
    name: &'a GrantName,
    role: &'a Role,
    schemes: Vec<&'a Ident>,
}

fn markers<'a>(
    client: &'a Client<'_>,
    members: impl Fn(&'a Scheme<'_>) -> (&'a Vec<Role>, &'a [GrantName]),
) -> BTreeMap<&'a Ident, Marker<'a>> {
    let mut markers = BTreeMap::new();
    for scheme in &client.schemes {
        let (roles, grants) = members(scheme);
        for (role, name) in roles.iter().zip(grants) {
            let marker = || Marker { name, role, schemes: Vec::new() };
            markers.entry(&name.ident).or_insert_with(marker).schemes.push(scheme.ty);
        }
    }
    markers
}

fn module(name: &str, docs: String, markers: &BTreeMap<&Ident, Marker<'_>>, noun: &str) -> Option<Module> {
    let rows = markers.values().map(|marker| row(marker, noun));
    (!markers.is_empty()).then(|| Module {
        name: name.to_owned(),
        docs,
        parts: vec![quote! { pub use ::warded::{All, UnknownRole}; #(#rows)* }],
    })
}

fn row(Marker { name: GrantName { ident, number }, role, schemes }: &Marker<'_>, noun: &str) -> TokenStream {
    let mut text = format!("The {noun} {}.", docs::code(&role.name));
    if let Some(description) = &role.description {
        text = format!("{text}\n\n{}", docs::clean(description));
    }
    let (docs, name) = (docs::attribute(&text), &role.name);
    let digits = number.iter().map(|digit| format_ident!("D{digit:x}"));
    quote! {
        ::warded::rt::scope! {
            #docs
            pub struct #ident = #name, #(#digits)* => #(super::credential::#schemes),*;
        }
    }
}
