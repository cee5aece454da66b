//! Messages of the program itself, beside the diagnostics of a document, in the requested format.

use std::fmt::Display;
use std::path::Path;

use warded_codegen::render::{github_command, json_note};

use crate::arguments::MessageFormat;

/// Speaks in one format.
#[derive(Clone, Copy)]
pub(crate) struct Say(pub(crate) MessageFormat);

impl Say {
    /// Something that is good to know, on standard error. A SARIF log has no place for it.
    pub(crate) fn note(self, text: impl Display) {
        match self.0 {
            MessageFormat::Human => eprintln!("note: {text}"),
            MessageFormat::Github => eprint!("{}", github_command("notice", &[], &text.to_string())),
            MessageFormat::Json => eprint!("{}", json_note(&text.to_string())),
            MessageFormat::Sarif => {}
        }
    }

    /// Reports an action on standard error; not written in the machine-readable format.
    pub(crate) fn done(self, text: impl Display) {
        match self.0 {
            MessageFormat::Human | MessageFormat::Github => eprintln!("{text}"),
            MessageFormat::Json | MessageFormat::Sarif => {}
        }
    }

    /// Reports a result of `check` for one file on standard output.
    pub(crate) fn finding(self, path: &Path, text: impl Display) {
        match self.0 {
            MessageFormat::Github => print!("{}", annotation(path, &text)),
            MessageFormat::Human | MessageFormat::Json | MessageFormat::Sarif => println!("{}: {text}", path.display()),
        }
    }

    /// Reports on standard error the reason that the program stops, and the files that cause it.
    pub(crate) fn refusal<'a>(self, why: &str, files: impl Iterator<Item = (&'a Path, String)>, help: &str) {
        eprintln!("error: {why}");
        for (path, text) in files {
            match self.0 {
                MessageFormat::Github => eprint!("{}", annotation(path, &text)),
                MessageFormat::Human | MessageFormat::Json | MessageFormat::Sarif => {
                    eprintln!("  {}: {text}", path.display());
                }
            }
        }
        eprintln!("help: {help}");
    }
}

fn annotation(path: &Path, text: &impl Display) -> String {
    github_command("error", &[("file", &path.to_string_lossy())], &format!("{}: {text}", path.display()))
}
