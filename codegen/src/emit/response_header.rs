//! Header Object: a struct with the headers that an operation's successes document.
//!
//! ```yaml
//! responses: { "200": { headers: { X-Total: { required: true, schema: { type: integer } } } } }
//! ```
//! becomes `op::ListPetsHeaders { x_total: i64 }`, which `response.typed_headers()` gives.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, schema, security};
use crate::model::{Api, OperationId, TypeUse};
use crate::name::Names;

/// The struct and the table of its headers; nothing if no header is documented.
pub(super) fn headers(api: &Api, names: &Names, id: OperationId) -> Option<TokenStream> {
    let operation = &api[id];
    let idents = &names.operations[id.index()];
    let headers = operation.success_headers();
    if headers.is_empty() {
        return None;
    }
    let (mut fields, mut rows) = (Vec::new(), Vec::new());
    for ((header, always), ident) in headers.into_iter().zip(&idents.header_fields) {
        let ty = schema::ty(api, names, TypeUse { nullable: false, boxed: false, ..header.ty });
        let (name, exploded) = (&header.name, header.explode.then(|| quote!(exploded)));
        let description = header.description.as_deref().map(docs::clean).unwrap_or_default();
        let docs = docs::attribute(&docs::led(&format!("The header {}.", docs::code(name)), &description));
        let (ty, presence) = if always { (ty, quote!(required)) } else { (quote!(Option<#ty>), quote!(optional)) };
        fields.push(quote!(#docs pub #ident: #ty));
        rows.push(quote!(#presence #ident = #name #exploded;));
    }
    let marker = security::marker_use(api, names, id);
    let role = security::keeps_role(api, operation).then(|| quote!(where Role: super::role::Role));
    let item = &idents.headers;
    let docs = docs::attribute(&format!("The documented headers of a success of [`{}`].", idents.ty));
    Some(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #item { #(#fields),* }
        ::warded::headers! { #item for #marker #role { #(#rows)* } }
    })
}
