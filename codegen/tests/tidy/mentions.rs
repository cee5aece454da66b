//! Files and folders of the repository that its texts name.

use std::collections::BTreeSet;

/// The names of files and folders in a line of text: between backticks, and behind links.
pub(crate) fn of_line(line: &str) -> Vec<String> {
    let quoted = line.split('`').skip(1).step_by(2);
    let linked = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let names = quoted.chain(linked).map(|name| name.split(['#', '?']).next().unwrap_or_default());
    let names = names.map(|name| name.split("::").next().unwrap_or_default().trim_start_matches("./"));
    names.filter(|name| is_file(name)).map(|name| name.trim_end_matches('/').to_owned()).collect()
}

/// Whether a word is the name of a file or a folder, and neither a pattern nor a piece of code.
fn is_file(name: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '.');
    let is_name = name.chars().all(letters) && !name.starts_with(['/', '-']) && !name.contains("..");
    let is_in_known = ROOTS.iter().any(|root| name.strip_prefix(root).is_some_and(|rest| rest.starts_with('/')));
    is_name && (is_in_known || [".rs", "/"].iter().any(|end| name.len() > end.len() && name.ends_with(end)))
}

/// The folders at the root of the repository.
const ROOTS: &[&str] =
    &["benches", "cli", "codegen", "docs", "examples", "fuzz", "runtime", "specs", "template", "tests"];

/// Names of files and folders that need not be there: of an imagined case, of what a program writes, and of servers.
const ELSEWHERE: &[&str] = &["codegen/tests/golden/query-deep-object/openapi.yaml", "fuzz/artifacts", "evil.com", "a"];

/// Whether a file or folder exists, by all files of the repository: a name may leave out the folders that it is in.
pub(crate) fn exists(name: &str, all: &BTreeSet<String>) -> bool {
    if ELSEWHERE.contains(&name) {
        return true;
    }
    let inside = format!("/{name}/");
    all.iter().any(|path| {
        let path = format!("/{path}");
        path.ends_with(&inside[..inside.len() - 1]) || path.contains(&inside)
    })
}
