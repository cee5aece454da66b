//! XML Object: the tables by which bodies of XML are read and written, as statics in module `xml`.
//!
//! ```yaml
//! Blob: { type: object, properties: { id: { type: integer, xml: { attribute: true } }, name: { type: string } } }
//! ```
//! becomes `static Blob: x::Type = x::object(&[x::attribute("id", x::name("id"), x::Number), …])`. No macro: a table that is
//! passed through one takes the compiler several times as long.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{Module, feature};
use crate::model::xml::{At, Body, Holds, Missing, Name, Row, Type};
use crate::name::Ident;
use crate::plan::{Client, Table};

/// Paths of the runtime's part, and of the tables.
struct Paths {
    rt: TokenStream,
    tables: TokenStream,
}

/// The module of the tables, if some body is XML.
pub(super) fn module(client: &Client<'_>) -> Option<Module> {
    let tables = client.xml.as_ref()?;
    let begin = quote! {
        #[allow(unused_imports, reason = "not every body has a table")]
        use ::warded::rt::xml as x;
        ::warded::rt::needs_xml!();
    };
    let parts = std::iter::once(begin).chain(tables.iter().map(table)).collect();
    Some(super::module(super::XML, "The places of the members of types in XML.", parts))
}

/// The form of a body, as other modules write it.
pub(super) fn body(body: &Body<&Ident>) -> TokenStream {
    let paths = Paths { rt: quote!(rt::xml), tables: quote!(super::xml::) };
    let (rt, holds) = (&paths.rt, paths.holds(&body.holds));
    match &body.name {
        Some(name) => {
            let name = paths.name(name);
            quote!(#rt::body(#name, #holds))
        }
        None => quote!(#rt::any_root(#holds)),
    }
}

fn table(table: &Table<'_>) -> TokenStream {
    let paths = Paths { rt: quote!(x), tables: TokenStream::new() };
    let (ident, of) = (table.ident, paths.ty(&table.of));
    let allowed = (!table.features.is_empty())
        .then(|| quote!(#[allow(dead_code, reason = "with some features only JSON reaches the type")]));
    feature::items(&table.features, quote!(#allowed pub static #ident: x::Type = #of;))
}

impl Paths {
    fn ty(&self, of: &Type<&Ident>) -> TokenStream {
        let (rt, rows) = (&self.rt, of.rows.iter().map(|row| self.row(row)));
        if !of.variants.is_empty() {
            let variants = of.variants.iter().map(|(tag, ty)| quote!((#tag, &#ty)));
            return quote!(#rt::union(&[#(#rows),*], &[#(#variants),*]));
        }
        let others = of.others.as_ref().map(|others| {
            let others = self.holds(others);
            quote!(.others(#others))
        });
        quote!(#rt::object(&[#(#rows),*]) #others)
    }

    fn row(&self, row: &Row<&Ident>) -> TokenStream {
        let (rt, json, holds) = (&self.rt, &row.json, self.holds(&row.holds));
        let name = self.name(&row.name);
        let missing = match row.missing {
            Missing::Absent => None,
            Missing::Empty => Some(quote!(.or(#rt::Empty))),
            Missing::Null => Some(quote!(.or(#rt::Null))),
        };
        let row = match row.at {
            At::Element => quote!(#rt::element(#json, #name, #holds)),
            At::Attribute => quote!(#rt::attribute(#json, #name, #holds)),
            At::Items => quote!(#rt::items(#json, #name, #holds)),
            At::Own => quote!(#rt::own(#json, #holds)),
            At::Cdata => quote!(#rt::cdata(#json, #holds)),
        };
        quote!(#row #missing)
    }

    fn name(&self, name: &Name) -> TokenStream {
        let (rt, local) = (&self.rt, &name.local);
        let within = name.namespace.as_ref().map(|(uri, prefix)| quote!(.within(#uri, #prefix)));
        quote!(#rt::name(#local) #within)
    }

    fn holds(&self, holds: &Holds<&Ident>) -> TokenStream {
        let (rt, tables) = (&self.rt, &self.tables);
        let word = match holds {
            Holds::Object(ty) => return quote!(#rt::Object(&#tables #ty)),
            Holds::List(name, item) => {
                let (name, item) = (self.name(name), self.holds(item));
                return quote!(#rt::List(#name, &#item));
            }
            Holds::Map(value) => {
                let value = self.holds(value);
                return quote!(#rt::Map(&#value));
            }
            Holds::Text => quote!(Text),
            Holds::Word => quote!(Word),
            Holds::Number => quote!(Number),
            Holds::Boolean => quote!(Boolean),
            Holds::Scalar => quote!(Scalar),
            Holds::Any => quote!(Any),
        };
        quote!(#rt::#word).into_token_stream()
    }
}
