//! The interface of build scripts: generates the files of a module in `OUT_DIR`.

use std::env;
use std::fs;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use std::process;

use crate::output::{self, Layout};
use crate::{MessageFormat, Options, Selector, generate};

/// Generates one API from a build script.
///
/// ```no_run
/// // build.rs
/// fn main() {
///     warded_codegen::Build::new("petstore.yaml").run();
/// }
/// ```
/// The crate then has `mod petstore { warded::include_api!("petstore"); }`, and `warded` among its dependencies.
#[allow(clippy::needless_doctest_main, reason = "a build script is its `main`")]
#[derive(Clone, Debug)]
#[must_use = "nothing is generated before `run`"]
pub struct Build {
    document: PathBuf,
    module: Option<String>,
    options: Options,
}

impl Build {
    /// Generates from the OpenAPI document at `document`, relative to the package's folder.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self { document: document.into(), module: None, options: Options::new(Layout::Module) }
    }

    /// Sets the name for `include_api!`. Default: the document's file name up to the first dot.
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// Changes the options of the generator.
    pub fn options(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    /// Applies an OpenAPI Overlay to the document first.
    pub fn overlay(self, overlay: impl Into<PathBuf>) -> Self {
        self.options(|options| options.load.overlays.push(overlay.into()))
    }

    /// Generates only the selected operations, with the types that they need. Can be repeated: an operation is
    /// generated if any of the selectors matches it.
    ///
    /// ```no_run
    /// use warded_codegen::{Build, Selector};
    ///
    /// Build::new("github.yaml").include(Selector::path("/repos/**")).exclude(Selector::tag("actions")).run();
    /// ```
    pub fn include(self, selector: Selector) -> Self {
        self.options(|options| options.load.filter.include.push(selector))
    }

    /// Leaves out the selected operations, and the types that no other operation needs. Can be repeated.
    pub fn exclude(self, selector: Selector) -> Self {
        self.options(|options| options.load.filter.exclude.push(selector))
    }

    /// Makes each tag a feature of Cargo that enables its operations: `tag-pets` for the tag `pets`. The package must
    /// declare the features; missing ones are reported to Cargo.
    pub fn features_by_tag(self) -> Self {
        self.options(|options| options.features_by_tag = true)
    }

    /// Generates bodies of XML where nothing else is offered, if `yes`. The package must enable the feature `xml` of the
    /// crate `warded`.
    pub fn xml(self, yes: bool) -> Self {
        self.options(|options| options.xml = yes)
    }

    /// Generates the module. Tells Cargo the files that were read, and the diagnostics of the document.
    ///
    /// If the document has errors, or a file cannot be read or written, the errors are printed for Cargo and the
    /// process exits with 1; nothing is written then.
    pub fn run(self) {
        let failed = match self.generate() {
            Ok(complete) => !complete,
            Err(error) => {
                println!("cargo::error={error}");
                true
            }
        };
        if failed {
            process::exit(1);
        }
    }

    fn generate(self) -> io::Result<bool> {
        let folder =
            env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set: not a build script"))?;
        // Before they are read: where one of them cannot be, it may be there the next time.
        for file in iter::once(&self.document).chain(&self.options.load.overlays) {
            println!("cargo::rerun-if-changed={}", file.display());
        }
        let generation = generate(&self.document, &self.options)?;
        for file in generation.report.read() {
            println!("cargo::rerun-if-changed={}", file.display());
        }
        print!("{}", generation.report.render(MessageFormat::Cargo));
        declare(generation.features())?;
        let Some(files) = generation.files else { return Ok(false) };
        let module = self.module.unwrap_or_else(|| stem(&self.document));
        output::write(&files, &Path::new(&folder).join(module))?;
        Ok(true)
    }
}

/// Declares the features to the compiler, so that it does not report them as misspelt, and reports to Cargo those
/// that the package's manifest does not mention: their operations are disabled.
fn declare(features: &[String]) -> io::Result<()> {
    if features.is_empty() {
        return Ok(());
    }
    let quoted: Vec<String> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
    println!("cargo::rustc-check-cfg=cfg(feature, values({}))", quoted.join(", "));
    let Some(manifest) = env::var_os("CARGO_MANIFEST_PATH").map(PathBuf::from) else { return Ok(()) };
    println!("cargo::rerun-if-changed={}", manifest.display());
    let text = fs::read_to_string(&manifest)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", manifest.display())))?;
    for feature in features.iter().filter(|feature| !mentions(&text, feature)) {
        println!(
            "cargo::warning=`[features]` of Cargo.toml lacks `{feature} = []`: operations of this tag are left out"
        );
    }
    Ok(())
}

/// Returns true if a line of the manifest begins with the name of a feature and `=`.
fn mentions(manifest: &str, feature: &str) -> bool {
    let keys = manifest.lines().filter_map(|line| line.split_once('='));
    keys.map(|(key, _)| key.trim().trim_matches(['"', '\''])).any(|key| key == feature)
}

fn stem(document: &Path) -> String {
    let name = document.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}
