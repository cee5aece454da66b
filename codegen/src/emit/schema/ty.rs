//! A type where it is used: `i64`, `Option<Box<Pet>>`, `Vec<::warded::Nullable<…>>`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Type;

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
pub(in crate::emit) fn ty(ty: &Type<'_>) -> TokenStream {
    written(ty, Module::Sibling)
}

/// The type as the root of the client writes it.
pub(in crate::emit) fn at_root(ty: &Type<'_>) -> TokenStream {
    written(ty, Module::Root)
}

/// The type as module `types` writes it.
pub(super) fn local(ty: &Type<'_>) -> TokenStream {
    written(ty, Module::Types)
}

fn written(ty: &Type<'_>, module: Module) -> TokenStream {
    let of = |ty: &Type<'_>| written(ty, module);
    match ty {
        Type::Any => quote!(::warded::serde_json::Value),
        Type::Unit => quote!(()),
        Type::Boolean => quote!(bool),
        Type::Format(path) => path.parse().expect("the table of formats has paths of Rust"),
        Type::Text => prelude(&quote!(String), &quote!(string), module),
        Type::File => quote!(::warded::File),
        Type::Item(ident) => match module {
            Module::Types => quote!(#ident),
            Module::Sibling | Module::Root => quote!(types::#ident),
        },
        Type::Outcomes(ident) => match module {
            Module::Types | Module::Sibling => quote!(#ident),
            Module::Root => quote!(op::#ident),
        },
        Type::List(item) => generic(&prelude(&quote!(Vec), &quote!(vec), module), &of(item)),
        Type::Tuple(elements) => {
            let types = elements.iter().map(of);
            if let [_] = elements.as_slice() { quote!((#(#types,)*)) } else { quote!((#(#types),*)) }
        }
        Type::Map(value) => {
            let (key, value) = (of(&Type::Text), of(value));
            quote!(::std::collections::BTreeMap<#key, #value>)
        }
        Type::Secret(hidden) if **hidden == Type::Text => quote!(::warded::Secret),
        Type::Secret(hidden) => generic(&quote!(::warded::Secret), &of(hidden)),
        Type::Boxed(held) => generic(&prelude(&quote!(Box), &quote!(boxed), module), &of(held)),
        Type::Optional(value) => generic(&prelude(&quote!(Option), &quote!(option), module), &of(value)),
        Type::Nullable(value) => generic(&quote!(::warded::Nullable), &of(value)),
        Type::Bytes => quote!(::warded::bytes::Bytes),
        Type::Stream => quote!(::warded::ByteStream),
        Type::Events(item) => generic(&quote!(::warded::EventStream), &of(item)),
        Type::JsonLines(item) => generic(&quote!(::warded::JsonLines), &of(item)),
        Type::Never => quote!(::warded::Never),
    }
}

/// A type of std's prelude, which is in a module of `std`.
fn prelude(name: &TokenStream, within: &TokenStream, module: Module) -> TokenStream {
    match module {
        Module::Types | Module::Sibling => name.clone(),
        Module::Root => quote!(::std::#within::#name),
    }
}

fn generic(name: &TokenStream, argument: &TokenStream) -> TokenStream {
    quote!(#name<#argument>)
}
