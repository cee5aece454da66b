//! The files of the repository.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenTree;

use super::tokens::tokens;

pub(crate) struct File {
    /// Relative to the repository.
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl File {
    pub(crate) fn is_test(&self) -> bool {
        self.path.iter().any(|part| ["tests", "tests.rs", "benches", "examples"].iter().any(|name| part == *name))
    }

    /// The lines with their numbers, without comments and without the tests at the end.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut in_tests = false;
        self.text.lines().zip(1..).filter_map(move |(line, number)| {
            in_tests |= line == "mod tests {";
            (!in_tests && !line.trim_start().starts_with("//")).then_some((number, line))
        })
    }

    pub(crate) fn tokens(&self) -> Vec<TokenTree> {
        tokens(&self.text)
    }
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The Rust files of the repository, but for what a test is about.
pub(crate) fn rust_files() -> Vec<File> {
    let folders =
        ["build.rs", "generated", "codegen", "cli", "runtime", "template", "tests", "examples", "benches", "fuzz"];
    let files = files(&folders, "rs");
    assert!(files.len() > 200, "only {} files were found", files.len());
    files
}

/// The files with a suffix in these files and folders.
pub(crate) fn files(folders: &[&str], suffix: &str) -> Vec<File> {
    let mut files = Vec::new();
    folders.iter().for_each(|folder| collect(Path::new(folder), suffix, &mut files));
    files
}

fn collect(path: &Path, suffix: &str, files: &mut Vec<File>) {
    let skipped = ["target", "node_modules", "golden", "ui", "corpus"];
    if path.file_name().is_some_and(|name| skipped.iter().any(|skipped| name == *skipped)) {
        return;
    }
    let full = root().join(path);
    if full.is_dir() {
        let entries = fs::read_dir(&full).expect("the folder can be read");
        let mut names: Vec<_> = entries.map(|entry| entry.expect("it can be read").file_name()).collect();
        names.sort();
        names.iter().for_each(|name| collect(&path.join(name), suffix, files));
    } else if path.extension().is_some_and(|extension| extension == suffix) {
        let text = fs::read_to_string(&full).expect("the file can be read");
        files.push(File { path: path.to_owned(), text });
    }
}
