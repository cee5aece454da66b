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
use crate::model::Issuance;
use crate::plan::{Client, Operation};

/// The methods, for the module `operations`.
pub(in crate::emit) fn methods(client: &Client<'_>) -> TokenStream {
    client.operations.iter().filter_map(|operation| method(client, operation)).collect()
}

/// `session` for the calls of an operation that issues a credential.
fn method(client: &Client<'_>, log_in: &Operation<'_>) -> Option<TokenStream> {
    let (session, issuance) = (log_in.session?, log_in.of.issues.as_ref()?);
    let (marker, credential) =
        (marker_use(log_in), issued(client.scheme(issuance.scheme), issuance, &quote!(::warded::UnknownRole)));
    let renewal = session.renewal.map(|renewal| &client.operations[renewal]);
    let docs = docs::attribute(&documentation(renewal));
    let (arguments, session) = match renewal {
        None => (Vec::new(), quote!(self.0.session())),
        Some(renewal) => {
            let (arguments, request) = operation::required(renewal);
            let marker = renewal_marker(client, renewal, issuance);
            let call = quote!(::warded::Call::<#marker>::new(self.0.core(), rt::Authorization::of_session(), Token(())) #request);
            (arguments, quote!(let renewal = #call; self.0.session().renew_by(renewal)))
        }
    };
    Some(quote! {
        impl Call<op::#marker> {
            #docs
            #[inline]
            pub fn session(self #(, #arguments)*) -> ::warded::session::SessionBuilder<#credential> {
                #session
            }
        }
    })
}

/// `op::Refresh<super::role::Client>`
fn renewal_marker(client: &Client<'_>, renewal: &Operation<'_>, issuance: &Issuance) -> TokenStream {
    let ty = renewal.marker;
    let kept = renewal.keeps.map(|_| {
        let granted = granted(client.scheme(issuance.scheme), &issuance.roles);
        quote!(<#granted>)
    });
    quote!(op::#ty #kept)
}

fn documentation(renewal: Option<&Operation<'_>>) -> String {
    let text = "Returns a session that logs in by this call when it needs a credential. Like a credential, it fills a slot of \
                a client.";
    let Some(renewal) = renewal else {
        return format!("{text} It logs in again before the credential expires.");
    };
    let name = docs::code(renewal.of.id.as_deref().unwrap_or(&renewal.of.path));
    format!(
        "{text} It renews the credential by {name} before it expires; the arguments are the required inputs of that \
         operation."
    )
}
