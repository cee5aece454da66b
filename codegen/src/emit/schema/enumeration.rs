//! `enum`: the listed values as variants, and one more that keeps any other value.
//!
//! ```yaml
//! Status: { type: string, enum: [available, sold] }
//! ```
//! becomes `pub enum Status { Available, Sold, Other(String) }` and a table of its values.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::{Number, Value};

use super::{direction, documentation};
use crate::emit::docs;
use crate::model::{Api, Enumeration, EnumerationValue, SchemaId};
use crate::name::Names;

/// How the values of an enumeration are written down.
#[derive(Clone, Copy)]
enum Listing {
    Strings,
    Integers,
    Mixed,
}

/// The item of an enumeration, and its implementations.
pub(super) fn item(api: &Api, names: &Names, id: SchemaId, ident: &Ident, enumeration: &Enumeration) -> TokenStream {
    let (docs, variants) = (documentation(&api[id]), &names.variants[id.index()]);
    let fallback = names.fallback[id.index()].as_ref().expect("`name` names the variant of other values");
    let listing = listing(enumeration);
    let (kind, other) = match listing {
        Listing::Strings => (quote!(text), quote!(String)),
        Listing::Integers => (quote!(integer), quote!(i64)),
        Listing::Mixed => (quote!(mixed), quote!(::warded::serde_json::Value)),
    };
    let value_docs = enumeration.values.iter().map(variant_docs);
    let values = enumeration.values.iter().map(|value| literal(listing, &value.value));
    let direction = direction(&api[id]);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum #ident {
            #(#value_docs #variants,)*
            /// A value that the document does not list.
            #fallback(#other),
        }
        ::warded::enumeration! {
            #direction #kind #ident else #fallback { #(#variants = #values;)* }
        }
    }
}

fn listing(enumeration: &Enumeration) -> Listing {
    let all = |is: fn(&Value) -> bool| enumeration.values.iter().all(|value| is(&value.value));
    if all(Value::is_string) {
        Listing::Strings
    } else if all(Value::is_i64) {
        Listing::Integers
    } else {
        Listing::Mixed
    }
}

fn variant_docs(value: &EnumerationValue) -> TokenStream {
    let described = value.description.as_deref().map(docs::clean).filter(|text| !text.is_empty());
    let written = docs::code(&value.value.to_string());
    docs::attribute(&described.map_or_else(|| written.clone(), |text| format!("{text}\n\n{written}")))
}

fn literal(listing: Listing, value: &Value) -> TokenStream {
    let scalar = match value {
        Value::String(text) => quote!(String(#text)),
        Value::Bool(value) => quote!(Boolean(#value)),
        Value::Number(number) => number_scalar(number),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            let json = value.to_string();
            quote!(Json(#json))
        }
    };
    match (listing, value) {
        (Listing::Strings, Value::String(text)) => quote!(#text),
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
