//! Paths Object: the template of a path, as the calls that write it.
//!
//! `/pets/{id}/photos` becomes `.literal("/pets/").path("id", Style::SIMPLE, id).literal("/photos")`.

use proc_macro2::TokenStream;
use quote::quote;

use super::parameter;
use crate::model::{Api, OperationId, PathSegment};
use crate::name::Names;

/// The calls that write the path of an operation.
pub(super) fn write(api: &Api, names: &Names, id: OperationId) -> TokenStream {
    let operation = &api[id];
    let idents = &names.operations[id.index()].parameters;
    let parts = operation.segments.iter().map(|segment| match segment {
        PathSegment::Literal(text) => quote!(.literal(#text)),
        PathSegment::Parameter(at) => {
            let parameter = &operation.parameters[*at];
            let write = parameter::write(parameter, &parameter::required(api, names, parameter), &idents[*at]);
            quote!(.#write)
        }
    });
    let query =
        operation.fixed_query.iter().map(|(name, value)| quote!(.query(#name, ::warded::rt::Style::FORM, #value)));
    quote!(#(#parts)* #(#query)*)
}
