//! Paths Object: the template of a path, as the calls that write it.
//!
//! `/pets/{id}/photos` becomes `.literal("/pets/").path("id", Style::SIMPLE, id).literal("/photos")`.

use proc_macro2::TokenStream;
use quote::quote;

use super::parameter;
use crate::model::{Api, OperationId, PathSegment};
use crate::name::Names;

/// What writes the path of an operation.
pub(super) fn write(api: &Api, names: &Names, id: OperationId) -> TokenStream {
    let operation = &api[id];
    let idents = &names.operations[id.index()].parameters;
    let parts = operation.segments.iter().map(|segment| match segment {
        PathSegment::Literal(text) => {
            let text = encode(text);
            quote!(.literal(#text))
        }
        PathSegment::Parameter(at) => {
            let parameter = &operation.parameters[*at];
            parameter::write(parameter, &parameter::required(api, names, parameter), &idents[*at])
        }
    });
    let query = operation.fixed_query.iter().map(|(name, value)| quote!(.query(#name, ::warded::Style::FORM, #value)));
    quote!(#(#parts)* #(#query)*)
}

/// Percent-encodes what a URL's path cannot hold (RFC 3986, `pchar` and `/`); what is encoded already stays.
fn encode(text: &str) -> String {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    for (at, byte) in bytes.iter().enumerate() {
        let is_triple =
            *byte == b'%' && bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(byte) || is_triple {
            out.push(char::from(*byte));
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 0xF)]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn literals_are_valid_in_a_path() {
        assert_eq!(encode("/v1/a b/ü/x?y#z/%2F/50%/{"), "/v1/a%20b/%C3%BC/x%3Fy%23z/%2F/50%25/%7B");
        assert_eq!(encode("/a:b@c(d)=e;f,g"), "/a:b@c(d)=e;f,g");
    }
}
