//! `x-warded.issues` and `renews`: sessions out of the calls that log in.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, role: client, token: /token, expires: jwt } }
//! ```
//! becomes the method `session` of `Call<op::LogIn>`: `client.jwt(client.log_in(&body).session().build())` carries a JWT
//! that stays alive. Where an operation `renews` what was issued, what that operation requires are the arguments of
//! `session`. It is in module `operations`, because the call that renews can only be made there.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::{docs, operation};
use super::operation::marker_use;
use super::slots::{granted, issued};
use crate::model::{Api, Issuance, Operation, OperationId};
use crate::name::Names;

/// The methods, for the module `operations`.
pub(in crate::emit) fn methods(api: &Api, names: &Names) -> TokenStream {
    ids(api).filter_map(|id| method(api, names, id)).collect()
}

fn ids(api: &Api) -> impl Iterator<Item = OperationId> {
    (0u32..).take(api.operations.len()).map(OperationId)
}

/// `session` for the calls of an operation that issues a credential. One that renews needs a credential that lives, so
/// that no session can begin with it.
fn method(api: &Api, names: &Names, id: OperationId) -> Option<TokenStream> {
    let issuance = api[id].issues.as_ref().filter(|_| api[id].renews.is_none())?;
    let log_in = marker_use(api, names, id);
    let credential = issued(api, names, issuance, &quote!(::warded::UnknownRole));
    let renewal = renewal(api, issuance);
    let docs = docs::attribute(&documentation(renewal.map(|renewal| &api[renewal])));
    let (arguments, session) = match renewal {
        None => (Vec::new(), quote!(self.0.session())),
        Some(renewal) => {
            let (arguments, request) = operation::required(api, names, renewal);
            let marker = renewal_marker(api, names, renewal, issuance);
            let call = quote!(::warded::Call::<#marker>::new(self.0.core(), ::warded::rt::Authorization::of_session(), Token(())) #request);
            (arguments, quote!(let renewal = #call; self.0.session().renew_by(renewal)))
        }
    };
    Some(quote! {
        impl Call<op::#log_in> {
            #docs
            #[inline]
            pub fn session(self #(, #arguments)*) -> ::warded::session::SessionBuilder<#credential> {
                #session
            }
        }
    })
}

/// The operation that renews what was issued: one that needs nothing but that, preferably not a deprecated one.
fn renewal(api: &Api, issuance: &Issuance) -> Option<OperationId> {
    let renewals = ids(api).filter(|id| renews(&api[*id], issuance));
    renewals.min_by_key(|id| api[*id].deprecated)
}

fn renews(operation: &Operation, issuance: &Issuance) -> bool {
    let (Some(scheme), Some(renewed)) = (operation.renews, &operation.issues) else { return false };
    let is_enough = operation.security.alternatives.iter().any(|alternative| match alternative.schemes.as_slice() {
        [only] => only.scheme == scheme && only.accepts(&issuance.roles),
        [] | [_, _, ..] => false,
    });
    let keeps_roles = renewed.roles.is_empty() || renewed.roles == issuance.roles;
    scheme == issuance.scheme && renewed.scheme == scheme && keeps_roles && is_enough
}

/// `op::Refresh<super::role::Client>`
fn renewal_marker(api: &Api, names: &Names, id: OperationId, issuance: &Issuance) -> TokenStream {
    let ty = &names.operations[id.index()].ty;
    let kept = super::keeps_role(api, &api[id]).then(|| {
        let granted = granted(&names.schemes[issuance.scheme.index()], &issuance.roles);
        quote!(<#granted>)
    });
    quote!(op::#ty #kept)
}

fn documentation(renewal: Option<&Operation>) -> String {
    let text = "Returns a session that logs in by this call when it needs a credential. Like a credential, it fills a slot of \
                a client.";
    let Some(renewal) = renewal else {
        return format!("{text} It logs in again before the credential expires.");
    };
    let name = docs::code(renewal.id.as_deref().unwrap_or(&renewal.path));
    format!(
        "{text} It renews the credential by {name} before it expires; the arguments are the required inputs of that \
         operation."
    )
}
