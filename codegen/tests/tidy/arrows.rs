//! Which stage of the generator knows which.

use std::collections::BTreeSet;
use std::path::Path;

use super::files::File;
use super::paths::of_crate;

/// Each stage with those that it knows, of which each stands in a row above: so there are no circles. `lib.rs`, which
/// puts the stages together, stands above them all, and only `build` calls it.
pub(crate) const STAGES: &[(&str, &[&str])] = &[
    ("pointer", &[]),
    ("diagnostics", &["pointer"]),
    ("source", &["pointer", "diagnostics"]),
    ("render", &["pointer", "diagnostics", "source"]),
    ("report", &["diagnostics", "source", "render"]),
    ("document", &["pointer", "diagnostics", "source"]),
    ("allow", &["pointer", "diagnostics", "source", "report", "document"]),
    ("model", &["pointer"]),
    ("resolve", &["pointer", "diagnostics", "document", "model"]),
    ("name", &["pointer", "model"]),
    ("plan", &["pointer", "model", "name"]),
    ("emit", &["pointer", "model", "name", "plan"]),
    ("summary", &["model", "name", "plan", "emit"]),
    ("output", &["emit"]),
    ("build", &["output", "lib"]),
];

/// The module that a file in `codegen/src` is.
pub(crate) fn module(path: &Path) -> Vec<String> {
    let mut parts: Vec<String> =
        path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// The stages that a file knows.
pub(crate) fn known(file: &File, module: &[String]) -> BTreeSet<String> {
    of_crate(&file.tokens(), module).iter().map(|path| stage(path)).filter(|stage| *stage != module[0]).collect()
}

fn stage(path: &[String]) -> String {
    match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        // What a place is, is known to every stage; `source` hands it on.
        ["source", "Pointer" | "pointer", ..] => "pointer".to_owned(),
        [stage, ..] if STAGES.iter().any(|(name, _)| name == stage) => (*stage).to_owned(),
        _ => "lib".to_owned(),
    }
}
