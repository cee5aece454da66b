//! What the program does.

use std::io;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use warded_codegen::diagnostics::Code;
use warded_codegen::document::Boundary;
use warded_codegen::output::{self, CrateLayout, GeneratedFile, Layout};
use warded_codegen::{Filter, Options};

use crate::arguments::{self, Generate, MessageFormat, SummaryFormat};

/// Writes the client. Nothing is written if the document has errors.
pub(crate) fn generate(arguments: &Generate) -> io::Result<ExitCode> {
    let Some(files) = files(arguments)? else { return Ok(ExitCode::FAILURE) };
    output::write(&files, &arguments.output)?;
    Ok(ExitCode::SUCCESS)
}

/// Names the files that are not up to date on standard output.
pub(crate) fn check(arguments: &Generate) -> io::Result<ExitCode> {
    let Some(files) = files(arguments)? else { return Ok(ExitCode::FAILURE) };
    let stale = output::check(&files, &arguments.output)?;
    for path in &stale.changed {
        println!("{}: not what would be generated", arguments.output.join(path).display());
    }
    for path in &stale.left_over {
        println!("{}: no longer generated", arguments.output.join(path).display());
    }
    Ok(if stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints what a code means.
pub(crate) fn explain(code: Code) -> ExitCode {
    println!("{}\n", code.name());
    for line in code.explanation().lines() {
        println!("{}", line.trim_start());
    }
    ExitCode::SUCCESS
}

fn files(arguments: &Generate) -> io::Result<Option<Vec<GeneratedFile>>> {
    let mut options = Options::new(layout(arguments)?);
    options.load.overlays.clone_from(&arguments.overlay);
    options.load.boundary = arguments.files_in.clone().map_or(Boundary::Project, Boundary::Folder);
    options.load.filter = Filter { include: arguments.include.clone(), exclude: arguments.exclude.clone() };
    options.allow.clone_from(&arguments.allow);
    options.features_by_tag = arguments.features_by_tag;
    let generation = warded_codegen::generate(&arguments.document, &options)?;
    eprint!("{}", generation.report.render(format(arguments.message_format)));
    if arguments.module && !generation.features().is_empty() {
        eprintln!("note: the crate of this module declares these features: {}", generation.features().join(", "));
    }
    if let Some(summary) = arguments.summary.and_then(|SummaryFormat::Json| generation.summary()) {
        println!("{summary}");
    }
    Ok(generation.files)
}

fn layout(arguments: &Generate) -> io::Result<Layout> {
    if arguments.module {
        return Ok(Layout::Module);
    }
    let name = match &arguments.crate_name {
        Some(name) => name.clone(),
        None => default_name(&arguments.output)?,
    };
    let runtime = arguments.runtime_path.as_deref().map(absolute_runtime).transpose()?;
    Ok(Layout::Crate(CrateLayout { name, runtime }))
}

/// The output folder's name.
fn default_name(output: &Path) -> io::Result<String> {
    let folder = std::path::absolute(output)?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    arguments::crate_name(&name).map_err(|error| io::Error::other(format!("{error}; say --crate-name")))
}

/// The generated manifest stands in another folder, so that its path to the runtime must be absolute.
fn absolute_runtime(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
        .map_err(|error| io::Error::new(error.kind(), format!("--runtime-path {}: {error}", path.display())))
}

fn format(format: MessageFormat) -> warded_codegen::MessageFormat {
    match format {
        MessageFormat::Human => warded_codegen::MessageFormat::Human { color: io::stderr().is_terminal() },
        MessageFormat::Json => warded_codegen::MessageFormat::Json,
        MessageFormat::Sarif => warded_codegen::MessageFormat::Sarif,
        MessageFormat::Github => warded_codegen::MessageFormat::Github,
    }
}
