//! Every promise of `docs/sessions.md` names an existing test, or a reason.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn each_promise_names_a_test_that_exists_or_a_reason() {
    let text = fs::read_to_string(root().join("docs/sessions.md")).unwrap();
    let (_, promises) = text.split_once("## Requirements of the vendors").unwrap();
    let rows: Vec<_> =
        promises.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| requirement ")).collect();
    let mut named = 0;
    for row in &rows {
        let [_, promise, proof, _] = &row.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("not two cells: {row}");
        };
        assert!(!proof.is_empty(), "{promise}: neither a test nor a reason");
        for name in proof.split('`').skip(1).step_by(2) {
            let exists = exists(name);
            assert!(exists != Some(false), "{promise}: there is no test `{name}`");
            named += usize::from(exists.is_some());
        }
    }
    assert!(rows.len() > 50 && named > 50, "{} rows, {named} tests", rows.len());
}

/// Returns true if there is a test of this name; `None` if it is the name of something else.
fn exists(name: &str) -> Option<bool> {
    if name.starts_with("ui/") {
        return Some(root().join("tests").join(name).with_extension("rs").exists());
    }
    let (file, function) = name.split_once("::").unwrap_or((name, ""));
    let is_type = file.starts_with(|first: char| first.is_ascii_uppercase());
    if is_type || root().join(format!("specs/{file}.yaml")).exists() {
        return None;
    }
    let candidates = [
        format!("runtime/tests/{file}.rs"),
        format!("runtime/tests/session_{file}.rs"),
        format!("runtime/src/session/{file}.rs"),
        format!("runtime/src/response/{file}.rs"),
        format!("runtime/src/{file}/tests.rs"),
        format!("tests/{file}.rs"),
    ];
    let texts: Vec<_> = candidates.iter().filter_map(|path| fs::read_to_string(root().join(path)).ok()).collect();
    let is_test = function.is_empty() || texts.iter().any(|text| is_in(text, function));
    (!function.is_empty() || !texts.is_empty()).then_some(is_test)
}

fn is_in(text: &str, function: &str) -> bool {
    text.contains(&format!("fn {function}("))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
