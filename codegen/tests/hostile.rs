//! A document is untrusted: its text reaches Rust as a literal, as documentation or as an identifier, and as nothing
//! else. So the strings of documents are replaced by hostile ones, one kind at a time, and by harmless ones: the code
//! must differ in literals, documentation and identifiers only.

mod support;

use std::path::{Component, Path, PathBuf};
use std::thread::{self, ScopedJoinHandle};

use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};
use serde_json::Value;
use support::strings::{KINDS, Kind, replace};
use support::{bundled_documents, files, golden_documents, json};
use syn::ext::IdentExt;
use warded_codegen::output::{CrateLayout, GeneratedFile, Layout};
use warded_codegen::{Generation, MessageFormat, Options, generate_bytes};

const HOSTILE: &[&str] = &[
    "\"'\"",
    "\"; panic!(); \"",
    "\"#",
    "r#\"",
    "\\",
    "\\\"",
    "*/ struct S; /*",
    "a\nb\n\n\nc\n",
    "a\rb\r\nc",
    "\u{202e}\u{2066}\u{200f}\u{feff}\u{2028}",
    "{}{0}{{}}",
    "```\nfn main() { panic!() }\n```",
    "~~~rust\nfn main() { panic!() }\n",
    "text\n\n    let indented = code();\n\n\tlet tabbed = code();\n\n- item\n\n      let nested = code();\n",
    "> ```\n> panic!()\n> ```\n",
    "../../../../etc/shadow",
    "\u{0}\u{1}\u{1b}[31m\u{7f}\u{85}",
    "#![allow(warnings)]\n#[path = \"/etc/shadow\"] mod x;",
    "]]>",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[`Client`](crate::Client) [x][y] ![z](file:///etc/shadow)\n\n[y]: z",
    "//! x\n/// y\n/** z */",
    "$crate::x!()",
    "'a",
    "self",
    "r#type",
    "\n[dependencies]\nevil = \"1\"\n",
    "${HOME} $(id) `id`",
];

/// Every document has its part of the hostile strings, so that each is tried for each kind in several documents.
const PARTS: usize = 6;

#[test]
fn text_cannot_become_code() {
    let documents: Vec<(usize, Value)> = documents().into_iter().enumerate().collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let tried: Vec<Kind> = thread::scope(|scope| {
        let parts = documents.chunks(documents.len().div_ceil(threads));
        let running: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().flat_map(try_document).collect())).collect();
        running
            .into_iter()
            .flat_map(|part: ScopedJoinHandle<'_, Vec<Kind>>| part.join().expect("no document fails"))
            .collect()
    });
    for kind in KINDS {
        assert!(tried.contains(kind), "{kind:?} is in no document");
    }
}

/// The kinds of strings that there were.
fn try_document(case: &(usize, Value)) -> Vec<Kind> {
    let (number, document) = case;
    let long = "x".repeat(10_000);
    let texts: Vec<&str> = HOSTILE.iter().copied().chain([long.as_str()]).collect();
    let mut tried = Vec::new();
    for kind in KINDS {
        let (harmless, replaced) = replace(document, *kind, "plain");
        if replaced == 0 {
            continue;
        }
        tried.push(*kind);
        let expected = skeletons(&files(generation(&harmless, *kind)), "plain");
        for text in texts.iter().skip(number % PARTS).step_by(PARTS) {
            if let Some(text) = fitting(*kind, text) {
                let hostile = generation(&replace(document, *kind, &text).0, *kind);
                examine(hostile, &expected, *kind, &format!("{}: {text}", document["info"]["title"]));
            }
        }
    }
    tried
}

/// The documents that are tried: each golden one, and a bundled one. References into paths would have to be rewritten.
fn documents() -> Vec<Value> {
    let bundled = bundled_documents().into_iter().filter(|path| path.ends_with("synthreo.yaml"));
    let documents = bundled.chain(golden_documents()).map(|path| json(&path));
    documents.filter(|document| !document.to_string().contains("\"#/paths/")).collect()
}

/// Tags are in the code only where they are features.
fn generation(document: &Value, kind: Kind) -> Generation {
    let layout = Layout::Crate(CrateLayout { name: "hostile".to_owned(), runtime: None });
    let options = Options { features_by_tag: kind == Kind::Tag, ..Options::new(layout) };
    generate_bytes(Path::new("openapi.json"), document.to_string().as_bytes(), &options).expect("no other file is read")
}

/// The texts that can be tried for a kind of string: templates have a syntax of their own.
fn fitting(kind: Kind, text: &str) -> Option<String> {
    match kind {
        Kind::Path | Kind::PathParameter | Kind::ServerUrl | Kind::ServerVariable => {
            Some(text.replace(['{', '}', '?', '#', '/'], ""))
        }
        _ => Some(text.to_owned()),
    }
    .filter(|text| !text.is_empty())
}

fn examine(hostile: Generation, expected: &[Skeleton], kind: Kind, text: &str) {
    let shown = text.chars().take(60).collect::<String>();
    let at = format!("{kind:?} {shown:?}");
    if hostile.files.is_none() {
        let message = hostile.report.render(MessageFormat::Human { color: false });
        assert!(may_be_refused(kind), "{at} is refused:\n{message}");
        assert!(message.contains(" --> openapi.json:"), "{at} is refused without a place:\n{message}");
        return;
    }
    let found = skeletons(&files(hostile), &at);
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found.path, expected.path, "{at}");
        assert!(found.code == expected.code, "{at}: {}", difference(&found.code, &expected.code));
        found.documentation.iter().for_each(|text| examine_documentation(text, &at));
    }
    assert_eq!(found.len(), expected.len(), "{at}");
}

/// Returns true if a hostile string may make a document invalid: it may not be a valid name in a request.
fn may_be_refused(kind: Kind) -> bool {
    matches!(kind, Kind::WireName | Kind::MediaType | Kind::ServerUrl | Kind::Path)
}

/// A file without what may differ.
struct Skeleton {
    path: PathBuf,
    /// The code without its literals, identifiers and documentation; or the keys and values of a manifest.
    code: Vec<String>,
    documentation: Vec<String>,
}

fn skeletons(files: &[GeneratedFile], at: &str) -> Vec<Skeleton> {
    let inside = |path: &Path| path.components().all(|part| matches!(part, Component::Normal(_)));
    files
        .iter()
        .map(|file| {
            assert!(inside(&file.path), "{at}: {}", file.path.display());
            let path = file.path.clone();
            if path.ends_with("Cargo.toml") {
                return Skeleton { path, code: vec![manifest(&file.content)], documentation: Vec::new() };
            }
            let parsed = syn::parse_file(&file.content).unwrap_or_else(|error| panic!("{at}: {error}"));
            assert!(parsed.shebang.is_none() && parsed.frontmatter.is_none(), "{at}");
            let (mut code, mut documentation) = (Vec::new(), Vec::new());
            walk(file.content.parse().expect("what parses has tokens"), &mut code, &mut documentation);
            Skeleton { path, code, documentation }
        })
        .collect()
}

/// A manifest without its description, and with the number of its features.
fn manifest(text: &str) -> String {
    let mut table: toml::Table = text.parse().expect("the manifest is TOML");
    if let Some(features) = table.remove("features") {
        let features: Vec<&String> = features.as_table().expect("features are a table").keys().collect();
        let plain = |name: &str| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(features.iter().all(|name| plain(name)), "{features:?}");
        table.insert("features".to_owned(), i64::try_from(features.len()).expect("they are few").into());
    }
    let package = table.get_mut("package").and_then(toml::Value::as_table_mut).expect("it has a package");
    assert!(package.remove("description").is_some_and(|text| text.is_str()));
    format!("{table:?}")
}

fn walk(tokens: TokenStream, skeleton: &mut Vec<String>, documentation: &mut Vec<String>) {
    let mut documented = String::new();
    for token in tokens {
        if let Some(line) = doc(&token) {
            // What stands before it is `#`, or `#` and `!`.
            while skeleton.last().is_some_and(|last| last == "#" || last == "!") {
                skeleton.pop();
            }
            documented.push_str(&line);
            documented.push('\n');
            continue;
        }
        match token {
            // The formatter adds commas at the ends of lines, and blocks to long arms of a `match`.
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            TokenTree::Group(group) if skeleton.ends_with(&["=".to_owned(), ">".to_owned()]) => {
                walk(group.stream(), skeleton, documentation);
            }
            TokenTree::Punct(punct) => skeleton.push(punct.to_string()),
            TokenTree::Literal(literal) => skeleton.push(kind_of(&literal.to_string()).to_owned()),
            TokenTree::Ident(ident) => {
                let is_keyword = syn::parse_str::<syn::Ident>(&ident.unraw().to_string()).is_err();
                let is_raw = ident.to_string().starts_with("r#");
                skeleton.push(if is_keyword && !is_raw { ident.to_string() } else { "name".to_owned() });
            }
            TokenTree::Group(group) => {
                skeleton.push(format!("{:?}", group.delimiter()));
                walk(group.stream(), skeleton, documentation);
                skeleton.push("end".to_owned());
            }
        }
        if !skeleton.last().is_some_and(|last| last == "#" || last == "!") && !documented.is_empty() {
            documentation.push(std::mem::take(&mut documented));
        }
    }
}

/// The text of `[doc = "…"]`.
fn doc(token: &TokenTree) -> Option<String> {
    let TokenTree::Group(group) = token else { return None };
    let mut inner = group.stream().into_iter();
    let is_doc = matches!(inner.next(), Some(TokenTree::Ident(ident)) if ident == "doc");
    let Some(TokenTree::Literal(literal)) = inner.nth(1).filter(|_| is_doc) else { return None };
    Some(syn::parse_str::<syn::LitStr>(&literal.to_string()).expect("documentation is a string").value())
}

fn kind_of(literal: &str) -> &'static str {
    match literal.chars().next() {
        Some('"' | 'r') => "string",
        Some('\'') => "char",
        Some('b') => "bytes",
        _ => "number",
    }
}

fn difference(found: &[String], expected: &[String]) -> String {
    let at = found.iter().zip(expected).position(|(a, b)| a != b).unwrap_or(found.len().min(expected.len()));
    let around = |list: &[String]| list[at.saturating_sub(20)..list.len().min(at + 10)].join(" ");
    format!("\n   found {}\nexpected {}", around(found), around(expected))
}

/// Rustdoc would compile a code block without a language, and would pass HTML on to readers.
fn examine_documentation(text: &str, at: &str) {
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                assert!(["text", "ignore"].contains(&&*language), "{at}: a block of {language:?} in {text:?}");
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => panic!("{at}: an indented block in {text:?}"),
            Event::Html(_) | Event::InlineHtml(_) => panic!("{at}: HTML in {text:?}"),
            _ => {}
        }
    }
    let is_hidden =
        |c: char| c == '\r' || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    assert!(!text.contains(is_hidden), "{at}: {text:?}");
}
