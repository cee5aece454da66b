//! Components that are no objects, enumerations or unions: another name for the type.
//!
//! ```yaml
//! Tags: { type: array, items: { type: string } }
//! Tree: { type: array, items: { $ref: "#/components/schemas/Tree" } }
//! ```
//! The first is `pub type Tags = Vec<String>`. The second contains itself, which only an item of its own can:
//! `pub struct Tree(pub Vec<Tree>)`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{documentation, ty};
use crate::model::{Api, SchemaId, SchemaKind};
use crate::name::Names;

/// The item of a component.
pub(super) fn item(api: &Api, names: &Names, id: SchemaId, ident: &Ident) -> TokenStream {
    let (docs, ty) = (documentation(&api[id]), ty::inline(api, names, id));
    if !contains_itself(api, id) {
        return quote! { #docs pub type #ident = #ty; };
    }
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub struct #ident(
            /// The value.
            pub #ty,
        );
        ::warded::wrapper!(#ident);
    }
}

/// Whether following items, values and aliases leads back to where it began.
fn contains_itself(api: &Api, id: SchemaId) -> bool {
    let mut at = id;
    for _ in 0..=api.schemas.len() {
        at = match &api[at].kind {
            SchemaKind::Array(ty) | SchemaKind::Map(ty) | SchemaKind::Alias(ty) => ty.schema,
            SchemaKind::Any
            | SchemaKind::Null
            | SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::String(_)
            | SchemaKind::Enumeration(_)
            | SchemaKind::Object(_)
            | SchemaKind::Union(_) => return false,
        };
        if at == id {
            return true;
        }
    }
    false
}
