//! Command-line arguments.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use warded_codegen::Selector;
use warded_codegen::diagnostics::Code;
use warded_codegen::source::Pointer;

use crate::crate_name::crate_name;

/// Generates Rust clients from OpenAPI documents. A call without a required credential is a compile error.
#[derive(Debug, Parser)]
#[command(name = "warded", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate the client of a document, as a crate or as a module.
    Generate(Generate),
    /// Check that a folder is up to date, without writing. Files that differ only in formatting are up to date.
    Check(Client),
    /// Explain the code of a diagnostic.
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
    /// Also replace and remove files that were not generated, or that were changed since. `Cargo.toml` is always kept.
    #[arg(long)]
    pub(crate) force: bool,
}

/// The client to generate or check.
#[derive(Args, Debug)]
pub(crate) struct Client {
    /// The OpenAPI document: 3.0, 3.1 or Swagger 2.0, in YAML or JSON.
    pub(crate) document: PathBuf,
    /// The folder of the crate or module.
    #[arg(long, short)]
    pub(crate) output: PathBuf,
    /// The name of the crate. Default: the name of the output folder.
    #[arg(long, value_parser = crate_name, conflicts_with = "module")]
    pub(crate) crate_name: Option<String>,
    /// Use the crate `warded` in this folder instead of the one on crates.io.
    #[arg(long, conflicts_with = "module")]
    pub(crate) runtime_path: Option<PathBuf>,
    /// Write the files of a module (`mod.rs` and others) instead of a crate.
    #[arg(long)]
    pub(crate) module: bool,
    /// An OpenAPI Overlay to apply to the document; can be repeated.
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay: Vec<PathBuf>,
    /// The folder that must contain all files that the document refers to. Default: the nearest folder under version
    /// control, or otherwise two folders above the document's.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) files_in: Option<PathBuf>,
    /// Generate only these operations and the types that they need: `tag=pets`, `path=/pets/**` or
    /// `operation=listPets`, where `*` matches any text without `/` and `**` any text; can be repeated.
    #[arg(long, value_name = "KIND=PATTERN")]
    pub(crate) include: Vec<Selector>,
    /// Leave out these operations and the types that no other operation needs; can be repeated.
    #[arg(long, value_name = "KIND=PATTERN")]
    pub(crate) exclude: Vec<Selector>,
    /// Make each tag a feature of Cargo that enables its operations and their types. A crate has all of them as default
    /// features; for a module, the features that its crate must declare are listed on standard error.
    #[arg(long)]
    pub(crate) features_by_tag: bool,
    /// Generate bodies of XML where nothing else is offered. The client then needs the feature `xml` of the crate `warded`.
    #[arg(long)]
    pub(crate) xml: bool,
    /// Leave out the operation or component with an error of this code at this place, instead of stopping:
    /// `unsupported=/paths/~1pets/get`. Operations that need it are left out as well; can be repeated.
    #[arg(long, value_name = "CODE=POINTER", value_parser = allowance)]
    pub(crate) allow: Vec<(Code, Pointer)>,
    /// Print a summary of the output to standard output: every operation, parameter, property and requirement.
    #[arg(long, value_enum)]
    pub(crate) summary: Option<SummaryFormat>,
    /// Format of diagnostics on standard error.
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) message_format: MessageFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// Text as rustc prints it, with the lines of the document.
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
        format!("unknown code; the codes are {}", names.join(", "))
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
