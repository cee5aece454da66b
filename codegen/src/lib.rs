//! The generator of Warded as a library: from an OpenAPI document to the source of a Rust client.
//!
//! Build scripts use [`Build`]; the program `warded` and everything else use [`generate`] and [`output::plan`].

mod allow;
mod build;
pub mod diagnostics;
pub mod document;
pub mod emit;
pub mod model;
pub mod name;
pub mod output;
pub mod plan;
mod pointer;
pub mod render;
mod report;
pub mod resolve;
pub mod source;
pub mod summary;

use std::io;
use std::path::Path;

use allow::Allowances;
pub use build::Build;
use diagnostics::Code;
use document::{Document, Gathered, LoadOptions};
pub use document::{Filter, Selector};
use model::Api;
use name::Names;
use output::{GeneratedFile, Layout};
use plan::Selection;
pub use report::{MessageFormat, Report};
use source::{Origins, Pointer};

/// Options of the generator.
#[derive(Clone, Debug)]
pub struct Options {
    /// Options of loading the document.
    pub load: LoadOptions,
    /// Errors that do not stop the generator: the operation or component with an error of this code at this place is
    /// left out, with every operation that needs it. Codes with a [`Code::refusal`] have no effect.
    pub allow: Vec<(Code, Pointer)>,
    /// If true, each tag becomes a feature of Cargo, which enables the operations of the tag and their types.
    /// Operations without a tag, and those that issue, renew or revoke credentials, are always enabled.
    pub features_by_tag: bool,
    /// If true, bodies of XML are read and written where nothing else is offered, and the client needs the feature `xml` of
    /// the crate `warded`. Otherwise operations that need them are left out, and errors of XML are bytes.
    pub xml: bool,
    /// The layout of the output: a crate or a module.
    pub layout: Layout,
}

impl Options {
    /// The defaults, with this layout.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        Self { load: LoadOptions::default(), allow: Vec::new(), features_by_tag: false, xml: false, layout }
    }
}

/// The result of a generator run.
#[derive(Debug)]
pub struct Generation {
    /// The files; `None` if the document has errors.
    pub files: Option<Vec<GeneratedFile>>,
    /// The diagnostics of the run, and the sources that locate them.
    pub report: Report,
    planned: Option<(Api, Names, Selection)>,
}

impl Generation {
    /// The features of Cargo that the client has, one for each tag; none unless they were requested. The crate of a
    /// generated module must declare them.
    #[must_use]
    pub fn features(&self) -> &[String] {
        self.planned.as_ref().map_or(&[], |(_, names, _)| &names.features.all)
    }

    /// A machine-readable summary of the output: see [`summary`]. `None` if the document has errors.
    #[must_use]
    pub fn summary(&self) -> Option<serde_json::Value> {
        self.planned.as_ref().map(|(api, names, selection)| summary::summary(&plan::plan(api, names, selection)))
    }
}

/// Generates a client for the OpenAPI document at `document`. Writes nothing.
///
/// # Errors
/// If a file cannot be read. Errors in the document are in the report.
pub fn generate(document: &Path, options: &Options) -> io::Result<Generation> {
    let mut report = Report::default();
    let gathered = document::gather(document, None, &options.load, &mut report.sources, &mut report.diagnostics)?;
    Ok(allowing(gathered, report, options))
}

/// Same as [`generate`], for a document that is already in memory. Its references to other files are relative to
/// `path`, which need not exist.
///
/// # Errors
/// If an overlay cannot be read.
pub fn generate_bytes(path: &Path, bytes: &[u8], options: &Options) -> io::Result<Generation> {
    let mut report = Report::default();
    let gathered = document::gather(path, Some(bytes), &options.load, &mut report.sources, &mut report.diagnostics)?;
    Ok(allowing(gathered, report, options))
}

/// Generates, leaving out operations and components with allowed errors.
fn allowing(gathered: Option<Gathered>, mut report: Report, options: &Options) -> Generation {
    let Some(gathered) = gathered else { return Generation { files: None, report, planned: None } };
    if options.allow.is_empty() {
        let document = gathered.normalize(&options.load, None, &mut report.diagnostics).0;
        return from_document(document, report, options);
    }
    let mut allowances = Allowances::new(&options.allow);
    let found = report.diagnostics.clone();
    loop {
        let (document, needs) =
            gathered.clone().normalize(&options.load, Some(allowances.without()), &mut report.diagnostics);
        let mut generation = from_document(document, report, options);
        if !allowances.accept(&generation.report, &needs) {
            allowances.finish(&mut generation.report);
            return generation;
        }
        report = Report { diagnostics: found.clone(), origins: Origins::default(), ..generation.report };
    }
}

/// The stages after the document is read, one call each.
fn from_document(document: Document, mut report: Report, options: &Options) -> Generation {
    report.origins = document.origins;
    let api = document.typed.map(|typed| {
        let context =
            resolve::Context { version: document.version, left_out: Some(&document.left_out), xml: options.xml };
        let api = resolve::resolve_with(&typed, context, &mut report.diagnostics);
        document.left_out.screen(&mut report.diagnostics);
        api
    });
    let Some(api) = api.filter(|_| !report.diagnostics.has_errors()) else {
        return Generation { files: None, report, planned: None };
    };
    let mut names = name::assign(&api);
    let is_whole = document.left_out.is_empty();
    let selection = match is_whole {
        true => Selection::all(&api),
        false => Selection::without(&api, |place| document.left_out.contains(place)),
    };
    if options.features_by_tag {
        names.features = name::features(&api, &selection.operations);
    }
    let modules = emit::emit(&plan::plan(&api, &names, &selection));
    let files = output::files(modules, &names.features.all, &options.layout);
    Generation { files: Some(files), report, planned: Some((api, names, selection)) }
}
