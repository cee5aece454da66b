//! Tests that `rustfmt` with its default settings leaves a generated crate as it is, and that formatting a module by itself and
//! other line endings do not count as changes.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files fails")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{bundled_documents, golden_documents, module_files};
use warded_codegen::output::{CrateLayout, GeneratedFile, Layout, plan};
use warded_codegen::{Options, generate};

#[test]
fn formatted_files_are_up_to_date() {
    let mut formatted = 0;
    for document in golden_documents().into_iter().chain(bundled_documents()) {
        formatted += assert_stays_up_to_date(&document, &module_files(&document));
    }
    assert!(formatted > 100, "rustfmt changed only {formatted} files: what is this test about?");
}

/// The folder is not part of the repository:
/// `CORPUS=… cargo test -p warded-codegen --test formatted -- --ignored --nocapture`.
#[test]
#[ignore = "needs a folder of documents"]
fn formatted_files_of_large_documents_are_up_to_date() {
    let mut documents = Vec::new();
    collect(Path::new(&std::env::var_os("CORPUS").expect("CORPUS names a folder")), &mut documents);
    documents.sort_by_key(|path| std::cmp::Reverse(fs::metadata(path).unwrap().len()));
    let mut options = Options::new(Layout::Crate(CrateLayout { name: "client".to_owned(), runtime: None }));
    options.features_by_tag = true;
    let mut done = 0;
    for document in documents {
        let Some(files) = generate(&document, &options).unwrap().files else { continue };
        let changed = assert_stays_up_to_date(&document, &files);
        println!("{}: rustfmt changed {changed} files", document.display());
        done += 1;
        if done == 40 {
            break;
        }
    }
    assert!(done > 0);
}

fn collect(folder: &Path, documents: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, documents);
        } else if ["json", "yaml", "yml"].iter().any(|suffix| path.extension().is_some_and(|it| it == *suffix)) {
            documents.push(path);
        }
    }
}

/// Returns how many files `rustfmt` changed.
fn assert_stays_up_to_date(document: &Path, files: &[GeneratedFile]) -> usize {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formatted");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    plan(files, &folder).unwrap().carry_out().unwrap();
    // Without it, the settings of this repository would hold.
    fs::write(folder.join("rustfmt.toml"), "").unwrap();
    let paths: Vec<PathBuf> =
        files.iter().map(|file| folder.join(&file.path)).filter(|path| path.extension().unwrap() == "rs").collect();
    let before: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let assert_up_to_date = |what: &str| {
        let plan = plan(files, &folder).unwrap();
        assert!(plan.is_empty(), "{}, {what}: {:?}", document.display(), plan.obstacles().collect::<Vec<_>>());
    };
    assert_up_to_date("as it was written");
    let root = paths.iter().find(|path| path.ends_with("mod.rs") || path.ends_with("lib.rs")).expect("there is a root");
    let check = Command::new("rustfmt").args(["--edition", "2024", "--check"]).arg(root).output().unwrap();
    assert!(check.status.success(), "{}: {}", document.display(), String::from_utf8_lossy(&check.stdout));
    let status = Command::new("rustfmt").args(["--edition", "2024"]).args(&paths).status().expect("rustfmt can be run");
    assert!(status.success(), "{}", document.display());
    assert_up_to_date("formatted");
    let after: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for (path, text) in paths.iter().zip(&after) {
        fs::write(path, text.replace('\n', "\r\n")).unwrap();
    }
    assert_up_to_date("with other line endings");
    before.iter().zip(&after).filter(|(before, after)| before != after).count()
}
