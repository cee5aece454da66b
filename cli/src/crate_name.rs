//! Names of crates: what Cargo and rustc accept, so that other crates can depend on it.

/// Checks a name; the error says what is wrong with it.
pub(crate) fn crate_name(text: &str) -> Result<String, String> {
    let refused = |why: &str| Err(format!("`{text}` cannot be the name of a crate: {why}"));
    // What the name becomes in `use`.
    let ident = text.replace('-', "_");
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return refused("it has to begin with a letter from a to z");
    }
    if !text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        return refused("letters from a to z, digits, `-` and `_` are all that it may hold");
    }
    if KEYWORDS.contains(&text) {
        return refused("it is a keyword of Rust");
    }
    if BUILT_IN.contains(&ident.as_str()) {
        return refused("Rust has a crate of that name");
    }
    if ident == "warded" {
        return refused("it is the name of the runtime, which the generated crate depends on");
    }
    if DEVICES.contains(&text.to_ascii_lowercase().as_str()) {
        return refused("it is the name of a device on Windows");
    }
    Ok(text.to_owned())
}

/// Crates that every crate sees, or that rustc brings.
const BUILT_IN: &[&str] = &["alloc", "core", "proc_macro", "std", "test"];

/// The strict and reserved keywords of all editions.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Files and folders cannot have these names on Windows.
const DEVICES: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

#[cfg(test)]
mod tests {
    use super::crate_name;

    #[test]
    fn names_are_accepted_or_refused_with_a_reason() {
        for name in ["pets", "my-pets", "p2_x", "Pets", "tests", "core-client", "warded-pets", "selfish"] {
            assert_eq!(crate_name(name).as_deref(), Ok(name));
        }
        for (names, why) in [
            (["self", "super", "crate", "Self", "fn"], "keyword"),
            (["async", "yield", "gen", "try", "true"], "keyword"),
            (["test", "core", "std", "alloc", "proc-macro"], "Rust has a crate"),
            (["warded", "warded", "warded", "warded", "warded"], "runtime"),
            (["", "1st", "-a", "_", "é"], "begin with a letter"),
            (["a/b", "a.b", "a b", "a\"b", "aé"], "all that it may hold"),
            (["nul", "CON", "com1", "aux", "prn"], "device"),
        ] {
            for name in names {
                let error = crate_name(name).expect_err(name);
                assert!(error.contains(why) && error.contains(&format!("`{name}`")), "{error}");
            }
        }
    }
}
