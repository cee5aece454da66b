//! Security Scheme Object: a type of its own for the credentials of each scheme.
//!
//! ```yaml
//! JWT: { type: http, scheme: bearer }
//! ```
//! becomes `struct Jwt`, made by `Jwt::new(token)`. Nothing but the runtime gets at what it hides.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs;
use super::constructor;
use super::message::placement_in_words;
use super::slots::{Within, any, generics, parameter_idents, parameters, role_parameter, schemes, scopes_parameter};
use crate::model::{Api, SchemeKind, SecurityScheme};
use crate::name::{Names, SchemeNames};

/// The types of all schemes.
pub(super) fn types(api: &Api, names: &Names) -> TokenStream {
    schemes(api, names)
        .map(|(scheme, names)| {
            let (item, credential) = (item(scheme, names), credential(scheme, names));
            let constructors = constructor::items(scheme, names);
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
        SchemeKind::Undeclared => quote! { Undeclared },
    }
}

fn documentation(scheme: &SecurityScheme, names: &SchemeNames) -> String {
    let place = placement_in_words(&scheme.kind);
    let mut text = format!("A credential of the security scheme {}: {place}.", docs::code(&scheme.name));
    if let Some(description) = &scheme.description {
        text = format!("{text}\n\n{}", docs::clean(description));
    }
    if let Some(role) = names.roles.first() {
        let (ty, new) = (&names.ty, constructor::first(&scheme.kind));
        text = format!("{text}\n\nThe type says whom it speaks for: `{ty}::<role::{role}>::{new}(…)`.");
    }
    text
}
