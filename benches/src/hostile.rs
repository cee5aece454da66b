//! Documents that would cost much, answered with all that is said of them: counted, so that none of them begins to.

use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;

use serde_json::{Value, json};
use warded_codegen::output::Layout;
use warded_codegen::{MessageFormat, Options, generate_bytes};

use crate::Workload;

/// Each document, from its bytes to the text of its diagnostics.
#[must_use]
pub fn workloads() -> Vec<Workload> {
    vec![
        workload("aliases", aliases),
        workload("brackets", || "[".repeat(100_000)),
        workload("reference circle", || circle(|next| next)),
        workload("allOf circle", || circle(|next| json!({ "allOf": [next] }))),
        workload("dangling references", dangling),
        workload("long names", long_names),
    ]
}

fn workload(name: &str, text: fn() -> String) -> Workload {
    let document = std::cell::OnceCell::new();
    Workload::new(format!("hostile/{name}"), move || {
        let text = document.get_or_init(text);
        let options = Options::new(Layout::Module);
        let generation = generate_bytes(Path::new("hostile.yaml"), text.as_bytes(), &options);
        let generation = generation.expect("no other file is needed");
        black_box(generation.report.render(MessageFormat::Human { color: false }));
    })
}

/// Each line would be nine times as long as the one before.
fn aliases() -> String {
    (1..30).fold("a: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |mut text, level| {
        let earlier = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(text, "b{level}: &a{level} [{earlier}]").expect("it is text");
        text
    })
}

/// Schemas of which each leads to the next one, and the last to the first.
fn circle(link: impl Fn(Value) -> Value) -> String {
    const LENGTH: usize = 1_000;
    let schema = |at: usize| (format!("S{at}"), link(reference(&format!("S{}", (at + 1) % LENGTH))));
    document((0..LENGTH).map(schema).collect())
}

/// References that are nearly the names of components, each of which could be meant.
fn dangling() -> String {
    let known = (0..2_000).map(|at| (format!("Known{at}"), json!({})));
    let properties: serde_json::Map<_, _> =
        (0..4_000).map(|at| (format!("p{at}"), reference(&format!("Unknown{at}")))).collect();
    document(known.chain([("All".to_owned(), json!({ "properties": properties }))]).collect())
}

/// Names that differ in their last characters only.
fn long_names() -> String {
    let name = |at: usize| format!("{}{at}", "long".repeat(2_500));
    let properties: serde_json::Map<_, _> = (0..100).map(|at| (name(at), reference(&name(at)))).collect();
    let known = (0..50).map(|at| (name(at), json!({ "enum": [name(0), name(1)] })));
    document(known.chain([("All".to_owned(), json!({ "properties": properties }))]).collect())
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn document(schemas: serde_json::Map<String, Value>) -> String {
    let info = json!({ "title": "t", "version": "1" });
    json!({ "openapi": "3.0.3", "info": info, "paths": {}, "components": { "schemas": schemas } }).to_string()
}
