//! Diagnostics for programs: JSON lines, SARIF, workflow commands and Cargo's build script protocol.

use serde_json::{Value, json};

use super::located::{Located, Spot, locate, path};
use crate::diagnostics::{Code, Diagnostics, Severity};
use crate::source::{Origins, Pointer, Sources};

/// One JSON object a line, with `code`, `severity`, `message`, `file`, `line`, `column`, `end`, `pointer`, `labels` and
/// `help`; and `overlay`, an OpenAPI Overlay that does what `help` says, where there is one.
#[must_use]
pub fn render_json(diagnostics: &Diagnostics, sources: &Sources, origins: &Origins) -> String {
    let mut out = String::new();
    for diagnostic in locate(diagnostics, sources, origins) {
        let mut object = json!({
            "code": diagnostic.code.name(),
            "severity": severity(diagnostic.severity),
            "message": diagnostic.message,
        });
        extend(&mut object, place(&diagnostic.at, sources));
        let labels: Vec<_> = diagnostic
            .labels
            .iter()
            .map(|(spot, text)| {
                let mut label = place(spot, sources);
                label["message"] = text.as_str().into();
                label
            })
            .collect();
        object["labels"] = labels.into();
        object["help"] = diagnostic.help.into();
        if let Some(overlay) = diagnostic.overlay {
            object["overlay"] = serde_json::from_str(&overlay).unwrap_or_default();
        }
        out.push_str(&object.to_string());
        out.push('\n');
    }
    out
}

/// One line of [`render_json`] that is about no document.
#[must_use]
pub fn json_note(text: &str) -> String {
    format!("{}\n", json!({ "code": null, "severity": "note", "message": text }))
}

/// A log in the Static Analysis Results Interchange Format 2.1.0.
#[must_use]
pub fn render_sarif(diagnostics: &Diagnostics, sources: &Sources, origins: &Origins) -> String {
    let located = locate(diagnostics, sources, origins);
    let rules: Vec<_> = Code::ALL
        .iter()
        .map(|code| json!({ "id": code.name(), "fullDescription": { "text": paragraph(code) } }))
        .collect();
    let results: Vec<_> = located.iter().map(|diagnostic| sarif_result(diagnostic, sources)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "warded", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// Workflow commands, which the hosts of repositories show beside the changed lines.
#[must_use]
pub fn render_github(diagnostics: &Diagnostics, sources: &Sources, origins: &Origins) -> String {
    let mut out = String::new();
    for diagnostic in locate(diagnostics, sources, origins) {
        let Spot { line, column, .. } = diagnostic.at;
        let properties = [
            ("file", path(sources, diagnostic.at.file)),
            ("line", line.to_string()),
            ("col", column.to_string()),
            ("endColumn", (column + width(&diagnostic.at, sources)).to_string()),
            ("title", diagnostic.code.name().to_owned()),
        ];
        let properties = properties.each_ref().map(|(name, value)| (*name, value.as_str()));
        out.push_str(&github_command(severity(diagnostic.severity), &properties, &with_help(&diagnostic)));
    }
    out
}

/// One workflow command, on a line of its own. A text without a document is escaped like one with a document.
#[must_use]
pub fn github_command(name: &str, properties: &[(&str, &str)], text: &str) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let space = if properties.is_empty() { "" } else { " " };
    format!("::{name}{space}{}::{}\n", properties.join(","), data(text))
}

/// Instructions of a build script, one a line: Cargo prints them and stops at errors.
#[must_use]
pub fn render_cargo(diagnostics: &Diagnostics, sources: &Sources, origins: &Origins) -> String {
    let mut out = String::new();
    for diagnostic in locate(diagnostics, sources, origins) {
        let Spot { file, line, column, .. } = diagnostic.at;
        out.push_str(&format!(
            "cargo::{}={}:{line}:{column}: {} [{}]\n",
            severity(diagnostic.severity),
            path(sources, file),
            with_help(&diagnostic),
            diagnostic.code.name(),
        ));
    }
    out
}

fn paragraph(code: &Code) -> String {
    code.explanation().lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned()
}

fn sarif_result(diagnostic: &Located, sources: &Sources) -> Value {
    let related: Vec<_> = diagnostic
        .labels
        .iter()
        .map(|(spot, text)| {
            let mut location = sarif_location(spot, sources);
            location["message"] = json!({ "text": text });
            location
        })
        .collect();
    json!({
        "ruleId": diagnostic.code.name(),
        "level": severity(diagnostic.severity),
        "message": { "text": with_help(diagnostic) },
        "locations": [sarif_location(&diagnostic.at, sources)],
        "relatedLocations": related,
    })
}

fn sarif_location(spot: &Spot, sources: &Sources) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&path(sources, spot.file)) },
            "region": {
                "startLine": spot.line,
                "startColumn": spot.column,
                "endColumn": spot.column + width(spot, sources),
            },
        },
    })
}

fn place(spot: &Spot, sources: &Sources) -> Value {
    json!({
        "file": path(sources, spot.file),
        "line": spot.line,
        "column": spot.column,
        "end": { "line": spot.line, "column": spot.column + width(spot, sources) },
        "pointer": spot.pointer.as_ref().map(Pointer::as_str),
    })
}

/// The number of characters; a place never goes over the end of its line.
fn width(spot: &Spot, sources: &Sources) -> usize {
    let file = sources.files().get(spot.file.0);
    file.and_then(|file| file.text.get(spot.start..spot.end)).map_or(0, |text| text.chars().count())
}

fn extend(object: &mut Value, other: Value) {
    if let (Value::Object(object), Value::Object(other)) = (object, other) {
        object.extend(other);
    }
}

fn with_help(diagnostic: &Located) -> String {
    match (&diagnostic.help, &diagnostic.overlay) {
        (Some(help), Some(overlay)) => format!("{}; help: {help} {overlay}", diagnostic.message),
        (Some(help), None) => format!("{}; help: {help}", diagnostic.message),
        (None, _) => diagnostic.message.clone(),
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A path as a relative reference.
fn uri(path: &str) -> String {
    path.replace('\\', "/").replace('%', "%25").replace(' ', "%20").replace('#', "%23").replace('?', "%3F")
}
