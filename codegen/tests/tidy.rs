//! Rules of the house that no compiler checks.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A file that a reader can hold in the head.
const LONGEST: usize = 400;

#[test]
fn every_file_is_short_and_says_what_it_is_about() {
    for file in rust_files() {
        let path = file.path.display();
        assert!(file.text.starts_with("//!"), "{path} does not begin with what it is about");
        let lines = file.text.lines().count();
        assert!(lines <= LONGEST, "{path} has {lines} lines, more than {LONGEST}");
    }
}

#[test]
fn input_is_not_unwrapped() {
    for file in rust_files().iter().filter(|file| !file.is_test()) {
        for (number, line) in file.code() {
            for word in [".unwrap()", ".ok();", "panic!(", "todo!(", "unimplemented!(", "dbg!("] {
                assert!(!line.contains(word), "{}:{number}: {word}", file.path.display());
            }
        }
    }
}

/// A stage knows the stages before it by their results only, and Rust is made where Rust is written.
#[test]
fn dependencies_point_one_way() {
    let forbidden: &[(&str, &[&str])] = &[
        ("source", &["document", "resolve", "model", "name", "emit", "output"]),
        ("document", &["resolve", "model", "name", "emit", "output"]),
        ("model", &["document", "resolve", "name", "emit", "output", "diagnostics"]),
        ("resolve", &["name", "emit", "output"]),
        ("name", &["source", "document", "resolve", "emit", "output", "diagnostics"]),
        ("emit", &["source", "document", "resolve", "output", "diagnostics"]),
        ("output", &["source", "document", "resolve", "model", "name", "diagnostics"]),
    ];
    let makes_rust = ["emit", "name", "output"];
    let files = rust_files();
    for (stage, others) in forbidden {
        let folder = Path::new("codegen/src").join(stage);
        let of_stage: Vec<&File> = files.iter().filter(|file| file.path.starts_with(&folder)).collect();
        assert!(!of_stage.is_empty(), "there is no stage {stage}");
        for file in of_stage {
            for (number, line) in file.code() {
                let at = format!("{}:{number}", file.path.display());
                // Where something came from is known to every stage.
                let line = line.replace("crate::source::Pointer", "");
                for other in *others {
                    assert!(!line.contains(&format!("crate::{other}")), "{at}: `{stage}` knows `{other}`");
                }
                for rust in ["quote::", "syn::", "proc_macro2::"] {
                    assert!(makes_rust.contains(stage) || !line.contains(rust), "{at}: `{stage}` uses {rust}");
                }
            }
        }
    }
}

/// The runtime's rooms, each of which knows those before it only: so there is no circle.
const ROOMS: [&str; 9] = ["error", "time", "json", "credential", "exchange", "response", "request", "session", "rt"];

#[test]
fn rooms_of_the_runtime_know_those_before_them() {
    let source = Path::new("runtime/src");
    let mut met = BTreeSet::new();
    for file in rust_files() {
        let Ok(inside) = file.path.strip_prefix(source) else { continue };
        let room = inside.iter().next().and_then(|room| room.to_str()).expect("a path of the repository is text");
        if room == "lib.rs" {
            continue;
        }
        let path = file.path.display();
        let place = ROOMS.iter().position(|known| *known == room);
        let place = place.unwrap_or_else(|| panic!("{path}: there is no room `{room}`"));
        met.insert(place);
        for (number, line) in file.code() {
            for (other, is_macro) in paths_of_the_crate(line) {
                // Macros are at the root, where `rt` takes them from in a list.
                let is_known = is_macro || ROOMS[..=place].contains(&other) || other.is_empty() && room == "rt";
                assert!(is_known, "{path}:{number}: `{room}` knows `{other}`, which is no room before it");
            }
        }
    }
    assert_eq!(met.len(), ROOMS.len(), "a room is empty");
}

/// What stands behind `crate::`, and whether it is a macro. What a macro names in its user's crate, `$crate::`, is left out.
fn paths_of_the_crate(line: &str) -> impl Iterator<Item = (&str, bool)> {
    line.match_indices("crate::").filter_map(move |(at, begin)| {
        let rest = &line[at + begin.len()..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        (!line[..at].ends_with('$')).then(|| (&rest[..end], rest[end..].starts_with('!')))
    })
}

struct File {
    /// Relative to the repository.
    path: PathBuf,
    text: String,
}

impl File {
    fn is_test(&self) -> bool {
        self.path.iter().any(|part| ["tests", "tests.rs", "benches", "examples"].iter().any(|name| part == *name))
    }

    /// The lines with their numbers, without comments and without the tests at the end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut in_tests = false;
        self.text.lines().zip(1..).filter_map(move |(line, number)| {
            in_tests |= line == "mod tests {";
            (!in_tests && !line.trim_start().starts_with("//")).then_some((number, line))
        })
    }
}

/// The Rust files of the repository, but for what a test is about.
fn rust_files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in
        ["build.rs", "generated", "codegen", "cli", "runtime", "template", "tests", "examples", "benches", "fuzz"]
    {
        collect(&root, Path::new(folder), &mut files);
    }
    assert!(files.len() > 200, "only {} files were found", files.len());
    files
}

fn collect(root: &Path, path: &Path, files: &mut Vec<File>) {
    let skipped = ["target", "node_modules", "golden", "ui", "corpus"];
    if path.file_name().is_some_and(|name| skipped.iter().any(|skipped| name == *skipped)) {
        return;
    }
    let full = root.join(path);
    if full.is_dir() {
        let entries = fs::read_dir(&full).expect("the folder can be read");
        let mut names: Vec<_> = entries.map(|entry| entry.expect("it can be read").file_name()).collect();
        names.sort();
        names.iter().for_each(|name| collect(root, &path.join(name), files));
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        let text = fs::read_to_string(&full).expect("the file can be read");
        files.push(File { path: path.to_owned(), text });
    }
}
