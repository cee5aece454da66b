//! No operation opens without a word: whatever key of OpenAPI stands in a wrong object, however one of those is
//! misspelt that decide who may call what, it is said, or operations need what they needed before.
//!
//! The documents of `open/` have every object of their version, which is held against the tables of `document/shape`;
//! which keys there are is read from these tables.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use warded_codegen::diagnostics::{Code, Diagnostic, Diagnostics, Place, Severity};
use warded_codegen::document::{LoadOptions, Version, load, parse, shape};
use warded_codegen::model::Api;
use warded_codegen::resolve::{Context, resolve_with};
use warded_codegen::source::{Pointer, Sources};

const DOCUMENTS: [(&str, Version); 4] = [
    ("swagger-2.0", Version::Swagger2),
    ("openapi-3.0", Version::OpenApi30),
    ("openapi-3.1", Version::OpenApi31),
    ("openapi-3.2", Version::OpenApi32),
];

/// Keys that must be an error wherever a table does not have them.
const DECIDING: &[&str] = &[
    "security",
    "securities",
    "securityDefinitions",
    "securitySchemes",
    "secruity",
    "Security",
    "secured",
    "x-warded",
    "x-warded-type",
    "x-warded-foo",
    "X-Warded",
    "x_warded",
    "x-wardde",
];

fn document(name: &str) -> Value {
    support::json(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/open/{name}.yaml")))
}

/// The diagnostics of a document, and the requirements of its operations.
struct Read {
    said: Vec<Diagnostic>,
    needs: Option<Vec<String>>,
}

impl Read {
    fn of(tree: &Value) -> Self {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let text = tree.to_string();
        let options = LoadOptions::default();
        let document = parse(Path::new("a.json"), text.as_bytes(), &options, &mut sources, &mut diagnostics);
        let document = document.expect("no other file is read");
        let api = document.typed.map(|typed| resolve_with(&typed, written_in(document.version), &mut diagnostics));
        let api = api.filter(|_| !diagnostics.has_errors());
        Self { said: diagnostics.iter().cloned().collect(), needs: api.as_ref().map(needs) }
    }

    /// The severity of the diagnostic at this place, or at its value; `None` without one.
    fn about(&self, at: &Pointer) -> Option<Severity> {
        let places = self.said.iter().filter(|one| match &one.primary {
            Place::Pointer(place) | Place::Key(place) => {
                place == at || place.as_str().starts_with(&format!("{}/", at.as_str()))
            }
            Place::Position { .. } => false,
        });
        places.map(|one| one.severity).min()
    }
}

/// The requirement of each operation, and its effect on credentials.
fn needs(api: &Api) -> Vec<String> {
    let scheme =
        |one: &warded_codegen::model::SecurityScheme| format!("{:?}", (&one.name, &one.kind, &one.roles, &one.scopes));
    let schemes: Vec<String> = api.security_schemes.iter().map(scheme).collect();
    let marks = |one: &warded_codegen::model::Operation| {
        let issues = one.issues.as_ref().map(|issues| (issues.scheme, issues.roles.clone(), issues.token.clone()));
        format!("{:?}", (&one.origin, &one.security.alternatives, issues, one.renews, one.revokes))
    };
    schemes.into_iter().chain(api.operations.iter().map(marks)).collect()
}

fn written_in(version: Option<Version>) -> Context<'static> {
    Context { version, ..Context::default() }
}

/// The object at a place.
fn object<'t>(tree: &'t mut Value, at: &Pointer) -> &'t mut Map<String, Value> {
    tree.pointer_mut(at.as_str()).and_then(Value::as_object_mut).expect("an object stands there")
}

#[test]
fn the_documents_are_as_they_should_be_and_have_every_object() {
    for (name, version) in DOCUMENTS {
        let tree = document(name);
        let read = Read::of(&tree);
        assert!(read.said.is_empty(), "{name}: {:#?}", read.said);
        let found: BTreeSet<&str> = shape::objects(&tree, version).iter().map(|object| object.noun).collect();
        // Swagger 2.0 has a text where others have a discriminator.
        let is_text = |noun: &str| noun == "discriminator" && version == Version::Swagger2;
        let missing: Vec<_> =
            shape::nouns(version).into_keys().filter(|noun| !found.contains(noun) && !is_text(noun)).collect();
        assert!(missing.is_empty(), "{name} has no {missing:?}");
    }
}

#[test]
fn every_key_in_every_wrong_object_is_said() {
    for (name, version) in DOCUMENTS {
        let tree = document(name);
        let nouns = shape::nouns(version);
        let (all, values) = (keys_of_all_versions(), values(&tree));
        let before = Read::of(&tree).needs;
        let mut seen = BTreeSet::new();
        for object in shape::objects(&tree, version) {
            // One of each kind is enough, but for operations, which are not all the client's.
            if !seen.insert(object.noun) && object.noun != "operation" {
                continue;
            }
            let own = &nouns[object.noun];
            let wrong: Vec<&str> = all
                .iter()
                .chain(DECIDING)
                .copied()
                // A reference is followed wherever it stands, and a version changes what there is to find.
                .filter(|key| !own.contains(key) && !["$ref", "openapi", "swagger"].contains(key))
                .filter(|key| !is_at_home(&tree, &object, key))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect();
            assert!(wrong.len() > 100, "{name}: {} keys are too few", wrong.len());
            let mut changed = tree.clone();
            for key in &wrong {
                put(&mut changed, &object.at, key, &values);
            }
            let read = Read::of(&changed);
            for key in wrong {
                let said = read.about(&object.at.key(key));
                let place = format!("{name}: `{key}` in the {} at {:?}", object.noun, object.at);
                // The keys of a callback are any text, so that only the exact word is no name of one.
                let is_name =
                    object.noun == "callback" && ["Security", "secruity", "secured", "securities"].contains(&key);
                if DECIDING.contains(&key) && !is_name {
                    assert_eq!(said, Some(Severity::Error), "{place}");
                } else if said.is_none() {
                    // Nothing was said of this one: alone it must change nothing.
                    let mut changed = tree.clone();
                    put(&mut changed, &object.at, key, &values);
                    let read = Read::of(&changed);
                    assert!(!read.said.is_empty() || read.needs == before, "{place} opens operations without a word");
                }
            }
        }
    }
}

/// The keys that objects of OpenAPI have in any version.
fn keys_of_all_versions() -> BTreeSet<&'static str> {
    [Version::Swagger2, Version::OpenApi30, Version::OpenApi31, Version::OpenApi32]
        .into_iter()
        .flat_map(|version| shape::nouns(version).into_values().flatten())
        .collect()
}

/// Adds a key to the object at a place, with a value that the document has for it somewhere.
fn put(tree: &mut Value, at: &Pointer, key: &str, values: &BTreeMap<String, Value>) {
    let value = values.get(key).cloned().unwrap_or_else(|| json!([{ "Key": [] }]));
    object(tree, at).entry(key).or_insert(value);
}

/// Returns true if a key is at a place where it is read: `x-warded` of operations that the client calls, and of
/// values that may be secret.
fn is_at_home(tree: &Value, object: &shape::Object, key: &str) -> bool {
    let is_called = object.at.as_str().starts_with("/paths/") && !object.at.as_str().contains("/callbacks/");
    let is_read = ["schema", "parameter", "header", "security scheme"].contains(&object.noun);
    tree.pointer(object.at.as_str()).and_then(|one| one.get(key)).is_some()
        || (key == "x-warded" && (object.noun == "operation" && is_called || is_read))
}

/// A value for each key that a document has.
fn values(tree: &Value) -> BTreeMap<String, Value> {
    let mut values = BTreeMap::new();
    let mut open = vec![tree];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                values.extend(members.iter().map(|(key, value)| (key.clone(), value.clone())));
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    values
}

/// Ways to write a word wrongly.
fn misspellings(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut wrong =
        BTreeSet::from([format!("{word}s"), word.to_uppercase(), format!(" {word}"), word.replace('-', "_")]);
    for at in 0..letters.len() {
        let (before, after) = (&letters[..at], &letters[at + 1..]);
        wrong.insert(before.iter().chain(after).collect());
        if at > 0 {
            let mut swapped = letters.clone();
            swapped.swap(at - 1, at);
            wrong.insert(swapped.into_iter().collect());
        }
    }
    wrong.remove(word);
    wrong.remove("");
    wrong
}

/// The objects in which a misspelling could open operations: their keys, and those that the document chose.
fn is_deciding(at: &str, noun: Option<&str>) -> bool {
    let nouns = ["document", "components object", "security scheme", "flows object", "flow", "paths object"];
    noun.is_some_and(|noun| nouns.contains(&noun))
        || noun == Some("operation") && at.starts_with("/paths/") && !at.contains("/callbacks/")
        || at.contains("/x-warded") && !at.contains("properties")
        || at.ends_with("/securitySchemes")
        || at.ends_with("/securityDefinitions")
        || at.rsplit_once('/').is_some_and(|(list, _)| list.ends_with("/security"))
}

#[test]
fn every_misspelling_of_a_key_that_decides_is_said() {
    // What 3.1 has, 3.2 has.
    for (name, version) in DOCUMENTS.into_iter().filter(|(name, _)| *name != "openapi-3.1") {
        let tree = document(name);
        let before = Read::of(&tree).needs;
        let nouns: BTreeMap<Pointer, &str> =
            shape::objects(&tree, version).into_iter().map(|object| (object.at, object.noun)).collect();
        let mut tried = 0;
        for at in every_object(&tree, &Pointer::root()) {
            if !is_deciding(at.as_str(), nouns.get(&at).copied()) {
                continue;
            }
            let keys: Vec<String> = object(&mut tree.clone(), &at).keys().cloned().collect();
            // A path is a name.
            for key in keys.iter().filter(|key| !key.starts_with('/') && *key != "x-vendor") {
                for wrong in misspellings(key).into_iter().filter(|wrong| !keys.contains(wrong)) {
                    let mut changed = tree.clone();
                    let members = object(&mut changed, &at);
                    let renamed = std::mem::take(members).into_iter();
                    *members =
                        renamed.map(|(name, value)| (if name == *key { wrong.clone() } else { name }, value)).collect();
                    let read = Read::of(&changed);
                    let is_said = !read.said.is_empty();
                    assert!(
                        is_said || read.needs == before,
                        "{name}: `{wrong}` for `{key}` at {at:?} opens operations"
                    );
                    tried += 1;
                }
            }
        }
        assert!(tried > 500, "{name}: only {tried} misspellings were tried");
    }
}

fn every_object(tree: &Value, at: &Pointer) -> Vec<Pointer> {
    match tree {
        Value::Object(members) => {
            let inner = members.iter().flat_map(|(key, value)| every_object(value, &at.key(key)));
            std::iter::once(at.clone()).chain(inner).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(index, item)| every_object(item, &at.index(index))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

#[test]
fn security_that_is_no_list_of_requirements_is_an_error() {
    let wrong = json!([
        {}, null, "", "Key", 0, true, { "Key": [] }, [[]], [null], [""], ["Key"], [0], [{ "Key": [] }, []], [[{ "Key": [] }]],
        [{ "Key": {} }], [{ "Key": true }], [{ "Key": [null] }], [{ "Key": [[]] }], [{ "Key": [{}] }], [{ "x-key": 0 }],
    ]);
    for (name, version) in DOCUMENTS {
        let tree = document(name);
        let holders = shape::objects(&tree, version).into_iter();
        let holders = holders.filter(|object| ["document", "operation"].contains(&object.noun));
        for holder in holders {
            for value in wrong.as_array().expect("it is a list") {
                let mut changed = tree.clone();
                object(&mut changed, &holder.at).insert("security".to_owned(), value.clone());
                let said = Read::of(&changed).about(&holder.at.key("security"));
                assert_eq!(said, Some(Severity::Error), "{name}: `security: {value}` at {:?}", holder.at);
            }
        }
    }
}

#[test]
fn scopes_that_are_null_are_none() {
    for (name, _) in DOCUMENTS {
        let mut tree = document(name);
        let before = Read::of(&tree).needs;
        tree["security"] = json!([{ "Key": null }]);
        let read = Read::of(&tree);
        assert_eq!(read.about(&Pointer::root().key("security")), Some(Severity::Warning), "{name}");
        assert_eq!(read.needs, before, "{name}");
    }
}

/// Other files of a document can forge no more than the document itself.
#[test]
fn keys_in_other_files_are_found_there() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("open-files");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("the file can be written");
    write("scheme.yaml", "{ type: http, scheme: bearer, x-warded-type: mutualTLS }");
    write("path.yaml", "{ security: [{ T: [] }], get: { responses: { '204': { description: Fine } } } }");
    write(
        "api.yaml",
        "openapi: 3.1.0\ninfo: { title: Files, version: '1' }\nsecurity: [{ T: [] }]\n\
         paths: { /a: { $ref: path.yaml } }\ncomponents: { securitySchemes: { T: { $ref: scheme.yaml } } }\n",
    );
    let options = warded_codegen::Options::new(warded_codegen::output::Layout::Module);
    let report = support::generation_of(&folder.join("api.yaml"), &options).report;
    let text = report.render(warded_codegen::MessageFormat::Human { color: false });
    assert!(text.contains("scheme.yaml:1:31") && text.contains("error[misspelt-key]"), "{text}");
    assert!(text.contains("path.yaml:1:3") && text.contains("error[misplaced-key]"), "{text}");
}

/// The overlays that diagnostics propose do what they say.
#[test]
fn proposed_overlays_cure_what_they_are_about() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let cases =
        ["credential-parameter", "unused-security-scheme", "missing-security", "invalid-extension", "unmarked-login"];
    let texts = cases.map(|name| fs::read_to_string(folder.join(format!("{name}.yaml"))).expect("it can be read"));
    let old = "swagger: '2.0'\ninfo: { title: Old, version: '1' }\npaths:\n  /a: { get: { parameters: [{ name: \
               Authorization, in: header, required: true, type: string }], responses: { '204': { description: Fine } } } }\n  \
               /b: { get: { responses: { '204': { description: Fine }, '401': { description: No } } } }\n";
    let mut cured = BTreeSet::new();
    for text in texts.iter().map(String::as_str).chain([old]) {
        let mut overlays = Vec::new();
        let said = said(text, &overlays);
        for (index, one) in said.iter().filter(|one| one.overlay.is_some()).enumerate() {
            let path =
                PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("open-{}-{index}.json", one.code.name()));
            let overlay = one.overlay.as_ref().expect("it has one");
            fs::write(&path, overlay.to_string()).expect("the overlay can be written");
            overlays = vec![path];
            let left = self::said(text, &overlays);
            let same = left.iter().filter(|other| (other.code, &other.message) == (one.code, &one.message)).count();
            assert_eq!(same, 0, "{}: {overlay:#}\n{left:#?}", one.message);
            let is_error = |one: &&Diagnostic| one.severity == Severity::Error;
            assert!(left.iter().filter(is_error).count() <= said.iter().filter(is_error).count(), "{left:#?}");
            cured.insert(one.code);
        }
    }
    let expected = [
        Code::CredentialParameter,
        Code::UnusedSecurityScheme,
        Code::MissingSecurity,
        Code::InvalidExtension,
        Code::UnmarkedLogin,
    ];
    assert_eq!(cured, BTreeSet::from(expected));
}

#[test]
fn doubts_are_about_the_operations_that_a_filter_leaves() {
    let operation = "get: { responses: { '204': { description: Fine }, '401': { description: No } } }";
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Parts, version: '1' }}\npaths: {{ /a: {{ {operation} }}, /b: {{ {operation} }} }}\n"
    );
    let mut options = warded_codegen::Options::new(warded_codegen::output::Layout::Module);
    options.load.filter.exclude.push("path=/a".parse().expect("it is a selector"));
    let generation = warded_codegen::generate_bytes(Path::new("a.yaml"), text.as_bytes(), &options);
    let report = generation.expect("no other file is read").report;
    let text = report.render(warded_codegen::MessageFormat::Human { color: false });
    assert!(text.contains("this operation documents the status 401"), "{text}");
}

fn said(text: &str, overlays: &[PathBuf]) -> Vec<Diagnostic> {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("open-document.yaml");
    fs::write(&path, text).expect("the document can be written");
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let options = LoadOptions { overlays: overlays.to_vec(), ..LoadOptions::default() };
    let document = load(&path, &options, &mut sources, &mut diagnostics).expect("it can be read");
    if let Some(typed) = &document.typed {
        let _ = resolve_with(typed, written_in(document.version), &mut diagnostics);
    }
    diagnostics.iter().cloned().collect()
}
