//! Names of documents meet no name of the output: each word that the output itself uses is tried as the name of each
//! kind of thing, and what comes out compiles, also beside Rust's prelude where users import all names of a module.

mod support;

use std::path::Path;
use std::thread::{self, ScopedJoinHandle};

use serde_json::{Map, Value, json};
use support::{files, package, words};
use warded_codegen::output::{GeneratedFile, Layout};
use warded_codegen::{Options, generate_bytes};

/// The number of schemes of a document: each is a type parameter of the client.
const SCHEMES: usize = 6;

#[test]
fn words_of_the_output_are_names_of_documents_too() {
    let words = words::words();
    let mut documents = vec![
        ("objects".to_owned(), document(&[], types(&words, object))),
        ("records".to_owned(), document(&[], types(&words, record))),
        ("enumerations".to_owned(), document(&[], types(&words, enumeration))),
        ("unions".to_owned(), document(&[], unions(&words))),
        ("aliases".to_owned(), document(&[], types(&words, alias))),
    ];
    // Fewer at once, as a type is in for the sake of some of the features that tags are.
    for (number, chunk) in words.chunks(100).enumerate() {
        documents.push((format!("operations{number}"), document(chunk, operations(chunk))));
    }
    // Words with the same initial stand beside each other, as the first letter is what type parameters are called by.
    for (number, chunk) in words.chunks(SCHEMES).enumerate() {
        documents.push((format!("security{number}"), document(chunk, security(chunk))));
    }
    compile(&documents);
}

/// One crate, with a module for each document.
fn compile(documents: &[(String, Value)]) {
    let (mut lib, mut files, mut features) = (String::new(), Vec::new(), String::new());
    for ((module, _), (output, tags)) in documents.iter().zip(generated(documents)) {
        features.extend(tags.iter().map(|feature| format!("{feature} = []\n")));
        lib += &format!("pub mod {module};\n");
        lib += &imports(module, &output);
        files.extend(output.into_iter().map(|file| package::moved(file, module)));
    }
    files.push(GeneratedFile { path: "src/lib.rs".into(), content: lib });
    let manifest = format!("{}[features]\n{features}", package::manifest("names"));
    files.push(GeneratedFile { path: "Cargo.toml".into(), content: manifest });
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("names");
    package::write(&files, &root);
    package::cargo(&root, &["check", "--all-features"]);
}

/// All names of each public module beside those of the prelude: the compiler warns of a name that is among both.
fn imports(module: &str, output: &[GeneratedFile]) -> String {
    let root = output.iter().find(|file| file.path == Path::new("mod.rs")).expect("there is a root");
    let public = root.content.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'));
    let paths = public.map(|name| format!("{module}::{name}")).chain([module.to_owned()]);
    let imported = paths.map(|path| {
        let name = path.replace("::", "_");
        format!("pub mod all_of_{name} {{ pub use std::prelude::rust_2024::*; pub use crate::{path}::*; }}\n")
    });
    imported.collect()
}

/// The files of a client, and its features.
type Output = (Vec<GeneratedFile>, Vec<String>);

fn generated(documents: &[(String, Value)]) -> Vec<Output> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let parts = documents.chunks(documents.len().div_ceil(threads));
        let generate = |part: &[(String, Value)]| part.iter().map(|(_, document)| client(document)).collect();
        let running: Vec<_> = parts.map(|part| scope.spawn(move || generate(part))).collect();
        running
            .into_iter()
            .flat_map(|part: ScopedJoinHandle<'_, Vec<Output>>| part.join().expect("every document has a client"))
            .collect()
    })
}

fn client(document: &Value) -> Output {
    let options = Options { features_by_tag: true, ..Options::new(Layout::Module) };
    let generation = generate_bytes(Path::new("openapi.json"), document.to_string().as_bytes(), &options);
    let generation = generation.expect("no other file is read");
    let features = generation.features().to_vec();
    (files(generation), features)
}

/// A document whose servers have these variables.
fn document(variables: &[String], Parts { paths, components }: Parts) -> Value {
    let url: String = variables.iter().map(|name| format!("/{{{name}}}")).collect();
    let variables: Map<String, Value> =
        variables.iter().map(|name| (name.clone(), json!({ "default": name, "enum": [name] }))).collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Names", "version": "1" },
        "servers": [{ "url": format!("https://api.example.com{url}"), "variables": variables }],
        "paths": paths,
        "components": components,
    })
}

struct Parts {
    paths: Value,
    components: Value,
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn json_of(schema: &Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

/// The name of a schema that has a property for each of the others.
const HOLDER: &str = "all of them";

/// A type for each word, which is both sent and received.
fn types(words: &[String], schema: fn(&str, &str) -> Value) -> Parts {
    // In pairs: the compiler gives up on longer chains of types.
    let pairs = words.chunks(2).flat_map(|pair| [(&pair[0], &pair[pair.len() - 1]), (&pair[pair.len() - 1], &pair[0])]);
    holding(words, pairs.map(|(word, other)| (word.clone(), schema(word, other))).collect())
}

fn holding(words: &[String], mut schemas: Map<String, Value>) -> Parts {
    let properties: Map<String, Value> = words.iter().map(|word| (word.clone(), reference(word))).collect();
    let required: Vec<_> = words.iter().step_by(2).collect();
    schemas.insert(HOLDER.to_owned(), json!({ "type": "object", "properties": properties, "required": required }));
    let content = json_of(&reference(HOLDER));
    let operation = json!({
        "operationId": "exchange",
        "requestBody": { "required": true, "content": content },
        "responses": { "200": { "description": "d", "content": content } },
    });
    Parts { paths: json!({ "/": { "post": operation } }), components: json!({ "schemas": schemas }) }
}

fn object(word: &str, other: &str) -> Value {
    let properties = json!({
        word: { "type": "string" },
        "the other": { "type": "array", "items": reference(other) },
        "the secret": { "type": "string", "format": "password" },
    });
    json!({ "type": "object", "required": [word], "properties": properties })
}

fn record(word: &str, other: &str) -> Value {
    let properties = json!({ word: { "type": "string", "nullable": true }, "the other": reference(other) });
    json!({ "type": "object", "properties": properties, "additionalProperties": { "type": "string" } })
}

fn enumeration(word: &str, other: &str) -> Value {
    match word.len() % 3 {
        0 => json!({ "type": "string", "enum": [word, other] }),
        1 => json!({ "enum": [word, 1, other] }),
        _ => json!({ "type": "integer", "enum": [1, 2], "x-enum-varnames": [word, other] }),
    }
}

fn alias(word: &str, _: &str) -> Value {
    match word.len() % 2 {
        0 => json!({ "type": "array", "items": { "type": "string" } }),
        _ => json!({ "type": "object", "additionalProperties": { "type": "string", "nullable": true } }),
    }
}

/// Unions that are called like words, and unions of types that are: told by a property, and tried.
fn unions(words: &[String]) -> Parts {
    let mut schemas = Map::new();
    for (at, word) in words.iter().enumerate() {
        let told = json!({ "oneOf": [reference("one"), reference("two")], "discriminator": { "propertyName": "is" } });
        let tried = json!({ "anyOf": [{ "type": "string", "format": "password" }, { "type": "integer" }] });
        schemas.insert(word.clone(), if at % 2 == 0 { told } else { tried });
    }
    let tag = json!({ "is": { "type": "string" } });
    for name in ["one", "two"] {
        schemas.insert(name.to_owned(), json!({ "type": "object", "required": ["is"], "properties": tag }));
    }
    for (number, chunk) in words.chunks(40).enumerate() {
        let variant = |word: &String| {
            json!({ "type": "object", "title": word, "required": ["is"], "properties": {
            "is": { "type": "string", "enum": [word] }, "n": { "type": "integer" },
        } })
        };
        let mut of: Vec<Value> = chunk.iter().map(variant).collect();
        schemas.insert(format!("union {number}"), json!({ "oneOf": of, "discriminator": { "propertyName": "is" } }));
        of.truncate(4);
        of.push(json!({ "type": "string" }));
        schemas.insert(format!("union {number} tried"), json!({ "oneOf": of }));
    }
    let names: Vec<String> = schemas.keys().cloned().collect();
    holding(&names, schemas)
}

/// An operation for each word, whose parameters, headers, tag and server are called like it too.
fn operations(words: &[String]) -> Parts {
    let mut paths = Map::new();
    for (at, word) in words.iter().enumerate() {
        let text = json!({ "type": "string" });
        let parameter =
            |place: &str, required: bool| json!({ "name": word, "in": place, "required": required, "schema": text });
        let (mut body, mut answer) = (json_of(&text), json_of(&text));
        if at % 8 == 0 {
            body["text/plain"] = json!({ "schema": text });
            answer["text/event-stream"] = json!({ "schema": text });
        }
        let other = ["query", "header", "cookie"][at % 3];
        let operation = json!({
            "operationId": word,
            "tags": [word],
            "servers": [{ "url": format!("https://{word}.example.com") }],
            "parameters": [parameter("path", true), parameter(other, at % 2 == 0)],
            "requestBody": { "required": at % 2 == 1, "content": body },
            "responses": {
                "200": {
                    "description": "d",
                    "headers": { word: { "schema": text } },
                    "content": answer,
                },
                "204": { "description": "d" },
                "404": { "description": "d", "content": json_of(&text) },
                "default": { "description": "d" },
            },
        });
        paths.insert(format!("/{at}/{{{word}}}"), json!({ "post": operation }));
    }
    Parts {
        paths: Value::Object(paths),
        components: json!({ "schemas": { "one": { "type": "object", "properties": {} } } }),
    }
}

/// Schemes that are called like the words, and roles, scopes and operations that are too.
fn security(words: &[String]) -> Parts {
    let scopes: Map<String, Value> = words.iter().map(|word| (word.clone(), json!("d"))).collect();
    let flows = json!({ "clientCredentials": { "tokenUrl": "https://api.example.com/token", "scopes": scopes } });
    let schemes: Map<String, Value> =
        words.iter().map(|word| (word.clone(), json!({ "type": "oauth2", "flows": flows }))).collect();
    let mut paths = Map::new();
    for (at, word) in words.iter().enumerate() {
        let next = &words[(at + 1) % words.len()];
        let operations = [
            ("of", json!([{ word: [word] }, { next: [] }]), json!({})),
            ("and", json!([{ word: [word, next], next: [] }, {}]), json!({})),
            ("as", json!([{ word: [] }]), json!({ "requires-role": { word: [word, next] } })),
            ("without", json!([{ word: [] }]), json!({ "revokes": word })),
        ];
        for (name, security, extension) in operations {
            let done = json!({ "204": { "description": "d" } });
            let operation = json!({ "security": security, "x-warded": extension, "responses": done });
            paths.insert(format!("/{name}/{at}"), json!({ "get": operation }));
        }
        log_in(&mut paths, word, next);
    }
    Parts { paths: Value::Object(paths), components: json!({ "securitySchemes": schemes }) }
}

/// The operations that issue a credential of the scheme and the role, and that renew it and keep the role.
fn log_in(paths: &mut Map<String, Value>, scheme: &str, role: &str) {
    let token = json!({ "type": "object", "required": [scheme], "properties": { scheme: { "type": "string" } } });
    let token = json!({ "200": { "description": "d", "content": json_of(&token) } });
    let body = json!({ "required": true, "content": json_of(&json!({ "type": "string" })) });
    let pointer = format!("/{scheme}");
    // The word for the role of the credential that is renewed is no name of one.
    let first = json!({ "issues": { "scheme": scheme, "role": role.replace("same", "other"), "token": pointer } });
    let again = json!({ "renews": scheme, "issues": { "scheme": scheme, "role": "same", "token": pointer } });
    let first = json!({ "security": [], "requestBody": body, "responses": token, "x-warded": first });
    let again = json!({
        "operationId": scheme,
        "security": [{ scheme: [] }],
        "parameters": [{ "name": role, "in": "path", "required": true, "schema": { "type": "string" } }],
        "responses": token,
        "x-warded": again,
    });
    paths.insert(format!("/log-in/{scheme}"), json!({ "post": first }));
    paths.insert(format!("/renew/{scheme}/{{{role}}}"), json!({ "post": again }));
}
