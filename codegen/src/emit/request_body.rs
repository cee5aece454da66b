//! Request Body Object: the last argument of a method, and what writes it into the request.
//!
//! ```yaml
//! requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
//! ```
//! becomes `body: &types::Pet` and `.json("application/json", body)`. A body that is not required is a setter of the
//! call instead, and each further media type has a method of its own.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{docs, parameter, xml};
use crate::model::RequestBody;
use crate::plan::{Body, FieldEncoding, Write};

/// The argument: `body: &types::Pet`
pub(super) fn argument(body: &Body<'_>) -> TokenStream {
    let ty = parameter::ty(&body.argument);
    quote!(body: #ty)
}

/// `json("application/json", body)`
pub(super) fn write(body: &Body<'_>) -> TokenStream {
    let (name, value) = (&body.representation.of.name, parameter::lend(&body.argument, &format_ident!("body")));
    match &body.write {
        Write::Json => quote!(json(#name, #value)),
        Write::Form(fields) => {
            let fields = self::fields(fields);
            quote!(form(#name, #value, &[#fields]))
        }
        Write::Multipart(fields) => {
            let fields = self::fields(fields);
            quote!(multipart(#name, #value, &[#fields]))
        }
        Write::MultipartList { prefix, rest } => {
            let (prefix, rest) = (prefix.iter().map(item), item(rest));
            quote!(multipart_list(#name, #value, &[#(#prefix),*], #rest))
        }
        Write::Xml(form) => {
            let form = xml::body(form);
            quote!(xml(#name, #value, {
                static FORM: rt::xml::Body = #form;
                &FORM
            }))
        }
        Write::Text => quote!(text(#name, #value)),
        Write::Bytes => quote!(bytes(#name, #value)),
    }
}

/// The setter of a body that is not required.
pub(super) fn setter(of: &RequestBody, body: &Body<'_>) -> TokenStream {
    let (argument, write) = (argument(body), write(body));
    let description = of.description.as_deref().map_or_else(String::new, docs::clean);
    let docs = docs::attribute(if description.is_empty() { "The body of the request." } else { &description });
    quote! { #docs #argument => #write; }
}

/// The properties whose encoding is not the default.
pub(super) fn fields(fields: &[(&str, FieldEncoding<'_>)]) -> TokenStream {
    let fields = fields.iter().map(|(property, encoding)| {
        let encoding = self::encoding(encoding);
        quote!((#property, #encoding))
    });
    quote!(#(#fields),*)
}

/// The encoding of an item.
fn item(encoding: &Option<FieldEncoding<'_>>) -> TokenStream {
    encoding.as_ref().map_or_else(|| quote!(rt::FieldEncoding::default()), self::encoding)
}

fn encoding(encoding: &FieldEncoding<'_>) -> TokenStream {
    match encoding {
        FieldEncoding::Style { style, explode, allow_reserved } => {
            let style = parameter::style_constant(*style, *explode, *allow_reserved);
            quote!(#style.field())
        }
        FieldEncoding::ContentType(content_type) => quote!(rt::FieldEncoding::content_type(#content_type)),
    }
}
