//! Layouts of the output: a complete crate, or the files of a module.

use std::path::PathBuf;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, Item};

use super::{GeneratedFile, format, manifest};
use crate::emit::{Module, XML};

/// The layout of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// `Cargo.toml` and `src/`.
    Crate(CrateLayout),
    /// `mod.rs` and the files of its submodules.
    Module,
}

/// The manifest of a generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateLayout {
    /// The name of the package.
    pub name: String,
    /// The folder of the crate `warded`; `None` for the one on crates.io.
    pub runtime: Option<PathBuf>,
}

/// The files for `modules`, the first of which is the root. A crate has these features, all of them by default.
#[must_use]
pub fn files(modules: Vec<Module>, features: &[String], layout: &Layout) -> Vec<GeneratedFile> {
    let mut files = Vec::with_capacity(modules.len() + 1);
    if let Layout::Crate(layout) = layout {
        let docs = modules.first().map_or("", |root| root.docs.as_str());
        let has_xml = modules.iter().any(|module| module.name == XML);
        let content = manifest::manifest(layout, docs, features, has_xml);
        files.push(GeneratedFile { path: "Cargo.toml".into(), content });
    }
    let mut modules = modules.into_iter();
    files.extend(modules.next().map(|root| root_file(root, layout)));
    files.extend(modules.map(|module| {
        let path = folder(layout).join(format!("{}.rs", module.name));
        GeneratedFile { path, content: format::rust(&module.docs, module.parts) }
    }));
    files
}

fn folder(layout: &Layout) -> PathBuf {
    match layout {
        Layout::Crate(_) => "src".into(),
        Layout::Module => PathBuf::new(),
    }
}

/// A crate's root carries its documentation. A module's root is included into a file of the user's, where inner
/// attributes are not allowed: there the user's own `mod` item is documented.
fn root_file(root: Module, layout: &Layout) -> GeneratedFile {
    let (name, docs, parts): (_, _, Vec<TokenStream>) = match layout {
        Layout::Crate(_) => {
            let attribute = quote!(#![forbid(unsafe_code)]);
            ("lib.rs", root.docs, std::iter::once(attribute).chain(root.parts).collect())
        }
        Layout::Module => ("mod.rs", String::new(), root.parts.into_iter().map(allowing).collect()),
    };
    GeneratedFile { path: folder(layout).join(name), content: format::rust(&docs, parts) }
}

/// The items of a root that is a part of a crate, which need not use all of its API.
fn allowing(tokens: TokenStream) -> TokenStream {
    let File { items, .. } = syn::parse2(tokens).expect("emit makes Rust items");
    let items = items.iter().map(|item| {
        // On a macro the attribute would be idle, which is a warning.
        let is_macro = matches!(item, Item::Macro(_));
        let allowed = (!is_macro).then(|| quote!(#[allow(dead_code, unreachable_pub, unused_imports)]));
        quote!(#allowed #item)
    });
    quote!(#(#items)*)
}
