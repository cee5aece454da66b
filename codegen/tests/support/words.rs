//! The words that the output itself uses: of generated code, of the runtime's macros, and of Rust.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;

use super::strings::{Kind, replace};
use super::{files, generation, golden_documents, json};

/// Stands for the documents' own names.
const OWN: &str = "qqq";
/// The kinds of strings that add names of the document to the output, except for properties, which its extensions
/// point to.
const KINDS: [Kind; 10] = [
    Kind::Title,
    Kind::EnumValue,
    Kind::OperationId,
    Kind::Tag,
    Kind::PathParameter,
    Kind::WireName,
    Kind::ServerVariable,
    Kind::Schema,
    Kind::Scheme,
    Kind::Scope,
];

/// All of them, so that a new one cannot be forgotten. Of those that differ in their case only, the first.
pub(crate) fn words() -> Vec<String> {
    let mut words = prelude();
    generated(&mut words);
    macros(&mut words);
    assert!(
        ["Client", "credentials", "DynamicCredentials", "decode", "Decoded", "renewal"]
            .iter()
            .all(|word| words.contains(*word))
    );
    let initials: Vec<String> = words.iter().filter(|word| word.len() == 1).map(|word| word.to_uppercase()).collect();
    for initial in initials {
        words.extend(["", "2"].map(|suffix| format!("{initial}{suffix}")));
    }
    let mut by_stem: BTreeMap<String, String> = BTreeMap::new();
    for word in words {
        by_stem.entry(word.replace('_', "").to_lowercase()).or_insert(word);
    }
    by_stem.into_values().collect()
}

/// The names that every module has without an import, as rustdoc lists them, except for macros, which are written
/// with a `!`.
pub(crate) fn prelude() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prelude");
    fs::create_dir_all(&root).expect("the folder can be made");
    let source = root.join("prelude.rs");
    fs::write(&source, "#[doc(inline)]\npub use std::prelude::rust_2024::*;\n").expect("the file can be written");
    let rustdoc = std::env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    let arguments = ["--edition=2024", "--crate-name=prelude", "--out-dir"];
    let output = Command::new(rustdoc).args(arguments).arg(&root).arg(&source).output().expect("rustdoc can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pages = root.join("prelude").read_dir().expect("rustdoc wrote it");
    let pages = pages.map(|page| page.expect("it can be read").file_name().to_string_lossy().into_owned());
    let item = |page: String| match page.split('.').collect::<Vec<_>>()[..] {
        ["enum" | "fn" | "struct" | "trait" | "type" | "derive", name, "html"] => Some(name.to_owned()),
        _ => None,
    };
    let mut words: BTreeSet<String> = pages.filter_map(item).collect();
    words.extend(["Some", "None", "Ok", "Err"].map(str::to_owned));
    assert!(["Vec", "AsyncFnOnce", "drop", "Debug"].iter().all(|word| words.contains(*word)), "{words:?}");
    words
}

/// Of all golden documents, which hold every feature, under names that are none of the output's.
fn generated(words: &mut BTreeSet<String>) {
    for document in golden_documents() {
        let document = KINDS.into_iter().fold(json(&document), |document, kind| replace(&document, kind, OWN).0);
        for file in files(generation(&document.to_string())) {
            collect(file.content.parse().expect("the output is Rust"), words);
        }
    }
    words.retain(|word| !word.to_lowercase().contains(OWN));
}

/// Of the macros that the output calls.
fn macros(words: &mut BTreeSet<String>) {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src")];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let file = syn::parse_file(&fs::read_to_string(&path).expect("the file can be read"));
            for item in file.expect("the runtime is Rust").items {
                let syn::Item::Macro(item) = item else { continue };
                if item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export")) {
                    collect(item.mac.tokens, words);
                }
            }
        }
    }
}

/// The identifiers of tokens, but for a macro's own names for what it is given: `$name`.
fn collect(tokens: TokenStream, words: &mut BTreeSet<String>) {
    let mut is_given = false;
    for token in tokens {
        match &token {
            TokenTree::Ident(ident) if !is_given => {
                words.insert(ident.unraw().to_string());
            }
            TokenTree::Group(group) => collect(group.stream(), words),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        is_given = matches!(token, TokenTree::Punct(punct) if punct.as_char() == '$');
    }
}
