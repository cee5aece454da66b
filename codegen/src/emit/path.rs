//! Paths Object: the template of a path, as the calls that write it.
//!
//! `/pets/{id}/photos` becomes `.literal("/pets/").path("id", Style::SIMPLE, id).literal("/photos")`.

use proc_macro2::TokenStream;
use quote::quote;

use super::parameter;
use crate::model::PathSegment;
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
    let fixed = operation.of.fixed_query.iter();
    let query = fixed.map(|(name, value)| quote!(.query(#name, rt::Style::FORM, #value)));
    quote!(#(#parts)* #(#query)*)
}
