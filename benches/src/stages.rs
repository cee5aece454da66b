//! The generator, stage by stage, on the bundled documents, on synthetic ones, and on one of your own.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use warded_codegen::diagnostics::Diagnostics;
use warded_codegen::document::{self, Document, LoadOptions};
use warded_codegen::model::Api;
use warded_codegen::output::{self, Layout};
use warded_codegen::plan::{self, Selection};
use warded_codegen::source::Sources;
use warded_codegen::{Options, emit, generate_bytes, name, resolve};

use crate::{Workload, synthetic};

/// The variable of the environment that names one more document.
const OWN: &str = "BENCH_DOCUMENT";

/// Each stage on each document.
#[must_use]
pub fn workloads() -> Vec<Workload> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let bundled = ["synerise", "synthreo", "synthesq"].map(|api| (api.to_owned(), specs.join(format!("{api}.yaml"))));
    let own = std::env::var_os(OWN).map(|path| ("own".to_owned(), PathBuf::from(path)));
    let files = bundled.into_iter().chain(own).map(|(name, path)| {
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (name, path, bytes)
    });
    let synthetic = [1, 2, 4, 8].map(|eighths| {
        let text = synthetic::document(synthetic::MEGABYTE * eighths / 8).to_string();
        (format!("made {eighths}x"), PathBuf::from("made.json"), text.into_bytes())
    });
    files.chain(synthetic).flat_map(|(name, path, bytes)| stages(&name, path, bytes)).collect()
}

type Prepare = fn(&Path, &[u8]) -> Box<dyn Fn()>;

/// The stages on one document. Each takes what the one before it gave.
fn stages(document: &str, path: PathBuf, bytes: Vec<u8>) -> Vec<Workload> {
    let (path, bytes) = (Rc::new(path), Rc::new(bytes));
    let stage = |name: &str, prepare: Prepare| {
        let (path, bytes) = (Rc::clone(&path), Rc::clone(&bytes));
        // Prepared when it first runs: most runs ask for a few workloads.
        let prepared = std::cell::OnceCell::new();
        Workload::new(format!("{name}/{document}"), move || prepared.get_or_init(|| prepare(&path, &bytes))())
    };
    vec![
        stage("read", read),
        stage("document", load),
        stage("resolve", resolve),
        stage("name", assign),
        stage("plan", plan),
        stage("emit", emit),
        stage("format", format),
        stage("generate", generate),
    ]
}

fn read(path: &Path, bytes: &[u8]) -> Box<dyn Fn()> {
    let (path, bytes, limits) = (path.to_owned(), bytes.to_owned(), LoadOptions::default().limits);
    Box::new(move || {
        let tree = Sources::default().parse(&path, &bytes, &limits, &mut Diagnostics::default());
        black_box(tree.expect("the document is YAML or JSON"));
    })
}

fn load(path: &Path, bytes: &[u8]) -> Box<dyn Fn()> {
    let (path, bytes) = (path.to_owned(), bytes.to_owned());
    Box::new(move || drop(black_box(loaded(&path, &bytes))))
}

fn loaded(path: &Path, bytes: &[u8]) -> Document {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = document::parse(path, bytes, &LoadOptions::default(), &mut sources, &mut diagnostics);
    document.expect("no other file is needed")
}

fn resolve(path: &Path, bytes: &[u8]) -> Box<dyn Fn()> {
    let document = loaded(path, bytes).typed.expect("the document has no errors");
    Box::new(move || drop(black_box(resolve::resolve(&document, &mut Diagnostics::default()))))
}

fn api(path: &Path, bytes: &[u8]) -> Api {
    let document = loaded(path, bytes).typed.expect("the document has no errors");
    resolve::resolve(&document, &mut Diagnostics::default())
}

fn assign(path: &Path, bytes: &[u8]) -> Box<dyn Fn()> {
    let api = api(path, bytes);
    Box::new(move || drop(black_box(name::assign(&api))))
}

fn plan(path: &Path, bytes: &[u8]) -> Box<dyn Fn()> {
    let api = api(path, bytes);
    let (names, selection) = (name::assign(&api), Selection::all(&api));
    Box::new(move || drop(black_box(plan::plan(&api, &names, &selection))))
}

/// The plan borrows from the model, which stays until the program ends.
fn emit(path: &Path, bytes: &[u8]) -> Box<dyn Fn()> {
    let api: &'static Api = Box::leak(Box::new(api(path, bytes)));
    let client = plan::plan(api, Box::leak(Box::new(name::assign(api))), &Selection::all(api));
    Box::new(move || drop(black_box(emit::emit(&client))))
}

/// Tokens are shared when they are cloned, so that the copy costs next to nothing.
fn format(path: &Path, bytes: &[u8]) -> Box<dyn Fn()> {
    let api = api(path, bytes);
    let modules = emit::emit(&plan::plan(&api, &name::assign(&api), &Selection::all(&api)));
    Box::new(move || drop(black_box(output::files(modules.clone(), &[], &Layout::Module))))
}

/// All of them, as a build script runs them.
fn generate(path: &Path, bytes: &[u8]) -> Box<dyn Fn()> {
    let (path, bytes, options) = (path.to_owned(), bytes.to_owned(), Options::new(Layout::Module));
    Box::new(move || {
        let generation = generate_bytes(&path, &bytes, &options).expect("no other file is needed");
        black_box(generation.files.expect("the document has no errors"));
    })
}
