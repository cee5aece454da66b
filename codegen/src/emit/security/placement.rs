//! Security Scheme Object: the placement of its credentials in requests, in code and in words, and their constructors.
//!
//! ```yaml
//! JWT: { type: http, scheme: bearer }
//! ```
//! becomes `Bearer` and `Jwt::new(token)`. Where the scheme has scopes there is `Jwt::with_scopes(token, scopes)` too, which
//! takes the caller's word for what was granted; where it has roles, `Jwt::with_roles(token, roles)` in place of `new`. A
//! scheme that the document does not declare has a constructor for each way to send it.

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

/// The variant of the runtime's `Placement`.
pub(super) fn variant(kind: &SchemeKind) -> TokenStream {
    match kind {
        SchemeKind::Bearer => quote! { Bearer },
        SchemeKind::Basic => quote! { Basic },
        SchemeKind::Http { scheme } => quote! { Http(#scheme) },
        SchemeKind::Header { name } => quote! { Header(#name) },
        SchemeKind::Query { name } => quote! { Query(#name) },
        SchemeKind::Cookie { name } => quote! { Cookie(#name) },
        SchemeKind::MutualTls => quote! { Connection },
        SchemeKind::Undeclared => quote! { Undeclared },
    }
}

/// The location of a credential, in Markdown.
pub(super) fn in_words(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "sent as `Authorization: Bearer …`".to_owned(),
        SchemeKind::Basic => "sent as `Authorization: Basic …`".to_owned(),
        SchemeKind::Http { scheme } => format!("sent in the header `Authorization`, after {}", docs::code(scheme)),
        SchemeKind::Header { name } => format!("sent in the header {}", docs::code(name)),
        SchemeKind::Query { name } => format!("sent as the query parameter {}", docs::code(name)),
        SchemeKind::Cookie { name } => format!("sent as the cookie {}", docs::code(name)),
        SchemeKind::MutualTls => "a client certificate, presented by the connection".to_owned(),
        SchemeKind::Undeclared => {
            "the document uses it without declaring it, so its constructors determine how it is sent".to_owned()
        }
    }
}

/// The rows of the constructors.
pub(super) fn constructors(scheme: &Scheme<'_>) -> TokenStream {
    let rows = by_kind(&scheme.of.kind).into_iter().map(|Constructor { name, docs, arguments, attachment }| {
        let granting = format_ident!("{}", with_grants(name, scheme));
        let granting = scheme.has_grants().then(|| quote!(or #granting));
        let (name, docs) = (format_ident!("{name}"), docs::attribute(docs));
        quote! { #docs #name #granting(#arguments) = #attachment; }
    });
    rows.collect()
}

/// The first constructor of such a scheme that takes what was granted.
pub(super) fn granting(scheme: &Scheme<'_>) -> String {
    let first = by_kind(&scheme.of.kind).into_iter().next().expect("every kind has a constructor");
    with_grants(first.name, scheme)
}

/// `with_scopes` beside `new`, `bearer_with_roles` beside `bearer`.
fn with_grants(name: &str, scheme: &Scheme<'_>) -> String {
    let granting = if scheme.roles.is_empty() { "with_scopes" } else { "with_roles" };
    if name == "new" { granting.to_owned() } else { format!("{name}_{granting}") }
}

fn by_kind(kind: &SchemeKind) -> Vec<Constructor> {
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
        name: "presented",
        docs: "Declares that the transport presents a client certificate: the client was built with an `identity`, or with a \
               transport of its own. Calls fail before anything is sent if it was not, or if the server's URL is plain http.",
        arguments: TokenStream::new(),
        attachment: quote! { connection() },
    }
}

fn undeclared() -> Vec<Constructor> {
    let ty = secret();
    let placed = |placement| quote! { placed(::warded::rt::Placement::#placement, &secret.into()) };
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
