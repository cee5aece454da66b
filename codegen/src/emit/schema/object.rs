//! `type: object` with named properties: a struct.
//!
//! ```yaml
//! Pet: { type: object, required: [id], properties: { id: { type: integer }, name: { type: string } } }
//! ```
//! becomes `pub struct Pet { pub id: i64, pub name: Option<String> }`, `Pet::new(id)` if a request may hold one, and
//! a table of the properties for `::warded::object!`, which implements serde's traits from it.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::property::{Field, Presence};
use super::{direction, documentation, secret, ty};
use crate::model::{Additional, Api, Object, SchemaId, TypeUse};
use crate::name::Names;

/// The item of an object, and its implementations.
pub(super) fn item(api: &Api, names: &Names, id: SchemaId, ident: &Ident, object: &Object) -> TokenStream {
    let schema = &api[id];
    let idents = &names.properties[id.index()];
    let fields = object.properties.iter().zip(idents).map(|(property, ident)| Field::new(api, schema, property, ident));
    let others = others(api, names, id, object);
    let item = Struct { ident, fields: fields.collect(), others };
    let declaration = item.declaration(api, names, &documentation(schema));
    let new = schema.usage.request.then(|| item.constructor(api, names));
    let (equal, table) = (item.equal(), item.table(&direction(schema)));
    quote! {
        #declaration
        #new
        #equal
        #table
    }
}

/// What keeps the members that are no properties.
struct Others {
    ident: Ident,
    ty: TokenStream,
    is_secret: bool,
}

fn others(api: &Api, names: &Names, id: SchemaId, object: &Object) -> Option<Others> {
    let value: TypeUse = match object.additional {
        Additional::Kept(ty) => ty,
        Additional::Ignored => return None,
    };
    let ident = names.additional[id.index()].clone().expect("`name` names the field of additional members");
    let ty = ty::local(api, names, value);
    Some(Others { ident, ty, is_secret: secret::is_secret(api, value.schema) })
}

struct Struct<'a> {
    ident: &'a Ident,
    fields: Vec<Field<'a>>,
    others: Option<Others>,
}

impl Struct<'_> {
    fn declaration(&self, api: &Api, names: &Names, docs: &TokenStream) -> TokenStream {
        let ident = self.ident;
        let fields = self.fields.iter().map(|field| field.declaration(api, names));
        let others = self.others.iter().map(|Others { ident, ty, .. }| {
            quote! {
                /// The members that are none of the properties.
                pub #ident: ::std::collections::BTreeMap<String, #ty>
            }
        });
        let fields = fields.chain(others);
        let default = self.required().next().is_none().then(|| quote!(, Default));
        let equal = (!self.has_secrets()).then(|| quote!(, PartialEq));
        quote! {
            #docs
            #[derive(Clone, Debug #default #equal)]
            pub struct #ident { #(#fields,)* }
        }
    }

    fn required(&self) -> impl Iterator<Item = &Field<'_>> {
        self.fields.iter().filter(|field| field.presence == Presence::Required)
    }

    fn has_secrets(&self) -> bool {
        self.fields.iter().any(|field| field.is_secret) || self.others.as_ref().is_some_and(|others| others.is_secret)
    }

    /// `new` with the required properties, if there are any.
    fn constructor(&self, api: &Api, names: &Names) -> Option<TokenStream> {
        let ident = self.ident;
        let required: Vec<_> = self.required().map(|field| field.argument(api, names)).collect();
        let (arguments, values): (Vec<_>, Vec<_>) = required.into_iter().unzip();
        let other_fields = self.fields.iter().filter(|field| field.presence != Presence::Required).map(|field| {
            let ident = field.ident;
            match field.presence {
                Presence::Nullable => quote!(#ident: ::warded::Nullable::Absent),
                Presence::Required | Presence::Optional | Presence::OptionalAny => quote!(#ident: None),
            }
        });
        let others = self.others.iter().map(|Others { ident, .. }| quote!(#ident: ::std::collections::BTreeMap::new()));
        let values = values.into_iter().chain(other_fields).chain(others);
        (!arguments.is_empty()).then(|| {
            quote! {
                impl #ident {
                    /// A value with what is required; all else is absent.
                    #[inline]
                    #[must_use]
                    pub fn new(#(#arguments),*) -> Self {
                        Self { #(#values),* }
                    }
                }
            }
        })
    }

    /// `PartialEq`, where a derived one would not do for secrets.
    fn equal(&self) -> Option<TokenStream> {
        let ident = self.ident;
        let fields = self.fields.iter().map(|field| (field.ident, field.is_secret));
        let others = self.others.iter().map(|others| (&others.ident, others.is_secret));
        let parts = fields.chain(others).map(|(ident, is_secret)| {
            let reference = is_secret.then(|| quote!(&));
            secret::equal(is_secret, &quote!(#reference self.#ident), &quote!(#reference other.#ident))
        });
        self.has_secrets().then(|| {
            quote! {
                impl PartialEq for #ident {
                    fn eq(&self, other: &Self) -> bool {
                        #(#parts)&&*
                    }
                }
            }
        })
    }

    /// What `::warded::object!` makes the implementations of.
    fn table(&self, direction: &Option<TokenStream>) -> TokenStream {
        let ident = self.ident;
        let rows = self.fields.iter().enumerate().map(|(at, field)| {
            let at = Literal::usize_unsuffixed(at);
            let (presence, ident, name) = (field.word(), field.ident, field.name());
            quote! { #at #presence #ident = #name; }
        });
        let others = self.others.iter().map(|Others { ident, is_secret, .. }| {
            let at = Literal::usize_unsuffixed(self.fields.len());
            let word = if *is_secret { quote!(secret_others) } else { quote!(others) };
            quote! { #word #at #ident }
        });
        quote! {
            ::warded::object! {
                #direction #ident { #(#rows)* } #(#others)*
            }
        }
    }
}
