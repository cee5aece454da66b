//! Tests of the formats, and that no document can break them.

use std::path::Path;

use expect_test::expect;

use super::{render_cargo, render_github, render_human, render_json, render_sarif};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::source::{FileId, Limits, Location, Origins, Pointer, Sources};

/// A document of two files: the value at `/a` came from the second.
fn example() -> (Diagnostics, Sources, Origins) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let limits = Limits::default();
    let first = "get:\n  summary: x\n  secruity: [a]\n";
    assert!(sources.parse(Path::new("dir/a.yaml"), first.as_bytes(), &limits, &mut diagnostics).is_some());
    let second = "{\n\t\"x\": \"\u{202e}\u{7f}%\"}";
    assert!(sources.parse(Path::new("b.json"), second.as_bytes(), &limits, &mut diagnostics).is_some());
    let mut origins = Origins::new(FileId(0));
    let a = Pointer::root().key("a");
    origins.moved(a.clone(), Location { file: FileId(1), pointer: Pointer::root() });
    let at = Pointer::root().key("get").key("secruity");
    let misspelt = Diagnostic::error(Code::MisspeltKey, Place::Key(at), "unknown key `secruity`")
        .label(&a.key("x"), "defined\nhere")
        .help("did you mean `security`?");
    diagnostics.warning(Code::InvalidValue, &a.key("x"), "100% \u{1b}[0m\n::error::wrong");
    diagnostics.push(misspelt.clone());
    diagnostics.push(misspelt);
    (diagnostics, sources, origins)
}

#[test]
fn human() {
    let (diagnostics, sources, origins) = example();
    expect![[r#"
        error[misspelt-key]: unknown key `secruity`
         --> dir/a.yaml:3:3
          |
        3 |   secruity: [a]
          |   ^^^^^^^^
          |
         ::: b.json:2:7
          |
        2 |  "x": "\u{202e}\u{7f}%"}
          |       ----------------- defined\nhere
          |
          = help: did you mean `security`?

        warning[invalid-value]: 100% \u{1b}[0m\n::error::wrong
         --> b.json:2:7
          |
        2 |  "x": "\u{202e}\u{7f}%"}
          |       ^^^^^^^^^^^^^^^^^

        error: 1 error and 1 warning
    "#]]
    .assert_eq(&render_human(&diagnostics, &sources, &origins, false));
    assert!(render_human(&diagnostics, &sources, &origins, true).contains("\u{1b}["));
}

#[test]
fn machines() {
    let (diagnostics, sources, origins) = example();
    let json = render_json(&diagnostics, &sources, &origins);
    assert!(json.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    expect![[r#"
        {"code":"misspelt-key","severity":"error","message":"unknown key `secruity`","file":"dir/a.yaml","line":3,"column":3,"end":{"line":3,"column":11},"pointer":"/get/secruity","labels":[{"file":"b.json","line":2,"column":7,"end":{"line":2,"column":12},"pointer":"/x","message":"defined\\nhere"}],"help":"did you mean `security`?"}
        {"code":"invalid-value","severity":"warning","message":"100% \\u{1b}[0m\\n::error::wrong","file":"b.json","line":2,"column":7,"end":{"line":2,"column":12},"pointer":"/x","labels":[],"help":null}
    "#]].assert_eq(&json);
    expect![[r#"
        ::error file=dir/a.yaml,line=3,col=3,endColumn=11,title=misspelt-key::unknown key `secruity`; help: did you mean `security`?
        ::warning file=b.json,line=2,col=7,endColumn=12,title=invalid-value::100%25 \u{1b}[0m\n::error::wrong
    "#]].assert_eq(&render_github(&diagnostics, &sources, &origins));
    expect![[r#"
        cargo::error=dir/a.yaml:3:3: unknown key `secruity`; help: did you mean `security`? [misspelt-key]
        cargo::warning=b.json:2:7: 100% \u{1b}[0m\n::error::wrong [invalid-value]
    "#]]
    .assert_eq(&render_cargo(&diagnostics, &sources, &origins));
}

#[test]
fn sarif() {
    let (diagnostics, sources, origins) = example();
    let sarif: serde_json::Value =
        serde_json::from_str(&render_sarif(&diagnostics, &sources, &origins)).expect("SARIF is JSON");
    let result = &sarif["runs"][0]["results"][0];
    expect![[r#"{"physicalLocation":{"artifactLocation":{"uri":"dir/a.yaml"},"region":{"startLine":3,"startColumn":3,"endColumn":11}}}"#]].assert_eq(&result["locations"][0].to_string());
    expect![[r#"{"physicalLocation":{"artifactLocation":{"uri":"b.json"},"region":{"startLine":2,"startColumn":7,"endColumn":12}},"message":{"text":"defined\\nhere"}}"#]].assert_eq(&result["relatedLocations"][0].to_string());
    assert_eq!((&result["ruleId"], &result["level"]), (&"misspelt-key".into(), &"error".into()));
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(Code::ALL.len()));
}

#[test]
fn long_lines_are_cut() {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let text = format!("{{\"a\": \"{}\", \"é\": 1, \"c\": \"{}\"}}", "x".repeat(500), "y".repeat(500));
    assert!(sources.parse(Path::new("a.json"), text.as_bytes(), &Limits::default(), &mut diagnostics).is_some());
    diagnostics.error(Code::WrongType, &Pointer::root().key("é"), "wrong");
    let text = render_human(&diagnostics, &sources, &Origins::new(FileId(0)), false);
    assert!(text.contains("--> a.json:1:516") && text.lines().all(|line| line.chars().count() < 220), "{text}");
}

/// The primary place is the same in text and in machine-readable formats, wherever on its line the other places of a
/// message are.
#[test]
fn the_column_is_the_same_in_every_format() {
    let near = |count: usize| Pointer::root().key(&format!("k{count}"));
    let keys: Vec<String> = (0..40).map(|count| format!("\"k{count}\": \"ä\\t\u{7f}{}\"", "x".repeat(23))).collect();
    let text = format!("{{\n{},\n \"last\": 1}}", keys.join(", "));
    let (mut sources, mut all) = (Sources::default(), Diagnostics::default());
    assert!(sources.parse(Path::new("1:2.json"), text.as_bytes(), &Limits::default(), &mut all).is_some());
    let origins = Origins::new(FileId(0));
    for (at, other) in [(8, 0), (0, 8), (8, 39), (39, 1), (25, 26), (3, 3)] {
        for label in [near(other), Pointer::root().key("last")] {
            let mut diagnostics = Diagnostics::default();
            let message = "see 1:2.json:2:9 and 1:2.json:2:962";
            diagnostics.push(Diagnostic::error(Code::WrongType, Place::Key(near(at)), message).label(&label, "here"));
            let json: serde_json::Value =
                serde_json::from_str(&render_json(&diagnostics, &sources, &origins)).expect("it is JSON");
            for color in [false, true] {
                let human = render_human(&diagnostics, &sources, &origins, color);
                let place = format!("1:2.json:{}:{}", json["line"], json["column"]);
                let heading = human.lines().nth(1).unwrap_or_default();
                assert!(heading.ends_with(&place) && human.contains(message), "{place}:\n{human}");
            }
        }
    }
}

#[test]
fn a_text_that_stops_short() {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    assert!(sources.parse(Path::new("a.yaml"), b"a: [1,\n", &Limits::default(), &mut diagnostics).is_none());
    expect![[r#"
        error[syntax]: did not find expected node content
         --> a.yaml:2:1
          |
        2 |
          | ^

        error: 1 error
    "#]]
    .assert_eq(&render_human(&diagnostics, &sources, &Origins::default(), false));
}
