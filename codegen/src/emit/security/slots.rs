//! The types of slots, as other files write them: `Jwt<Grants>`, and the type parameters that they need.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Issuance, RoleId};
use crate::name::GrantName;
use crate::plan::Scheme;

/// The module in which a type is written.
#[derive(Clone, Copy)]
pub(super) enum Within {
    /// In module `credential` itself.
    Credential,
    /// In a module beside it.
    Sibling,
}

/// `<J, T>`, or nothing without schemes.
pub(super) fn generics(parameters: &[TokenStream]) -> TokenStream {
    if parameters.is_empty() {
        TokenStream::new()
    } else {
        quote! { <#(#parameters),*> }
    }
}

/// A credential of any set: `Jwt<Grants>`.
pub(super) fn any(scheme: &Scheme<'_>, within: Within) -> TokenStream {
    of_granted(scheme, &quote! { Grants }, within)
}

/// `super::role::Client`
fn role_marker(scheme: &Scheme<'_>, role: RoleId) -> TokenStream {
    let role = &scheme.role(role).ident;
    quote! { super::role::#role }
}

/// The credential that an operation issues; `same` means the set of the one that it renews.
pub(super) fn issued(scheme: &Scheme<'_>, issuance: &Issuance, same: &TokenStream) -> TokenStream {
    let granted = match (scheme.roles.is_empty(), issuance.roles.is_empty()) {
        (true, _) => quote! { ::warded::All },
        (false, true) => same.clone(),
        (false, false) => granted(scheme, &issuance.roles),
    };
    of_granted(scheme, &granted, Within::Sibling)
}

/// The set of these roles, and of every scope where the scheme has some: `(super::role::Client, super::role::Editor)`.
pub(super) fn granted(scheme: &Scheme<'_>, roles: &[RoleId]) -> TokenStream {
    let scopes = scheme.scopes.iter().map(|GrantName { ident, .. }| quote! { super::scope::#ident });
    let members: Vec<TokenStream> = roles.iter().map(|role| role_marker(scheme, *role)).chain(scopes).collect();
    tuple(&members)
}

/// All of the members as one: a tuple, or the only one as it is.
pub(super) fn tuple(members: &[TokenStream]) -> TokenStream {
    nested(members, &|members| quote! { (#(#members),*) })
}

/// The members in one list, or the only one as it is; in a list of lists where there are more of them than the runtime
/// has tuples for.
pub(super) fn nested(members: &[TokenStream], list: &dyn Fn(&[TokenStream]) -> TokenStream) -> TokenStream {
    /// The runtime's tuples have at most so many members.
    const LONGEST: usize = 12;
    match members {
        [one] => one.clone(),
        _ if members.len() <= LONGEST => list(members),
        _ => {
            let lists: Vec<TokenStream> = members.chunks(LONGEST).map(|members| nested(members, list)).collect();
            nested(&lists, list)
        }
    }
}

/// `JwtGrants`, the associated type that says what the credential in a client's slot was granted.
pub(super) fn kept_type(scheme: &Scheme<'_>) -> Ident {
    let ty = scheme.ty.to_string();
    // The compiler's lints want no `_` in the middle.
    format_ident!("{}Grants", ty.trim_end_matches('_'))
}

/// A credential of this set: `super::credential::Jwt<::warded::All>`.
pub(super) fn of_granted(scheme: &Scheme<'_>, granted: &TokenStream, within: Within) -> TokenStream {
    let ty = scheme.ty;
    let arguments = scheme.has_grants().then(|| quote! { <#granted> });
    match within {
        Within::Credential => quote! { #ty #arguments },
        Within::Sibling => quote! { super::credential::#ty #arguments },
    }
}
