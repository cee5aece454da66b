//! Security Scheme Object: a type of its own for the credentials of each scheme.
//!
//! ```yaml
//! JWT: { type: http, scheme: bearer }
//! ```
//! becomes `struct Jwt`, made by `Jwt::new(token)`. Nothing but the runtime gets at what it hides.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs;
use super::message::placement_in_words;
use super::slots::{Within, any, generics, parameters, role_parameter, schemes, scopes_parameter};
use crate::model::{Api, SchemeKind, SecurityScheme};
use crate::name::{Names, SchemeNames};

/// The types of all schemes.
pub(super) fn types(api: &Api, names: &Names) -> TokenStream {
    schemes(api, names)
        .map(|(scheme, names)| {
            let (item, credential) = (item(scheme, names), credential(scheme, names));
            let constructors = constructors(scheme, names);
            quote! { #item #constructors #credential }
        })
        .collect()
}

fn item(scheme: &SecurityScheme, names: &SchemeNames) -> TokenStream {
    let ty = &names.ty;
    let docs = docs::attribute(&documentation(scheme, names));
    let (role, scopes) = (role_parameter(names), scopes_parameter(names));
    let declared_role = (!scheme.roles.is_empty()).then(|| quote! { #role });
    let declared_scopes = (!scheme.scopes.is_empty()).then(|| quote! { #scopes = ::warded::AllScopes });
    let declared = generics(&declared_role.into_iter().chain(declared_scopes).collect::<Vec<_>>());
    let used: Vec<_> = parameter_idents(scheme, names);
    let marker = (!used.is_empty()).then(|| quote! { marker: ::std::marker::PhantomData<fn() -> (#(#used,)*)>, });
    let kept_marker = (!used.is_empty()).then(|| quote! { marker: ::std::marker::PhantomData, });
    let used = generics(&used);
    let text = format!("{ty}(…)");
    quote! {
        #docs
        pub struct #ty #declared {
            attachment: ::std::sync::Arc<::warded::Attachment>,
            #marker
        }
        impl #used ::std::clone::Clone for #ty #used {
            fn clone(&self) -> Self {
                Self { attachment: ::std::sync::Arc::clone(&self.attachment), #kept_marker }
            }
        }
        impl #used ::std::fmt::Debug for #ty #used {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(#text)
            }
        }
    }
}

fn parameter_idents(scheme: &SecurityScheme, names: &SchemeNames) -> Vec<TokenStream> {
    let (role, scopes) = (role_parameter(names), scopes_parameter(names));
    let role = (!scheme.roles.is_empty()).then(|| quote! { #role });
    let scopes = (!scheme.scopes.is_empty()).then(|| quote! { #scopes });
    role.into_iter().chain(scopes).collect()
}

/// `new`, and where there are scopes `with_scopes`, which takes the caller's word for what was granted.
///
/// The bound on the role stands on the function: only so the compiler explains a type that is no role.
fn constructors(scheme: &SecurityScheme, names: &SchemeNames) -> TokenStream {
    let (name, arguments, attachment) = construction(scheme);
    let used = parameter_idents(scheme, names);
    let marker = (!used.is_empty()).then(|| quote! { marker: ::std::marker::PhantomData });
    let made = quote! { Self { attachment: ::std::sync::Arc::new(#attachment), #marker } };
    let (ty, role, scopes) = (&names.ty, role_parameter(names), scopes_parameter(names));
    let bounds = (!scheme.roles.is_empty()).then(|| quote! { where #role: super::role::Role });
    let docs = docs::attribute(construction_in_words(&scheme.kind));
    let role = (!scheme.roles.is_empty()).then(|| quote! { <#role> });
    if scheme.scopes.is_empty() {
        return quote! {
            impl #role #ty #role {
                #docs
                #[must_use]
                pub fn #name(#arguments) -> Self #bounds { #made }
            }
        };
    }
    let (used, scopes) = (
        generics(&used),
        match &bounds {
            Some(bounds) => quote! { #bounds, #scopes: 'static },
            None => quote! { where #scopes: 'static },
        },
    );
    let passed = argument_names(&scheme.kind);
    quote! {
        impl #role #ty #role {
            #docs
            ///
            /// It is taken to have every scope. Where it may lack some, declare those that it has on a type of your
            /// own and use [`with_scopes`](Self::with_scopes).
            #[must_use]
            pub fn #name(#arguments) -> Self #bounds { Self::with_scopes(#passed) }
        }
        impl #used #ty #used {
            /// As `new`, with the scopes whose traits in module `scope` the type argument implements.
            #[must_use]
            pub fn with_scopes(#arguments) -> Self #scopes { #made }
        }
    }
}

/// The name of the constructor, its arguments, and the attachment that it makes of them.
fn construction(scheme: &SecurityScheme) -> (TokenStream, TokenStream, TokenStream) {
    let this = quote! { <Self as ::warded::Credential>::SCHEME };
    let secret = quote! { impl ::std::convert::Into<::warded::SecretString> };
    match &scheme.kind {
        SchemeKind::Basic => (
            quote! { new },
            quote! { username: &str, password: #secret },
            quote! { ::warded::Attachment::basic(#this, username, &password.into()) },
        ),
        SchemeKind::MutualTls => {
            (quote! { presented }, TokenStream::new(), quote! { ::warded::Attachment::connection(#this) })
        }
        SchemeKind::Bearer
        | SchemeKind::Http { .. }
        | SchemeKind::Header { .. }
        | SchemeKind::Query { .. }
        | SchemeKind::Cookie { .. } => {
            (quote! { new }, quote! { secret: #secret }, quote! { ::warded::Attachment::new(#this, &secret.into()) })
        }
    }
}

fn argument_names(kind: &SchemeKind) -> TokenStream {
    match kind {
        SchemeKind::Basic => quote! { username, password },
        SchemeKind::MutualTls => TokenStream::new(),
        SchemeKind::Bearer | SchemeKind::Http { .. } => quote! { secret },
        SchemeKind::Header { .. } | SchemeKind::Query { .. } | SchemeKind::Cookie { .. } => quote! { secret },
    }
}

const fn construction_in_words(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Basic => "Makes one of a user name and a password.",
        SchemeKind::MutualTls => "Declares that the transport presents a client certificate.",
        SchemeKind::Bearer => "Makes one of a token, without `Bearer`.",
        SchemeKind::Http { .. } => "Makes one of what follows the scheme's name in the header.",
        SchemeKind::Header { .. } | SchemeKind::Query { .. } | SchemeKind::Cookie { .. } => "Makes one of a key.",
    }
}

fn credential(scheme: &SecurityScheme, names: &SchemeNames) -> TokenStream {
    let (ty, parameters) = (any(scheme, names, Within::Credential), generics(&parameters(scheme, names)));
    let (name, placement, role) = (&scheme.name, placement(&scheme.kind), role_parameter(names));
    let role = (!scheme.roles.is_empty()).then(|| {
        quote! {
            const ROLE: ::std::option::Option<&'static str> = <#role as super::role::Role>::NAME;
        }
    });
    quote! {
        impl #parameters ::warded::Credential for #ty {
            const SCHEME: &'static ::warded::Scheme = &::warded::Scheme {
                name: #name,
                placement: ::warded::Placement::#placement,
            };
            #role
            fn attachment(&self) -> &::std::sync::Arc<::warded::Attachment> {
                &self.attachment
            }
        }
    }
}

fn placement(kind: &SchemeKind) -> TokenStream {
    match kind {
        SchemeKind::Bearer => quote! { Bearer },
        SchemeKind::Basic => quote! { Basic },
        SchemeKind::Http { scheme } => quote! { Http(#scheme) },
        SchemeKind::Header { name } => quote! { Header(#name) },
        SchemeKind::Query { name } => quote! { Query(#name) },
        SchemeKind::Cookie { name } => quote! { Cookie(#name) },
        SchemeKind::MutualTls => quote! { Connection },
    }
}

fn documentation(scheme: &SecurityScheme, names: &SchemeNames) -> String {
    let place = placement_in_words(&scheme.kind);
    let mut text = format!("A credential of the security scheme {}: {place}.", docs::code(&scheme.name));
    if let Some(description) = &scheme.description {
        text = format!("{text}\n\n{}", docs::clean(description));
    }
    if let Some(role) = names.roles.first() {
        let ty = &names.ty;
        text = format!("{text}\n\nThe type says whom it speaks for: `{ty}::<role::{role}>::new(…)`.");
    }
    text
}
