//! Tests of the interface to scripts: exit statuses, the content of both streams, and the written files.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files fails")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{Folder, PETS};

#[test]
fn generate_writes_a_crate_and_says_so() {
    let folder = Folder::new("crate");
    let outcome = folder.run("generate pets.yaml --output pets");
    let files = folder.files().keys().filter(|path| path.starts_with("pets")).count();
    let said = format!("wrote {files} files in pets\n");
    assert_eq!((outcome.status, outcome.out.as_str(), outcome.err), (0, "", said));
    let again = folder.run("generate pets.yaml --output pets");
    assert_eq!((again.status, again.out.as_str(), again.err.as_str()), (0, "", ""), "nothing was written");
    let files = folder.files();
    assert!(files[Path::new("pets/Cargo.toml")].contains("name = \"pets\""));
    assert!(files[Path::new("pets/src/operations.rs")].contains("fn list_pets"));
    assert!(files[Path::new("pets/src/lib.rs")].contains("//! Pets, version 1.0.0.\n"));
    assert!(files[Path::new("pets/Cargo.toml")].contains("description = \"Pets, version 1.0.0.\"\n"));
    assert_eq!(folder.run("generate pets.yaml --output other --crate-name my-pets").status, 0);
    assert!(folder.files()[Path::new("other/Cargo.toml")].contains("name = \"my-pets\""));
}

#[test]
fn generate_writes_a_module_beside_files_of_others() {
    let folder = Folder::new("module");
    fs::create_dir(folder.0.join("pets")).unwrap();
    folder.write("pets/mine.rs", "fn mine() {}\n");
    assert_eq!(folder.run("generate pets.yaml --output pets --module").status, 0);
    let files = folder.files();
    assert!(files.contains_key(Path::new("pets/mod.rs")) && !files.contains_key(Path::new("pets/Cargo.toml")));
    assert_eq!(files[Path::new("pets/mine.rs")], "fn mine() {}\n");
    for other in ["--crate-name pets", "--runtime-path ."] {
        assert_eq!(folder.run(&format!("generate pets.yaml --output pets --module {other}")).status, 2, "{other}");
    }
}

#[test]
fn check_names_what_is_stale_and_writes_nothing() {
    let folder = Folder::new("check");
    let check = "check pets.yaml --output pets --module";
    assert_eq!(folder.run(check).status, 1, "nothing is there");
    assert!(!folder.0.join("pets").exists());
    folder.run("generate pets.yaml --output pets --module");
    let outcome = folder.run(check);
    assert_eq!((outcome.status, outcome.out.as_str(), outcome.err.as_str()), (0, "", ""));

    fs::remove_file(folder.0.join("pets/types.rs")).unwrap();
    fs::copy(folder.0.join("pets/op.rs"), folder.0.join("pets/old.rs")).unwrap();
    folder.write("pets/op.rs", "changed\n");
    let before = folder.files();
    let outcome = folder.run(check);
    assert_eq!(outcome.status, 1);
    assert!(outcome.err.contains("note: pets/op.rs was not generated"), "{}", outcome.err);
    assert!(outcome.err.ends_with("note: `warded generate` with the same arguments brings the files up to date\n"));
    assert_eq!(
        outcome.out,
        "pets/op.rs: differs from the generated file\npets/types.rs: differs from the generated file\npets/old.rs: no longer generated\n"
    );
    assert_eq!(folder.files(), before);
    assert_eq!(folder.run("generate pets.yaml --output pets --module --force").status, 0);
    assert_eq!(folder.run(check).status, 0);
    assert!(!folder.0.join("pets/old.rs").exists(), "what is no longer generated is removed");
}

/// Problems: the document's text, and the places at which the errors must be reported.
const BAD: &[(&str, &str, &str, &[&str])] = &[
    ("an unknown scheme", "{ Key: [] }", "{ Kee: [] }", &["error[unknown-security-scheme]", "bad.yaml:8:20"]),
    (
        "a dangling reference",
        "{ description: Pets }",
        "{ $ref: '#/components/responses/Pets' }",
        &["error[dangling-reference]", "bad.yaml:9:35"],
    ),
    ("a misspelt key", "security:", "secruity:", &["error[misspelt-key]", "bad.yaml:8:7", "did you mean `security`?"]),
    ("no YAML", "1.0.0 }", "1.0.0", &["error[syntax]", "bad.yaml:3:8"]),
    (
        "a missing file",
        "{ description: Pets }",
        "{ $ref: 'other.yaml#/Pets' }",
        &["error[dangling-reference]", "bad.yaml:9:35", "`other.yaml` cannot be read"],
    ),
];

#[test]
fn a_document_with_an_error_is_answered_with_its_place_and_nothing_is_written() {
    let folder = Folder::new("bad");
    folder.run("generate pets.yaml --output pets");
    for (what, old, new, expected) in BAD {
        let text = PETS.replace(old, new);
        assert_ne!(text, PETS, "{what}");
        folder.write("bad.yaml", &text);
        let before = folder.files();
        for output in ["pets", "new"] {
            let outcome = folder.run(&format!("generate bad.yaml --output {output} --crate-name pets"));
            assert_eq!((outcome.status, outcome.out.as_str()), (1, ""), "{what}:\n{}", outcome.err);
            assert_eq!(outcome.err.matches("error[").count(), 1, "{what}:\n{}", outcome.err);
            for part in *expected {
                assert!(outcome.err.contains(part), "{what}, {part}:\n{}", outcome.err);
            }
        }
        assert_eq!(folder.files(), before, "{what}");
        assert!(!folder.0.join("new").exists(), "{what}");
    }
}

/// Two errors of one stage.
fn two_errors() -> String {
    PETS.replace("security:", "secruity:").replace("{ description: Pets }", "{ $ref: '#/components/responses/Pets' }")
}

#[test]
fn all_errors_are_collected() {
    let folder = Folder::new("collected");
    folder.write("bad.yaml", &two_errors());
    let outcome = folder.run("generate bad.yaml --output pets");
    assert_eq!(outcome.status, 1);
    let found = ["bad.yaml:8:7", "bad.yaml:9:35", "error: 2 errors"].map(|part| outcome.err.contains(part));
    assert_eq!(found, [true; 3], "{}", outcome.err);
    assert!(!outcome.err.contains('\u{1b}'), "no colours where there is no terminal");
}

#[test]
fn messages_come_in_each_format() {
    let folder = Folder::new("formats");
    folder.write("bad.yaml", &two_errors());
    let run = |format: &str| {
        let outcome = folder.run(&format!("generate bad.yaml --output pets --message-format {format}"));
        assert_eq!((outcome.status, outcome.out.as_str()), (1, ""), "{format}");
        outcome.err
    };
    let lines = run("json");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    let place = |line: &Value| (line["file"].clone(), line["line"].clone(), line["column"].clone());
    assert_eq!(place(&lines[0]), ("bad.yaml".into(), 8.into(), 7.into()));
    assert_eq!((&lines[0]["code"], &lines[0]["severity"]), (&"misspelt-key".into(), &"error".into()));

    let log: Value = serde_json::from_str(&run("sarif")).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    let location = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!((&results[0]["ruleId"], &location["region"]["startLine"]), (&"misspelt-key".into(), &8.into()));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let text = |rule: &Value| rule["fullDescription"]["text"].as_str().unwrap().to_owned();
    assert!(rules.iter().all(|rule| !text(rule).contains('\n')), "a description is one paragraph");

    let commands = run("github");
    assert_eq!(commands.lines().count(), 2);
    assert!(commands.starts_with("::error file=bad.yaml,line=8,col=7,endColumn=15,title=misspelt-key::"), "{commands}");
    assert_eq!(folder.run("generate pets.yaml --output pets --message-format xml").status, 2);
}

#[test]
fn a_part_of_a_document_is_generated() {
    let folder = Folder::new("filter");
    let cats = "paths:\n  /cats: { get: { tags: [Cats], operationId: listCats, responses: { '204': { description: None } } } }\n";
    folder.write("pets.yaml", &PETS.replace("paths:\n", cats));
    let methods = || folder.files()[Path::new("pets/operations.rs")].clone();
    let generate = "generate pets.yaml --output pets --module";
    assert_eq!(folder.run(&format!("{generate} --include path=/pets/**")).status, 0);
    assert!(methods().contains("fn list_pets") && !methods().contains("fn list_cats"));
    assert_eq!(folder.run(&format!("{generate} --exclude operation=list* --exclude tag=Dogs")).status, 1);
    assert_eq!(folder.run(&format!("{generate} --exclude path=/pets")).status, 0);
    assert!(!methods().contains("fn list_pets") && methods().contains("fn list_cats"));
    assert_eq!(folder.run(&format!("{generate} --include cats")).status, 2, "it does not say what it names");

    let outcome = folder.run(&format!("{generate} --features-by-tag"));
    let (note, written) = outcome.err.split_once('\n').unwrap();
    assert_eq!(note, "note: the crate of this module must declare these features: tag-cats");
    assert!(written.starts_with("wrote "), "{written}");
    assert!(methods().contains("#[cfg(feature = \"tag-cats\")]"));
    let outcome = folder.run("generate pets.yaml --output crate --crate-name pets --features-by-tag");
    assert!(outcome.err.starts_with("wrote ") && outcome.err.lines().count() == 1, "{}", outcome.err);
    let manifest = &folder.files()[Path::new("crate/Cargo.toml")];
    assert!(manifest.ends_with("\n[features]\ndefault = [\n    \"tag-cats\",\n]\ntag-cats = []\n"), "{manifest}");
}

#[test]
fn other_files_are_where_they_may_be() {
    let folder = Folder::new("files-in");
    fs::create_dir(folder.0.join("specs")).unwrap();
    folder.write("specs/pets.yaml", &PETS.replace("{ description: Pets }", "{ $ref: ../pets.yaml }"));
    folder.write("pets.yaml", "description: Pets\n");
    let generate = "generate specs/pets.yaml --output pets --module";
    assert_eq!(folder.run(&format!("{generate} --files-in .")).status, 0);
    let refused = folder.run(&format!("{generate} --files-in specs"));
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("error[unsupported]: `../pets.yaml` is outside of the folder"), "{}", refused.err);
}

#[test]
fn every_code_is_explained() {
    let folder = Folder::new("explain");
    let outcome = folder.run("explain nonsense");
    assert_eq!(outcome.status, 2);
    let (_, codes) = outcome.err.split_once("the codes are ").unwrap();
    let codes: Vec<&str> = codes.lines().next().unwrap().split(", ").collect();
    assert!(codes.contains(&"unknown-security-scheme"));
    for code in codes {
        let outcome = folder.run(&format!("explain {code}"));
        assert_eq!((outcome.status, outcome.err.as_str()), (0, ""), "{code}");
        assert!(outcome.out.starts_with(&format!("{code}\n\n")) && outcome.out.lines().count() > 2, "{}", outcome.out);
    }
}

#[test]
fn wrong_use_and_unreadable_files_are_told_apart_from_bad_documents() {
    let folder = Folder::new("usage");
    folder.write("file", "a file\n");
    fs::create_dir(folder.0.join("folder")).unwrap();
    let before = folder.files();
    for (arguments, named) in [
        ("generate missing.yaml --output pets", "missing.yaml"),
        ("generate folder --output pets", "folder"),
        ("generate https://example.com/pets.yaml --output pets", "nothing is fetched: download it first"),
        ("generate pets.yaml --output pets --overlay http://example.com/a.yaml", "nothing is fetched"),
        ("generate pets.yaml --output pets --overlay missing.yaml", "missing.yaml"),
        ("generate pets.yaml --output file --crate-name pets", "file"),
        ("check pets.yaml --output file --crate-name pets", "file"),
        ("generate pets.yaml --output pets --runtime-path missing", "missing"),
        ("generate pets.yaml --output pets --crate-name std", "Rust has a crate of that name"),
        ("generate pets.yaml --output pets --crate-name self", "it is a keyword"),
        ("generate pets.yaml --output pets --crate-name 1st", "1st"),
        ("generate pets.yaml --output pets --crate-name a/b", "a/b"),
        ("generate pets.yaml --output pets --crate-name a\"b", "a\"b"),
        ("generate pets.yaml --output core", "--crate-name"),
        ("check pets.yaml --output pets --crate-name Self", "it is a keyword"),
        ("generate pets.yaml --output pets --allow unsupported", "CODE=POINTER"),
        ("generate pets.yaml", "--output"),
        ("generate", "DOCUMENT"),
        ("degenerate", "degenerate"),
    ] {
        let outcome = folder.run(arguments);
        assert_eq!((outcome.status, outcome.out.as_str()), (2, ""), "{arguments}:\n{}", outcome.err);
        assert!(outcome.err.starts_with("error: ") && outcome.err.contains(named), "{arguments}:\n{}", outcome.err);
    }
    assert_eq!(folder.files(), before);
}

#[test]
fn what_is_asked_for_is_printed() {
    let folder = Folder::new("printed");
    assert_eq!(folder.run("--help").status, 0);
    assert_eq!(folder.run("--version").out, format!("warded {}\n", env!("CARGO_PKG_VERSION")));
    let outcome = folder.run("generate pets.yaml --output pets --summary json");
    let summary: Value = serde_json::from_str(&outcome.out).unwrap();
    assert!(summary.to_string().contains("listPets"));
}
