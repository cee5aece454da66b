//! For build scripts: a document to the files of a module in `OUT_DIR`.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use crate::output::{self, Layout};
use crate::{MessageFormat, Options, generate};

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

    /// The name for `include_api!`. Without it, the document's file name up to the first dot.
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// Changes the options of the generator.
    pub fn options(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    /// Applies an OpenAPI Overlay to the document before anything else.
    pub fn overlay(self, overlay: impl Into<PathBuf>) -> Self {
        self.options(|options| options.load.overlays.push(overlay.into()))
    }

    /// Generates. Tells Cargo which files were read, and what there is to say about the document.
    ///
    /// If the document has errors or a file cannot be read or written, the errors are printed for Cargo and the
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
        println!("cargo::rerun-if-changed={}", self.document.display());
        for overlay in &self.options.load.overlays {
            println!("cargo::rerun-if-changed={}", overlay.display());
        }
        let generation = generate(&self.document, &self.options)?;
        for file in generation.report.read() {
            println!("cargo::rerun-if-changed={}", file.display());
        }
        print!("{}", generation.report.render(MessageFormat::Cargo));
        let Some(files) = generation.files else { return Ok(false) };
        let module = self.module.unwrap_or_else(|| stem(&self.document));
        output::write(&files, &Path::new(&folder).join(module))?;
        Ok(true)
    }
}

fn stem(document: &Path) -> String {
    let name = document.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}
