//! Small documents, and the code that they become.
//!
//! `golden/<feature>/openapi.yaml` is the document; `golden/<feature>/expected/` holds those of its generated files that
//! the feature is about. A new feature names them in a comment on its first line, `# golden: types.rs op.rs`, and
//! `UPDATE_EXPECT=1` writes them; `plan.json` is the plan of all of them. `# include: tag=pets` and `# features by tag` are options. All files of all features must compile without a warning, those that are not shown too.

mod support;

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use support::{files, generation_of, golden_documents, options, package};
use warded_codegen::output::{CrateLayout, GeneratedFile, Layout};

/// The folder of the runtime.
const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
/// The plan, as `--summary json` prints it.
const PLAN: &str = "plan.json";
/// A document about one thing fits on a screen.
const LONGEST: usize = 40;

#[test]
fn documents_become_the_expected_code() {
    for document in golden_documents() {
        let text = fs::read_to_string(&document).expect("the document can be read");
        assert!(text.lines().count() <= LONGEST, "{} is about more than one thing", document.display());
        let generation = generation_of(&document, &options(&document, Layout::Module));
        let plan = generation.summary();
        let files = files(generation);
        let expected = document.with_file_name("expected");
        let shown = shown(&text, &expected);
        assert!(!shown.is_empty(), "{}: the first line names no file, as in `# golden: types.rs`", document.display());
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::create_dir_all(&expected).expect("the folder can be made");
        }
        for name in shown {
            let content = if name == PLAN {
                format!("{:#}\n", plan.as_ref().expect("a document without errors has a plan"))
            } else {
                let file = files.iter().find(|file| file.path == Path::new(&name));
                file.unwrap_or_else(|| panic!("{}: there is no file {name}", document.display())).content.clone()
            };
            expect_file![expected.join(name)].assert_eq(&content);
        }
    }
}

/// The files that a document names, or else those that are there.
fn shown(document: &str, expected: &Path) -> Vec<String> {
    let line = document.lines().next().unwrap_or_default();
    let mut names: Vec<String> = match line.strip_prefix("# golden:") {
        Some(names) => names.split_whitespace().map(str::to_owned).collect(),
        None => Vec::new(),
    };
    for entry in fs::read_dir(expected).into_iter().flatten() {
        let name = entry.expect("the folder can be read").file_name().to_string_lossy().into_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// One crate with a module for each document: compiled once, and documented once.
#[test]
fn the_code_compiles_and_is_documented_without_a_warning() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    let mut lib = GeneratedFile {
        path: "src/lib.rs".into(),
        content: "//! Every feature.\n#![deny(missing_docs, unsafe_code, rust_2018_idioms)]\n".to_owned(),
    };
    let (mut files, mut features) = (Vec::new(), String::new());
    for document in golden_documents() {
        let folder = document.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
        let module = format!("feature_{}", folder.replace('-', "_"));
        lib.content += &format!("/// {folder}\npub mod {module};\n");
        let generation = generation_of(&document, &options(&document, Layout::Module));
        features.extend(generation.features().iter().map(|feature| format!("{feature} = []\n")));
        files.extend(support::files(generation).into_iter().map(|file| package::moved(file, &module)));
    }
    files.push(lib);
    files.push(GeneratedFile {
        path: "Cargo.toml".into(),
        content: format!("{}[features]\n{features}", package::manifest("golden")),
    });
    package::write(&files, &root);
    package::cargo(&root, &["check", "--all-features"]);
    package::cargo(&root, &["check", "--all-features", "--features", "warded/both-directions"]);
    package::cargo(&root, &["doc", "--no-deps", "--all-features"]);
    each_feature_compiles();
}

#[test]
fn a_client_of_xml_needs_the_feature_and_says_so_once() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/xml/openapi.yaml");
    let layout = Layout::Crate(CrateLayout { name: "xml".to_owned(), runtime: Some(RUNTIME.into()) });
    let mut files = files(generation_of(&document, &options(&document, layout)));
    let manifest = files.iter_mut().find(|file| file.path == Path::new("Cargo.toml")).expect("a crate has one");
    assert!(manifest.content.contains(", features = [\"xml\"] }"), "{}", manifest.content);
    manifest.content =
        manifest.content.replace(", features = [\"xml\"] }", ", default-features = false }\n\n[workspace]");
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("xml");
    package::write(&files, &root);
    let text = package::refused(&root, &["check"]);
    assert_eq!(text.matches("error: ").count() - text.matches("error: could not compile").count(), 1, "{text}");
    assert!(
        text.contains("error: this client has bodies of XML: enable the feature `xml`") && !text.contains("error["),
        "{text}"
    );
}

/// A crate of which some parts are left out is as whole as one that has all of them.
fn each_feature_compiles() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/features/openapi.yaml");
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let layout = Layout::Crate(CrateLayout { name: "features".to_owned(), runtime: Some(runtime) });
    let generation = generation_of(&document, &options(&document, layout));
    let features = generation.features().to_vec();
    assert_eq!(features, ["tag-pet-owners", "tag-pets"]);
    let mut files = files(generation);
    let manifest = files.iter_mut().find(|file| file.path == Path::new("Cargo.toml")).expect("a crate has one");
    manifest.content += "\n[workspace]\n";
    // The default transport takes long to compile.
    manifest.content = manifest.content.replace("warded = { ", "warded = { default-features = false, ");
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("features");
    package::write(&files, &root);
    package::cargo(&root, &["check"]);
    package::cargo(&root, &["check", "--no-default-features"]);
    for feature in features {
        package::cargo(&root, &["check", "--no-default-features", "--features", &feature]);
    }
}
