//! OpenAPI Object, from files to `openapiv3`'s types: all that happens on the untyped tree.
//!
//! ```text
//! read -> overlays -> other files' references -> one form of reference -> filter -> shape -> order -> lower to 3.0 -> typed
//! ```
//! **Invariants** of a [`Document`]: it is of version 3.0; every `$ref` points into `#/components` and resolves; no key
//! was dropped that was not warned of. Diagnostics of later stages point into the lowered tree, and
//! [`Origins`] knows which file each place came from.

mod bundle;
mod filter;
mod openapi31;
mod order;
mod overlay;
mod references;
pub mod shape;
mod swagger2;
#[cfg(test)]
mod tests;
mod typed;
mod version;
mod walk;

use std::io;
use std::path::{Path, PathBuf};

pub use bundle::Boundary;
pub use filter::{Filter, LeftOut, Selector};
use openapiv3::OpenAPI;

use crate::diagnostics::Diagnostics;
use crate::source::{FileId, Limits, Origins, Sources, Tree};
pub use version::Version;

/// What else there is to know beside the path of a document.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// Overlays to apply, in this order.
    pub overlays: Vec<PathBuf>,
    /// What reading may cost.
    pub limits: Limits,
    /// Which other files the document may refer to.
    pub boundary: Boundary,
    /// Which of its operations there are.
    pub filter: Filter,
}

/// A document that was read and brought to OpenAPI 3.0.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its typed form; `None` if it has errors, which were reported.
    pub openapi: Option<OpenAPI>,
    /// The version that it is written in; `None` if it does not say.
    pub version: Option<Version>,
    /// Where its places came from: what diagnostics are rendered with, errors or not.
    pub origins: Origins,
    /// What the filter leaves out. It is part of the typed form nevertheless, unless it has errors.
    pub left_out: LeftOut,
}

/// Reads a document.
///
/// # Errors
/// The document itself, or an overlay, cannot be read.
pub fn load(
    path: &Path,
    options: &LoadOptions,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> io::Result<Document> {
    match sources.read(path, &options.limits, diagnostics).map_err(|error| named(path, &error))? {
        Some(root) => bring_together(path, root, options, (sources, diagnostics)),
        None => Ok(Document::default()),
    }
}

/// As [`load`], for a document that is already in memory, as if it had been read from `path`.
///
/// # Errors
/// An overlay cannot be read.
pub fn parse(
    path: &Path,
    bytes: &[u8],
    options: &LoadOptions,
    (sources, diagnostics): (&mut Sources, &mut Diagnostics),
) -> io::Result<Document> {
    match sources.parse(path, bytes, &options.limits, diagnostics) {
        Some(root) => bring_together(path, root, options, (sources, diagnostics)),
        None => Ok(Document::default()),
    }
}

/// All that belongs to a document in one tree, and that brought into the typed form.
fn bring_together(
    path: &Path,
    (file, mut tree): (FileId, Tree),
    options: &LoadOptions,
    (sources, diagnostics): (&mut Sources, &mut Diagnostics),
) -> io::Result<Document> {
    let mut origins = Origins::new(file);
    for overlay in &options.overlays {
        let read = sources.read(overlay, &options.limits, diagnostics).map_err(|error| named(overlay, &error))?;
        if let Some((file, overlay)) = read {
            overlay::apply(&mut tree, &overlay, file, &mut origins, diagnostics);
        }
    }
    let Some(version) = version::detect(&tree, diagnostics) else {
        return Ok(Document { origins, ..Document::default() });
    };
    let reader = bundle::Reader { sources, limits: &options.limits, boundary: &options.boundary };
    bundle::bundle(&mut tree, path, reader, &mut origins, diagnostics);
    let (openapi, left_out) = normalize(tree, version, &options.filter, (&mut origins, diagnostics));
    Ok(Document { openapi, version: Some(version), origins, left_out })
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Brings one tree of any version, with all that belongs to it, into the typed form.
fn normalize(
    mut tree: Tree,
    version: Version,
    filter: &Filter,
    (origins, diagnostics): (&mut Origins, &mut Diagnostics),
) -> (Option<OpenAPI>, LeftOut) {
    references::normalize(&mut tree, origins, diagnostics);
    let left_out = filter::left_out(&mut tree, filter, diagnostics);
    shape::check(&mut tree, version, diagnostics);
    left_out.settle(&mut tree, diagnostics);
    // What follows relies on the shape.
    if diagnostics.has_errors() {
        return (None, left_out);
    }
    order::sort(&mut tree);
    if version == Version::Swagger2 {
        swagger2::lower(&mut tree, origins, diagnostics);
    }
    openapi31::lower(&mut tree, origins, diagnostics);
    left_out.settle(&mut tree, diagnostics);
    let openapi = if diagnostics.has_errors() { None } else { typed::parse(&tree, diagnostics) };
    (openapi, left_out)
}
