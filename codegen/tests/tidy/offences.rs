//! Texts that break the rules, and are found.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::files::File;
use super::tokens::tokens;
use super::{arguments, arms, arrows, mentions, rooms, words};

#[test]
fn paths_in_groups_and_from_parents_are_arrows() {
    let known = |text: &str| {
        let file = File { path: PathBuf::new(), text: text.to_owned() };
        arrows::known(&file, &["emit".to_owned(), "path".to_owned()]).into_iter().collect::<Vec<_>>()
    };
    assert_eq!(known("use crate::{model::Api, source::{Origins, Pointer}};"), ["model", "pointer", "source"]);
    assert_eq!(known("use super::super::document::Version;"), ["document"]);
    assert_eq!(known("fn f() { g(crate::resolve::x()) }"), ["resolve"]);
    assert_eq!(known("mod tests { use super::super::super::output; use super::super::root; }"), ["output"]);
    assert_eq!(known("use crate::Options;"), ["lib"]);
    let of_output = "fn f() -> T { quote! { super::credential::Key } } // crate::source";
    assert_eq!(known(of_output), [""; 0]);
}

#[test]
fn paths_of_the_runtime_are_found_and_told_from_those_of_its_callers() {
    let known = |line| rooms::paths_of_the_crate(line).collect::<Vec<_>>();
    assert_eq!(known("use crate::session::Lease; fn f() { crate::rt::g() }"), [("session", false), ("rt", false)]);
    assert_eq!(known("crate::object! {"), [("object", true)]);
    assert_eq!(known("$crate::session::Lease"), []);
}

#[test]
fn modules_are_told_from_paths() {
    let module = |path: &str| arrows::module(&PathBuf::from(path));
    assert_eq!(module("emit/mod.rs"), ["emit"]);
    assert_eq!(module("emit/schema/ty.rs"), ["emit", "schema", "ty"]);
    assert_eq!(module("reduce.rs"), ["reduce"]);
}

#[test]
fn arms_that_take_all_else_are_found() {
    let declared = tokens("mod a { pub(crate) enum Own<T> { A(T), B } } enum Other { A }");
    let own = arms::enums(&declared);
    assert_eq!(own, BTreeSet::from(["Other".to_owned(), "Own".to_owned()]));
    let is_wild = |text: &str| !arms::wild(&tokens(text), &own).is_empty();
    assert!(is_wild("fn f() { match x { Own::A(_) => 1, _ => 2 } }"));
    assert!(is_wild("fn f() { match x { a::Own::A(_) => { 1 } rest => 2, } }"));
    assert!(is_wild("fn f() { match (x, y) { (Some(Own::B), _) => 1, _ => 2 } }"));
    assert!(is_wild("impl<T> Own<T> { fn f(&self) -> impl Fn() { match self { Self::B => || {}, _ => || {} } } }"));
    assert!(is_wild("fn f() { match x { Some(_) => match y { Own::B => 1, _ => 2 }, None => 3 } }"));
    assert!(!is_wild("fn f() { match x { Own::A(_) => 1, Own::B if y => 2, Own::B => 3 } }"));
    assert!(!is_wild("fn f() { match x { Some(1) => Own::B, _ => Own::A(2) } }"));
    assert!(!is_wild("use other::{Own, b}; fn f() { match x { Own::B => 1, _ => 2 } }"));
    assert!(!is_wild("fn f() { match x { [Own::B] => 1, _ => 2 } }"));
    assert!(!is_wild("impl X { fn f(&self) { match self { Self::B => 1, _ => 2 } } }"));
}

#[test]
fn arguments_in_tuples_are_found() {
    let hidden = |text: &str| arguments::hidden(&tokens(text));
    assert_eq!(hidden("impl A { fn f<T: Into<(u8, u8)>>(&self, (a, b): (T, T)) {} }"), ["f"]);
    assert_eq!(hidden("fn g(a: M<u8, u8>, (b, mut c): (u8, u8)) {}"), ["g"]);
    assert_eq!(hidden("fn h(pair: (u8, u8), f: impl Fn(u8) -> u8) { xs.map(|(a, b)| a) }"), [""; 0]);
}

#[test]
fn names_of_what_is_not_there_are_found() {
    let all = BTreeSet::from(["codegen/src/output/docs.rs".to_owned()]);
    let missing = |line: &str| {
        let names = mentions::of_line(line);
        names.into_iter().filter(|name| !mentions::exists(name, &all)).collect::<Vec<_>>()
    };
    assert_eq!(
        missing("`output/docs.rs`, `docs.rs::f`, [docs](codegen/src/output/docs.rs#L1), `codegen/src`"),
        [""; 0]
    );
    assert_eq!(missing("`output/declaration.rs`"), ["output/declaration.rs"]);
    assert_eq!(missing("see `tests/none/`, [it](docs/none.md)"), ["tests/none", "docs/none.md"]);
    assert_eq!(missing("`put/docs.rs`"), ["put/docs.rs"]);
    assert_eq!(missing("`a/b`, `text/plain`, `/pets/`, `tests/*.rs`, `crate::x`"), [""; 0]);
}

#[test]
fn question_words_are_counted() {
    assert_eq!(
        words::questions("/// What it is.\n/// How it is.\nstruct A;\n\n    /// The thing.\n    a: u8,\n"),
        (2, 1)
    );
    assert_eq!(words::questions("//! Whether, or not.\n\n// Why not.\n/// Asked of it.\n/// `Which`\n"), (2, 1));
}
