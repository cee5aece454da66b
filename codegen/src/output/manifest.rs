//! `Cargo.toml` of a generated crate.

use super::CrateLayout;

/// The manifest. Text of the document reaches it only as one basic string. With XML it enables that feature of the runtime.
pub(super) fn manifest(layout: &CrateLayout, docs: &str, features: &[String], has_xml: bool) -> String {
    let title = docs.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("A client");
    let xml = if has_xml { ", features = [\"xml\"]" } else { "" };
    let runtime = match &layout.runtime {
        Some(path) => format!("{{ path = {}{xml} }}", basic_string(&path.to_string_lossy())),
        None if has_xml => format!("{{ version = {}{xml} }}", basic_string(env!("CARGO_PKG_VERSION"))),
        None => basic_string(env!("CARGO_PKG_VERSION")),
    };
    format!(
        "# Written by warded where there was none. From now on it is yours: it is not written again.\n\
         [package]\n\
         name = {name}\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         rust-version = {rust}\n\
         description = {description}\n\
         publish = false\n\
         \n\
         [dependencies]\n\
         warded = {runtime}\n\
         {features}",
        features = self::features(features),
        name = basic_string(&layout.name),
        rust = basic_string(env!("CARGO_PKG_RUST_VERSION")),
        description = basic_string(title),
    )
}

/// `[features]`, if there are any. Their names are of letters, digits and `-`.
fn features(features: &[String]) -> String {
    if features.is_empty() {
        return String::new();
    }
    let default: Vec<String> = features.iter().map(|feature| format!("    {},\n", basic_string(feature))).collect();
    let each: Vec<String> = features.iter().map(|feature| format!("{feature} = []\n")).collect();
    format!("\n[features]\ndefault = [\n{}]\n{}", default.concat(), each.concat())
}

/// A TOML basic string. JSON's escapes are TOML's too, but for DEL, which TOML wants escaped.
fn basic_string(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::basic_string;

    #[test]
    fn strings_cannot_be_left() {
        assert_eq!(basic_string("a\"\n[lib]\\\u{0}\u{7f}"), r#""a\"\n[lib]\\\u0000\u007f""#);
    }
}
