//! From the text of a file to its tree, or to one located error.

use std::fmt::Display;

use serde::de::DeserializeSeed;

use super::position::{Span, line_column, occurrences};
use super::tree::{Budget, Duplicate, EXPANSION, TreeSeed};
use super::{File, FileId, Format, Limits, Tree, nesting, tabs};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};

/// The reason that a file has no tree, and its place.
#[derive(Debug)]
pub(super) struct Failure {
    code: Code,
    message: String,
    line: usize,
    column: usize,
}

impl Failure {
    /// A syntax error at a byte of the text.
    pub(super) fn at(text: &str, offset: usize, message: impl Into<String>) -> Self {
        let (line, column) = line_column(text, offset);
        Self { code: Code::Syntax, message: message.into(), line, column }
    }

    fn limit(self) -> Self {
        Self { code: Code::Limit, ..self }
    }

    pub(super) fn diagnostic(self, file: FileId) -> Diagnostic {
        let place = Place::Position { file: file.0, line: self.line, column: self.column };
        Diagnostic::error(self.code, place, self.message)
    }
}

/// Parses the text of `file` and sets its format.
pub(super) fn parse(id: FileId, file: &mut File, limits: &Limits, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let mut budget = Budget::new(file.text.len(), limits);
    match parse_either(file, limits, &mut budget) {
        Ok(tree) => {
            report_duplicates(id, file, &budget, diagnostics);
            Some(tree)
        }
        Err(failure) => {
            diagnostics.push(failure.diagnostic(id));
            None
        }
    }
}

/// JSON is tried where the text begins like JSON: almost all JSON is YAML too, but its own parser is much faster.
fn parse_either(file: &mut File, limits: &Limits, budget: &mut Budget) -> Result<Tree, Failure> {
    let text = file.text.as_str();
    if text.len() > limits.max_bytes {
        return Err(Failure::at(text, 0, format!("the file is larger than {} bytes", limits.max_bytes)).limit());
    }
    if text.trim().is_empty() {
        return Err(Failure::at(text, 0, "the file is empty"));
    }
    if !text.trim_start().starts_with(['{', '[']) {
        return parse_yaml(file, limits, budget);
    }
    let failure = match parse_json(text, budget) {
        Ok(tree) => {
            file.format = Format::Json;
            return Ok(tree);
        }
        Err(failure) if budget.exceeded => return Err(failure.limit()),
        Err(failure) => failure,
    };
    // It may still be a YAML flow mapping; but what is called JSON shall be JSON.
    if file.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        file.format = Format::Json;
        return Err(failure);
    }
    *budget = Budget::new(file.text.len(), limits);
    parse_yaml(file, limits, budget)
}

/// Parses YAML, if need be without the tabs that the parser does not take.
fn parse_yaml(file: &mut File, limits: &Limits, budget: &mut Budget) -> Result<Tree, Failure> {
    let result = parse_yaml_text(&file.text, limits, budget);
    if result.as_ref().err().is_none_or(|failure| failure.code != Code::Syntax) {
        return result;
    }
    let Some(mended) = tabs::as_spaces(&file.text) else { return result };
    *budget = Budget::new(mended.len(), limits);
    let tree = parse_yaml_text(&mended, limits, budget)?;
    file.text = mended;
    Ok(tree)
}

fn parse_json(text: &str, budget: &mut Budget) -> Result<Tree, Failure> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // The budget has its own limit of depth, which is below the one of the parser.
    TreeSeed::root(budget).deserialize(&mut deserializer).and_then(|tree| deserializer.end().map(|()| tree)).map_err(
        |error| Failure {
            code: Code::Syntax,
            message: without_position(&error),
            line: error.line().max(1),
            column: json_column(text, error.line(), error.column()),
        },
    )
}

/// JSON's parser counts the column in bytes, and reports the last byte that it has read.
fn json_column(text: &str, line: usize, column: usize) -> usize {
    let Some(line) = text.split('\n').nth(line.saturating_sub(1)) else { return 1 };
    let end = column.saturating_sub(1).min(line.len());
    String::from_utf8_lossy(&line.as_bytes()[..end]).chars().count() + 1
}

fn parse_yaml_text(text: &str, limits: &Limits, budget: &mut Budget) -> Result<Tree, Failure> {
    if let Some(offset) = nesting::too_deep(text, limits.max_depth) {
        return Err(Failure::at(text, offset, "objects and arrays are nested too deeply").limit());
    }
    let mut documents = serde_yaml::Deserializer::from_str(text);
    budget.merge_keys = true;
    let first = documents.next().ok_or_else(|| Failure::at(text, 0, "the file is empty"))?;
    let tree =
        TreeSeed::root(budget).deserialize(first).map_err(|error| yaml_failure(text, &error, budget.exceeded))?;
    if let Some(second) = documents.next() {
        let mut rest = Budget::new(text.len(), limits);
        match TreeSeed::root(&mut rest).deserialize(second) {
            Ok(Tree::Null) => {}
            Ok(_) => return Err(Failure::at(text, second_document(text), "the file holds more than one document")),
            Err(error) => return Err(yaml_failure(text, &error, rest.exceeded)),
        }
    }
    if tree.is_null() {
        return Err(Failure::at(text, 0, "the file has no content"));
    }
    Ok(tree)
}

fn yaml_failure(text: &str, error: &serde_yaml::Error, limit: bool) -> Failure {
    let offset = error.location().map_or(0, |location| location.index());
    // The parser has a bound of its own on aliases, and does not say where it was reached.
    if error.to_string().starts_with("repetition limit") {
        return Failure::at(text, offset, EXPANSION).limit();
    }
    let failure = Failure::at(text, offset, without_position(error));
    if limit { failure.limit() } else { failure }
}

/// The second marker that begins a document; the first may precede the first document.
fn second_document(text: &str) -> usize {
    let mut offset = 0;
    let mut content = false;
    for line in text.split_inclusive('\n') {
        if line.starts_with("---") && content {
            return offset;
        }
        content |= !line.trim().is_empty() && !line.starts_with(['#', '%']);
        offset += line.len();
    }
    offset
}

/// Both parsers append the position, which is shown in another way, and YAML's puts the path before it.
fn without_position(error: &dyn Display) -> String {
    let text = error.to_string();
    let end = text.find(" at line ").unwrap_or(text.len());
    text[..end].to_owned()
}

fn report_duplicates(id: FileId, file: &File, budget: &Budget, diagnostics: &mut Diagnostics) {
    let wanted: Vec<_> = budget.duplicates.iter().map(Duplicate::pointer).collect();
    let found = occurrences(file, &wanted);
    for (index, (duplicate, spans)) in budget.duplicates.iter().zip(&found).enumerate() {
        let place = |span: &Span| Place::Position { file: id.0, line: span.line, column: span.column };
        // Nothing in a merged object has a place of its own.
        let occurrence = 1 + wanted[..index].iter().filter(|earlier| **earlier == wanted[index]).count();
        let (Some(first), Some(again)) = (spans.first(), spans.get(occurrence).or(spans.last())) else { continue };
        let key = wanted[index].last().unwrap_or_default();
        let diagnostic = if duplicate.equal {
            let message = format!("the key `{key}` occurs twice in one object, with the same value");
            Diagnostic::warning(Code::DuplicateKey, place(again), message)
        } else {
            let message = format!("the key `{key}` occurs twice in one object, with different values");
            Diagnostic::error(Code::DuplicateKey, place(again), message)
        };
        diagnostics.push(diagnostic.label(place(first), "first here").help("remove one of them"));
    }
}
