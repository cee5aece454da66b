//! Security of an operation: the bound on its method, the role of a renewed credential, and revocation.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, role: same, token: /token }, renews: JWT }
//! ```
//! `refresh<Grants>(&self) -> Call<op::Refresh<Grants>> where C: requires::Jwt<JwtGrants = Grants>` gives a credential of
//! the roles of the one that is renewed. They are a parameter of the method: were they written `C::JwtGrants`, the
//! compiler would no longer explain what the client lacks.

use proc_macro2::TokenStream;
use quote::quote;

use super::slots::{generics, kept_type};
use super::{message, without};
use crate::model::SchemeId;
use crate::plan::{Client, Operation};

/// The type parameters that the operation's method, its marker and everything implemented for the marker have:
/// `<Grants: 'static>` for operations that keep the role, nothing else.
pub(in crate::emit) fn parameters(operation: &Operation<'_>) -> TokenStream {
    let parameters = operation.keeps.map(|_| quote! { Grants: 'static });
    generics(&parameters.into_iter().collect::<Vec<_>>())
}

/// The operation's marker as a type, in module `op`: `Search`, `Refresh<Grants>`.
pub(in crate::emit) fn marker_use(operation: &Operation<'_>) -> TokenStream {
    let (ty, arguments) = (operation.marker, operation.keeps.map(|_| quote! { <Grants> }));
    quote! { #ty #arguments }
}

/// `where C: requires::Jwt`, for operations that need or may send a credential.
pub(in crate::emit) fn where_clause(client: &Client<'_>, operation: &Operation<'_>) -> TokenStream {
    let Some(guard) = operation.of.guard else { return TokenStream::new() };
    let guard = client.guard(guard).ident;
    let role = operation.keeps.map(|scheme| {
        let kept = kept_type(client.scheme(scheme));
        quote! { <#kept = Grants> }
    });
    let revoked = operation.of.revokes.map(|scheme| {
        let without = without(client, scheme);
        quote! { + #without }
    });
    quote! { where C: requires::#guard #role #revoked }
}

/// `let carried = self.credentials.meet("`JWT`");`, the part of the client's credentials that the call sends.
pub(in crate::emit) fn authorization(client: &Client<'_>, operation: &Operation<'_>) -> TokenStream {
    let value = match operation.of.guard {
        Some(guard) => {
            let needs = message::needs(client, client.guard(guard));
            quote! { self.credentials.meet(#needs) }
        }
        None => quote! { rt::Authorization::none() },
    };
    quote! { let carried = #value; }
}

/// The trait of credentials from which a revoked one can be taken: `without::WithoutJwt`.
fn without(client: &Client<'_>, scheme: SchemeId) -> TokenStream {
    let ident = without::ident(client.scheme(scheme));
    quote! { super::credential::without::#ident }
}

/// The return type and the body of a method that revokes the client's own credential and so takes `self` by value:
/// `call` is the call as it would be else, with type `ty`.
pub(in crate::emit) fn revocation(
    client: &Client<'_>,
    revoked: SchemeId,
    ty: &TokenStream,
    call: &TokenStream,
) -> (TokenStream, TokenStream) {
    let without = without(client, revoked);
    let output = quote! { ::warded::Revocation<#ty, Client<<C as #without>::Rest>> };
    let body = quote! {
        let call = #call;
        let (source, credentials) = #without::take(self.credentials);
        ::warded::Revocation::new(call, source, Client { core: self.core, credentials })
    };
    (output, body)
}
