//! `SUPPORTED.md` says of every field what becomes of it, and names tests that there are.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_row_names_tests_that_exist() {
    let rows = rows();
    assert!(rows.len() > 100, "only {} rows were found", rows.len());
    for [field, supported, _, tests] in &rows {
        let known = ["yes", "in part", "no", "no bearing", "refused"];
        assert!(known.contains(&supported.as_str()), "{field}: `{supported}` says nothing");
        let tests = quoted(tests);
        assert!(!tests.is_empty(), "{field} names no test");
        for test in tests {
            assert!(exists(&test), "{field}: there is no test `{test}`");
        }
    }
}

/// The tables of shapes list every key that is read.
#[test]
fn no_field_is_forgotten() {
    let described: BTreeSet<String> = rows().iter().flat_map(|[field, ..]| quoted(field)).collect();
    let keys = keys();
    assert!(keys.len() > 100, "only {} keys were found", keys.len());
    let forgotten: Vec<_> = keys.difference(&described).collect();
    assert!(forgotten.is_empty(), "SUPPORTED.md does not speak of {forgotten:?}");
}

/// The cells of each row of each table: field, supported, how, test.
fn rows() -> Vec<[String; 4]> {
    let text = fs::read_to_string(root().join("SUPPORTED.md")).expect("the file can be read");
    let lines = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| Field "));
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim().trim_start_matches('|').trim_end_matches('|');
        line.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    lines.map(|line| cells(line).try_into().unwrap_or_else(|_| panic!("not four cells: {line}"))).collect()
}

/// The text between backticks.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// `golden/servers`, `tests/ui/fail/removed.rs` or `tests/attachment.rs::a_function`.
fn exists(test: &str) -> bool {
    if let Some((file, function)) = test.split_once("::") {
        let text = fs::read_to_string(root().join(file)).unwrap_or_default();
        return text.contains(&format!("fn {function}("));
    }
    let documents = root().join("codegen/tests");
    let candidates = [root().join(test), documents.join(test), documents.join(format!("{test}.yaml"))];
    candidates.iter().any(|path| path.exists())
}

/// The keys in the tables of `document/shape/`.
fn keys() -> BTreeSet<String> {
    let folder = root().join("codegen/src/document/shape");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let texts = entries.map(|entry| fs::read_to_string(entry.expect("it can be read").path()).expect("it is text"));
    texts.flat_map(|text| keys_in(&text)).collect()
}

fn keys_in(text: &str) -> Vec<String> {
    text.split("key(\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(key, _)| key.to_owned()).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
