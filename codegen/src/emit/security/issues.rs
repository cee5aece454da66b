//! `x-warded.issues`: the credential in the reply of an operation, as a value of its type.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, role: client, token: /token, expires: jwt } }
//! ```
//! becomes `impl ::warded::Issues for op::LogIn`, so that `response.credential()` is a `Jwt<role::Client>`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::super::schema;
use super::operation::{marker_use, parameters};
use super::slots::issued;
use crate::model::{SchemeKind, Unit};
use crate::plan::{Client, Issuance, Lifetime, Member, Operation, Part, Step, StepTarget};
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
    let conditions = issuance.when.iter().map(|(member, value)| {
        let (expected, not_issued) = (value.to_string(), not_issued(&scheme.of.name, &pointer(member.path)));
        let holds = match place(member) {
            Place::Bare(place) => quote! { rt::equals_json(&#place, #expected) },
            Place::Optional(member) => {
                quote! { #member.is_some_and(|member| rt::equals_json(member, #expected)) }
            }
        };
        quote! { if !#holds { return #not_issued; } }
    });
    let refresh_token = issuance.refresh.as_ref().map(|(part, expires)| refresh_token(part, expires));
    let (token, made) = (found(client, issuance), made(client, issuance, &quote! { Self::Credential }));
    let lifetime = lifetimes(issuance);
    let all: Vec<&Issuance<'_>> = std::iter::once(issuance).chain(&issuance.beside).collect();
    let [reply, headers] = arguments(&all);
    let result = if issuance.beside.is_empty() {
        quote! { Ok(::warded::Issued { credential: #made, lifetime: ::warded::Lifetime::unknown() #lifetime }) }
    } else {
        let beside = issuance.beside.iter().map(|other| self::beside(client, other));
        quote! {
            let credential: Self::Credential = #made;
            let lifetime = ::warded::Lifetime::unknown() #lifetime;
            let mut others = Vec::new();
            #(#beside)*
            rt::keep_beside(&credential, others);
            Ok(::warded::Issued { credential, lifetime })
        }
    };
    quote! {
        impl #parameters ::warded::Issues for #marker {
            type Credential = #credential;
            #[inline]
            fn issued(
                #reply: &Self::Output,
                #headers: &::warded::http::HeaderMap,
            ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
                #(#conditions)*
                #token
                #result
            }

            #refresh_token
        }
    }
}

/// The statements that find the token of a credential.
fn found(client: &Client<'_>, issuance: &Issuance<'_>) -> TokenStream {
    let scheme = client.scheme(issuance.of.scheme);
    let token = token(&scheme.of.name, &issuance.token);
    let bare = (scheme.of.kind == SchemeKind::Bearer && matches!(issuance.token, Part::Header(_)))
        .then(|| quote! { let token = rt::without_bearer(token); });
    quote! { #token #bare }
}

/// The credential of type `ty` that is made of the token.
fn made(client: &Client<'_>, issuance: &Issuance<'_>, ty: &TokenStream) -> TokenStream {
    let made_of = format_ident!("{}", if client.scheme(issuance.of.scheme).has_grants() { "issued" } else { "new" });
    let secret = match &issuance.of.prefix {
        Some(prefix) => quote! { rt::prefixed(#prefix, token).as_str() },
        None => quote! { token },
    };
    quote! { <#ty>::#made_of(#secret) }
}

/// The calls that add the ends of a token to a lifetime.
fn lifetimes(issuance: &Issuance<'_>) -> TokenStream {
    let of_cookie = matches!(issuance.token, Part::Cookie(_)).then(|| quote! { .by_cookie(&cookie) });
    let lifetime = issuance.expires.iter().map(lifetime);
    quote! { #of_cookie #(#lifetime)* }
}

/// The statements that add another credential: all end with the first that does.
fn beside(client: &Client<'_>, issuance: &Issuance<'_>) -> TokenStream {
    let ty = issued(client.scheme(issuance.of.scheme), issuance.of, &quote! { ::warded::UnknownRole });
    let (token, made, lifetimes) = (found(client, issuance), made(client, issuance, &ty), lifetimes(issuance));
    let lifetime = (!lifetimes.is_empty()).then(|| quote! { let lifetime = lifetime #lifetimes; });
    quote! {
        #token
        #lifetime
        others.push(::std::sync::Arc::clone(::warded::Credential::attachment(&#made)));
    }
}

/// The names of the arguments, as far as they are used.
fn arguments(all: &[&Issuance<'_>]) -> [TokenStream; 2] {
    let tokens = all.iter().map(|one| &one.token).chain(all.iter().flat_map(|one| ends(&one.expires)));
    let has_conditions = all.iter().any(|one| !one.when.is_empty());
    names(tokens, has_conditions)
}

fn ends<'e>(expires: &'e [Lifetime<'_>]) -> impl Iterator<Item = &'e Part<'e>> {
    expires.iter().filter_map(|lifetime| match lifetime {
        Lifetime::In(part, _) | Lifetime::At(part, _) => Some(part),
        Lifetime::Jwt | Lifetime::After(_) => None,
    })
}

fn names<'e>(parts: impl Iterator<Item = &'e Part<'e>>, reads_body: bool) -> [TokenStream; 2] {
    let parts: Vec<bool> = parts.map(|part| matches!(part, Part::Member(_))).collect();
    let [reply, headers] =
        [(reads_body || parts.contains(&true), "reply"), (parts.contains(&false), "headers")].map(|(is_used, of)| {
            if is_used {
                format_ident!("{of}").to_token_stream()
            } else {
                quote! { _ }
            }
        });
    [reply, headers]
}

/// The function that finds the refresh token, if the document says where it is.
fn refresh_token(part: &Part<'_>, expires: &[Lifetime<'_>]) -> TokenStream {
    let [reply, headers] = names(std::iter::once(part).chain(ends(expires)), false);
    let token = match part {
        Part::Member(member) => match place(member) {
            Place::Bare(reply) if member.steps.is_empty() => quote! { let token = rt::TokenText::text(#reply); },
            Place::Bare(place) => quote! { let token = rt::TokenText::text(&#place); },
            Place::Optional(found) => quote! { let token = rt::TokenText::text(#found?); },
        },
        Part::Header(name) => quote! { let token = rt::header_text(headers, #name)?; },
        Part::Cookie(name) => quote! {
            let cookie = rt::SetCookie::find(headers, #name)?;
            let token = cookie.value();
        },
    };
    let of_cookie = matches!(part, Part::Cookie(_)).then(|| quote! { .by_cookie(&cookie) });
    let lifetime = expires.iter().map(lifetime);
    quote! {
        fn refresh_token(
            #reply: &Self::Output,
            #headers: &::warded::http::HeaderMap,
        ) -> Option<::warded::Issued<::warded::session::RefreshToken>> {
            #token
            rt::refresh_token(token, ::warded::Lifetime::unknown() #of_cookie #(#lifetime)*)
        }
    }
}

fn not_issued(scheme: &str, part: &str) -> TokenStream {
    quote! { Err(::warded::CredentialError::NotIssued { scheme: #scheme, member: #part }) }
}

/// The statements that find the token.
fn token(scheme: &str, part: &Part<'_>) -> TokenStream {
    match part {
        Part::Member(member) => match place(member) {
            Place::Bare(reply) if member.steps.is_empty() => quote! { let token = rt::TokenText::text(#reply); },
            Place::Bare(place) => quote! { let token = rt::TokenText::text(&#place); },
            Place::Optional(found) => {
                let not_issued = not_issued(scheme, &pointer(member.path));
                quote! {
                    let Some(token) = #found else { return #not_issued; };
                    let token = rt::TokenText::text(token);
                }
            }
        },
        Part::Header(name) => {
            let not_issued = not_issued(scheme, &format!("header {name}"));
            quote! { let Some(token) = rt::header_text(headers, #name) else { return #not_issued; }; }
        }
        Part::Cookie(name) => {
            let not_issued = not_issued(scheme, &format!("cookie {name}"));
            quote! {
                let Some(cookie) = rt::SetCookie::find(headers, #name) else { return #not_issued; };
                let token = cookie.value();
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
    let body = if member.is_optional {
        Place::Optional(quote! { rt::Present::present(reply) })
    } else {
        Place::Bare(quote! { reply })
    };
    member.steps.iter().fold(body, |place, step| next(place, step))
}

fn next(place: Place, step: &Step<'_>) -> Place {
    let found = match &step.to {
        StepTarget::Field(field) => {
            return match (place, step.is_optional) {
                (Place::Bare(place), false) => Place::Bare(quote! { #place.#field }),
                (Place::Bare(place), true) => Place::Optional(quote! { rt::Present::present(&#place.#field) }),
                (Place::Optional(object), false) => Place::Optional(quote! { #object.map(|object| &object.#field) }),
                (Place::Optional(object), true) => {
                    Place::Optional(quote! { #object.and_then(|object| rt::Present::present(&object.#field)) })
                }
            };
        }
        StepTarget::Item(index) => {
            let literal = Literal::usize_unsuffixed(*index);
            let item = if *index == 0 {
                quote! { first() }
            } else {
                quote! { get(#literal) }
            };
            match place {
                Place::Bare(list) => quote! { #list.#item },
                Place::Optional(list) => quote! { #list.and_then(|list| list.#item) },
            }
        }
        StepTarget::Variant(ty, variant, is_boxed) => in_variant(place, &schema::ty(ty), variant, *is_boxed),
    };
    Place::Optional(if step.is_optional {
        quote! { #found.and_then(rt::Present::present) }
    } else {
        found
    })
}

/// The value in a variant of an enum, if the value at the place is that.
fn in_variant(place: Place, ty: &TokenStream, variant: &Ident, is_boxed: bool) -> TokenStream {
    let held = |value: TokenStream| quote! { if let #ty::#variant(value) = #value { Some(value) } else { None } };
    match (place, is_boxed) {
        (Place::Bare(value), true) => {
            let held = held(quote! { &*#value });
            quote! { (#held) }
        }
        (Place::Bare(value), false) => {
            let held = held(quote! { &#value });
            quote! { (#held) }
        }
        (Place::Optional(value), true) => {
            let held = held(quote! { &**value });
            quote! { #value.and_then(|value| #held) }
        }
        (Place::Optional(value), false) => {
            let held = held(quote! { value });
            quote! { #value.and_then(|value| #held) }
        }
    }
}

fn lifetime(lifetime: &Lifetime<'_>) -> TokenStream {
    match lifetime {
        Lifetime::Jwt => quote! { .jwt(token) },
        Lifetime::In(part, unit) => {
            let seconds = seconds(part, *unit, &quote! { seconds });
            quote! { .after(#seconds) }
        }
        Lifetime::At(part, unit) => {
            let method = match unit {
                Unit::Seconds => quote! { since_1970 },
                Unit::Milliseconds => quote! { seconds },
            };
            let seconds = seconds(part, *unit, &method);
            quote! { .at(#seconds) }
        }
        Lifetime::After(duration) => {
            let seconds = duration.as_secs_f64();
            quote! { .after(Some(#seconds)) }
        }
    }
}

/// The number in a part of the reply, in seconds.
fn seconds(part: &Part<'_>, unit: Unit, method: &TokenStream) -> TokenStream {
    let number = match part {
        Part::Member(member) => match place(member) {
            Place::Bare(reply) if member.steps.is_empty() => quote! { rt::Seconds::#method(#reply) },
            Place::Bare(place) => quote! { rt::Seconds::#method(&#place) },
            Place::Optional(member) => quote! { #member.and_then(rt::Seconds::#method) },
        },
        Part::Header(name) | Part::Cookie(name) => {
            quote! { rt::header_text(headers, #name).and_then(rt::Seconds::#method) }
        }
    };
    match unit {
        Unit::Seconds => number,
        Unit::Milliseconds => quote! { #number.map(|milliseconds| milliseconds / 1000.0) },
    }
}

/// The path of a member; `body` if it is all of it.
fn pointer(path: &[String]) -> String {
    let pointer = path.iter().fold(Pointer::root(), |pointer, key| pointer.key(key));
    if path.is_empty() { "body".to_owned() } else { pointer.as_str().to_owned() }
}
