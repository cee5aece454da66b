//! OpenAPI Object, from files to `openapiv3`'s types and schemas: all that happens on the untyped tree.
//!
//! ```text
//! read -> overlays -> other files' references -> one form of reference -> filter -> shape -> order -> lower to 3.0
//!      -> additions -> typed
//! ```
//! **Invariants** of a [`Document`]: it is of version 3.0 outside of its schemas; every `$ref` points into
//! `#/components` and resolves; no key was dropped that was not warned of. Diagnostics of later stages point into the
//! lowered tree, and [`Origins`] knows which file each place came from.

mod additions;
mod bundle;
mod filter;
mod homes;
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

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

pub(crate) use additions::QUERY;
pub use additions::{Additions, DeviceFlow, ItemEncodings, MutualTls, Typed};
pub use bundle::Boundary;
pub use filter::{Dependents, Filter, LeftOut, Needs, Selector};
pub(crate) use openapi31::is_text;

use crate::diagnostics::Diagnostics;
use crate::source::{Limits, Origins, Pointer, Sources, Tree};
pub use version::Version;

/// Options of loading a document, beside its path.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// Overlays to apply, in this order.
    pub overlays: Vec<PathBuf>,
    /// The limits of reading.
    pub limits: Limits,
    /// The boundary of the other files that the document may refer to.
    pub boundary: Boundary,
    /// The selection of its operations.
    pub filter: Filter,
}

/// A document that was read and brought to OpenAPI 3.0.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its typed form; `None` if it has errors, which were reported.
    pub typed: Option<Typed>,
    /// The version that it is written in; `None` if it does not say.
    pub version: Option<Version>,
    /// The origins of its places, by which diagnostics are rendered, with or without errors.
    pub origins: Origins,
    /// The parts that the filter leaves out. They are part of the typed form nevertheless, unless they have errors.
    pub left_out: LeftOut,
}

/// A document with all that belongs to it, as it was written.
#[derive(Clone, Debug)]
pub struct Gathered {
    tree: Tree,
    /// `None` if it is none of a document that is understood.
    version: Option<Version>,
    /// The origins of its places.
    origins: Origins,
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
    let gathered = gather(path, None, options, sources, diagnostics)?;
    Ok(gathered.map(|gathered| gathered.normalize(options, None, diagnostics).0).unwrap_or_default())
}

/// Same as [`load`], for a document that is already in memory, as if it had been read from `path`.
///
/// # Errors
/// An overlay cannot be read.
pub fn parse(
    path: &Path,
    bytes: &[u8],
    options: &LoadOptions,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> io::Result<Document> {
    let gathered = gather(path, Some(bytes), options, sources, diagnostics)?;
    Ok(gathered.map(|gathered| gathered.normalize(options, None, diagnostics).0).unwrap_or_default())
}

/// Reads a document and all that belongs to it. With `bytes` the document itself is already in memory, as if it had been
/// read from `path`. `None` if it is no YAML or JSON.
///
/// # Errors
/// The document itself, or an overlay, cannot be read.
pub fn gather(
    path: &Path,
    bytes: Option<&[u8]>,
    options: &LoadOptions,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> io::Result<Option<Gathered>> {
    let read = match bytes {
        Some(bytes) => sources.parse(path, bytes, &options.limits, diagnostics),
        None => sources.read(path, &options.limits, diagnostics).map_err(|error| named(path, &error))?,
    };
    let Some((file, mut tree)) = read else { return Ok(None) };
    let mut origins = Origins::new(file);
    for overlay in &options.overlays {
        let read = sources.read(overlay, &options.limits, diagnostics).map_err(|error| named(overlay, &error))?;
        if let Some((file, overlay)) = read {
            overlay::apply(&mut tree, &overlay, file, &mut origins, diagnostics);
        }
    }
    let version = version::detect(&tree, diagnostics);
    if version.is_some() {
        let reader = bundle::Reader { sources, limits: &options.limits, boundary: &options.boundary };
        bundle::bundle(&mut tree, path, reader, &mut origins, diagnostics);
    }
    Ok(Some(Gathered { tree, version, origins }))
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    let text = path.to_string_lossy();
    let help = match text.split_once("://") {
        Some((scheme, _)) if ["http", "https", "ftp", "file"].iter().any(|it| scheme.eq_ignore_ascii_case(it)) => {
            "; this is a URL, and nothing is fetched: download it first, and give the path of the file"
        }
        Some(_) | None => "",
    };
    io::Error::new(error.kind(), format!("{text}: {error}{help}"))
}

impl Gathered {
    /// Brings it into the typed form. With `without`, these places are taken out of it, and it is told what needs what.
    pub(crate) fn normalize(
        self,
        options: &LoadOptions,
        without: Option<&BTreeSet<Pointer>>,
        diagnostics: &mut Diagnostics,
    ) -> (Document, Needs) {
        let Self { mut tree, version, mut origins } = self;
        let Some(version) = version else {
            return (Document { origins, ..Document::default() }, Needs::default());
        };
        references::normalize(&mut tree, &mut origins, diagnostics);
        let mut left_out = filter::left_out(&mut tree, &options.filter, diagnostics);
        let needs = match without {
            Some(places) => {
                let needs = Needs::of(&mut tree, &left_out);
                left_out.add(places, &mut tree, diagnostics);
                needs
            }
            None => Needs::default(),
        };
        let typed = lower(tree, version, (&left_out, &mut origins), diagnostics);
        (Document { typed, version: Some(version), origins, left_out }, needs)
    }
}

/// Brings one tree of any version into the typed form; `None` if it has errors.
fn lower(
    mut tree: Tree,
    version: Version,
    (left_out, origins): (&LeftOut, &mut Origins),
    diagnostics: &mut Diagnostics,
) -> Option<Typed> {
    shape::check(&mut tree, version, diagnostics);
    left_out.settle(&mut tree, diagnostics);
    // What follows relies on the shape.
    if diagnostics.has_errors() {
        return None;
    }
    order::sort(&mut tree);
    if version == Version::Swagger2 {
        swagger2::lower(&mut tree, origins, diagnostics);
    }
    openapi31::lower(&mut tree, origins, diagnostics);
    left_out.settle(&mut tree, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let taken = additions::take(&mut tree, origins);
    typed::parse(tree, taken, diagnostics)
}

/// The typed form of a document of OpenAPI 3.0 that is in the right shape already. `None` if it is not, which is reported.
#[must_use]
pub fn typed(mut tree: Tree, diagnostics: &mut Diagnostics) -> Option<Typed> {
    let taken = additions::take(&mut tree, &Origins::default());
    typed::parse(tree, taken, diagnostics)
}
