//! Responses Object: the rows of `::warded::rt::operation!` that tell responses by their status and say how they are read.
//!
//! ```text
//! 200 => json Output;
//! 404 => empty Error(ShowPetError::NotFound);
//! 409 if "text/plain" => text Error(ShowPetError::ConflictText);
//! 409 => json Error(ShowPetError::Conflict);
//! 201..=299 => undocumented;
//! _ => json Error(ShowPetError::Default);
//! ```
//! XML has its form beside its reader: `xml(rt::xml::body(…)) Output`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::xml;
use crate::model::StatusPattern;
use crate::plan::{Responses, Role, Row, Statuses, Target};

/// `streams(…);`, where some body is a stream, and `answers(…);`, where a redirect is a success.
pub(super) fn streams(responses: &Responses<'_>) -> TokenStream {
    let among = |word: TokenStream, statuses: &[Statuses]| {
        let patterns = statuses.iter().map(pattern);
        (!statuses.is_empty()).then(|| quote!(#word(#(#patterns)|*);))
    };
    let (streams, answers) = (among(quote!(streams), &responses.streams), among(quote!(answers), &responses.answers));
    quote! { #streams #answers }
}

/// A row for each outcome.
pub(super) fn rows(responses: &Responses<'_>) -> TokenStream {
    responses.rows.iter().map(row).collect()
}

fn row(Row { statuses, media_types, target }: &Row<'_>) -> TokenStream {
    let patterns = statuses.iter().map(pattern);
    let patterns = if statuses.is_empty() { quote!(_) } else { quote!(#(#patterns)|*) };
    let target = target.as_ref().map_or_else(|| quote!(undocumented), self::target);
    let guard = (!media_types.is_empty()).then(|| quote!(if #(#media_types)|*));
    quote!(#patterns #guard => #target;)
}

fn pattern(statuses: &Statuses) -> TokenStream {
    match *statuses {
        Statuses::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Statuses::Range(first, last) => {
            let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
            quote!(#first..=#last)
        }
    }
}

/// `json Output`, `empty Error(ShowPetError::NotFound)`
fn target(Target { reader, xml, role, variant }: &Target<'_>) -> TokenStream {
    let reader = format_ident!("{}", reader.method());
    let side = match role {
        Role::Output | Role::Headers => quote!(Output),
        Role::Error | Role::ErrorHeaders => quote!(Error),
    };
    let variant = variant.map(|(name, variant)| quote!((#name::#variant)));
    let by = xml.as_ref().map(|body| {
        let body = xml::body(body);
        quote!((#body))
    });
    quote!(#reader #by #side #variant)
}

/// The status in words.
pub(super) fn status(pattern: StatusPattern) -> String {
    match pattern {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(class) => format!("{class}XX"),
        StatusPattern::Default => "Any other status".to_owned(),
    }
}
