//! `type: object` with named properties: a struct.
//!
//! ```yaml
//! Pet: { type: object, required: [id], properties: { id: { type: integer }, name: { type: string } } }
//! ```
//! becomes a table of the properties, of which `::warded::rt::object!` makes `pub struct Pet { pub id: i64, pub name:
//! Option<String> }` with serde's traits, and `Pet::new(id)` if a request may hold one.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::property::{Argument, Field, Presence};
use super::{direction, documentation, secret, ty};
use crate::model::{Additional, Api, Object, Schema, SchemaId, TypeUse};
use crate::name::Names;

/// The item of an object, and its implementations.
pub(super) fn item(api: &Api, names: &Names, id: SchemaId, ident: &Ident, object: &Object) -> TokenStream {
    let schema = &api[id];
    let idents = &names.properties[id.index()];
    let fields = object.properties.iter().zip(idents).map(|(property, ident)| Field::new(api, schema, property, ident));
    let others = others(api, names, id, object);
    let item = Struct { ident, fields: fields.collect(), others };
    let new = schema.usage.request.then(|| item.arguments(api, names));
    let (table, at) = (item.table(api, names, schema), item.positions());
    quote! { ::warded::rt::object! { #table #new #at } }
}

/// The field for members that are not properties.
struct Others {
    ident: Ident,
    ty: TokenStream,
    is_secret: bool,
    /// True if the document gives no schema for their values; they are not shown then.
    is_any: bool,
}

fn others(api: &Api, names: &Names, id: SchemaId, object: &Object) -> Option<Others> {
    let value: TypeUse = match object.additional {
        Additional::Kept(ty) => ty,
        Additional::Ignored => return None,
    };
    let ident = names.additional[id.index()].clone().expect("`name` names the field of additional members");
    let ty = ty::local(api, names, value);
    let is_any = ty::takes_null(api, value.schema);
    Some(Others { ident, ty, is_secret: secret::is_secret(api, value.schema), is_any })
}

struct Struct<'a> {
    ident: &'a Ident,
    fields: Vec<Field<'a>>,
    others: Option<Others>,
}

impl Struct<'_> {
    /// The struct as a table, with a row for each field.
    fn table(&self, api: &Api, names: &Names, schema: &Schema) -> TokenStream {
        let (docs, ident, direction) = (documentation(schema), self.ident, direction(schema));
        let default = self.required().next().is_none().then(|| quote!(: Default));
        let rows = self.fields.iter().map(|field| field.row(api, names));
        let others = self.others.iter().map(|Others { ident, ty, is_secret, is_any }| {
            let word = match (is_secret, is_any) {
                (true, _) => quote!(secret_others),
                (false, true) => quote!(any_others),
                (false, false) => quote!(others),
            };
            quote! { .. #word #ident: ::std::collections::BTreeMap<String, #ty>; }
        });
        quote! {
            #docs
            #[derive(Clone, PartialEq)]
            pub struct #ident #direction #default { #(#rows)* #(#others)* }
        }
    }

    /// `at [0 1] [2];`: the positions of the rows. They are apart from the rows, so that an added property leaves the other
    /// rows as they are.
    fn positions(&self) -> TokenStream {
        let count = self.fields.len();
        let at = (0..count).map(Literal::usize_unsuffixed);
        let others = self.others.iter().map(|_| Literal::usize_unsuffixed(count));
        quote! { at [#(#at)*] #([#others])*; }
    }

    fn required(&self) -> impl Iterator<Item = &Field<'_>> {
        self.fields.iter().filter(|field| field.presence == Presence::Required)
    }

    /// The arguments of `new`, if any property is required, and which of them are converted.
    fn arguments(&self, api: &Api, names: &Names) -> Option<TokenStream> {
        let required: Vec<_> = self.required().map(|field| field.argument(api, names)).collect();
        let converted: Vec<_> = required.iter().filter(|one| one.is_converted).map(|one| one.ident).collect();
        let into = (!converted.is_empty()).then(|| quote! { into #(#converted),* });
        let arguments = required.iter().map(|Argument { ident, ty, .. }| quote!(#ident: #ty));
        (!required.is_empty()).then(|| quote! { new(#(#arguments),*) #into; })
    }
}
