//! `x-warded.issues` and `renews`: sessions out of the calls that log in.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, role: client, token: /token, expires: jwt } }
//! ```
//! becomes the method `session` of `Call<op::LogIn>`: `client.jwt(client.log_in(&body).session().build())` carries a JWT
//! that stays alive. Where an operation `renews` what was issued, what that operation requires are the arguments of
//! `session`, but for the refresh token, if it takes one. It is in module `operations`, because the call that renews can
//! only be made there.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::{docs, operation, parameter, request_body, schema};
use super::operation::marker_use;
use super::slots::{Within, granted, issued, of_granted};
use crate::model::{Issuance, SchemeId};
use crate::plan::{Client, Operation, Passed, Presence, RefreshInput, Renewal, Type};

/// The methods, for the module `operations`.
pub(in crate::emit) fn methods(client: &Client<'_>) -> TokenStream {
    client.operations.iter().filter_map(|operation| method(client, operation)).collect()
}

/// `session` for the calls of an operation that issues a credential.
fn method(client: &Client<'_>, log_in: &Operation<'_>) -> Option<TokenStream> {
    let (session, issuance) = (log_in.session.as_ref()?, log_in.of.issues.as_ref()?);
    let (marker, credential) =
        (marker_use(log_in), issued(client.scheme(issuance.scheme), issuance, &quote!(::warded::UnknownRole)));
    let once = session.once.then(|| quote!(.once()));
    let docs = docs::attribute(&documentation(client, session.renewal.as_ref(), session.once));
    let (arguments, session) = match &session.renewal {
        None => (Vec::new(), quote!(self.0.session() #once)),
        Some(Renewal { operation, refresh: None }) => {
            let renewal = &client.operations[*operation];
            let (arguments, request) = operation::required(renewal);
            let marker = renewal_marker(client, renewal, issuance);
            let call = quote!(::warded::Call::<#marker>::new(self.0.core(), rt::Authorization::of_session(), Token(())) #request);
            (arguments, quote!(let renewal = #call; self.0.session().renew_by(renewal) #once))
        }
        Some(Renewal { operation, refresh: Some(input) }) => {
            let (arguments, session) = refreshing(client, &client.operations[*operation], input);
            (arguments, quote!(#session #once))
        }
    };
    let (builder, session) = group(client, issuance, &credential, session);
    Some(quote! {
        impl Call<op::#marker> {
            #docs
            #[inline]
            pub fn session(self #(, #arguments)*) -> #builder {
                #session
            }
        }
    })
}

/// The type of the builder, and the expression that makes it, where the builder of the first credential's session is made
/// by `session`.
fn group(
    client: &Client<'_>,
    issuance: &Issuance,
    credential: &TokenStream,
    session: TokenStream,
) -> (TokenStream, TokenStream) {
    if issuance.beside.is_empty() {
        return (quote!(::warded::session::SessionBuilder<#credential>), session);
    }
    let beside = issuance.beside.iter();
    let beside = beside.map(|other| issued(client.scheme(other.scheme), other, &quote!(::warded::UnknownRole)));
    // It ends with the expression of the builder.
    let session = quote!(#session.group());
    (quote!(::warded::session::GroupBuilder<#credential, (#(#beside,)*)>), session)
}

/// The arguments of a session that goes on by a refresh token, and the expression that makes it.
fn refreshing(
    client: &Client<'_>,
    refresh: &Operation<'_>,
    input: &RefreshInput<'_>,
) -> (Vec<TokenStream>, TokenStream) {
    let marker = marker_use(refresh);
    let given = match input {
        RefreshInput::Parameter(at) => Some(*at),
        RefreshInput::Body(_) | RefreshInput::Field(..) | RefreshInput::Credential(_) => None,
    };
    let takes_body = matches!(input, RefreshInput::Parameter(_) | RefreshInput::Credential(_));
    let (mut arguments, request) = operation::required_but(refresh, given, takes_body);
    let authorization = match (input, refresh.of.guard) {
        (RefreshInput::Credential(_), _) => quote!(rt::Authorization::of_session()),
        (_, None) => quote!(rt::Authorization::none()),
        (_, Some(_)) => quote!(self.0.authorization()),
    };
    let clone = matches!(input, RefreshInput::Field(..)).then(|| {
        arguments.extend(refresh.bodies().next().into_iter().flat_map(request_body::arguments));
        quote!(let body = body.clone();)
    });
    let with = with_token(client, refresh, input);
    let session = quote! {
        let refresh = ::warded::Call::<op::#marker>::new(self.0.core(), #authorization, Token(())) #request;
        #clone
        self.0.session().refresh_by_call(refresh, #with)
    };
    (arguments, session)
}

/// The function that adds the text of the refresh token to the call.
fn with_token(client: &Client<'_>, refresh: &Operation<'_>, input: &RefreshInput<'_>) -> TokenStream {
    let body = refresh.bodies().next().map(request_body::write);
    match input {
        RefreshInput::Body(ty) => {
            let ty = schema::ty(ty);
            quote!(|call, token| { let body = &#ty::new(token); call.#body })
        }
        RefreshInput::Field(field, presence) => {
            let value = match presence {
                Presence::Required => quote!(token.into()),
                Presence::Optional | Presence::OptionalAny => quote!(Some(token.into())),
                Presence::Nullable => quote!(::warded::Nullable::Value(token.into())),
            };
            quote! {
                move |call, token| {
                    let mut body = body.clone();
                    body.#field = #value;
                    let body = &body;
                    call.#body
                }
            }
        }
        RefreshInput::Parameter(at) => {
            let of = &refresh.parameters[*at];
            let (ident, write) = (of.ident, parameter::write(of));
            let is_secret = matches!(&of.argument.passed, Passed::Reference(Type::Secret(_)));
            let value = if is_secret { quote!(&::warded::Secret::from(token)) } else { quote!(token) };
            quote!(|call, token| { let #ident = #value; call.#write })
        }
        RefreshInput::Credential(scheme) => carrying(client, *scheme),
    }
}

/// `|call, token| { let credential = super::credential::Refresh::new(token); call.carrying(credential) }`
fn carrying(client: &Client<'_>, scheme: SchemeId) -> TokenStream {
    let scheme = client.scheme(scheme);
    let ty = of_granted(scheme, &quote!(::warded::All), Within::Sibling);
    let made_of = format_ident!("{}", if scheme.has_grants() { "issued" } else { "new" });
    quote!(|call, token| { let credential = <#ty>::#made_of(token); call.carrying(credential) })
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

fn documentation(client: &Client<'_>, renewal: Option<&Renewal<'_>>, once: bool) -> String {
    let text = "Returns a session that logs in by this call when it needs a credential. Like a credential, it fills a slot of \
                a client.";
    let once = if once { " The call is sent once: then a person has to log in again." } else { "" };
    let Some(renewal) = renewal else {
        let again = if once.is_empty() { " It logs in again before the credential expires." } else { once };
        return format!("{text}{again}");
    };
    let operation = &client.operations[renewal.operation];
    let name = docs::code(operation.of.id.as_deref().unwrap_or(&operation.of.path));
    match &renewal.refresh {
        None => format!(
            "{text} It renews the credential by {name} before it expires; the arguments are the required inputs of that \
             operation.{once}"
        ),
        Some(RefreshInput::Field(field, _)) => format!(
            "{text} It goes on by its refresh token and {name}; the arguments are the required inputs of that operation, \
             and the token takes the place of `{field}` in its body.{once}"
        ),
        Some(RefreshInput::Body(_) | RefreshInput::Parameter(_) | RefreshInput::Credential(_)) => format!(
            "{text} It goes on by its refresh token and {name}; the arguments are the other required inputs of that \
             operation.{once}"
        ),
    }
}
