//! Tests of the conversion of a document's Markdown.

use quote::ToTokens;

use super::*;

/// Texts and what becomes of them.
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(clean(text), *expected, "{text:?}");
    }
}

#[test]
fn ordinary_markdown_survives() {
    for text in [
        "Some *emphasis*, **more** and `code`, ``a ` b``, ~~gone~~.",
        "# Heading\n\nText\nof two lines.",
        "- one\n  - two\n    more of two\n- three\n\nText.",
        "1. one\n2. two\n   - inner",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "See [the guide](https://example.com/a_b?c=d#e).",
        "Text.\n\n---\n\nMore.",
        "a \\* b \\[c\\]",
    ] {
        assert_eq!(clean(text), text);
    }
}

#[test]
fn no_code_block_is_rust() {
    check(&[
        ("```rust\nfn main() {}\n```", "```text\nfn main() {}\n```"),
        ("~~~\na\n```\nb", "````text\na\n```\nb\n````"),
        ("Text\n\n    let x = 1;\n", "Text\n\nlet x = 1;"),
        ("\tlet x = 1;", "let x = 1;"),
        ("-     deep\n\n        deeper", "- deep\n\n  deeper"),
        ("- ```rust", "- \\`\\`\\`rust"),
        ("a ``` b ``` c", "a \\`\\`\\` b \\`\\`\\` c"),
        ("> ```", "\\> \\`\\`\\`"),
        ("5. five\n   6. six\n\n            code", "5. five\n\n   6. six\n\n      code"),
        ("a\n- <p>\n  b", "a\n\nb"),
        ("-\n\n    - code", "\\-\n\n- code"),
    ]);
}

#[test]
fn nothing_looks_like_an_item_or_a_tag() {
    check(&[
        (
            "an array[0] of [`Vec`] and [x](y) and [z]: w",
            "an array\\[0\\] of \\[`Vec`\\] and \\[x\\](y) and \\[z\\]: w",
        ),
        ("Vec<String> <b>bold</b><br>x <script>", "Vec\\<String> bold x \\<script>"),
        ("<https://example.com> https://example.com.", "<https://example.com> <https://example.com>."),
        ("![image](https://example.com/a.png)", "[image](https://example.com/a.png)"),
        ("[a](https://example.com \"title\") [b](javascript:x)", "[a](https://example.com) \\[b\\](javascript:x)"),
        ("a ` b", "a \\` b"),
        ("``  ``<b>[``", "\\[\\`\\`"),
        ("- * x", "- \\* x"),
    ]);
}

#[test]
fn nothing_invisible_survives() {
    check(&[
        ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
        ("a\0\u{202e}b\u{2066}\u{feff}\u{200b}\u{7}c", "abc"),
        ("trailing \\", "trailing \\\\"),
        ("", ""),
    ]);
}

#[test]
fn lines_and_code_spans_stay_in_theirs() {
    assert_eq!(line("a\n\n- b\n    c"), "a - b c");
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("`a``"), "``` `a`` ```");
    assert_eq!(code("a\nb\0"), "`a b`");
    assert_eq!(code(""), "`  `");
}

#[test]
fn attributes_are_one_a_line() {
    let docs = attribute("*/ \"quoted\"\n\n\\u{0}");
    let item: syn::ItemStruct = syn::parse2(quote!(#docs struct A;)).unwrap();
    let lines: Vec<String> = item.attrs.iter().map(|line| line.meta.to_token_stream().to_string()).collect();
    assert_eq!(lines, [r#"doc = " */ \"quoted\"""#, r#"doc = """#, r#"doc = " \\u{0}""#]);
}

#[test]
fn names_do_not_end_the_code_that_they_are_in() {
    let name = "<b>[`x`]\n\"\\";
    let source = documented(name).to_string();
    assert_eq!(source, r#""<b>[\u{60}x\u{60}]\n\"\\""#);
    assert_eq!(syn::parse_str::<syn::LitStr>(&source).map(|text| text.value()).ok().as_deref(), Some(name));
    assert_eq!(documented("files[0]").to_string(), r#""files[0]""#);
    assert_eq!(documented("it's `so`").to_string(), r#""it\'s \u{60}so\u{60}""#);
}
