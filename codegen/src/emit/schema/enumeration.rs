//! `enum`: the listed values as variants, and one more that keeps any other value.
//!
//! ```yaml
//! Status: { type: string, enum: [available, sold] }
//! ```
//! becomes a table of the values, of which `::warded::rt::enumeration!` makes `pub enum Status { Available, Sold,
//! Other(String) }`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, quote};
use serde_json::{Number, Value};

use super::{direction, documentation};
use crate::emit::docs::{self, documented};
use crate::model::EnumerationValue;
use crate::plan::{Enumeration, Item, Listing};

/// The item of an enumeration, and its implementations.
pub(super) fn item(item: &Item<'_>, ident: &Ident, enumeration: &Enumeration<'_>) -> TokenStream {
    let (docs, direction) = (documentation(item.of), direction(item));
    let Enumeration { listing, values, fallback } = enumeration;
    let kind = match listing {
        Listing::Strings => quote!(text),
        Listing::Integers => quote!(integer),
        Listing::Mixed => quote!(mixed),
    };
    let rows = values.iter().map(|(variant, value)| {
        let (docs, value) = (variant_docs(*listing, value), literal(*listing, &value.value));
        quote!(#docs #variant = #value;)
    });
    quote! {
        ::warded::rt::enumeration! {
            #docs
            pub enum #ident #direction of #kind else #fallback { #(#rows)* }
        }
    }
}

/// The document's description of the value, and the value: a macro could print it too, at a kilobyte of the compiler's
/// memory each.
fn variant_docs(listing: Listing, EnumerationValue { value, description, .. }: &EnumerationValue) -> TokenStream {
    let mut sections: Vec<String> = description.iter().map(|text| docs::clean(text)).collect();
    sections.retain(|text| !text.is_empty());
    let text = value.as_str().filter(|text| listing == Listing::Strings && !text.is_empty());
    sections.push(text.map_or_else(|| docs::code(&value.to_string()), docs::code));
    docs::attribute(&sections.join("\n\n"))
}

fn literal(listing: Listing, value: &Value) -> TokenStream {
    let scalar = match value {
        Value::String(text) => {
            let text = documented(text);
            quote!(String(#text))
        }
        Value::Bool(value) => quote!(Boolean(#value)),
        Value::Number(number) => number_scalar(number),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            let json = documented(&value.to_string());
            quote!(Json(#json))
        }
    };
    match (listing, value) {
        (Listing::Strings, Value::String(text)) => documented(text).into_token_stream(),
        (Listing::Integers, Value::Number(number)) => integer(number.as_i64().unwrap_or_default()),
        (Listing::Strings | Listing::Integers | Listing::Mixed, _) => scalar,
    }
}

fn number_scalar(number: &Number) -> TokenStream {
    match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(number), _, _) => {
            let number = integer(number);
            quote!(Integer(#number))
        }
        (None, Some(number), _) => {
            let number = Literal::u64_unsuffixed(number);
            quote!(Unsigned(#number))
        }
        (None, None, Some(number)) => {
            let (sign, digits) = (number.is_sign_negative().then(|| quote!(-)), Literal::f64_unsuffixed(number.abs()));
            quote!(Number(#sign #digits))
        }
        (None, None, None) => {
            let json = number.to_string();
            quote!(Json(#json))
        }
    }
}

/// A minus is no part of a literal.
fn integer(number: i64) -> TokenStream {
    let (sign, digits) = (number.is_negative().then(|| quote!(-)), Literal::u64_unsuffixed(number.unsigned_abs()));
    quote!(#sign #digits)
}
