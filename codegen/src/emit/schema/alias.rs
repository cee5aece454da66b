//! Components that are no objects, enumerations or unions: another name for the type.
//!
//! ```yaml
//! Tags: { type: array, items: { type: string } }
//! ```
//! becomes `pub type Tags = Vec<String>`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{documentation, ty};
use crate::model::{Api, SchemaId};
use crate::name::Names;

/// The item of a component.
pub(super) fn item(api: &Api, names: &Names, id: SchemaId, ident: &Ident) -> TokenStream {
    let (docs, ty) = (documentation(&api[id]), ty::inline(api, names, id));
    quote! { #docs pub type #ident = #ty; }
}
