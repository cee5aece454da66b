//! One property of an object: its field, and how the field is read and written.
//!
//! ```yaml
//! required: [id, age]
//! properties:
//!   id: { type: integer }                      # id: i64
//!   age: { type: integer, nullable: true }     # age: Option<i64>
//!   name: { type: string }                     # name: Option<String>
//!   nickname: { type: string, nullable: true } # nickname: ::warded::Nullable<String>
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{secret, ty};
use crate::emit::docs;
use crate::model::{Api, Property, Schema, SchemaKind, StringFormat, TypeUse};
use crate::name::Names;

/// Presence and nullability of a member: the words of `::warded::rt::object!`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Always there.
    Required,
    /// There or not; `null` is as good as not.
    Optional,
    /// There or not, and `null` is a value that the type itself has.
    OptionalAny,
    /// There or not or `null`.
    Nullable,
}

/// A field of a struct.
pub(super) struct Field<'a> {
    pub(super) ident: &'a Ident,
    pub(super) presence: Presence,
    pub(super) is_secret: bool,
    property: &'a Property,
}

impl<'a> Field<'a> {
    pub(super) fn new(api: &Api, schema: &Schema, property: &'a Property, ident: &'a Ident) -> Self {
        // A member of one direction is not there in the other.
        let is_left_out =
            (property.read_only && schema.usage.request) || (property.write_only && schema.usage.response);
        let presence = match property.ty {
            _ if property.required && !is_left_out => Presence::Required,
            ty if ty::takes_null(api, ty.schema) => Presence::OptionalAny,
            ty if ty.nullable => Presence::Nullable,
            _ => Presence::Optional,
        };
        Self { ident, presence, is_secret: secret::is_secret(api, property.ty.schema), property }
    }

    /// The row of the field: `required id: i64 = "id";`
    pub(super) fn row(&self, api: &Api, names: &Names) -> TokenStream {
        let (docs, word, ident) = (docs::attribute(&self.documentation()), self.word(), self.ident);
        let name = docs::documented(&self.property.name);
        let value = |nullable| ty::local(api, names, TypeUse { nullable, ..self.property.ty });
        let ty = match self.presence {
            Presence::Required => value(self.property.ty.nullable),
            Presence::Optional | Presence::OptionalAny => {
                let ty = value(false);
                quote!(Option<#ty>)
            }
            Presence::Nullable => {
                let ty = value(false);
                quote!(::warded::Nullable<#ty>)
            }
        };
        quote! { #docs #word #ident: #ty = #name; }
    }

    fn documentation(&self) -> String {
        let property = self.property;
        let mut sections: Vec<String> = property.description.iter().map(|text| docs::clean(text)).collect();
        sections.retain(|text| !text.is_empty());
        if let Some(default) = &property.default {
            sections.push(format!("Default: {}.", docs::code(&default.to_string())));
        }
        if property.read_only {
            sections.push("Only in responses.".to_owned());
        }
        if property.write_only {
            sections.push("Only in requests.".to_owned());
        }
        if property.deprecated {
            sections.push("**Deprecated.**".to_owned());
        }
        sections.join("\n\n")
    }

    /// The word for its presence.
    fn word(&self) -> TokenStream {
        match (self.is_secret, self.presence) {
            (false, Presence::Required) => quote!(required),
            (false, Presence::Optional) => quote!(optional),
            (false, Presence::OptionalAny) => quote!(any),
            (false, Presence::Nullable) => quote!(nullable),
            (true, Presence::Required) => quote!(secret_required),
            (true, Presence::Optional) => quote!(secret_optional),
            (true, Presence::OptionalAny) => quote!(secret_any),
            (true, Presence::Nullable) => quote!(secret_nullable),
        }
    }

    /// The argument of `new`.
    pub(super) fn argument(&self, api: &Api, names: &Names) -> Argument<'a> {
        let (ident, ty) = (self.ident, self.property.ty);
        let converted = match &api[api.unaliased(ty.schema)].kind {
            _ if ty.nullable || ty.boxed => None,
            SchemaKind::String(StringFormat::Plain) => Some(quote!(String)),
            SchemaKind::String(StringFormat::Binary) => Some(quote!(::warded::File)),
            SchemaKind::Secret(_) => Some(ty::local(api, names, ty)),
            SchemaKind::String(StringFormat::Typed(_))
            | SchemaKind::Any
            | SchemaKind::Null
            | SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::Enumeration(_)
            | SchemaKind::Array(_)
            | SchemaKind::Tuple(_)
            | SchemaKind::Map(_)
            | SchemaKind::Object(_)
            | SchemaKind::Union(_)
            | SchemaKind::Alias(_) => None,
        };
        let is_boxed = ty.boxed && !ty.nullable;
        let is_converted = converted.is_some() || is_boxed;
        let ty = match converted {
            Some(into) => quote!(impl Into<#into>),
            None => ty::local(api, names, TypeUse { boxed: ty.boxed && ty.nullable, ..ty }),
        };
        Argument { ident, ty, is_converted }
    }
}

/// An argument of `new`.
pub(super) struct Argument<'a> {
    pub(super) ident: &'a Ident,
    /// `impl Into<String>`, `i64`
    pub(super) ty: TokenStream,
    /// True if a value is converted into the field's type by `Into`.
    pub(super) is_converted: bool,
}
