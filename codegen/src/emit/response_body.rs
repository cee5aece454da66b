//! Media Type Object of a response: the Rust type of a body, and the method of `warded::rt::Reply` that reads it.

use proc_macro2::TokenStream;
use quote::quote;

use super::schema;
use crate::model::{Api, MediaKind, Method, Response, SchemaKind, StatusPattern, StringFormat, TypeUse};
use crate::name::Names;

/// The body of one response, in the first of its media types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ResponseBody {
    /// None, or one that the document says nothing of.
    Empty,
    /// JSON, of any form where there is no schema.
    Json(Option<TypeUse>),
    /// Text; a scalar or a list of them where the schema is no string.
    Text(Option<TypeUse>),
    /// An error's body that is none of these.
    Bytes,
    /// Unread, as a stream.
    Stream,
    /// Server-sent events. Their data is JSON where the schema is no string.
    Events(Option<TypeUse>),
    /// A JSON value a line.
    JsonLines(Option<TypeUse>),
}

impl ResponseBody {
    /// The body of `response`. Errors are read to their end, so that they are values that can be kept.
    pub(super) fn of(method: &Method, response: &Response, success: bool) -> Self {
        let bodiless = matches!(response.status, StatusPattern::Code(100..=199 | 204 | 205 | 304));
        let Some(media) = response.content.first().filter(|_| *method != Method::Head && !bodiless) else {
            return Self::Empty;
        };
        let ty = media.ty.map(|ty| TypeUse { boxed: false, ..ty });
        match media.kind {
            MediaKind::Json => Self::Json(ty),
            MediaKind::Text => Self::Text(ty),
            MediaKind::Form => Self::Text(None),
            MediaKind::EventStream if success => Self::Events(ty),
            MediaKind::JsonLines if success => Self::JsonLines(ty),
            MediaKind::Binary | MediaKind::Multipart | MediaKind::MultipartList if success => Self::Stream,
            MediaKind::Binary
            | MediaKind::Multipart
            | MediaKind::MultipartList
            | MediaKind::EventStream
            | MediaKind::JsonLines => Self::Bytes,
        }
    }

    /// Returns true if it is returned unread.
    pub(super) const fn is_stream(&self) -> bool {
        match self {
            Self::Stream | Self::Events(_) | Self::JsonLines(_) => true,
            Self::Empty | Self::Json(_) | Self::Text(_) | Self::Bytes => false,
        }
    }

    /// The type.
    pub(super) fn ty(&self, api: &Api, names: &Names) -> TokenStream {
        let any = quote!(::warded::serde_json::Value);
        let typed = |ty: &Option<TypeUse>, untyped| ty.map_or(untyped, |ty| schema::ty(api, names, ty));
        let string = quote!(String);
        match self {
            Self::Empty => quote!(()),
            Self::Json(ty) => typed(ty, any),
            Self::Text(ty) => typed(ty, string),
            Self::Bytes => quote!(::warded::bytes::Bytes),
            Self::Stream => quote!(::warded::ByteStream),
            Self::Events(ty) => {
                let item = typed(ty, string);
                quote!(::warded::EventStream<#item>)
            }
            Self::JsonLines(ty) => {
                let item = typed(ty, any);
                quote!(::warded::JsonLines<#item>)
            }
        }
    }

    /// The method of `Reply`.
    pub(super) fn read(&self, api: &Api) -> TokenStream {
        match self {
            Self::Empty => quote!(empty),
            Self::Json(_) => quote!(json),
            Self::Text(ty) if is_text(api, *ty) => quote!(text),
            Self::Text(_) => quote!(scalar),
            Self::Bytes => quote!(bytes),
            Self::Stream => quote!(stream),
            Self::Events(ty) if is_text(api, *ty) => quote!(text_events),
            Self::Events(_) => quote!(events),
            Self::JsonLines(_) => quote!(json_lines),
        }
    }
}

/// Returns true if the Rust type is `String`.
fn is_text(api: &Api, ty: Option<TypeUse>) -> bool {
    let is_string = |ty: TypeUse| {
        matches!(api[api.unaliased(ty.schema)].kind, SchemaKind::String(StringFormat::Plain)) && !ty.nullable
    };
    ty.is_none_or(is_string)
}
