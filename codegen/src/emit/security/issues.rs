//! `x-warded.issues`: the credential in the reply of an operation, as a value of its type.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, role: client, token: /token, expires: jwt } }
//! ```
//! becomes `impl ::warded::Issues for op::LogIn`, so that `response.credential()` is a `Jwt<role::Client>`.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::{marker_use, parameters};
use super::slots::{has_grants, issued};
use crate::model::{Api, Expiry, Issuance, Operation, OperationId, PropertyStep, SchemaKind, StatusPattern, TypeUse};
use crate::name::Names;
use crate::source::Pointer;

/// The implementations for all operations that issue a credential.
pub(in crate::emit) fn implementations(api: &Api, names: &Names) -> TokenStream {
    let ids = (0u32..).map(OperationId).take(api.operations.len());
    ids.filter_map(|id| Some(implementation(api, names, id, api[id].issues.as_ref()?))).collect()
}

fn implementation(api: &Api, names: &Names, id: OperationId, issuance: &Issuance) -> TokenStream {
    let operation = &api[id];
    let (parameters, marker) = (parameters(api, operation), marker_use(api, names, id));
    let credential = issued(api, names, issuance, &quote! { Grants });
    let made_of = if has_grants(&api[issuance.scheme]) {
        quote! { issued }
    } else {
        quote! { new }
    };
    let body = body(operation);
    let not_issued = |path: &[String]| {
        let (scheme, member) = (&api[issuance.scheme].name, pointer(path));
        quote! { Err(::warded::CredentialError::NotIssued { scheme: #scheme, member: #member }) }
    };
    let conditions = issuance.when.iter().map(|(path, value)| {
        let (expected, not_issued) = (value.to_string(), not_issued(path));
        let holds = match member(api, names, body, path) {
            Member::Bare(place) => quote! { ::warded::rt::equals_json(&#place, #expected) },
            Member::Optional(member) => {
                quote! { #member.is_some_and(|member| ::warded::rt::equals_json(member, #expected)) }
            }
        };
        quote! { if !#holds { return #not_issued; } }
    });
    let token = match member(api, names, body, &issuance.token) {
        Member::Bare(place) => quote! { let token = &#place; },
        Member::Optional(member) => {
            let not_issued = not_issued(&issuance.token);
            quote! { let Some(token) = #member else { return #not_issued; }; }
        }
    };
    let lifetime = issuance.expires.iter().map(|expiry| lifetime(api, names, body, expiry));
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

/// The type of the success's body: `resolve` has seen to it that there is exactly one.
fn body(operation: &Operation) -> TypeUse {
    let is_success = |status: StatusPattern| match status {
        StatusPattern::Code(code) => code / 100 == 2,
        StatusPattern::Range(digit) => digit == 2,
        StatusPattern::Default => false,
    };
    let responses = &operation.responses;
    let success = responses.iter().find(|response| is_success(response.status)).or(responses.last());
    let body = success.and_then(|success| success.content.first()).and_then(|media| media.ty);
    body.expect("an operation that issues a credential has one success with a body")
}

/// A member of the reply.
enum Member {
    /// It is always there: a place expression.
    Bare(TokenStream),
    /// It may be missing: an expression of type `Option<&T>`.
    Optional(TokenStream),
}

fn member(api: &Api, names: &Names, body: TypeUse, path: &[String]) -> Member {
    let mut member = if body.nullable {
        Member::Optional(quote! { ::warded::rt::Present::present(reply) })
    } else {
        Member::Bare(quote! { reply })
    };
    for step in api.steps(body, path).expect("the paths of issuances were checked") {
        let field = &names.properties[step.object.index()][step.property];
        member = match (member, is_bare(api, step)) {
            (Member::Bare(place), true) => Member::Bare(quote! { #place.#field }),
            (Member::Bare(place), false) => Member::Optional(quote! { ::warded::rt::Present::present(&#place.#field) }),
            (Member::Optional(object), true) => Member::Optional(quote! { #object.map(|object| &object.#field) }),
            (Member::Optional(object), false) => {
                Member::Optional(quote! { #object.and_then(|object| ::warded::rt::Present::present(&object.#field)) })
            }
        };
    }
    member
}

/// Returns true if the field is of the property's type, not an option of it.
fn is_bare(api: &Api, step: PropertyStep) -> bool {
    let schema = &api[step.object];
    let SchemaKind::Object(object) = &schema.kind else { return true };
    let property = &object.properties[step.property];
    let is_left_out = (property.read_only && schema.usage.request) || (property.write_only && schema.usage.response);
    property.required && !property.ty.nullable && !is_left_out
}

fn lifetime(api: &Api, names: &Names, body: TypeUse, expiry: &Expiry) -> TokenStream {
    let seconds = |path: &[String]| match member(api, names, body, path) {
        Member::Bare(place) => quote! { ::warded::rt::Seconds::seconds(&#place) },
        Member::Optional(member) => quote! { #member.and_then(::warded::rt::Seconds::seconds) },
    };
    match expiry {
        Expiry::Jwt => quote! { .jwt(token) },
        Expiry::In(path) => {
            let seconds = seconds(path);
            quote! { .after(#seconds) }
        }
        Expiry::At(path) => {
            let seconds = seconds(path);
            quote! { .at(#seconds) }
        }
        Expiry::After(duration) => {
            let seconds = duration.as_secs_f64();
            quote! { .after(Some(#seconds)) }
        }
    }
}

fn pointer(path: &[String]) -> String {
    path.iter().fold(Pointer::root(), |pointer, key| pointer.key(key)).as_str().to_owned()
}
