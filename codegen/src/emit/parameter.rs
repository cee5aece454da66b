//! Parameter Object: arguments of methods, setters of calls, and what writes their values into the request.
//!
//! ```yaml
//! parameters:
//!   - { name: indexId, in: path, required: true, schema: { type: string } }
//!   - { name: limit, in: query, schema: { type: integer } }
//! ```
//! The first is an argument, `index_id: &str`, and `.path("indexId", Style::SIMPLE, index_id)` in the method; the second
//! a setter, `limit(self, limit: i64)`, on the call.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::docs;
use super::schema;
use crate::model::{
    Api, Parameter, ParameterEncoding, ParameterLocation, ParameterStyle, SchemaKind, StringFormat, TypeUse,
};
use crate::name::Names;

/// An argument of a method.
pub(super) struct Argument {
    /// `&str`, `i64`, `&[types::Tag]`, `&types::Pet`
    pub(super) ty: TokenStream,
    /// The conversion that is needed before it is written.
    pub(super) lend: Lend,
}

/// The way in which the value of an argument is borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lend {
    /// It is a reference.
    AsIs,
    /// It is a value.
    Borrowed,
    /// It is a reference to secrets, which are not written unless they are said to be exposed.
    Exposed,
    /// It is such a reference, or none.
    MaybeExposed,
}

impl Argument {
    /// The expression that lends the value of the argument `ident`.
    pub(super) fn lend(&self, ident: &Ident) -> TokenStream {
        match self.lend {
            Lend::AsIs => quote!(#ident),
            Lend::Borrowed => quote!(&#ident),
            Lend::Exposed => quote!(&::warded::rt::Exposed(#ident)),
            Lend::MaybeExposed => quote!(&#ident.map(::warded::rt::Exposed)),
        }
    }
}

/// The argument of a method for a value that is not `null`.
pub(super) fn argument(api: &Api, names: &Names, ty: TypeUse) -> Argument {
    let ty = TypeUse { nullable: false, boxed: false, ..ty };
    let reference = |ty: TokenStream| Argument { ty: quote!(&#ty), lend: Lend::AsIs };
    let value = |ty: TypeUse| Argument { ty: schema::ty(api, names, ty), lend: Lend::Borrowed };
    match &api[api.unaliased(ty.schema)].kind {
        SchemaKind::String(StringFormat::Plain) => reference(quote!(str)),
        // A call shows nothing of what it sends, and keeps no argument.
        SchemaKind::Secret(hidden) => argument(api, names, *hidden),
        SchemaKind::Array(item) if is_text(api, *item) => reference(quote!([impl ::warded::AsText])),
        SchemaKind::Array(_) | SchemaKind::Tuple(_) | SchemaKind::Map(_) if schema::is_secret(api, ty.schema) => {
            let ty = schema::ty(api, names, ty);
            Argument { ty: quote!(&#ty), lend: Lend::Exposed }
        }
        SchemaKind::Array(item) => {
            let item = schema::ty(api, names, *item);
            reference(quote!([#item]))
        }
        SchemaKind::Boolean | SchemaKind::Integer(_) => value(ty),
        SchemaKind::Number(format) if format.is_copied() => value(ty),
        SchemaKind::String(StringFormat::Typed(typed)) if typed.is_copied => value(ty),
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Number(_)
        | SchemaKind::String(StringFormat::Typed(_) | StringFormat::Binary)
        | SchemaKind::Enumeration(_)
        | SchemaKind::Tuple(_)
        | SchemaKind::Map(_)
        | SchemaKind::Object(_)
        | SchemaKind::Union(_)
        | SchemaKind::Alias(_) => reference(schema::ty(api, names, ty)),
    }
}

/// Returns true if the argument may be text of any Rust type (`AsText`).
fn is_text(api: &Api, ty: TypeUse) -> bool {
    let kind = &api[api.unaliased(ty.schema)].kind;
    let is_plain = if let SchemaKind::Secret(hidden) = kind {
        is_text(api, *hidden)
    } else {
        *kind == SchemaKind::String(StringFormat::Plain)
    };
    is_plain && !ty.nullable
}

/// The argument of a required parameter. Where `null` is one of its values it can be left out after all, though not
/// by mistake; in a path it cannot.
pub(super) fn required(api: &Api, names: &Names, parameter: &Parameter) -> Argument {
    let argument = argument(api, names, parameter.ty);
    if !parameter.ty.nullable || parameter.location == ParameterLocation::Path {
        return argument;
    }
    let ty = argument.ty;
    let lend = match argument.lend {
        Lend::AsIs | Lend::Borrowed => Lend::Borrowed,
        Lend::Exposed | Lend::MaybeExposed => Lend::MaybeExposed,
    };
    Argument { ty: quote!(Option<#ty>), lend }
}

/// `query("limit", ::warded::rt::Style::FORM, &limit)`
pub(super) fn write(parameter: &Parameter, argument: &Argument, ident: &Ident) -> TokenStream {
    let method = match parameter.location {
        ParameterLocation::Path => format_ident!("path"),
        ParameterLocation::Query => format_ident!("query"),
        ParameterLocation::Header => format_ident!("header"),
        ParameterLocation::Cookie => format_ident!("cookie"),
    };
    let name = &parameter.name;
    let style = style(&parameter.encoding);
    let value = argument.lend(ident);
    quote!(#method(#name, #style, #value))
}

/// The row of the setter of an optional parameter.
pub(super) fn setter(api: &Api, names: &Names, parameter: &Parameter, ident: &Ident) -> TokenStream {
    let argument = argument(api, names, parameter.ty);
    let write = write(parameter, &argument, ident);
    let ty = &argument.ty;
    let docs = docs::attribute(&setter_docs(parameter));
    let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
    quote! { #docs #deprecated #ident: #ty => #write; }
}

fn setter_docs(parameter: &Parameter) -> String {
    let place = match parameter.location {
        ParameterLocation::Path => "path parameter",
        ParameterLocation::Query => "query parameter",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    let mut text = match &parameter.description {
        Some(description) => docs::clean(description),
        None => String::new(),
    };
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(&format!("The {place} {}.", docs::code(&parameter.name)));
    if let Some(default) = &parameter.default {
        text.push_str(&format!(" Default: {}.", docs::code(&default.to_string())));
    }
    text
}

/// The constant, and what differs from OpenAPI's default.
fn style(encoding: &ParameterEncoding) -> TokenStream {
    match encoding {
        ParameterEncoding::Json => quote!(::warded::rt::Style::JSON),
        ParameterEncoding::Style { style, explode, allow_reserved } => {
            style_constant(*style, *explode, *allow_reserved)
        }
    }
}

/// `::warded::rt::Style::FORM.join()`
pub(super) fn style_constant(style: ParameterStyle, explode: bool, allow_reserved: bool) -> TokenStream {
    let constant = match style {
        ParameterStyle::Matrix => quote!(::warded::rt::Style::MATRIX),
        ParameterStyle::Label => quote!(::warded::rt::Style::LABEL),
        ParameterStyle::Simple => quote!(::warded::rt::Style::SIMPLE),
        ParameterStyle::Form => quote!(::warded::rt::Style::FORM),
        ParameterStyle::SpaceDelimited => quote!(::warded::rt::Style::SPACE_DELIMITED),
        ParameterStyle::PipeDelimited => quote!(::warded::rt::Style::PIPE_DELIMITED),
        ParameterStyle::DeepObject => quote!(::warded::rt::Style::DEEP_OBJECT),
        ParameterStyle::TabDelimited => quote!(::warded::rt::Style::TAB_DELIMITED),
        ParameterStyle::Cookie => quote!(::warded::rt::Style::COOKIE),
    };
    // `deepObject` has no other form.
    let explodes = matches!(style, ParameterStyle::Form | ParameterStyle::Cookie);
    let is_default = explode == explodes || style == ParameterStyle::DeepObject;
    let explode = match (is_default, explode) {
        (true, _) => None,
        (false, true) => Some(quote!(.explode())),
        (false, false) => Some(quote!(.join())),
    };
    let allow_reserved = allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(#constant #explode #allow_reserved)
}
