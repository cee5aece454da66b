//! Rules of the house that no compiler checks. Each can fail: `offences.rs` shows it.

mod arguments;
mod arms;
mod arrows;
mod files;
mod mentions;
mod offences;
mod paths;
mod rooms;
mod tokens;
mod words;

use std::collections::BTreeSet;
use std::path::Path;

use files::{File, files, root, rust_files};
use rooms::{ROOMS, paths_of_the_crate};

/// A file that a reader can hold in the head.
const LONGEST: usize = 400;

/// How many of a hundred doc comments may begin with a question word.
const MOST_QUESTIONS: usize = 3;

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

/// A stage knows the stages before it by their results only.
#[test]
fn dependencies_point_one_way() {
    let mut used = BTreeSet::new();
    for (file, module) in generator() {
        let row = arrows::STAGES.iter().find(|(stage, _)| *stage == module[0]);
        let (_, known) = row.unwrap_or_else(|| panic!("{} is in no stage of the table", file.path.display()));
        for other in arrows::known(&file, &module) {
            assert!(known.contains(&other.as_str()), "{}: `{}` knows `{other}`", file.path.display(), module[0]);
            used.insert((module[0].clone(), other));
        }
    }
    for (index, (stage, known)) in arrows::STAGES.iter().enumerate() {
        for other in *known {
            let is_above = arrows::STAGES[..index].iter().any(|(above, _)| above == other);
            assert!(is_above || *other == "lib", "the row of `{stage}` stands above that of `{other}`");
            assert!(used.contains(&((*stage).to_owned(), (*other).to_owned())), "`{stage}` does not need `{other}`");
        }
    }
}

#[test]
fn rooms_of_the_runtime_know_those_before_them() {
    let mut met = BTreeSet::new();
    for file in rust_files() {
        let Ok(inside) = file.path.strip_prefix("runtime/src") else { continue };
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

/// Rust is made where Rust is written.
#[test]
fn tokens_are_made_by_few_stages() {
    for (file, module) in generator() {
        for (number, line) in file.code() {
            for rust in ["quote::", "syn::", "proc_macro2::"] {
                let is_made = ["emit", "name", "output"].contains(&module[0].as_str());
                assert!(is_made || !line.contains(rust), "{}:{number}: {rust}", file.path.display());
            }
        }
    }
}

/// A new variant must not compile until every place that matches has said what it does with it.
#[test]
fn enums_of_ours_are_matched_by_name() {
    let files = files(&["codegen/src", "cli/src"], "rs");
    let own: BTreeSet<String> = files.iter().flat_map(|file| arms::enums(&file.tokens())).collect();
    let found: Vec<String> = (files.iter())
        .flat_map(|file| {
            arms::wild(&file.tokens(), &own).into_iter().map(|at| format!("{}: {at}", file.path.display()))
        })
        .collect();
    assert!(found.is_empty(), "matches that take all else:\n{}", found.join("\n"));
}

/// More than five arguments are a struct that has no name yet.
#[test]
fn arguments_are_not_hidden_in_tuples() {
    let mut found = BTreeSet::new();
    for file in rust_files() {
        found.extend(arguments::hidden(&file.tokens()).iter().map(|name| format!("{} {name}", file.path.display())));
    }
    let excepted: BTreeSet<String> = HIDING.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(found, excepted, "functions that take tuple patterns, and those that are known to");
}

/// Functions that still hide arguments.
const HIDING: &[&str] = &[
    "codegen/src/document/mod.rs lower",
    "codegen/src/resolve/extension/mod.rs report_untaken",
    "codegen/src/resolve/operation.rs operations",
    "codegen/src/resolve/parameter.rs distinct",
    "codegen/src/resolve/reference.rs follow",
    "codegen/src/resolve/request_body.rs request_body",
    "codegen/src/resolve/response.rs header",
    "codegen/src/resolve/response.rs headers",
    "codegen/src/resolve/response.rs responses",
    "codegen/src/resolve/schema/union.rs variants",
    "codegen/src/resolve/security/mod.rs operation",
];

#[test]
fn files_that_are_named_exist() {
    let mut all = BTreeSet::new();
    everything(Path::new(""), &mut all);
    let mut missing = Vec::new();
    let texts = files(&[""], "md").into_iter().map(|file| (false, file));
    for (is_code, file) in texts.chain(rust_files().into_iter().map(|file| (true, file))) {
        for (line, number) in file.text.lines().zip(1..) {
            let is_doc = ["///", "//!"].iter().any(|start| line.trim_start().starts_with(start));
            let names = if is_doc || !is_code { mentions::of_line(line) } else { Vec::new() };
            let names = names.into_iter().filter(|name| !mentions::exists(name, &all));
            missing.extend(names.map(|name| format!("{}:{number}: {name}", file.path.display())));
        }
    }
    assert!(missing.is_empty(), "named, but not there:\n{}", missing.join("\n"));
}

/// A doc comment begins with the thing or what it does.
#[test]
fn doc_comments_say_instead_of_asking() {
    let (mut blocks, mut questions) = (0, 0);
    for file in files(&["runtime/src", "codegen/src", "cli/src", "template/src"], "rs") {
        let (of_file, asking) = words::questions(&file.text);
        blocks += of_file;
        questions += asking;
    }
    let most = MOST_QUESTIONS * blocks / 100;
    assert!(questions <= most, "{questions} of {blocks} doc comments begin with a question word, more than {most}");
}

/// The files of the generator with the modules that they are, but for its root.
fn generator() -> Vec<(File, Vec<String>)> {
    let root = Path::new("codegen/src");
    let files = files(&["codegen/src"], "rs").into_iter().filter(|file| file.path != root.join("lib.rs"));
    files
        .map(|file| {
            let module = arrows::module(file.path.strip_prefix(root).expect("it is in this folder"));
            (file, module)
        })
        .collect()
}

/// All files of the repository, but for what is built.
fn everything(path: &Path, all: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(root().join(path)).expect("the folder can be read") {
        let name = entry.expect("it can be read").file_name();
        let path = path.join(&name);
        if ["target", "node_modules", ".git"].iter().any(|skipped| name == *skipped) {
            continue;
        }
        if root().join(&path).is_dir() {
            everything(&path, all);
        } else {
            all.insert(path.to_string_lossy().into_owned());
        }
    }
}
