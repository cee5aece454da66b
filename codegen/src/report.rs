//! Diagnostics of one run, and the sources that locate them.

use std::path::Path;

use crate::diagnostics::Diagnostics;
use crate::render;
use crate::source::{Origins, Sources};

/// The format of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageFormat {
    /// Text as rustc prints it, with the lines of the document.
    Human {
        /// With colours for a terminal.
        color: bool,
    },
    /// One JSON object a line.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// Instructions of a build script to Cargo.
    Cargo,
}

/// The diagnostics of one run, and the files that they point into.
#[derive(Debug, Default)]
pub struct Report {
    /// The diagnostics of the run.
    pub diagnostics: Diagnostics,
    /// Every file that was read.
    pub sources: Sources,
    /// The origin of each place of the document in a file.
    pub origins: Origins,
}

impl Report {
    /// All diagnostics as text, each with its file, line and column.
    #[must_use]
    pub fn render(&self, format: MessageFormat) -> String {
        let (diagnostics, sources, origins) = (&self.diagnostics, &self.sources, &self.origins);
        match format {
            MessageFormat::Human { color } => render::render_human(diagnostics, sources, origins, color),
            MessageFormat::Json => render::render_json(diagnostics, sources, origins),
            MessageFormat::Sarif => render::render_sarif(diagnostics, sources, origins),
            MessageFormat::Github => render::render_github(diagnostics, sources, origins),
            MessageFormat::Cargo => render::render_cargo(diagnostics, sources, origins),
        }
    }

    /// The files that were read, in the order in which they were.
    pub fn read(&self) -> impl Iterator<Item = &Path> {
        self.sources.files().iter().map(|file| file.path.as_path())
    }
}
