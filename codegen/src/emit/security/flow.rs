//! OAuth Flows Object: the logins of a scheme, and the documentation of where its tokens come from.
//!
//! ```yaml
//! flows: { clientCredentials: { tokenUrl: https://api.example.com/token, scopes: { read: Reads pets } } }
//! ```
//! becomes a row of `::warded::rt::flows!`, which makes `OAuth::<(Read,)>::client_credentials(&client, …)` of it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::docs;
use crate::model::{Flow, FlowKind, Metadata, Role, SecurityScheme};
use crate::plan::{Client, Scheme};

/// The table of the flows by which a program can log in; nothing if the scheme has none.
pub(super) fn logins(client: &Client<'_>, scheme: &Scheme<'_>) -> Option<TokenStream> {
    let of = scheme.of;
    let servers = client.servers.first()?.ident;
    let flows =
        of.flows.iter().filter_map(|flow| Some(row(scheme, constructor(flow.kind)?, &flow.scopes, &urls(flow))));
    let refreshed = [FlowKind::AuthorizationCode, FlowKind::DeviceAuthorization, FlowKind::Password];
    let refreshed = refreshed.iter().find_map(|kind| of.flows.iter().find(|flow| flow.kind == *kind));
    let refreshed = refreshed.map(|flow| {
        let urls: Vec<_> = urls(flow).into_iter().filter(|(key, _)| ["token", "refresh"].contains(key)).collect();
        row(scheme, "refresh_token", &flow.scopes, &urls)
    });
    let metadata = of.metadata.as_ref().map(|metadata| {
        let (Metadata::OAuth2(url) | Metadata::OpenIdConnect(url)) = metadata;
        row(scheme, "discover", &of.scopes, &[("metadata", url)])
    });
    let rows: Vec<_> = flows.chain(refreshed).chain(metadata).collect();
    let (ty, parameter) = (scheme.ty, scheme.has_grants().then(|| quote!(<Grants>)));
    (!rows.is_empty()).then(|| {
        quote! {
            ::warded::rt::flows! {
                #ty #parameter at super::servers::#servers;
                #(#rows)*
            }
        }
    })
}

/// The row of a login: `client_credentials ["read"] { token: "https://api.example.com/token" }`
fn row(scheme: &Scheme<'_>, login: &str, scopes: &[Role], urls: &[(&str, &str)]) -> TokenStream {
    let login = format_ident!("{login}");
    let scopes = scopes.iter().map(|scope| scope.name.as_str()).filter(|_| scheme.has_grants());
    let urls = urls.iter().map(|(key, url)| {
        let key = format_ident!("{key}");
        quote!(#key: #url)
    });
    quote!(#login [#(#scopes),*] { #(#urls),* })
}

/// The constructor of a flow. The implicit flow has none: it hands tokens to a page in a browser.
const fn constructor(kind: FlowKind) -> Option<&'static str> {
    match kind {
        FlowKind::Implicit => None,
        FlowKind::Password => Some("password"),
        FlowKind::ClientCredentials => Some("client_credentials"),
        FlowKind::AuthorizationCode => Some("authorization_code"),
        FlowKind::DeviceAuthorization => Some("device"),
    }
}

/// The URLs of a flow that the document has, by what they are for.
fn urls(flow: &Flow) -> Vec<(&'static str, &str)> {
    let urls = [
        ("authorization", &flow.authorization_url),
        ("device", &flow.device_authorization_url),
        ("token", &flow.token_url),
        ("refresh", &flow.refresh_url),
    ];
    urls.into_iter().filter_map(|(key, url)| Some((key, url.as_deref()?))).collect()
}

/// A list of the flows, and the URL of the server's description; empty if the scheme has neither.
pub(super) fn documentation(scheme: &SecurityScheme) -> String {
    let flows: Vec<String> = scheme.flows.iter().map(line).collect();
    let flows = (!flows.is_empty()).then(|| format!("Flows that give a token:\n{}", flows.join("\n")));
    let metadata = scheme.metadata.as_ref().map(|metadata| match metadata {
        Metadata::OAuth2(url) => format!("Metadata of the authorization server: {}.", docs::code(url)),
        Metadata::OpenIdConnect(url) => format!("Metadata of the OpenID provider: {}.", docs::code(url)),
    });
    flows.into_iter().chain(metadata).chain(hint(scheme)).collect::<Vec<_>>().join("\n\n")
}

/// The way from the flows to a credential.
fn hint(scheme: &SecurityScheme) -> Option<String> {
    let has_login = scheme.metadata.is_some() || scheme.flows.iter().any(|flow| constructor(flow.kind).is_some());
    if has_login {
        return Some("With the feature `oauth2` of `warded`, this type has a constructor for each login.".to_owned());
    }
    let is_implicit = !scheme.flows.is_empty();
    is_implicit.then(|| {
        "No login is generated for the implicit flow, which hands tokens to a page in a browser (RFC 9700, section 2.1.2): \
         if the server has the authorization code flow too, add it to the document; a token from elsewhere fits."
            .to_owned()
    })
}

fn line(flow: &Flow) -> String {
    let name = match flow.kind {
        FlowKind::Implicit => "implicit",
        FlowKind::Password => "password",
        FlowKind::ClientCredentials => "client credentials",
        FlowKind::AuthorizationCode => "authorization code",
        FlowKind::DeviceAuthorization => "device authorization",
    };
    let urls = urls(flow).into_iter().map(|(key, url)| {
        let noun = if key == "device" { "device authorization" } else { key };
        format!("{noun} at {}", docs::code(url))
    });
    let urls = urls.collect::<Vec<_>>().join(", ");
    if urls.is_empty() { format!("- {name}") } else { format!("- {name}: {urls}") }
}
