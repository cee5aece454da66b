//! Diagnostics with their places found, from which every format is rendered.

use std::collections::{BTreeMap, BTreeSet};

use super::escape;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::source::{File, FileId, Origins, Pointer, Sources, Span, positions};

/// A diagnostic whose texts are safe to print.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Located {
    pub(super) at: Spot,
    pub(super) severity: Severity,
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) labels: Vec<(Spot, String)>,
    pub(super) help: Option<String>,
    /// An overlay on one line of JSON, which is YAML as well.
    pub(super) overlay: Option<String>,
    /// The pointer by which it can be allowed, if it can.
    pub(super) allowed_at: Option<String>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) file: FileId,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: usize,
    pub(super) column: usize,
    /// `None` where the file could not be parsed.
    pub(super) pointer: Option<Pointer>,
}

/// All diagnostics by file and position, each once.
pub(super) fn locate(diagnostics: &Diagnostics, sources: &Sources, origins: &Origins) -> Vec<Located> {
    let mut finder = Finder { sources, origins, found: BTreeMap::new() };
    finder.find_all(diagnostics.iter().flat_map(|diagnostic| {
        std::iter::once(&diagnostic.primary).chain(diagnostic.labels.iter().map(|(place, _)| place))
    }));
    let located: BTreeSet<_> = diagnostics
        .iter()
        .map(|diagnostic| Located {
            at: finder.spot(&diagnostic.primary),
            allowed_at: allowed_at(diagnostic, origins).map(|at| escape::line(at.as_str()).into_owned()),
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: escape::line(&diagnostic.message).into_owned(),
            labels: diagnostic
                .labels
                .iter()
                .map(|(place, text)| (finder.spot(place), escape::line(text).into_owned()))
                .collect(),
            help: diagnostic.help.as_deref().map(|help| escape::line(help).into_owned()),
            overlay: diagnostic.overlay.as_ref().map(|overlay| escape::json(&overlay.to_string())),
        })
        .collect();
    located.into_iter().collect()
}

/// The pointer by which an error can be allowed: that of the document, or where another file is a part of it, that of the
/// place which this part takes.
fn allowed_at(diagnostic: &Diagnostic, origins: &Origins) -> Option<Pointer> {
    let (Place::Pointer(at) | Place::Key(at)) = &diagnostic.primary else { return None };
    let keys: Vec<String> = at.segments().take(3).collect();
    let is_needed = match keys.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["components", kind, _] => !matches!(*kind, "securitySchemes" | "callbacks" | "pathItems"),
        ["paths" | "definitions" | "parameters" | "responses", _, ..] => true,
        _ => false,
    };
    let can_be = diagnostic.severity == Severity::Error && diagnostic.code.refusal().is_none() && is_needed;
    can_be.then(|| origins.in_document(at).unwrap_or_else(|| at.clone()))
}

/// Finds the places of each file in one walk over it.
struct Finder<'a> {
    sources: &'a Sources,
    origins: &'a Origins,
    found: BTreeMap<(FileId, Pointer, bool), Span>,
}

impl Finder<'_> {
    fn find_all<'p>(&mut self, places: impl Iterator<Item = &'p Place>) {
        let mut wanted: BTreeMap<FileId, BTreeSet<(Pointer, bool)>> = BTreeMap::new();
        for (file, pointer, key) in places.filter_map(|place| self.wanted(place)) {
            wanted.entry(file).or_default().insert((pointer, key));
        }
        for (id, wanted) in wanted {
            let Some(file) = self.sources.files().get(id.0) else { continue };
            let wanted: Vec<_> = wanted.into_iter().collect();
            let spans = positions(file, &wanted);
            self.found.extend(wanted.into_iter().map(|(pointer, key)| (id, pointer, key)).zip(spans));
        }
    }

    fn wanted(&self, place: &Place) -> Option<(FileId, Pointer, bool)> {
        let (pointer, key) = match place {
            Place::Pointer(pointer) => (pointer, false),
            Place::Key(pointer) => (pointer, true),
            Place::Position { .. } => return None,
        };
        let location = self.origins.location(pointer);
        Some((location.file, location.pointer, key))
    }

    fn spot(&self, place: &Place) -> Spot {
        if let Place::Position { file, line, column } = *place {
            let word = self.sources.files().get(file).map(|file| file.word(line, column)).unwrap_or_default();
            return Spot { file: FileId(file), start: word.start, end: word.end, line, column, pointer: None };
        }
        let Some(wanted) = self.wanted(place) else {
            return Spot { file: FileId(0), start: 0, end: 0, line: 1, column: 1, pointer: None };
        };
        let span = self.found.get(&wanted).copied().unwrap_or(Span { line: 1, column: 1, start: 0, end: 0 });
        let (file, pointer, _) = wanted;
        Spot { file, start: span.start, end: span.end, line: span.line, column: span.column, pointer: Some(pointer) }
    }
}

/// The path of a file as it is printed.
pub(super) fn path(sources: &Sources, id: FileId) -> String {
    let path = sources.files().get(id.0).map_or_else(String::new, |file: &File| file.path.to_string_lossy().into());
    escape::line(&path).into_owned()
}
