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
use crate::model::{Api, GuardId, Operation, OperationId, SchemeId};
use crate::name::Names;

/// Returns true if the operation issues a credential with the role of the one that it renews. Its marker then has
/// that role as its parameter: `op::Refresh<Grants>`.
pub(in crate::emit) fn keeps_role(api: &Api, operation: &Operation) -> bool {
    kept(api, operation).is_some()
}

fn kept(api: &Api, operation: &Operation) -> Option<SchemeId> {
    let issuance = operation.issues.as_ref()?;
    let is_kept = issuance.roles.is_empty() && !api[issuance.scheme].roles.is_empty();
    is_kept.then_some(issuance.scheme)
}

/// The schemes whose role the guard's trait must tell, as some operation behind it keeps the role.
pub(super) fn renewed_by(api: &Api, guard: GuardId) -> Vec<SchemeId> {
    let operations = api.operations.iter().filter(|operation| operation.guard == Some(guard));
    let mut schemes: Vec<SchemeId> = operations.filter_map(|operation| kept(api, operation)).collect();
    schemes.sort_unstable();
    schemes.dedup();
    schemes
}

/// The type parameters that the operation's method, its marker and everything implemented for the marker have:
/// `<Grants: 'static>` for operations that keep the role, nothing else.
pub(in crate::emit) fn parameters(api: &Api, operation: &Operation) -> TokenStream {
    let parameters = keeps_role(api, operation).then(|| quote! { Grants: 'static });
    generics(&parameters.into_iter().collect::<Vec<_>>())
}

/// The operation's marker as a type, in module `op`: `Search`, `Refresh<Grants>`.
pub(in crate::emit) fn marker_use(api: &Api, names: &Names, id: OperationId) -> TokenStream {
    let ty = &names.operations[id.index()].ty;
    let arguments = keeps_role(api, &api[id]).then(|| quote! { <Grants> });
    quote! { #ty #arguments }
}

/// `where C: requires::Jwt`, for operations that need or may send a credential.
pub(in crate::emit) fn where_clause(api: &Api, names: &Names, id: OperationId) -> TokenStream {
    let operation = &api[id];
    let Some(guard) = operation.guard else { return TokenStream::new() };
    let guard = &names.guards[guard.index()];
    let role = kept(api, operation).map(|scheme| {
        let kept = kept_type(names, scheme);
        quote! { <#kept = Grants> }
    });
    let revoked = operation.revokes.map(|scheme| {
        let without = without(names, scheme);
        quote! { + #without }
    });
    quote! { where C: requires::#guard #role #revoked }
}

/// `let carried = self.credentials.meet("`JWT`");`, the part of the client's credentials that the call sends.
pub(in crate::emit) fn authorization(api: &Api, operation: &Operation) -> TokenStream {
    let value = match operation.guard {
        Some(guard) => {
            let needs = message::needs(api, &api[guard]);
            quote! { self.credentials.meet(#needs) }
        }
        None => quote! { ::warded::rt::Authorization::none() },
    };
    quote! { let carried = #value; }
}

/// The trait of credentials from which a revoked one can be taken: `without::WithoutJwt`.
fn without(names: &Names, scheme: SchemeId) -> TokenStream {
    let ident = without::ident(names, scheme);
    quote! { super::credential::without::#ident }
}

/// The return type and the body of a method that revokes the client's own credential and so takes `self` by value:
/// `call` is the call as it would be else, with type `ty`.
pub(in crate::emit) fn revocation(
    names: &Names,
    revoked: SchemeId,
    ty: &TokenStream,
    call: &TokenStream,
) -> (TokenStream, TokenStream) {
    let without = without(names, revoked);
    let output = quote! { ::warded::Revocation<#ty, Client<<C as #without>::Rest>> };
    let body = quote! {
        let call = #call;
        let (source, credentials) = #without::take(self.credentials);
        ::warded::Revocation::new(call, source, Client { core: self.core, credentials })
    };
    (output, body)
}
