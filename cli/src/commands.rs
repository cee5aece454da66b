//! The program's commands.

use std::io;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use warded_codegen::diagnostics::{Code, Diagnostic, Place, Severity};
use warded_codegen::document::Boundary;
use warded_codegen::output::{self, CrateLayout, GeneratedFile, Layout, Plan};
use warded_codegen::{Filter, Options, Report};

use crate::arguments::{Client, Generate, MessageFormat, SummaryFormat};
use crate::crate_name::crate_name;
use crate::manifest::{Lack, Manifest, Needs};
use crate::say::Say;

/// Writes the client. Writes nothing if the document has errors, or if a file of the user is in the way.
pub(crate) fn generate(arguments: &Generate) -> io::Result<ExitCode> {
    let (client, say) = (&arguments.client, Say(arguments.client.message_format));
    let Some(output) = output(client)? else { return Ok(ExitCode::FAILURE) };
    let at = |path: &Path| client.output.join(path);
    let obstacles: Vec<(PathBuf, String)> =
        output.plan.obstacles().map(|(path, obstacle)| (at(path), obstacle.to_string())).collect();
    if !arguments.force && !obstacles.is_empty() {
        let why = "files that were not generated, or that were changed since, are in the way; nothing was written";
        let help = "move them elsewhere, or replace and remove them with --force";
        say.refusal(why, obstacles.iter().map(|(path, text)| (path.as_path(), text.clone())), help);
        return Ok(ExitCode::from(2));
    }
    output.plan.carry_out()?;
    done(say, &output.plan, &client.output);
    for lack in &output.lacks {
        say.note(format!("{} {}", at(Path::new("Cargo.toml")).display(), lack.text));
    }
    Ok(ExitCode::SUCCESS)
}

/// Reports the number of written and removed files; nothing if all files were up to date.
fn done(say: Say, plan: &Plan, folder: &Path) {
    let count = |number: usize| format!("{number} file{}", if number == 1 { "" } else { "s" });
    let folder = folder.display();
    match (plan.changed().count(), plan.left_over().count()) {
        (0, 0) => {}
        (written, 0) => say.done(format!("wrote {} in {folder}", count(written))),
        (0, removed) => say.done(format!("removed {} in {folder}", count(removed))),
        (written, removed) => say.done(format!("wrote {} and removed {} in {folder}", count(written), count(removed))),
    }
}

/// Lists the files that are not up to date on standard output, and the command that updates them.
pub(crate) fn check(client: &Client) -> io::Result<ExitCode> {
    let say = Say(client.message_format);
    let Some(output) = output(client)? else { return Ok(ExitCode::FAILURE) };
    let at = |path: &Path| client.output.join(path);
    for path in output.plan.changed() {
        say.finding(&at(path), "differs from the generated file");
    }
    for path in output.plan.left_over() {
        say.finding(&at(path), "no longer generated");
    }
    for (path, obstacle) in output.plan.obstacles() {
        say.note(format!("{} {obstacle}: `generate` replaces or removes it only with --force", at(path).display()));
    }
    let (serious, others): (Vec<&Lack>, Vec<&Lack>) = output.lacks.iter().partition(|lack| lack.matters);
    let manifest = at(Path::new("Cargo.toml"));
    serious.iter().for_each(|lack| say.finding(&manifest, &lack.text));
    others.iter().for_each(|lack| say.note(format!("{} {}", manifest.display(), lack.text)));
    if !output.plan.is_empty() {
        say.note("`warded generate` with the same arguments brings the files up to date");
    }
    Ok(if output.plan.is_empty() && serious.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints the explanation of a code.
pub(crate) fn explain(code: Code) -> ExitCode {
    println!("{}\n", code.name());
    for line in code.explanation().lines() {
        println!("{}", line.trim_start());
    }
    ExitCode::SUCCESS
}

/// The files to write, and the entries that an existing manifest lacks.
struct Output {
    plan: Plan,
    lacks: Vec<Lack>,
}

/// Generates the client and compares it with the existing files. `None` if the document has errors.
fn output(client: &Client) -> io::Result<Option<Output>> {
    let manifest = if client.module { None } else { Manifest::of(&client.output)? };
    let options = options(client, layout(client, manifest.as_ref())?);
    let generation = warded_codegen::generate(&client.document, &options)?;
    eprint!("{}", generation.report.render(format(client.message_format)));
    if client.message_format == MessageFormat::Human
        && let Some(help) = ways_out(&generation.report)
    {
        eprintln!("{help}");
    }
    if client.module && !generation.features().is_empty() {
        let features = generation.features().join(", ");
        Say(client.message_format).note(format!("the crate of this module must declare these features: {features}"));
    }
    if let Some(summary) = client.summary.and_then(|SummaryFormat::Json| generation.summary()) {
        println!("{summary}");
    }
    let needs = Needs {
        features: generation.features(),
        name: client.crate_name.as_deref(),
        runtime: client.runtime_path.as_deref(),
    };
    let lacks = manifest.map(|manifest| manifest.lacks(&needs)).unwrap_or_default();
    let Some(files) = &generation.files else { return Ok(None) };
    Ok(Some(Output { plan: plan(files, &client.output, &generation.report)?, lacks }))
}

/// Options that help with operations whose errors cannot be corrected in the document.
fn ways_out(report: &Report) -> Option<String> {
    let is_curable = |it: &&Diagnostic| it.severity == Severity::Error && it.code.refusal().is_none();
    let mut curable = report.diagnostics.iter().filter(is_curable).peekable();
    curable.peek()?;
    let path = curable.find_map(|diagnostic| match &diagnostic.primary {
        Place::Pointer(at) | Place::Key(at) => {
            let mut keys = at.segments();
            keys.next().filter(|key| key == "paths").and(keys.next())
        }
        Place::Position { .. } => None,
    });
    let selector = path.map_or_else(|| "KIND=PATTERN".to_owned(), |path| format!("'path={}'", path.escape_debug()));
    Some(format!(
        "help: an overlay corrects the document without changing its file: --overlay FILE\n\
         help: to leave out operations that you do not call: --exclude {selector}"
    ))
}

/// Plans the changes to the folder. It depends on files only, not on the document.
fn plan(files: &[GeneratedFile], folder: &Path, report: &Report) -> io::Result<Plan> {
    let plan = output::plan(files, folder)?;
    let documents: Vec<PathBuf> = report.read().filter_map(|path| path.canonicalize().ok()).collect();
    for path in plan.changed().chain(plan.left_over()).map(|path| folder.join(path)) {
        if path.canonicalize().is_ok_and(|path| documents.contains(&path)) {
            let message =
                format!("{}: the document itself would be overwritten; choose another --output", path.display());
            return Err(io::Error::other(message));
        }
    }
    Ok(plan)
}

fn options(client: &Client, layout: Layout) -> Options {
    let mut options = Options::new(layout);
    options.load.overlays.clone_from(&client.overlay);
    options.load.boundary = client.files_in.clone().map_or(Boundary::Project, Boundary::Folder);
    options.load.filter = Filter { include: client.include.clone(), exclude: client.exclude.clone() };
    options.allow.clone_from(&client.allow);
    options.features_by_tag = client.features_by_tag;
    options.xml = client.xml;
    options
}

fn layout(client: &Client, manifest: Option<&Manifest>) -> io::Result<Layout> {
    if client.module {
        return Ok(Layout::Module);
    }
    let name = match (&client.crate_name, manifest.and_then(Manifest::name)) {
        (Some(name), _) => name.clone(),
        (None, Some(name)) => name.to_owned(),
        (None, None) => default_name(&client.output)?,
    };
    let runtime = client.runtime_path.as_deref().map(absolute_runtime).transpose()?;
    Ok(Layout::Crate(CrateLayout { name, runtime }))
}

/// The output folder's name.
fn default_name(output: &Path) -> io::Result<String> {
    let folder = std::path::absolute(output)?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    crate_name(&name).map_err(|error| io::Error::other(format!("{error}; give another with --crate-name")))
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
