//! Tests of the program's messages: options that help with an error, options without effect, and formats for
//! continuous integration.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files fails")]

mod support;

use std::fs;

use serde_json::Value;
use support::{Folder, PETS};

/// A body that is a list without names as a form, which is an error.
const LIST: &str = "{ content: { application/x-www-form-urlencoded: { schema: { type: array, items: {} } } } }";

fn with_list(folder: &Folder) {
    folder.write(
        "pets.yaml",
        &PETS.replace(
            "components:",
            &format!("  /list: {{ post: {{ requestBody: {LIST}, responses: {{ '204': {{ description: '' }} }} }} }}\ncomponents:"),
        ),
    );
}

#[test]
fn an_error_shows_the_ways_out_and_they_are_ones() {
    let folder = Folder::new("ways-out");
    with_list(&folder);
    let generate = "generate pets.yaml --output pets --module";
    let refused = folder.run(generate);
    assert_eq!(refused.status, 1);
    let option = "unsupported=/paths/~1list/post/requestBody/content/application~1x-www-form-urlencoded";
    for part in [&format!("--allow '{option}'"), "--exclude 'path=/list'", "--overlay FILE"] {
        assert!(refused.err.contains(part), "{part}:\n{}", refused.err);
    }
    for option in ["--allow unsupported=/paths/~1list/post", &format!("--allow {option}"), "--exclude path=/list"] {
        let outcome = folder.run(&format!("{generate} {option}"));
        assert_eq!(outcome.status, 0, "{option}:\n{}", outcome.err);
        assert!(!outcome.err.contains("no effect"), "{}", outcome.err);
        assert!(fs::read_to_string(folder.0.join("pets/operations.rs")).unwrap().contains("list_pets"));
    }
    // Formats for programs hold nothing else.
    let outcome = folder.run(&format!("{generate} --message-format json"));
    assert!(outcome.err.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "{}", outcome.err);
}

#[test]
fn what_is_allowed_in_vain_is_said() {
    let folder = Folder::new("in-vain");
    let outcome = folder.run("generate pets.yaml --output pets --module --allow unsupported=/paths/~1pets/get");
    assert_eq!(outcome.status, 0, "{}", outcome.err);
    assert!(
        outcome.err.contains("warning[unused-allowance]") && outcome.err.contains("pets.yaml:6:"),
        "{}",
        outcome.err
    );
    for (option, why) in [
        ("limit=/paths/~1pets/get", "`limit` cannot be allowed: "),
        ("syntax=/paths/~1pets/get", "`syntax` cannot be allowed: "),
        ("unknown-scope=/paths/~1pets/get", "it is a warning"),
        ("unsupported=paths/~1pets/get", "begins with `/`"),
        ("nonsense=/paths/~1pets/get", "unknown code"),
    ] {
        let outcome = folder.run(&format!("generate pets.yaml --output pets --module --allow {option}"));
        assert!(outcome.status == 2 && outcome.err.contains(why), "{option}:\n{}", outcome.err);
    }
}

#[test]
fn findings_of_check_are_annotations_for_github() {
    let folder = Folder::new("annotations");
    folder.run("generate pets.yaml --output a,b --crate-name pets");
    let check = "check pets.yaml --output a,b --crate-name pets --message-format github";
    assert_eq!(folder.run(check).out, "");
    fs::copy(folder.0.join("a,b/src/op.rs"), folder.0.join("a,b/src/old.rs")).unwrap();
    folder.write("a,b/src/op.rs", "changed\n");
    folder.write("a,b/Cargo.toml", "[package]\nname = 'pets'\n");
    let outcome = folder.run(check);
    let expected = [
        "::error file=a%2Cb/src/op.rs::a,b/src/op.rs: differs from the generated file",
        "::error file=a%2Cb/src/old.rs::a,b/src/old.rs: no longer generated",
    ];
    assert_eq!((outcome.status, outcome.out.lines().take(2).collect::<Vec<_>>()), (1, expected.to_vec()));
    assert!(outcome.out.contains("::error file=a%2Cb/Cargo.toml::a,b/Cargo.toml: lacks `warded"), "{}", outcome.out);
    assert!(outcome.err.lines().all(|line| line.starts_with("::notice::")), "{}", outcome.err);
    assert!(outcome.err.contains("`warded generate` with the same arguments"), "{}", outcome.err);

    let json = folder.run(&check.replace("github", "json"));
    let notes: Vec<Value> = json.err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!notes.is_empty() && notes.iter().all(|note| note["severity"] == "note"), "{}", json.err);

    let outcome = folder.run(&check.replace("check", "generate"));
    let expected = "::error file=a%2Cb/src/op.rs::a,b/src/op.rs: was not generated";
    assert!(outcome.status == 2 && outcome.err.contains(expected), "{}", outcome.err);
}
