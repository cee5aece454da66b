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

use super::{docs, request_body, schema};
use crate::model::{self, ParameterEncoding, ParameterLocation, ParameterStyle, StyleRow};
use crate::plan::{Argument, Lend, Parameter, Passed};

/// The type of an argument: `&str`, `i64`, `&[types::Tag]`, `Option<&types::Pet>`
pub(super) fn ty(argument: &Argument<'_>) -> TokenStream {
    let passed = match &argument.passed {
        Passed::Text => quote!(&str),
        Passed::Texts => quote!(&[impl ::warded::AsText]),
        Passed::Slice(item) => {
            let item = schema::ty(item);
            quote!(&[#item])
        }
        Passed::Reference(value) => {
            let value = schema::ty(value);
            quote!(&#value)
        }
        Passed::Value(value) => schema::ty(value),
        Passed::Body => quote!(impl Into<::warded::Body>),
    };
    if argument.is_optional { quote!(Option<#passed>) } else { passed }
}

/// The expression that lends the value of the argument `ident`.
pub(super) fn lend(argument: &Argument<'_>, ident: &Ident) -> TokenStream {
    match (argument.lend, argument.is_optional) {
        (Lend::AsIs, false) => quote!(#ident),
        (Lend::AsIs, true) | (Lend::Borrowed, _) => quote!(&#ident),
        (Lend::Exposed, false) => quote!(&rt::Exposed(#ident)),
        (Lend::Exposed, true) => quote!(&#ident.map(rt::Exposed)),
    }
}

/// `query("limit", rt::Style::FORM, &limit)`
pub(super) fn write(parameter: &Parameter<'_>) -> TokenStream {
    let method = match parameter.of.location {
        ParameterLocation::Path => format_ident!("path"),
        ParameterLocation::Query => format_ident!("query"),
        ParameterLocation::QueryString => format_ident!("query_string"),
        ParameterLocation::Header => format_ident!("header"),
        ParameterLocation::Cookie => format_ident!("cookie"),
    };
    let (name, value) = (&parameter.of.name, lend(&parameter.argument, parameter.ident));
    let style = match &parameter.of.encoding {
        ParameterEncoding::Json => quote!(rt::Style::JSON),
        ParameterEncoding::Style { style, explode, allow_reserved } => {
            style_constant(*style, *explode, *allow_reserved)
        }
        ParameterEncoding::Form { .. } => {
            let fields = request_body::fields(&parameter.fields);
            return quote!(query_form(#name, #value, &[#fields]));
        }
    };
    let may_be_empty = parameter.of.may_be_empty.then(|| quote!(.may_be_empty()));
    quote!(#method(#name, #style #may_be_empty, #value))
}

/// The row of the setter of an optional parameter.
pub(super) fn setter(parameter: &Parameter<'_>) -> TokenStream {
    let (write, ty, ident) = (write(parameter), ty(&parameter.argument), parameter.ident);
    let docs = docs::attribute(&setter_docs(parameter.of));
    let deprecated = parameter.of.deprecated.then(|| quote!(#[deprecated]));
    quote! { #docs #deprecated #ident: #ty => #write; }
}

fn setter_docs(parameter: &model::Parameter) -> String {
    let place = match parameter.location {
        ParameterLocation::Path => "path parameter",
        ParameterLocation::Query => "query parameter",
        ParameterLocation::QueryString => "query string",
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

/// `rt::Style::FORM.join()`
pub(super) fn style_constant(style: ParameterStyle, explode: bool, allow_reserved: bool) -> TokenStream {
    let StyleRow { constant, explodes, has_one_form, .. } = style.row();
    let constant = format_ident!("{constant}");
    let is_default = explode == explodes || has_one_form;
    let explode = match (is_default, explode) {
        (true, _) => None,
        (false, true) => Some(quote!(.explode())),
        (false, false) => Some(quote!(.join())),
    };
    let allow_reserved = allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(rt::Style::#constant #explode #allow_reserved)
}
