//! Components that are no objects, enumerations or unions: another name for the type.
//!
//! ```yaml
//! Tags: { type: array, items: { type: string } }
//! ```
//! becomes `pub type Tags = Vec<String>`. The places that share a type have other names for it:
//! `::warded::rt::aliases! { City = [OrderShipping OrderBilling] }`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{documentation, ty};
use crate::plan::{Item, Type};

/// The item of a component.
pub(super) fn item(item: &Item<'_>, ident: &Ident, ty: &Type<'_>) -> TokenStream {
    let (docs, ty) = (documentation(item.of), ty::local(ty));
    quote! { #docs pub type #ident = #ty; }
}

/// The other names of a type, which the places that share it have.
pub(super) fn of_places(aliases: &[&Ident], ident: &Ident) -> Option<TokenStream> {
    (!aliases.is_empty()).then(|| quote! { ::warded::rt::aliases! { #ident = [#(#aliases)*] } })
}
