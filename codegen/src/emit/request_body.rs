//! Request Body Object: the last argument of a method, and what writes it into the request.
//!
//! ```yaml
//! requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
//! ```
//! becomes `body: &types::Pet` and `.json("application/json", body)`. A body that is not required is a setter of the
//! call instead, and each further media type has a method of its own.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{docs, parameter, xml};
use crate::model::RequestBody;
use crate::plan::{Body, FieldEncoding, Label, Write};

/// The arguments: `body: &types::Pet`, and before it the media type if the caller chooses it.
pub(super) fn arguments(body: &Body<'_>) -> Vec<TokenStream> {
    let ty = parameter::ty(&body.argument);
    choice(body).map(|ty| quote!(media_type: #ty)).into_iter().chain([quote!(body: #ty)]).collect()
}

/// The type of the argument that chooses the media type.
fn choice(body: &Body<'_>) -> Option<TokenStream> {
    match &body.label {
        Label::Fixed(_) => None,
        Label::Listed(ty, _) => Some(quote!(super::op::#ty)),
        Label::Within(_) => Some(quote!(&str)),
    }
}

/// The enum of media types of which the caller chooses one.
pub(super) fn media_types(marker: &Ident, body: &Body<'_>) -> Option<TokenStream> {
    match &body.label {
        Label::Fixed(_) | Label::Within(_) => None,
        Label::Listed(ty, variants) => {
            let docs = docs::attribute(&format!("The media types of the body of [`{marker}`]."));
            let variants = variants.iter().map(|(variant, name)| quote!(#variant = #name;));
            Some(quote! { ::warded::rt::media_types! { #docs pub enum #ty { #(#variants)* } } })
        }
    }
}

/// `json("application/json", body)`
pub(super) fn write(body: &Body<'_>) -> TokenStream {
    let value = parameter::lend(&body.argument, &format_ident!("body"));
    let name = match &body.label {
        Label::Fixed(name) => quote!(#name),
        Label::Listed(..) => quote!(media_type.as_str()),
        Label::Within(range) => return quote!(bytes_within(#range, media_type, #value)),
    };
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
    let (ty, write) = (parameter::ty(&body.argument), write(body));
    let choice = choice(body).map(|ty| quote!((media_type: #ty)));
    let description = of.description.as_deref().map_or_else(String::new, docs::clean);
    let docs = docs::attribute(if description.is_empty() { "The body of the request." } else { &description });
    quote! { #docs body #choice: #ty => #write; }
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
