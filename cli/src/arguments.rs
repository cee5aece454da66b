//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use warded_codegen::Selector;
use warded_codegen::diagnostics::Code;
use warded_codegen::source::Pointer;

use crate::crate_name::crate_name;

/// An OpenAPI document in, a Rust client out, in which a missing credential does not compile.
#[derive(Debug, Parser)]
#[command(name = "warded", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Writes the client of a document, as a crate or as a module.
    Generate(Generate),
    /// Tells whether a folder holds what would be generated; writes nothing. Formatted files are up to date.
    Check(Client),
    /// Says what a diagnostic's code means.
    Explain {
        /// The code, as in `error[unknown-security-scheme]`.
        #[arg(value_parser = code)]
        code: Code,
    },
}

#[derive(Args, Debug)]
pub(crate) struct Generate {
    #[command(flatten)]
    pub(crate) client: Client,
    /// Replace and remove files that were not generated, or that were changed since. A `Cargo.toml` is kept all the same.
    #[arg(long)]
    pub(crate) force: bool,
}

/// Which client is meant.
#[derive(Args, Debug)]
pub(crate) struct Client {
    /// The OpenAPI document: 3.0, 3.1 or Swagger 2.0, in YAML or JSON.
    pub(crate) document: PathBuf,
    /// The folder of the crate or module.
    #[arg(long, short)]
    pub(crate) output: PathBuf,
    /// The name of the crate; without it, the name of the output folder.
    #[arg(long, value_parser = crate_name, conflicts_with = "module")]
    pub(crate) crate_name: Option<String>,
    /// The folder of the crate `warded`, instead of the one on crates.io.
    #[arg(long, conflicts_with = "module")]
    pub(crate) runtime_path: Option<PathBuf>,
    /// Write the files of a module (`mod.rs` and others) instead of a crate.
    #[arg(long)]
    pub(crate) module: bool,
    /// An OpenAPI Overlay to apply to the document; can be repeated.
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay: Vec<PathBuf>,
    /// The folder that the document's other files must be in; without it, the nearest folder under version control, or
    /// else two folders above the document's.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) files_in: Option<PathBuf>,
    /// Generate only these operations, and the types that they need: `tag=pets`, `path=/pets/**` or
    /// `operation=listPets`, where `*` stands for any text without `/` and `**` for any text; can be repeated.
    #[arg(long, value_name = "KIND=PATTERN")]
    pub(crate) include: Vec<Selector>,
    /// Leave out these operations, and the types that no other needs; can be repeated.
    #[arg(long, value_name = "KIND=PATTERN")]
    pub(crate) exclude: Vec<Selector>,
    /// Make a feature of Cargo of each tag, which lets in its operations and their types. A crate has all of them by
    /// default; for a module, those that its crate has to declare are named on standard error.
    #[arg(long)]
    pub(crate) features_by_tag: bool,
    /// Leave out what has an error of this code at this place, or in the operation at this place, instead of stopping:
    /// `unsupported=/paths/~1pets/get`. Operations that need it are left out too; can be repeated.
    #[arg(long, value_name = "CODE=POINTER", value_parser = allowance)]
    pub(crate) allow: Vec<(Code, Pointer)>,
    /// Print what was emitted to standard output: every operation, parameter, property and requirement.
    #[arg(long, value_enum)]
    pub(crate) summary: Option<SummaryFormat>,
    /// How diagnostics are written to standard error.
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) message_format: MessageFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// As rustc does, with the lines of the document.
    Human,
    /// One JSON object a line.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SummaryFormat {
    /// One JSON object.
    Json,
}

fn code(text: &str) -> Result<Code, String> {
    let found = Code::ALL.iter().copied().find(|code| code.name() == text);
    found.ok_or_else(|| {
        let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        format!("there is no such code; the codes are {}", names.join(", "))
    })
}

fn allowance(text: &str) -> Result<(Code, Pointer), String> {
    let (name, pointer) = text.split_once('=').ok_or("expected CODE=POINTER")?;
    if !pointer.starts_with('/') {
        return Err("a JSON Pointer begins with `/`".to_owned());
    }
    let code = code(name)?;
    match code.refusal() {
        Some(why) => Err(format!("`{name}` cannot be allowed: {why}")),
        None => Ok((code, Pointer::from_escaped(pointer))),
    }
}
