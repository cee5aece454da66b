//! The generator of Warded as a library: an OpenAPI document in, the source of a Rust client out.
//!
//! Build scripts use [`Build`]; the program `warded` and everything else use [`generate`] and [`output::write`].

mod build;
pub mod diagnostics;
pub mod document;
pub mod emit;
pub mod model;
pub mod name;
pub mod output;
mod reduce;
mod report;
pub mod resolve;
pub mod source;
pub mod summary;

use std::io;
use std::path::Path;

pub use build::Build;
use diagnostics::Code;
use document::{Document, LoadOptions};
pub use document::{Filter, Selector};
use model::Api;
use name::Names;
use output::{GeneratedFile, Layout};
pub use report::{MessageFormat, Report};
use source::Pointer;

/// What the generator is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// How the document is read.
    pub load: LoadOptions,
    /// Places that the generator may leave out, with the whole operation, instead of stopping with this code.
    pub allow: Vec<(Code, Pointer)>,
    /// Whether each tag becomes a feature of Cargo, which lets in the operations of the tag and their types. What has
    /// no tag is always in, and so are operations that deal with credentials.
    pub features_by_tag: bool,
    /// Which files there are.
    pub layout: Layout,
}

impl Options {
    /// The default for everything but the layout.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        Self { load: LoadOptions::default(), allow: Vec::new(), features_by_tag: false, layout }
    }
}

/// What came of a document.
#[derive(Debug)]
pub struct Generation {
    /// The files; `None` if the document has errors.
    pub files: Option<Vec<GeneratedFile>>,
    /// What there is to say about the document.
    pub report: Report,
    emitted: Option<(Api, Names)>,
}

impl Generation {
    /// The features of Cargo that the client has, one for each tag; none unless they were asked for. The crate that a
    /// module is part of has to declare them.
    #[must_use]
    pub fn features(&self) -> &[String] {
        self.emitted.as_ref().map_or(&[], |(_, names)| &names.features.all)
    }

    /// What was emitted, for other programs: see [`summary`]. `None` if the document has errors.
    #[must_use]
    pub fn summary(&self) -> Option<serde_json::Value> {
        self.emitted.as_ref().map(|(api, names)| summary::summary(api, names))
    }
}

/// Generates a client for the OpenAPI document at `document`. Writes nothing.
///
/// # Errors
/// If a file cannot be read. Errors in the document are in the report.
pub fn generate(document: &Path, options: &Options) -> io::Result<Generation> {
    let mut report = Report::default();
    let document = document::load(document, &options.load, &mut report.sources, &mut report.diagnostics)?;
    Ok(from_document(document, report, options))
}

/// As [`generate`], for a document that is already in memory. Its references to other files are relative to `path`,
/// which need not exist.
///
/// # Errors
/// If an overlay cannot be read.
pub fn generate_bytes(path: &Path, bytes: &[u8], options: &Options) -> io::Result<Generation> {
    let mut report = Report::default();
    let document = document::parse(path, bytes, &options.load, (&mut report.sources, &mut report.diagnostics))?;
    Ok(from_document(document, report, options))
}

/// The stages after the document is read, one call each.
fn from_document(document: Document, mut report: Report, options: &Options) -> Generation {
    report.origins = document.origins;
    let api = document.openapi.map(|openapi| {
        let (version, left_out) = (document.version, Some(&document.left_out));
        let context = resolve::Context { version, allowed: &options.allow, left_out };
        let api = resolve::resolve_with(&openapi, context, &mut report.diagnostics);
        document.left_out.screen(&mut report.diagnostics);
        api
    });
    let Some(mut api) = api.filter(|_| !report.diagnostics.has_errors()) else {
        return Generation { files: None, report, emitted: None };
    };
    let mut names = name::assign(&api);
    if !document.left_out.is_empty() {
        reduce::reduce(&mut api, &mut names, |place| document.left_out.contains(place));
    }
    if options.features_by_tag {
        names.features = name::features(&api);
    }
    let modules = emit::emit(&api, &names);
    let files = output::files(modules, &names.features.all, &options.layout);
    Generation { files: Some(files), report, emitted: Some((api, names)) }
}
