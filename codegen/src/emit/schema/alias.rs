//! Components that are no objects, enumerations or unions: another name for the type.
//!
//! ```yaml
//! Tags: { type: array, items: { type: string } }
//! ```
//! becomes `pub type Tags = Vec<String>`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{documentation, ty};
use crate::plan::{Item, Type};

/// The item of a component.
pub(super) fn item(item: &Item<'_>, ident: &Ident, ty: &Type<'_>) -> TokenStream {
    let (docs, ty) = (documentation(item.of), ty::local(ty));
    quote! { #docs pub type #ident = #ty; }
}
