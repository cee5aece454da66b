//! The types that go with an operation: the enums of its outcomes and the struct of its headers.
//!
//! ```text
//! pub enum ShowPetError { NotFound, Default(types::Problem) }
//! pub type ListPetsError = NotFoundOrDefaultError;
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::{docs, feature, response, response_header, schema};
use crate::model::StatusPattern;
use crate::plan::{Client, Companion, Role, Shape, Shared};

/// The item of an operation.
pub(super) fn item(client: &Client<'_>, marker: &Ident, companion: &Companion<'_>) -> TokenStream {
    let docs = docs::attribute(&format!("{} of [`{marker}`].", subject(companion.role)));
    let ident = companion.ident;
    match companion.shared {
        Some(shared) => {
            let shared = &client.shared[shared].ident;
            quote!(#docs pub type #ident = #shared;)
        }
        None => declaration(&docs, ident, &companion.shape, &companion.descriptions),
    }
}

/// The item that several operations have alike.
pub(super) fn shared(shared: &Shared<'_>) -> TokenStream {
    let docs = docs::attribute(&format!("{} of several operations.", subject(shared.role)));
    feature::items(&shared.features, declaration(&docs, &shared.ident, &shared.shape, &shared.descriptions))
}

const fn subject(role: Role) -> &'static str {
    match role {
        Role::Output => "A success",
        Role::Error => "A documented error",
        Role::Headers => "The documented headers of a success",
        Role::ErrorHeaders => "The documented headers of an error, for `ErrorResponse::typed_headers`,",
    }
}

fn declaration(docs: &TokenStream, ident: &Ident, shape: &Shape<'_>, descriptions: &[Option<&str>]) -> TokenStream {
    match shape {
        Shape::Outcomes(variants) => {
            let variants = variants.iter().zip(descriptions).map(|((variant, status, body), description)| {
                let docs = docs::attribute(&documentation(*status, *description));
                let body = body.as_ref().map(|body| {
                    let ty = schema::ty(body);
                    quote!((#ty))
                });
                quote!(#docs #variant #body)
            });
            quote! { #docs #[derive(Debug)] pub enum #ident { #(#variants),* } }
        }
        Shape::Headers(headers) => {
            let rows = headers.iter().zip(descriptions).map(|(header, description)| {
                let docs = docs::attribute(&description.map(docs::clean).unwrap_or_default());
                let row = response_header::row(header);
                quote!(#docs #row)
            });
            quote! { ::warded::rt::headers! { #docs pub struct #ident { #(#rows)* } } }
        }
    }
}

fn documentation(status: StatusPattern, description: Option<&str>) -> String {
    let status = response::status(status);
    match description.map(docs::clean).filter(|text| !text.is_empty()) {
        Some(description) => docs::led(&format!("{status}:"), &description),
        None => format!("{status}."),
    }
}
