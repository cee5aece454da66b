//! Filters: what they leave, under the names of the whole document, and what is said of what they leave out.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use quote::ToTokens;
use serde_json::Value;
use support::{bundled_documents, files, golden_documents, json};
use syn::Item;
use warded_codegen::output::{GeneratedFile, Layout};
use warded_codegen::{Filter, Generation, MessageFormat, Options, Selector, generate_bytes};

const PETS: &str = "openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
servers: [{ url: 'https://pets.example.com' }]
paths:
  /pets:
    get: { operationId: pets/list, tags: [pets], responses: { '200': { description: Pets } } }
    post: { operationId: pets/add, tags: [pets, admin], responses: { '204': { description: Added } } }
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: pets/get, tags: [pets], responses: { '200': { description: A pet } } }
    delete: { tags: [admin], responses: { '204': { description: Gone } } }
  /status:
    get: { operationId: status, responses: { '204': { description: Fine } } }
";

#[test]
fn selectors_name_operations() {
    let all = ["pets/list", "pets/add", "pets/get", "DELETE /pets/{id}", "status"];
    let cases: &[(&[&str], &[&str], &[&str])] = &[
        (&[], &[], &all),
        (&["tag=pets"], &[], &["pets/list", "pets/add", "pets/get"]),
        (&["tag=pets"], &["tag=admin"], &["pets/list", "pets/get"]),
        (&["tag=admin", "operation=status"], &[], &["pets/add", "DELETE /pets/{id}", "status"]),
        (&["path=/pets"], &[], &["pets/list", "pets/add"]),
        (&["path=/pets/*"], &[], &["pets/get", "DELETE /pets/{id}"]),
        (&["path=/pets/**"], &["operation=DELETE /pets/{id}"], &["pets/list", "pets/add", "pets/get"]),
        (&["operation=pets/*"], &["operation=pets/list"], &["pets/add", "pets/get"]),
        (&[], &["path=/pets/**"], &["status"]),
    ];
    for (include, exclude, expected) in cases {
        let generation = generation(PETS, &filter(include, exclude));
        let summary = generation.summary().unwrap_or_else(|| panic!("{}", text(&generation)));
        let operations = summary["operations"].as_array().expect("it is a list");
        let id = |operation: &Value| match operation["operationId"].as_str() {
            Some(id) => id.to_owned(),
            None => format!("{} {}", operation["method"], operation["path"]).replace('"', ""),
        };
        let left: BTreeSet<String> = operations.iter().map(id).collect();
        assert_eq!(left, expected.iter().map(|id| (*id).to_owned()).collect(), "{include:?} without {exclude:?}");
    }
}

/// Tags of 3.2 have parents.
const FAMILY: &str = "openapi: 3.2.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: 'https://pets.example.com' }]
tags: [{ name: animals }, { name: pets, parent: animals }, { name: cats, parent: pets }, { name: a, parent: b }, { name: b, parent: a }]
paths:
  /cats: { get: { operationId: cats, tags: [cats], responses: { '204': {} } } }
  /pets: { get: { operationId: pets, tags: [pets], responses: { '204': {} } } }
  /animals: { get: { operationId: animals, tags: [animals], responses: { '204': {} } } }
  /circle: { get: { operationId: circle, tags: [a], responses: { '204': {} } } }
";

#[test]
fn a_tag_takes_the_operations_of_its_descendants() {
    let cases: &[(&[&str], &[&str], &[&str])] = &[
        (&["tag=animals"], &[], &["animals", "cats", "pets"]),
        (&["tag=animals"], &["tag=pets"], &["animals"]),
        (&["tag=cats"], &[], &["cats"]),
        (&["tag=b"], &[], &["circle"]),
    ];
    for (include, exclude, expected) in cases {
        let generation = generation(FAMILY, &filter(include, exclude));
        let summary = generation.summary().unwrap_or_else(|| panic!("{}", text(&generation)));
        let operations = summary["operations"].as_array().expect("it is a list");
        let left: BTreeSet<&str> =
            operations.iter().filter_map(|operation| operation["operationId"].as_str()).collect();
        assert_eq!(left, expected.iter().copied().collect(), "{include:?} without {exclude:?}");
    }
}

#[test]
fn a_selector_that_names_nothing_is_an_error() {
    for (include, exclude, expected) in [
        ("tag=pet", "", "did you mean `tag=pets`?"),
        ("", "path=/pet/**", "did you mean `path=/pets/**`?"),
        ("", "operation=pets/lst", "did you mean `operation=pets/list`?"),
        ("operation=pet/*", "", "did you mean `operation=pets/*`?"),
        ("tag=anything", "", "`tag=anything` names no operation"),
        ("tag=pets", "path=/pets/**", "the filter leaves no operation"),
    ] {
        let list = |selector: &'static str| if selector.is_empty() { vec![] } else { vec![selector] };
        let generation = generation(PETS, &filter(&list(include), &list(exclude)));
        let text = text(&generation);
        assert!(generation.files.is_none() && text.contains(expected), "{include} {exclude}:\n{text}");
        assert!(text.contains("error[unmatched-filter]") && text.contains("openapi.yaml:4:1"), "{text}");
    }
}

/// The output with a filter is, to the letter, a part of the output without it.
#[test]
fn a_filter_renames_and_changes_nothing() {
    for path in golden_documents() {
        let document = json(&path).to_string();
        let all = items(&files(generation(&document, &Filter::default())));
        for id in operations(&document) {
            let left = files(generation(&document, &filter(&[&format!("operation={id}")], &[])));
            let added: Vec<String> = items(&left).difference(&all).cloned().collect();
            assert!(added.is_empty(), "{} {id}: {added:#?}", path.display());
        }
    }
    for path in bundled_documents() {
        let document = json(&path).to_string();
        let all = items(&files(generation(&document, &Filter::default())));
        let half: Vec<String> = operations(&document).iter().step_by(2).map(|id| format!("operation={id}")).collect();
        let half = half.iter().map(String::as_str).collect::<Vec<_>>();
        for filter in [filter(&half, &[]), filter(&[], &half)] {
            let left = items(&files(generation(&document, &filter)));
            let added: Vec<String> = left.difference(&all).cloned().collect();
            assert!(added.is_empty() && left.len() < all.len(), "{}: {added:#?}", path.display());
        }
    }
}

/// Types, markers and methods. What is there once for the whole client, such as its slots, has less in it.
fn items(files: &[GeneratedFile]) -> BTreeSet<String> {
    let mut items = BTreeSet::new();
    for name in ["op.rs", "operations.rs", "types.rs"] {
        let Some(file) = files.iter().find(|file| file.path == Path::new(name)) else { continue };
        for item in syn::parse_file(&file.content).expect("it is Rust").items {
            match item {
                // Which modules the items name.
                Item::Use(_) => {}
                // A session renews by an operation that is left, and else logs in again.
                Item::Impl(session) if name == "operations.rs" && is_call(&session.self_ty) => {}
                Item::Impl(methods) if name == "operations.rs" => {
                    items.extend(methods.items.iter().map(|method| method.to_token_stream().to_string()));
                }
                item => _ = items.insert(item.to_token_stream().to_string()),
            }
        }
    }
    items
}

/// Returns true if it is `Call<…>`, whose one method in `operations` makes a session.
fn is_call(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(ty) if ty.path.segments.last().is_some_and(|last| last.ident == "Call"))
}

/// The ids of a document's operations, as selectors name them.
fn operations(document: &str) -> Vec<String> {
    let generation = generation(document, &Filter::default());
    let summary = generation.summary().unwrap_or_else(|| panic!("{}", text(&generation)));
    let operations = summary["operations"].as_array().expect("it is a list").clone();
    operations.iter().filter_map(|operation| Some(operation["operationId"].as_str()?.to_owned())).collect()
}

#[test]
fn names_are_those_of_the_whole_document() {
    let colliding = PETS.replace("operationId: pets/list", "operationId: petsGet");
    let generation = generation(&colliding, &filter(&["operation=petsGet"], &[]));
    let summary = generation.summary().expect("the document has no errors");
    assert_eq!(summary["operations"][0]["ident"], "pets_get2", "the other has the name, though it is left out");
}

#[test]
fn what_is_wrong_with_what_is_left_out_is_not_said() {
    let get = "get: { operationId: status,";
    for (what, wrong) in [
        ("a misspelt key", PETS.replace(get, "get: { secruity: [], operationId: status,")),
        ("a key that no one knows", PETS.replace(get, "get: { colour: red, operationId: status,")),
        ("a duplicate", PETS.replace("operationId: status", "operationId: pets/get")),
        ("no parameter", PETS.replace("/status:", "/{status}:")),
        ("an undeclared scheme", PETS.replace(get, "get: { security: [{ Key: [] }], operationId: status,")),
        ("a broken component", with_component("{ type: objekt }")),
        ("a component of a broken component", with_component("{ items: { $ref: '#/components/schemas/None' } }")),
        ("nothing to send", PETS.replace(get, "get: { requestBody: { content: { text/xml: { schema: { type: object, properties: { a: {} } } } } }, operationId: status,")),
    ] {
        let whole = generation(&wrong, &Filter::default());
        assert!(!text(&whole).is_empty(), "{what} is nothing to speak of");
        let filtered = generation(&wrong, &filter(&["tag=pets"], &[]));
        assert_eq!(text(&filtered), "", "{what}");
        assert_eq!(files(filtered), files(generation(PETS, &filter(&["tag=pets"], &[]))), "{what}");
        let other = generation(&wrong, &filter(&[], &["tag=pets"]));
        assert!(!text(&other).is_empty() || what == "a duplicate", "{what} is in what is left");
    }
}

fn with_component(schema: &str) -> String {
    let refers = "{ description: Fine, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }";
    format!("{}components: {{ schemas: {{ A: {schema} }} }}\n", PETS.replace("{ description: Fine }", refers))
}

/// Swagger 2.0 has its schemas in another place until it is lowered.
#[test]
fn filters_know_swagger() {
    let document = "swagger: '2.0'
info: { title: Pets, version: 1.0.0 }
host: pets.example.com
paths:
  /pets: { get: { operationId: listPets, responses: { 200: { description: A, schema: { $ref: '#/definitions/Pet' } } } } }
  /bad: { get: { operationId: bad, responses: { 200: { description: A, schema: { $ref: '#/definitions/Bad' } } } } }
definitions:
  Pet: { type: object, properties: { name: { type: string } } }
  Bad: { type: object, allOf: [{ type: string }], properties: { bad: { type: strin } } }
";
    let left = generation(document, &filter(&["operation=listPets"], &[]));
    assert_eq!(text(&left), "");
    let types = files(left).into_iter().find(|file| file.path == Path::new("types.rs")).expect("it is there");
    assert!(types.content.contains("pub struct Pet ") && !types.content.contains("Bad"), "{}", types.content);
}

fn filter(include: &[&str], exclude: &[&str]) -> Filter {
    let selectors = |list: &[&str]| list.iter().map(|text| text.parse::<Selector>().expect("it is one")).collect();
    Filter { include: selectors(include), exclude: selectors(exclude) }
}

fn generation(text: &str, filter: &Filter) -> Generation {
    let mut options = Options::new(Layout::Module);
    options.load.filter = filter.clone();
    generate_bytes(Path::new("openapi.yaml"), text.as_bytes(), &options).expect("no other file is read")
}

fn text(generation: &Generation) -> String {
    generation.report.render(MessageFormat::Human { color: false })
}
