//! The types of slots, as other files write them: `Jwt<JRole>`, and the type parameters that they need.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Api, Issuance, RoleChoice, RoleId, SchemeId, SecurityScheme};
use crate::name::{Names, SchemeNames};

/// Where a type is written, seen from the root of the generated code.
#[derive(Clone, Copy)]
pub(super) enum Within {
    /// In module `credential` itself.
    Credential,
    /// In a module beside it.
    Sibling,
}

/// The schemes with their names.
pub(super) fn schemes<'a>(
    api: &'a Api,
    names: &'a Names,
) -> impl DoubleEndedIterator<Item = (&'a SecurityScheme, &'a SchemeNames)> + ExactSizeIterator + Clone {
    api.security_schemes.iter().zip(&names.schemes)
}

/// `<J, T>`, or nothing without schemes.
pub(super) fn generics(parameters: &[TokenStream]) -> TokenStream {
    if parameters.is_empty() {
        TokenStream::new()
    } else {
        quote! { <#(#parameters),*> }
    }
}

/// `JRole`
pub(super) fn role_parameter(names: &SchemeNames) -> Ident {
    format_ident!("{}Role", names.generic)
}

/// `JScopes`
pub(super) fn scopes_parameter(names: &SchemeNames) -> Ident {
    format_ident!("{}Scopes", names.generic)
}

/// The parameters of a credential of any role and any scopes, with their bounds: `JRole: super::role::Role`.
pub(super) fn parameters(scheme: &SecurityScheme, names: &SchemeNames) -> Vec<TokenStream> {
    let (role, scopes) = (role_parameter(names), scopes_parameter(names));
    let role = (!scheme.roles.is_empty()).then(|| quote! { #role: super::role::Role });
    let scopes = (!scheme.scopes.is_empty()).then(|| quote! { #scopes: 'static });
    role.into_iter().chain(scopes).collect()
}

/// The same parameters without their bounds: `JRole`.
pub(super) fn parameter_idents(scheme: &SecurityScheme, names: &SchemeNames) -> Vec<TokenStream> {
    let (role, scopes) = (role_parameter(names), scopes_parameter(names));
    let role = (!scheme.roles.is_empty()).then(|| quote! { #role });
    let scopes = (!scheme.scopes.is_empty()).then(|| quote! { #scopes });
    role.into_iter().chain(scopes).collect()
}

/// A credential of any role and any scopes: `Jwt<JRole>`.
pub(super) fn any(scheme: &SecurityScheme, names: &SchemeNames, within: Within) -> TokenStream {
    let (role, scopes) = (role_parameter(names), scopes_parameter(names));
    of(scheme, names, quote! { #role }, quote! { #scopes }, within)
}

/// A credential of one role, or of any: `Jwt<super::role::Client>`.
pub(super) fn of_role(
    scheme: &SecurityScheme,
    names: &SchemeNames,
    role: RoleChoice,
    scopes: TokenStream,
    within: Within,
) -> TokenStream {
    let role = match role {
        RoleChoice::Any => {
            let role = role_parameter(names);
            quote! { #role }
        }
        RoleChoice::One(role) => role_marker(names, role),
        RoleChoice::Unknown => quote! { ::warded::UnknownRole },
    };
    of(scheme, names, role, scopes, within)
}

/// `super::role::Client`
pub(super) fn role_marker(names: &SchemeNames, RoleId(role): RoleId) -> TokenStream {
    let role = &names.roles[role as usize];
    quote! { super::role::#role }
}

/// The credential that an operation issues; `same` stands for the role of the one that it renews.
pub(super) fn issued(api: &Api, names: &Names, issuance: &Issuance, same: &TokenStream) -> TokenStream {
    let (scheme, names) = (&api[issuance.scheme], &names.schemes[issuance.scheme.index()]);
    let role = issuance.role.map_or_else(|| same.clone(), |role| role_marker(names, role));
    of(scheme, names, role, quote! { ::warded::AllScopes }, Within::Sibling)
}

/// `JwtRole`, the associated type that says whom the credential in a client's slot speaks for.
pub(super) fn role_type(names: &Names, scheme: SchemeId) -> Ident {
    let ty = names.schemes[scheme.index()].ty.to_string();
    // The compiler's lints want no `_` in the middle.
    format_ident!("{}Role", ty.trim_end_matches('_'))
}

fn of(
    scheme: &SecurityScheme,
    names: &SchemeNames,
    role: TokenStream,
    scopes: TokenStream,
    within: Within,
) -> TokenStream {
    let ty = &names.ty;
    let arguments: Vec<TokenStream> = [(!scheme.roles.is_empty(), role), (!scheme.scopes.is_empty(), scopes)]
        .into_iter()
        .filter_map(|(is_known, argument)| is_known.then_some(argument))
        .collect();
    let arguments = generics(&arguments);
    match within {
        Within::Credential => quote! { #ty #arguments },
        Within::Sibling => quote! { super::credential::#ty #arguments },
    }
}
