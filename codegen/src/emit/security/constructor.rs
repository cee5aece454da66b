//! Security Scheme Object: how a credential is made.
//!
//! ```yaml
//! JWT: { type: http, scheme: bearer }
//! ```
//! becomes `Jwt::new(token)`. Where the scheme has scopes there is `Jwt::with_scopes(token)` too, which takes the
//! caller's word for what was granted. A scheme that the document does not declare has a constructor for each way to
//! send it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::super::docs;
use super::slots::{generics, parameter_idents, role_parameter, scopes_parameter};
use crate::model::{SchemeKind, SecurityScheme};
use crate::name::SchemeNames;

/// One constructor.
struct Constructor {
    name: &'static str,
    docs: &'static str,
    /// With their types.
    arguments: TokenStream,
    /// Their names only.
    passed: TokenStream,
    /// What it makes of them.
    attachment: TokenStream,
}

/// The constructors of a scheme's credentials.
pub(super) fn items(scheme: &SecurityScheme, names: &SchemeNames) -> TokenStream {
    let (ty, role, all) = (&names.ty, role_parameter(names), generics(&parameter_idents(scheme, names)));
    let role = (!scheme.roles.is_empty()).then(|| quote! { <#role> });
    let constructors = constructors(&scheme.kind);
    let items = constructors.iter().map(|one| item(scheme, names, one));
    let scoped = (!scheme.scopes.is_empty()).then(|| {
        let items = constructors.iter().map(|one| with_scopes(scheme, names, one));
        quote! { impl #all #ty #all { #(#items)* } }
    });
    quote! { impl #role #ty #role { #(#items)* } #scoped }
}

/// The name of the first constructor of such a scheme.
pub(super) fn first(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::MutualTls => "presented",
        SchemeKind::Undeclared => "bearer",
        SchemeKind::Basic | SchemeKind::Bearer | SchemeKind::Http { .. } => "new",
        SchemeKind::Header { .. } | SchemeKind::Query { .. } | SchemeKind::Cookie { .. } => "new",
    }
}

/// The bound on the role stands on the function: only so the compiler explains a type that is no role.
fn item(scheme: &SecurityScheme, names: &SchemeNames, one: &Constructor) -> TokenStream {
    let Constructor { name, docs, arguments, passed, .. } = one;
    let (name, docs, role) = (format_ident!("{name}"), docs::attribute(docs), role_parameter(names));
    let bounds = (!scheme.roles.is_empty()).then(|| quote! { where #role: super::role::Role });
    if scheme.scopes.is_empty() {
        let made = made(scheme, one);
        return quote! {
            #docs
            #[must_use]
            pub fn #name(#arguments) -> Self #bounds { #made }
        };
    }
    let scoped = scoped_name(one);
    let explanation = docs::attribute(&format!(
        "\nIt is taken to have every scope. Where it may lack some, declare those that it has on a type of your own \
         and use [`{scoped}`](Self::{scoped})."
    ));
    quote! {
        #docs
        #explanation
        #[must_use]
        pub fn #name(#arguments) -> Self #bounds { Self::#scoped(#passed) }
    }
}

fn with_scopes(scheme: &SecurityScheme, names: &SchemeNames, one: &Constructor) -> TokenStream {
    let (name, arguments, made) = (scoped_name(one), &one.arguments, made(scheme, one));
    let (role, scopes) = (role_parameter(names), scopes_parameter(names));
    let role = (!scheme.roles.is_empty()).then(|| quote! { #role: super::role::Role, });
    let text =
        format!("As `{}`, with the scopes whose traits in module `scope` the type argument implements.", one.name);
    let docs = docs::attribute(&text);
    quote! {
        #docs
        #[must_use]
        pub fn #name(#arguments) -> Self where #role #scopes: 'static { #made }
    }
}

/// `with_scopes` beside `new`, `bearer_with_scopes` beside `bearer`.
fn scoped_name(one: &Constructor) -> Ident {
    if one.name == "new" { format_ident!("with_scopes") } else { format_ident!("{}_with_scopes", one.name) }
}

fn made(scheme: &SecurityScheme, one: &Constructor) -> TokenStream {
    let has_marker = !scheme.roles.is_empty() || !scheme.scopes.is_empty();
    let marker = has_marker.then(|| quote! { marker: ::std::marker::PhantomData });
    let attachment = &one.attachment;
    quote! { Self { attachment: ::std::sync::Arc::new(#attachment), #marker } }
}

fn constructors(kind: &SchemeKind) -> Vec<Constructor> {
    let docs = match kind {
        SchemeKind::Basic => return vec![basic()],
        SchemeKind::MutualTls => return vec![presented()],
        SchemeKind::Undeclared => return undeclared(),
        SchemeKind::Bearer => "Makes one of a token, without `Bearer`.",
        SchemeKind::Http { .. } => "Makes one of what follows the scheme's name in the header.",
        SchemeKind::Header { .. } | SchemeKind::Query { .. } | SchemeKind::Cookie { .. } => "Makes one of a key.",
    };
    let (this, ty) = (this(), secret());
    let attachment = quote! { ::warded::Attachment::new(#this, &secret.into()) };
    vec![Constructor { name: "new", docs, arguments: quote! { secret: #ty }, passed: quote! { secret }, attachment }]
}

fn basic() -> Constructor {
    let (this, ty) = (this(), secret());
    Constructor {
        name: "new",
        docs: "Makes one of a user name and a password.",
        arguments: quote! { username: &str, password: #ty },
        passed: quote! { username, password },
        attachment: quote! { ::warded::Attachment::basic(#this, username, &password.into()) },
    }
}

fn presented() -> Constructor {
    let this = this();
    Constructor {
        name: "presented",
        docs: "Declares that the transport presents a client certificate.",
        arguments: TokenStream::new(),
        passed: TokenStream::new(),
        attachment: quote! { ::warded::Attachment::connection(#this) },
    }
}

fn undeclared() -> Vec<Constructor> {
    let (this, ty) = (this(), secret());
    let placed =
        |placement| quote! { ::warded::Attachment::placed(#this, ::warded::Placement::#placement, &secret.into()) };
    let bearer = Constructor {
        name: "bearer",
        docs: "Makes one that is sent as `Authorization: Bearer …`, of a token without `Bearer`.",
        arguments: quote! { secret: #ty },
        passed: quote! { secret },
        attachment: placed(quote! { Bearer }),
    };
    let named = |name, docs, placement: TokenStream| Constructor {
        name,
        docs,
        arguments: quote! { name: &str, secret: #ty },
        passed: quote! { name, secret },
        attachment: placed(quote! { #placement(name) }),
    };
    vec![
        bearer,
        named("header", "Makes one that is sent in the header `name`.", quote! { Header }),
        named("query", "Makes one that is sent as the query parameter `name`.", quote! { Query }),
        named("cookie", "Makes one that is sent as the cookie `name`.", quote! { Cookie }),
    ]
}

fn this() -> TokenStream {
    quote! { <Self as ::warded::Credential>::SCHEME }
}

fn secret() -> TokenStream {
    quote! { impl ::std::convert::Into<::warded::SecretString> }
}
