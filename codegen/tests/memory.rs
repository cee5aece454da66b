//! Test of the memory that a hostile document may take. It is a test of its own, because the peak is that of the
//! process.

mod support;

use std::fmt::Write;

use serde_json::{Value, json};
use support::generation;
use warded_codegen::MessageFormat;

/// The largest peak, in kilobytes: a thousand times what most of these documents are long.
const MOST: u64 = 600_000;

#[test]
fn hostile_documents_take_little_memory() {
    for document in [nested(), aliases(), doubled(), many_errors(), "[".repeat(65 << 20)] {
        let generation = generation(&document);
        let said = generation.report.render(MessageFormat::Human { color: false });
        let start: String = document.chars().take(40).collect();
        assert!(generation.files.is_some() || said.contains("error["), "{start} is answered with nothing");
        // Where there is no such file, the answers are all that is shown.
        if let Some(peak) = peak() {
            assert!(peak < MOST, "{peak} kB after {start}");
        }
    }
}

fn nested() -> String {
    "{\"a\": [".repeat(100_000)
}

/// Each line would be ten times as long as the one before.
fn aliases() -> String {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        let earlier = vec![format!("*a{}", level - 1); 10].join(", ");
        writeln!(text, "a{level}: &a{level} [{earlier}]").expect("it is text");
    }
    text
}

/// Each schema contains the next one twice.
fn doubled() -> String {
    let next = |at: usize| json!({ "$ref": format!("#/components/schemas/S{}", at + 1) });
    let of = |at: usize| json!({ "properties": { "a": next(at), "b": { "allOf": [next(at), { "title": "b" }] } } });
    let schemas = (0..60).map(|at| (format!("S{at}"), of(at))).chain([("S60".to_owned(), json!({}))]);
    document(schemas.collect())
}

fn many_errors() -> String {
    let schemas = (0..5_000).map(|at| (format!("S{at}"), json!({ "type": "objekt", "$ref": 5, "propertis": {} })));
    document(schemas.collect())
}

fn document(schemas: serde_json::Map<String, Value>) -> String {
    let info = json!({ "title": "t", "version": "1" });
    json!({ "openapi": "3.0.3", "info": info, "paths": {}, "components": { "schemas": schemas } }).to_string()
}

/// The peak memory of this process, in kilobytes; `None` if the system does not report it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}
