//! Paths Object: the template of a path, as the calls that write it.
//!
//! `/pets/{id}/photos` becomes `.literal("/pets/").path("id", Style::SIMPLE, id).literal("/photos")`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::parameter;
use crate::model::{PathSegment, QueryPair};
use crate::plan::Operation;

/// The calls that write the path of an operation.
pub(super) fn write(operation: &Operation<'_>) -> TokenStream {
    let parts = operation.of.segments.iter().map(|segment| match segment {
        PathSegment::Literal(text) => quote!(.literal(#text)),
        PathSegment::Parameter(at) => {
            let write = parameter::write(&operation.parameters[*at]);
            quote!(.#write)
        }
    });
    let query = operation.of.query.iter().map(|pair| self::pair(pair, operation));
    quote!(#(#parts)* #(#query)*)
}

/// `.query("type", Style::FORM, "user")`. A name that is not known is that of the member of a map.
fn pair(QueryPair { name, value }: &QueryPair, operation: &Operation<'_>) -> TokenStream {
    let text = |parts: &[PathSegment]| text(parts, operation);
    match (name.as_slice(), value.as_slice()) {
        ([] | [PathSegment::Literal(_)], [] | [PathSegment::Literal(_)]) => {
            let (name, value) = (text(name), text(value));
            quote!(.query(#name, rt::Style::FORM, #value))
        }
        ([] | [PathSegment::Literal(_)], _) => {
            let (name, value) = (text(name), text(value));
            quote!(.query(#name, rt::Style::FORM, &#value))
        }
        (_, _) => {
            let (name, value) = (text(name), text(value));
            quote!(.query("", rt::Style::FORM, &::std::collections::BTreeMap::from([(#name, #value)])))
        }
    }
}

/// `"user"`, `kind`, `["a", AsRef::<str>::as_ref(kind)].concat()`
fn text(parts: &[PathSegment], operation: &Operation<'_>) -> TokenStream {
    match parts {
        [] => quote!(""),
        [PathSegment::Literal(text)] => quote!(#text),
        [PathSegment::Parameter(at)] => operation.parameters[*at].ident.to_token_stream(),
        [_, _, ..] => {
            let parts = parts.iter().map(|part| match part {
                PathSegment::Literal(text) => quote!(#text),
                PathSegment::Parameter(at) => {
                    let ident = operation.parameters[*at].ident;
                    quote!(AsRef::<str>::as_ref(#ident))
                }
            });
            quote!([#(#parts),*].concat())
        }
    }
}
