//! `x-warded.issues`: the credential in the reply of an operation, as a value of its type.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, role: client, token: /token, expires: jwt } }
//! ```
//! becomes `impl ::warded::Issues for op::LogIn`, so that `response.credential()` is a `Jwt<role::Client>`.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::{marker_use, parameters};
use super::slots::issued;
use crate::plan::{Client, Issuance, Lifetime, Member, Operation};
use crate::pointer::Pointer;

/// The implementations for all operations that issue a credential.
pub(in crate::emit) fn implementations(client: &Client<'_>) -> TokenStream {
    let issuing = client.operations.iter().filter_map(|operation| Some((operation, operation.issues.as_ref()?)));
    issuing.map(|(operation, issuance)| implementation(client, operation, issuance)).collect()
}

fn implementation(client: &Client<'_>, operation: &Operation<'_>, issuance: &Issuance<'_>) -> TokenStream {
    let (parameters, marker) = (parameters(operation), marker_use(operation));
    let scheme = client.scheme(issuance.of.scheme);
    let credential = issued(scheme, issuance.of, &quote! { Grants });
    let made_of = if scheme.has_grants() {
        quote! { issued }
    } else {
        quote! { new }
    };
    let not_issued = |member: &Member<'_>| {
        let (scheme, member) = (&scheme.of.name, pointer(member.path));
        quote! { Err(::warded::CredentialError::NotIssued { scheme: #scheme, member: #member }) }
    };
    let conditions = issuance.when.iter().map(|(member, value)| {
        let (expected, not_issued) = (value.to_string(), not_issued(member));
        let holds = match place(member) {
            Place::Bare(place) => quote! { rt::equals_json(&#place, #expected) },
            Place::Optional(member) => {
                quote! { #member.is_some_and(|member| rt::equals_json(member, #expected)) }
            }
        };
        quote! { if !#holds { return #not_issued; } }
    });
    let token = match place(&issuance.token) {
        Place::Bare(place) => quote! { let token = &#place; },
        Place::Optional(member) => {
            let not_issued = not_issued(&issuance.token);
            quote! { let Some(token) = #member else { return #not_issued; }; }
        }
    };
    let lifetime = issuance.expires.iter().map(lifetime);
    quote! {
        impl #parameters ::warded::Issues for #marker {
            type Credential = #credential;
            #[inline]
            fn issued(
                reply: &Self::Output,
            ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
                #(#conditions)*
                #token
                let token = token.expose().as_str();
                Ok(::warded::Issued {
                    credential: <Self::Credential>::#made_of(token),
                    lifetime: ::warded::Lifetime::unknown() #(#lifetime)*,
                })
            }
        }
    }
}

/// A member of the reply, as an expression.
enum Place {
    /// It is always there: a place expression.
    Bare(TokenStream),
    /// It may be missing: an expression of type `Option<&T>`.
    Optional(TokenStream),
}

fn place(member: &Member<'_>) -> Place {
    let mut place = if member.is_optional {
        Place::Optional(quote! { rt::Present::present(reply) })
    } else {
        Place::Bare(quote! { reply })
    };
    for step in &member.steps {
        let field = step.field;
        place = match (place, step.is_optional) {
            (Place::Bare(place), false) => Place::Bare(quote! { #place.#field }),
            (Place::Bare(place), true) => Place::Optional(quote! { rt::Present::present(&#place.#field) }),
            (Place::Optional(object), false) => Place::Optional(quote! { #object.map(|object| &object.#field) }),
            (Place::Optional(object), true) => {
                Place::Optional(quote! { #object.and_then(|object| rt::Present::present(&object.#field)) })
            }
        };
    }
    place
}

fn lifetime(lifetime: &Lifetime<'_>) -> TokenStream {
    let seconds = |member: &Member<'_>| match place(member) {
        Place::Bare(place) => quote! { rt::Seconds::seconds(&#place) },
        Place::Optional(member) => quote! { #member.and_then(rt::Seconds::seconds) },
    };
    match lifetime {
        Lifetime::Jwt => quote! { .jwt(token) },
        Lifetime::In(member) => {
            let seconds = seconds(member);
            quote! { .after(#seconds) }
        }
        Lifetime::At(member) => {
            let seconds = seconds(member);
            quote! { .at(#seconds) }
        }
        Lifetime::After(duration) => {
            let seconds = duration.as_secs_f64();
            quote! { .after(Some(#seconds)) }
        }
    }
}

fn pointer(path: &[String]) -> String {
    path.iter().fold(Pointer::root(), |pointer, key| pointer.key(key)).as_str().to_owned()
}
