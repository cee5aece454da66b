//! Tests of parsing texts, and of finding places in them.

use std::path::Path;
use std::time::Instant;

use serde_json::json;

use super::{File, Limits, Pointer, Sources, Tree, position};
use crate::diagnostics::{Code, Diagnostics, Place};

fn parse(name: &str, text: impl AsRef<[u8]>) -> (Option<Tree>, Sources, Diagnostics) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let tree = sources.parse(Path::new(name), text.as_ref(), &Limits::default(), &mut diagnostics);
    (tree.map(|(_, tree)| tree), sources, diagnostics)
}

fn yaml(text: &str) -> Tree {
    parse("a.yaml", text).0.expect("a valid document")
}

/// The only diagnostic: its code, line and column.
fn failure(text: impl AsRef<[u8]>) -> (Code, usize, usize) {
    let (_, _, diagnostics) = parse("a.yaml", text);
    let found: Vec<_> = diagnostics.iter().collect();
    let [only] = found[..] else { panic!("one diagnostic, not {found:?}") };
    match only.primary {
        Place::Position { line, column, .. } => (only.code, line, column),
        Place::Pointer(_) | Place::Key(_) => panic!("a position"),
    }
}

#[test]
fn scalars_are_those_of_yaml_1_2() {
    let text = "no: no\non: yes\n200: 1\n~: null\nt: true\nd: 2024-01-01\nbig: 99999999999999999999999999\ninf: .inf\nz: 007\ns: !custom x\nempty:\n";
    let expected = json!({
        "no": "no", "on": "yes", "200": 1, "~": null, "t": true, "d": "2024-01-01",
        "big": 99999999999999999999999999.0_f64, "inf": ".inf", "z": "007", "s": "x", "empty": null,
    });
    assert_eq!(yaml(text), expected);
}

#[test]
fn merge_keys_and_aliases() {
    let text = "a: &a { x: 1, y: 2 }\nb:\n  y: 3\n  <<: *a\nc: { <<: [*a, { z: 4 }] }\n";
    let tree = yaml(text);
    assert_eq!(tree["b"], json!({ "y": 3, "x": 1 }));
    assert_eq!(tree["c"], json!({ "x": 1, "y": 2, "z": 4 }));
    assert_eq!(parse("a.json", r#"{"<<": {"x": 1}}"#).0, Some(json!({ "<<": { "x": 1 } })));
}

#[test]
fn byte_order_marks_and_line_ends() {
    assert_eq!(yaml("\u{feff}a: 1\r\nb:\r\n  c: 2\r\n"), json!({ "a": 1, "b": { "c": 2 } }));
    assert_eq!(failure("a: 1\r\nb: [\r\n"), (Code::Syntax, 3, 1));
    assert_eq!(failure(b"\xFF\xFEa\0"), (Code::Syntax, 1, 1));
    assert_eq!(failure(b"a: 1\nb: \xFF"), (Code::Syntax, 2, 4));
}

#[test]
fn tabs_before_comments_are_white_space() {
    let text = "a:\n\t\t# one\n  b: |\n    x\n    \t# two\n\n  c: 'd\n\t\n    e' \t# three\nf: 1\n";
    assert_eq!(yaml(text), json!({ "a": { "b": "x\n\t# two\n", "c": "d\ne" }, "f": 1 }));
    let (_, sources, _) = parse("a.yaml", text);
    let span = position(&sources.files()[0], &Pointer::from_escaped("/f"), false);
    assert_eq!((span.line, span.column), (10, 4));
    assert_eq!(failure("a:\n\t# one\n\tb: 1\n"), (Code::Syntax, 3, 1));
}

#[test]
fn broken_texts_are_located() {
    assert_eq!(failure(""), (Code::Syntax, 1, 1));
    assert_eq!(failure("# nothing\n"), (Code::Syntax, 1, 1));
    assert_eq!(failure("a: 1\n--- \nb: 2\n"), (Code::Syntax, 2, 1));
    assert_eq!(failure("a: b: c\n"), (Code::Syntax, 1, 5));
    assert_eq!(failure("? [a]\n: 1\n"), (Code::Syntax, 1, 3));
    assert_eq!(yaml("a: 1\n---\n"), json!({ "a": 1 }));
    let (_, _, diagnostics) = parse("a.json", "{\"é\": 1,\n \"b\": tru }");
    let Some(Place::Position { line, column, .. }) = diagnostics.iter().next().map(|found| &found.primary) else {
        panic!("a position")
    };
    assert_eq!((*line, *column), (2, 10));
}

#[test]
fn duplicates_lose_no_value_in_silence() {
    assert_eq!(failure("a:\n  - b: 1\n    b: 2\n"), (Code::DuplicateKey, 3, 5));
    let (_, _, diagnostics) = parse("a.json", r#"{"a": 1, "a": 1}"#);
    assert!(!diagnostics.has_errors() && diagnostics.iter().count() == 1);
    let many = "a: 1\n".repeat(2) + &"b: 1\nb: 2\n".repeat(50_000);
    assert_eq!(parse("a.yaml", many).2.iter().count(), 200);
}

#[test]
fn limits_hold_within_moments() {
    let laughs = (1..40).fold("a0: &a0 [x]\n".to_owned(), |text, n| {
        let previous = n - 1;
        text + &format!("a{n}: &a{n} [*a{previous}, *a{previous}, *a{previous}, *a{previous}]\n")
    });
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a,".repeat(10_000));
    let bombs = [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        "[!t ".repeat(100_000),
        "- ".repeat(100_000),
        "a: [".to_owned() + &"{a: [".repeat(50_000),
        laughs,
        long,
    ];
    for bomb in bombs {
        let start = Instant::now();
        let (code, ..) = failure(&bomb);
        assert_eq!(code, Code::Limit, "{}", &bomb[..20]);
        assert!(start.elapsed().as_secs_f32() < 3.0, "{:?} {}", start.elapsed(), &bomb[..20]);
    }
    assert_eq!(failure("? ".repeat(100_000)), (Code::Syntax, 1, 3));
    let prose = "a: |\n".to_owned() + &"  an [open bracket, [another: [and\n".repeat(100_000);
    assert!(parse("a.yaml", prose).0.is_some());
}

/// The texts that are underlined for the values and the keys of places.
fn underlined(file: &File, pointer: &str, key: bool) -> (usize, usize, String) {
    let span = position(file, &Pointer::from_escaped(pointer), key);
    (span.line, span.column, file.text[span.start..span.end].to_owned())
}

#[test]
fn places_in_yaml() {
    let text = "# a\npaths:\n  /é: { get: { x: [1, \"a\\\"b\"] } }\n  'q''s': |\n    text\u{2028}\n  after: 'é' # c\nlist:\n  - name: n\n  - - deep\n";
    let (_, sources, _) = parse("a.yaml", text);
    let file = &sources.files()[0];
    let at = |pointer: &str, key| underlined(file, pointer, key);
    assert_eq!(at("/paths", false), (2, 1, "paths".into()));
    assert_eq!(at("/paths/~1é/get/x/1", false), (3, 23, "\"a\\\"b\"".into()));
    assert_eq!(at("/paths/~1é/get/x/0", false), (3, 20, "1".into()));
    assert_eq!(at("/paths/~1é/get", false), (3, 9, "get".into()));
    assert_eq!(at("/paths/q's", true), (4, 3, "'q''s'".into()));
    assert_eq!(at("/paths/q's", false), (4, 11, "|".into()));
    assert_eq!(at("/paths/after", false), (6, 10, "'é'".into()));
    assert_eq!(at("/list/0", false), (8, 5, "name".into()));
    assert_eq!(at("/list/1/0", false), (9, 7, "deep".into()));
    assert_eq!(at("/list/0/missing/more", false), (8, 5, "name".into()));
    assert_eq!(at("", false), (2, 1, "paths".into()));
}

#[test]
fn places_in_json() {
    let text = "{\n  \"p\\u00e4th\": {\"a\": [ {\"x\": \"é\"}, -1.5e3, true ]},\n\t\"a\": null\n}";
    let (_, sources, _) = parse("a.json", text);
    let file = &sources.files()[0];
    let at = |pointer: &str, key| underlined(file, pointer, key);
    assert_eq!(at("/päth/a/0/x", false), (2, 30, "\"é\"".into()));
    assert_eq!(at("/päth/a/0/x", true), (2, 25, "\"x\"".into()));
    assert_eq!(at("/päth/a/1", false), (2, 36, "-1.5e3".into()));
    assert_eq!(at("/päth/a/2", false), (2, 44, "true".into()));
    assert_eq!(at("/a", false), (3, 7, "null".into()));
    assert_eq!(at("/päth/none", false), (2, 3, "\"p\\u00e4th\"".into()));
}
