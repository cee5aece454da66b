//! A type where it is used: `i64`, `Option<Box<Pet>>`, `Vec<::warded::Nullable<…>>`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Api, SchemaId, SchemaKind, StringFormat, TypeUse};
use crate::name::Names;

/// The module in which a type is written.
#[derive(Clone, Copy)]
enum Module {
    /// `types` itself, where the names of std's prelude are not replaced.
    Types,
    /// A module beside it, where they do as well.
    Sibling,
    /// The root of the client, which may export a credential of such a name.
    Root,
}

/// The type as modules beside `types` write it.
pub(in crate::emit) fn ty(api: &Api, names: &Names, ty: TypeUse) -> TokenStream {
    used(api, names, ty, Module::Sibling)
}

/// The type as the root of the client writes it.
pub(in crate::emit) fn at_root(api: &Api, names: &Names, ty: TypeUse) -> TokenStream {
    used(api, names, ty, Module::Root)
}

/// The Rust type of a schema without a declaration, or of an alias, with paths relative to the root of the client.
pub(in crate::emit) fn aliased_at_root(api: &Api, names: &Names, schema: SchemaId) -> TokenStream {
    written(api, names, schema, Module::Root)
}

/// The type as module `types` writes it.
pub(super) fn local(api: &Api, names: &Names, ty: TypeUse) -> TokenStream {
    used(api, names, ty, Module::Types)
}

/// The Rust type of a schema without a declaration, or of an alias, with paths relative to module `types`.
pub(super) fn inline(api: &Api, names: &Names, schema: SchemaId) -> TokenStream {
    written(api, names, schema, Module::Types)
}

/// Returns true if `null` is a value of the type itself, so that it needs no `Option`.
pub(super) fn takes_null(api: &Api, schema: SchemaId) -> bool {
    matches!(api[api.unaliased(schema)].kind, SchemaKind::Any | SchemaKind::Null)
}

/// Returns true if the type is `String`.
fn is_text(api: &Api, ty: TypeUse) -> bool {
    api[ty.schema].kind == SchemaKind::String(StringFormat::Plain)
}

fn used(api: &Api, names: &Names, ty: TypeUse, module: Module) -> TokenStream {
    let bare = match (&names.schemas[ty.schema.index()], module) {
        (Some(ident), Module::Types) => quote!(#ident),
        (Some(ident), Module::Sibling | Module::Root) => quote!(types::#ident),
        (None, module) => written(api, names, ty.schema, module),
    };
    let held = match (ty.boxed, module) {
        (false, _) => bare,
        (true, Module::Types | Module::Sibling) => quote!(Box<#bare>),
        (true, Module::Root) => quote!(::std::boxed::Box<#bare>),
    };
    match (ty.nullable && !takes_null(api, ty.schema), module) {
        (false, _) => held,
        (true, Module::Types | Module::Sibling) => quote!(Option<#held>),
        (true, Module::Root) => quote!(::std::option::Option<#held>),
    }
}

fn written(api: &Api, names: &Names, schema: SchemaId, module: Module) -> TokenStream {
    match &api[schema].kind {
        SchemaKind::Any => quote!(::warded::serde_json::Value),
        SchemaKind::Null => quote!(()),
        SchemaKind::Boolean => quote!(bool),
        SchemaKind::Integer(format) => path(format.rust()),
        SchemaKind::Number(format) => path(format.rust()),
        SchemaKind::String(format) => string(*format, module),
        SchemaKind::Array(item) => {
            let item = used(api, names, *item, module);
            match module {
                Module::Types | Module::Sibling => quote!(Vec<#item>),
                Module::Root => quote!(::std::vec::Vec<#item>),
            }
        }
        SchemaKind::Tuple(elements) => {
            let types = elements.iter().map(|element| used(api, names, *element, module));
            if let [_] = elements.as_slice() { quote!((#(#types,)*)) } else { quote!((#(#types),*)) }
        }
        SchemaKind::Map(value) => {
            let (key, value) = (string(StringFormat::Plain, module), used(api, names, *value, module));
            quote!(::std::collections::BTreeMap<#key, #value>)
        }
        SchemaKind::Secret(ty) if is_text(api, *ty) => quote!(::warded::Secret),
        SchemaKind::Secret(ty) => {
            let hidden = used(api, names, *ty, module);
            quote!(::warded::Secret<#hidden>)
        }
        SchemaKind::Alias(ty) => used(api, names, TypeUse { nullable: false, ..*ty }, module),
        SchemaKind::Object(_) | SchemaKind::Enumeration(_) | SchemaKind::Union(_) => {
            unreachable!("`name` gives every object, enumeration and union an item")
        }
    }
}

/// The type at a path of the table of formats.
fn path(rust: &str) -> TokenStream {
    rust.parse().expect("the table of formats has paths of Rust")
}

fn string(format: StringFormat, module: Module) -> TokenStream {
    match (format, module) {
        (StringFormat::Plain, Module::Types | Module::Sibling) => quote!(String),
        (StringFormat::Plain, Module::Root) => quote!(::std::string::String),
        (StringFormat::Binary, _) => quote!(::warded::File),
        (StringFormat::Typed(typed), _) => path(typed.rust),
    }
}
