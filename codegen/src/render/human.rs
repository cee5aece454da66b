//! Diagnostics for people, as rustc prints them.
//!
//! ```text
//! error[misspelt-key]: unknown key `secruity`
//!   --> api.yaml:7:7
//!    |
//!  7 |       secruity: []
//!    |       ^^^^^^^^
//!    = help: did you mean `security`?
//! ```

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::escape;
use super::located::{Located, Spot, locate, path};
use crate::diagnostics::{Diagnostics, Severity};
use crate::source::{Origins, Sources};

/// The maximum number of characters that are shown of a line on either side of a place.
const CONTEXT: usize = 100;

/// The number of bytes around a place that are searched for the ends of its line: no fewer than are shown.
const REACH: usize = 8 * CONTEXT;

/// The maximum number of lines between two places that are shown in one excerpt.
const NEAR: usize = 20;

/// Renders all diagnostics, by file and position, and a last line that counts them.
#[must_use]
pub fn render_human(diagnostics: &Diagnostics, sources: &Sources, origins: &Origins, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let located = locate(diagnostics, sources, origins);
    let mut out = String::new();
    for diagnostic in &located {
        let mut headings = Vec::new();
        let text = renderer.render(&[group(diagnostic, sources, &mut headings)]);
        out.push_str(&with_headings(&text, &headings));
        out.push_str("\n\n");
    }
    if let Some(summary) = summary(&located) {
        out.push_str(&renderer.render(&[Group::with_title(summary)]));
        out.push('\n');
    }
    out
}

fn summary(located: &[Located]) -> Option<annotate_snippets::Title<'static>> {
    let errors = located.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let warnings = count(located.len() - errors, "warning");
    match (errors, located.len() - errors) {
        (0, 0) => None,
        (0, _) => Some(Level::WARNING.primary_title(warnings)),
        (_, 0) => Some(Level::ERROR.primary_title(count(errors, "error"))),
        (_, _) => Some(Level::ERROR.primary_title(format!("{} and {warnings}", count(errors, "error")))),
    }
}

/// A placeholder for the path of a file until its excerpt is rendered. It occurs in no path, because paths are
/// escaped.
const PLACEHOLDER: char = '\u{1}';

/// Puts the headings, as in `api.yaml:7:7`, in the places where the renderer put its own.
fn with_headings(text: &str, headings: &[String]) -> String {
    let mut parts = text.split(PLACEHOLDER);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (part, heading) in parts.zip(headings) {
        out.push_str(heading);
        out.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    out
}

/// The parts of a report. The renderer counts columns in the excerpt that it is given, which differ from those in the
/// file where the line is cut or characters are escaped: `headings` has the places of the pieces of text.
fn group<'a>(diagnostic: &'a Located, sources: &Sources, headings: &mut Vec<String>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.name()));
    for marks in excerpts(diagnostic) {
        let Spot { file, line, column, .. } = *marks[0].spot;
        headings.push(format!("{}:{line}:{column}", path(sources, file)));
        let excerpt = Excerpt::new(&marks, sources);
        let annotations = marks
            .iter()
            .zip(&excerpt.places)
            .map(|(mark, (start, end))| mark.kind.span(*start..*end).label(mark.label));
        let snippet = Snippet::source(excerpt.text).path(PLACEHOLDER.to_string()).line_start(excerpt.line);
        group = group.element(snippet.annotations(annotations));
    }
    if let Some(help) = help(diagnostic) {
        group = group.element(Level::HELP.message(help));
    }
    match &diagnostic.allowed_at {
        Some(at) => {
            let option = format!("--allow '{}={at}'", diagnostic.code.name());
            group.element(Level::NOTE.message(format!("`{option}` leaves out what needs this")))
        }
        None => group,
    }
}

/// The help text; an overlay has lines of its own, which can be copied with their indentation.
fn help(diagnostic: &Located) -> Option<String> {
    let Some(overlay) = &diagnostic.overlay else { return diagnostic.help.clone() };
    let yaml = serde_json::from_str::<serde_json::Value>(overlay).map(|value| serde_yaml::to_string(&value));
    let text = match yaml {
        Ok(Ok(text)) => text.lines().map(escape::line).collect::<Vec<_>>().join("\n"),
        Ok(Err(_)) | Err(_) => overlay.clone(),
    };
    Some(format!("{}\n{text}", diagnostic.help.as_deref().unwrap_or_default()))
}

/// A place to underline.
struct Mark<'a> {
    spot: &'a Spot,
    label: Option<&'a str>,
    kind: AnnotationKind,
}

/// The places of a diagnostic, those together that are close to each other. The primary one comes first.
fn excerpts(diagnostic: &Located) -> Vec<Vec<Mark<'_>>> {
    let mut excerpts = vec![vec![Mark { spot: &diagnostic.at, label: None, kind: AnnotationKind::Primary }]];
    for (spot, label) in &diagnostic.labels {
        let mark = Mark { spot, label: Some(label), kind: AnnotationKind::Context };
        let near = excerpts.iter_mut().find(|excerpt| {
            let first = excerpt[0].spot;
            first.file == spot.file && first.line.abs_diff(spot.line) <= NEAR
        });
        match near {
            Some(excerpt) => excerpt.push(mark),
            None => excerpts.push(vec![mark]),
        }
    }
    excerpts
}

/// The lines of a file from the first to the last of some places.
struct Excerpt {
    line: usize,
    text: String,
    /// For each place: its first byte in `text`, and the byte behind it.
    places: Vec<(usize, usize)>,
}

impl Excerpt {
    fn new(marks: &[Mark<'_>], sources: &Sources) -> Self {
        let text = sources.files().get(marks[0].spot.file.0).map_or("", |file| file.text.as_str());
        let first = marks.iter().map(|mark| mark.spot.line).min().unwrap_or(1);
        let last = marks.iter().map(|mark| mark.spot.line).max().unwrap_or(1);
        let mut start = marks.iter().map(|mark| line_start(text, mark.spot.start)).min().unwrap_or(0);
        let last_byte = marks.iter().map(|mark| mark.spot.start).max().unwrap_or(0);
        let text = &text[..text.floor_char_boundary(last_byte + REACH)];
        let mut excerpt = Self { line: first, text: String::new(), places: vec![(0, 0); marks.len()] };
        for _ in first..=last {
            let line = text[start..].split('\n').next().unwrap_or_default();
            excerpt.push_line(line.trim_end_matches('\r'), start, marks);
            start = (start + line.len() + 1).min(text.len());
        }
        excerpt
    }

    /// Appends what is to be seen of the line that begins at `start`, and notes the places on it.
    fn push_line(&mut self, line: &str, start: usize, marks: &[Mark<'_>]) {
        let here = |mark: &Mark<'_>| mark.spot.start >= start && mark.spot.start <= start + line.len();
        let focus = marks.iter().find(|mark| here(mark)).map_or(0, |mark| mark.spot.start - start);
        let from = line[..focus].char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
        let to = line[focus..].char_indices().nth(CONTEXT).map_or(line.len(), |(at, _)| focus + at);
        self.text.push_str(if from > 0 { "…" } else { "" });
        let mut shown = Vec::new();
        for (at, c) in line[from..to].char_indices() {
            shown.push((start + from + at, self.text.len()));
            escape::push(&mut self.text, if c == '\t' { ' ' } else { c });
        }
        shown.push((start + to, self.text.len()));
        self.text.push_str(if to < line.len() { "…" } else { "" });
        let end = self.text.len();
        let find = |byte: usize| shown.iter().find(|(at, _)| *at >= byte).map_or(end, |(_, shown)| *shown);
        for (mark, place) in marks.iter().zip(&mut self.places).filter(|(mark, _)| here(mark)) {
            let begin = find(mark.spot.start);
            *place = (begin, find(mark.spot.end).max(begin));
        }
        self.text.push('\n');
    }
}

/// The start of the line of a byte, or a place in the line before all that is shown.
fn line_start(text: &str, offset: usize) -> usize {
    let from = text.floor_char_boundary(offset.saturating_sub(REACH));
    text[from..offset].rfind('\n').map_or(from, |at| from + at + 1)
}
