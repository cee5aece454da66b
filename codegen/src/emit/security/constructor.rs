//! Security Scheme Object: how a credential is made.
//!
//! ```yaml
//! JWT: { type: http, scheme: bearer }
//! ```
//! becomes `Jwt::new(token)`. Where the scheme has scopes there is `Jwt::with_scopes(token, scopes)` too, which takes the
//! caller's word for what was granted; where it has roles, `Jwt::with_roles(token, roles)` in place of `new`. A scheme
//! that the document does not declare has a constructor for each way to send it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::docs;
use crate::model::SchemeKind;
use crate::plan::Scheme;

/// One constructor.
struct Constructor {
    name: &'static str,
    docs: &'static str,
    /// With their types.
    arguments: TokenStream,
    /// The expression that makes the attachment.
    attachment: TokenStream,
}

/// The rows of the constructors.
pub(super) fn rows(scheme: &Scheme<'_>) -> TokenStream {
    let rows = constructors(&scheme.of.kind).into_iter().map(|Constructor { name, docs, arguments, attachment }| {
        let granting = format_ident!("{}", with_grants(name, scheme));
        let granting = scheme.has_grants().then(|| quote!(or #granting));
        let (name, docs) = (format_ident!("{name}"), docs::attribute(docs));
        quote! { #docs #name #granting(#arguments) = #attachment; }
    });
    rows.collect()
}

/// The first constructor of such a scheme that takes what was granted.
pub(super) fn granting(scheme: &Scheme<'_>) -> String {
    let first = constructors(&scheme.of.kind).into_iter().next().expect("every kind has a constructor");
    with_grants(first.name, scheme)
}

/// `with_scopes` beside `new`, `bearer_with_roles` beside `bearer`.
fn with_grants(name: &str, scheme: &Scheme<'_>) -> String {
    let granting = if scheme.roles.is_empty() { "with_scopes" } else { "with_roles" };
    if name == "new" { granting.to_owned() } else { format!("{name}_{granting}") }
}

fn constructors(kind: &SchemeKind) -> Vec<Constructor> {
    let docs = match kind {
        SchemeKind::Basic => return vec![basic()],
        SchemeKind::MutualTls => return vec![presented()],
        SchemeKind::Undeclared => return undeclared(),
        SchemeKind::Bearer => "Creates a credential from a token, without the prefix `Bearer`.",
        SchemeKind::Http { .. } => "Creates a credential from the text that follows the scheme's name in the header.",
        SchemeKind::Header { .. } | SchemeKind::Query { .. } | SchemeKind::Cookie { .. } => {
            "Creates a credential from a key."
        }
    };
    let ty = secret();
    vec![Constructor {
        name: "new",
        docs,
        arguments: quote! { secret: #ty },
        attachment: quote! { new(&secret.into()) },
    }]
}

fn basic() -> Constructor {
    let ty = secret();
    Constructor {
        name: "new",
        docs: "Creates a credential from a user name and a password.",
        arguments: quote! { username: &str, password: #ty },
        attachment: quote! { basic(username, &password.into()) },
    }
}

fn presented() -> Constructor {
    Constructor {
        name: "presented_by_own_transport",
        docs: "Declares that the client's own transport presents a client certificate. Calls fail before anything is sent if the \
               client has the default transport, which has no certificate, or if the server's URL is plain http.",
        arguments: TokenStream::new(),
        attachment: quote! { connection() },
    }
}

fn undeclared() -> Vec<Constructor> {
    let ty = secret();
    let placed = |placement| quote! { placed(rt::Placement::#placement, &secret.into()) };
    let bearer = Constructor {
        name: "bearer",
        docs: "Creates a credential that is sent as `Authorization: Bearer …`, from a token without the prefix `Bearer`.",
        arguments: quote! { secret: #ty },
        attachment: placed(quote! { Bearer }),
    };
    let named = |name, docs, placement: TokenStream| Constructor {
        name,
        docs,
        arguments: quote! { name: &str, secret: #ty },
        attachment: placed(quote! { #placement(name) }),
    };
    vec![
        bearer,
        named("header", "Creates a credential that is sent in the header `name`.", quote! { Header }),
        named("query", "Creates a credential that is sent as the query parameter `name`.", quote! { Query }),
        named("cookie", "Creates a credential that is sent as the cookie `name`.", quote! { Cookie }),
    ]
}

fn secret() -> TokenStream {
    quote! { impl Into<::warded::SecretString> }
}
