//! Request Body Object: the last argument of a method, and what writes it into the request.
//!
//! ```yaml
//! requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
//! ```
//! becomes `body: &types::Pet` and `.json("application/json", body)`. A body that is not required is a setter of the
//! call instead, and each further media type has a method of its own.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::parameter::{Argument, Lend, argument, style_constant};
use crate::model::{Api, Encoding, MediaKind, MediaType, ParameterStyle, RequestBody, TypeUse};
use crate::name::Names;

/// A body in one media type.
pub(super) struct Body {
    /// The argument's type.
    pub(super) ty: TokenStream,
    /// `json("application/json", body)`
    pub(super) write: TokenStream,
}

/// The argument `body`, and how it is written.
pub(super) fn body(api: &Api, names: &Names, media: &MediaType) -> Body {
    let name = &media.name;
    let ident = quote::format_ident!("body");
    match media.kind {
        MediaKind::Json => {
            let argument = typed(api, names, media.ty, quote!(::warded::serde_json::Value));
            let value = argument.lend(&ident);
            Body { ty: argument.ty, write: quote!(json(#name, #value)) }
        }
        MediaKind::Form | MediaKind::Multipart => {
            let argument = typed(api, names, media.ty, quote!(::warded::serde_json::Value));
            let value = argument.lend(&ident);
            let encoding = encoding(&media.encoding);
            let method = quote::format_ident!("{}", if media.kind == MediaKind::Form { "form" } else { "multipart" });
            Body { ty: argument.ty, write: quote!(#method(#name, #value, &[#encoding])) }
        }
        MediaKind::MultipartList => {
            let argument = typed(api, names, media.ty, quote!(::warded::serde_json::Value));
            let value = argument.lend(&ident);
            let (prefix, rest) = (media.items.prefix.iter().map(item), item(&media.items.rest));
            Body { ty: argument.ty, write: quote!(multipart_list(#name, #value, &[#(#prefix),*], #rest)) }
        }
        MediaKind::Text => {
            let argument = typed(api, names, media.ty, quote!(str));
            let value = argument.lend(&ident);
            Body { ty: argument.ty, write: quote!(text(#name, #value)) }
        }
        MediaKind::Binary | MediaKind::EventStream | MediaKind::JsonLines => {
            Body { ty: quote!(impl Into<::warded::Body>), write: quote!(bytes(#name, body)) }
        }
    }
}

fn typed(api: &Api, names: &Names, ty: Option<TypeUse>, untyped: TokenStream) -> Argument {
    match ty {
        Some(ty) => argument(api, names, ty),
        None => Argument { ty: quote!(&#untyped), lend: Lend::AsIs },
    }
}

/// The setter of a body that is not required, in its first media type.
pub(super) fn setter(api: &Api, names: &Names, request_body: &RequestBody) -> Option<TokenStream> {
    let media = request_body.content.first().filter(|_| !request_body.required)?;
    let Body { ty, write } = body(api, names, media);
    let description = request_body.description.as_deref().map_or_else(String::new, docs::clean);
    let docs = docs::attribute(if description.is_empty() { "The body of the request." } else { &description });
    Some(quote! { #docs body: #ty => #write; })
}

/// The properties whose encoding is not the default.
pub(super) fn encoding(encodings: &[(String, Encoding)]) -> TokenStream {
    let fields = encodings.iter().filter_map(|(property, encoding)| {
        let encoding = field(encoding)?;
        Some(quote!((#property, #encoding)))
    });
    quote!(#(#fields),*)
}

/// The encoding of an item.
fn item(encoding: &Encoding) -> TokenStream {
    field(encoding).unwrap_or_else(|| quote!(::warded::rt::FieldEncoding::default()))
}

/// The encoding of a field, if it differs from the default. OpenAPI ignores `contentType` where a style is given.
fn field(encoding: &Encoding) -> Option<TokenStream> {
    let Encoding { content_type, style, explode, allow_reserved } = encoding;
    if style.is_some() || explode.is_some() || *allow_reserved {
        let style = style.unwrap_or(ParameterStyle::Form);
        let explode = explode.unwrap_or(style == ParameterStyle::Form);
        let style = style_constant(style, explode, *allow_reserved);
        return Some(quote!(#style.field()));
    }
    content_type.as_ref().map(|content_type| quote!(::warded::rt::FieldEncoding::content_type(#content_type)))
}
