//! Header Object: a struct with the headers that an operation's successes document.
//!
//! ```yaml
//! responses: { "200": { headers: { X-Total: { required: true, schema: { type: integer } } } } }
//! ```
//! becomes `op::ListPetsHeaders { x_total: i64 }`, which `response.typed_headers()` gives.

use quote::quote;

use super::docs::{self, documented};
use super::operation::{Companion, CompanionKind, Member};
use super::schema;
use crate::model::{Api, OperationId, TypeUse};
use crate::name::Names;

/// The table of the headers; nothing if none is documented.
pub(super) fn headers<'a>(api: &Api, names: &'a Names, id: OperationId) -> Option<Companion<'a>> {
    let operation = &api[id];
    let idents = &names.operations[id.index()];
    let headers = operation.success_headers();
    if headers.is_empty() {
        return None;
    }
    let members = headers.into_iter().zip(&idents.header_fields).map(|((header, always), ident)| {
        let ty = schema::ty(api, names, TypeUse { nullable: false, boxed: false, ..header.ty });
        let (name, exploded) = (documented(&header.name), header.explode.then(|| quote!(exploded)));
        let (presence, ty) = if always { (quote!(required), ty) } else { (quote!(optional), quote!(Option<#ty>)) };
        Member {
            tokens: quote!(#presence #ident: #ty = #name #exploded;),
            described: header.description.as_deref().map(docs::clean).unwrap_or_default(),
            plain: String::new(),
        }
    });
    let docs = format!("The documented headers of a success of [`{}`].", idents.ty);
    Some(Companion::new(&idents.headers, docs, CompanionKind::Headers, members.collect()))
}
