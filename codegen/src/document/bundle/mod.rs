//! Reference Object across files: what a document's other files hold is brought into the document.
//!
//! ```yaml
//! schema: { $ref: ./schemas/pet.yaml }               # becomes components.schemas.pet
//! parameters: [{ $ref: '../common.yaml#/page' }]     # becomes components.parameters.page
//! /users: { $ref: paths/users.yaml }                 # copied here: 3.0 has no components for path items
//! ```
//! What a place expects decides what the target becomes. A target that several places refer to is brought in once,
//! so that files may refer to each other in circles and back to the document. Files are read from the document's own
//! project only, see [`Boundary`]; nothing is ever fetched from the network.

mod boundary;
mod claims;
mod files;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

pub use boundary::Boundary;
use files::{Base, Fault, Files, Loaded};

use super::references::{Components, UniqueNames, bears_nothing, count, merge, names_for};
use super::walk::{Descend, Kind, Slot, Trail, walk};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{Limits, Location, Origins, Pointer, Sources, Tree};

/// The maximum depth of copies inside each other: anything deeper is circular.
const MOST_NESTED: usize = 16;

/// The maximum number of values that may be brought in, about that of the largest published documents.
const MOST_VALUES: usize = 4_000_000;

/// The maximum length of a chain of references; anything longer is circular.
const MOST_HOPS: usize = 64;

/// The sources of files, and the limits of reading them.
pub(super) struct Reader<'a> {
    /// Keeps what was read.
    pub(super) sources: &'a mut Sources,
    /// Bounds each file and their number.
    pub(super) limits: &'a Limits,
    /// The boundary of the document's files.
    pub(super) boundary: &'a Boundary,
}

/// Brings everything into `tree`, the document that was read from `path`, that it refers to in other files.
pub(super) fn bundle(
    tree: &mut Tree,
    path: &Path,
    reader: Reader<'_>,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) {
    let own_url = tree.get("$self").and_then(Tree::as_str).map(str::to_owned);
    let files = Files::new(path, own_url, reader);
    let (components, names) = (Components::of(tree), UniqueNames::new(tree));
    let mut bundler = Bundler {
        files,
        components,
        names,
        hoisted: BTreeMap::new(),
        queue: VecDeque::new(),
        nested: 0,
        values: 0,
        reported: BTreeSet::new(),
        missing: BTreeSet::new(),
        origins,
        diagnostics,
    };
    bundler.claim(tree);
    bundler.process(tree, Slot::One(Kind::Document), &Pointer::root(), Base::Document);
    bundler.finish(tree);
}

struct Bundler<'a> {
    files: Files<'a>,
    components: Components,
    names: UniqueNames,
    /// The place of each target among the components.
    hoisted: BTreeMap<(Target, Kind), Pointer>,
    queue: VecDeque<Job>,
    /// The number of copies around the place that is being visited.
    nested: usize,
    /// The number of values that were copied.
    values: usize,
    /// References that are known to lead nowhere.
    reported: BTreeSet<Pointer>,
    /// Those of them that take any value: schemas that are not in their file.
    missing: BTreeSet<Pointer>,
    origins: &'a mut Origins,
    diagnostics: &'a mut Diagnostics,
}

/// A place in another file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Target {
    file: Loaded,
    pointer: Pointer,
}

/// A component that is still to be brought in.
struct Job {
    target: Target,
    kind: Kind,
    home: &'static str,
    name: String,
}

/// The target of a reference.
enum Named {
    /// Something of the document itself, by this fragment.
    Document(String),
    File(Target),
}

impl Bundler<'_> {
    /// Visits what stands at `at` of the document and came from `base`.
    fn process(&mut self, tree: &mut Tree, slot: Slot, at: &Pointer, base: Base) {
        walk(tree, slot, at, &mut |slot, at, value| self.visit(slot, at, value, base));
    }

    fn visit(&mut self, slot: Slot, at: &Trail, value: &mut Tree, base: Base) -> Descend {
        if slot == Slot::One(Kind::Schema) {
            self.mapping(value, at, base);
        }
        let Some(text) = reference(value) else { return Descend::Yes };
        if base == Base::Document && text.starts_with('#') {
            return Descend::Yes;
        }
        let at = at.pointer();
        match (self.named(text, base, &at.key("$ref"), slot), slot) {
            (None, _) if self.missing.contains(&at.key("$ref")) => {
                if let Tree::Object(schema) = value {
                    schema.shift_remove("$ref");
                }
                Descend::Yes
            }
            // A file, of which it was said that it is not there.
            (None, _) => match self.files.beside(text).map(str::to_owned) {
                Some(relative) => refer(value, &relative),
                None => Descend::Yes,
            },
            (Some(Named::Document(fragment)), _) => refer(value, &format!("#{fragment}")),
            (Some(Named::File(target)), Slot::One(kind)) if self.components.home(kind).is_some() => {
                match self.hoist(target, kind) {
                    Some(place) => refer(value, &format!("#{}", place.as_str())),
                    None => Descend::Yes,
                }
            }
            (Some(Named::File(target)), _) => {
                if let Some(copy) = self.expansion(&target, &at) {
                    if let Tree::Object(siblings) = value {
                        siblings.shift_remove("$ref");
                    }
                    self.process(value, slot, &at, base);
                    merge(value, self.inlined(copy, slot, &at, target));
                }
                Descend::No
            }
        }
    }

    /// A copy of the target, which is to stand in the place of a reference, if there may be one more.
    fn expansion(&mut self, target: &Target, at: &Pointer) -> Option<Tree> {
        let copy = self.copy(target)?;
        if self.nested == MOST_NESTED {
            let message = "files refer to each other in a circle that has no end";
            self.diagnostics.error(Code::CircularReference, &at.key("$ref"), message);
            return None;
        }
        if self.values > MOST_VALUES {
            let message = "references expand to far more than the files themselves";
            self.diagnostics.error(Code::Limit, &at.key("$ref"), message);
            return None;
        }
        Some(copy)
    }

    /// The copy of the target with all that it refers to, as it stands at `at`.
    fn inlined(&mut self, mut copy: Tree, slot: Slot, at: &Pointer, target: Target) -> Tree {
        let location = Location { file: self.files.id(target.file), pointer: target.pointer };
        self.origins.moved(at.clone(), location);
        self.nested += 1;
        self.process(&mut copy, slot, at, Base::File(target.file));
        self.nested -= 1;
        copy
    }

    /// The place of the target among the components, now or later.
    fn hoist(&mut self, target: Target, kind: Kind) -> Option<Pointer> {
        let home = self.components.home(kind)?;
        let key = (target, kind);
        if let Some(place) = self.hoisted.get(&key) {
            return Some(place.clone());
        }
        let name = self.names.choose(home, &self.names_of(&key.0));
        let place = Pointer::from_escaped(home).key(&name);
        self.queue.push_back(Job { target: key.0.clone(), kind, home, name });
        self.hoisted.insert(key, place.clone());
        Some(place)
    }

    /// The last key of the pointer, or the name of the file; with the names of file and folder before it if it is taken.
    fn names_of(&self, target: &Target) -> Vec<String> {
        let (folder, stem) = self.files.words(target.file);
        let own = if target.pointer.as_str().is_empty() { vec![stem.clone()] } else { names_for(&target.pointer) };
        let longest = own.last().cloned().unwrap_or_default();
        let with_stem = if longest == stem { format!("{folder}_{stem}") } else { format!("{stem}_{longest}") };
        own.into_iter().chain([with_stem]).collect()
    }

    fn copy(&mut self, target: &Target) -> Option<Tree> {
        let copy = self.files.tree(target.file).pointer(target.pointer.as_str())?.clone();
        self.values += count(&copy);
        Some(copy)
    }

    /// Brings in the components, which may refer to more of them.
    fn finish(&mut self, tree: &mut Tree) {
        while let Some(Job { target, kind, home, name }) = self.queue.pop_front() {
            let Some(mut component) = self.copy(&target) else { continue };
            let place = Pointer::from_escaped(home).key(&name);
            if self.values > MOST_VALUES {
                let message = "references expand to far more than the files themselves";
                return self.diagnostics.error(Code::Limit, &place, message);
            }
            // What is referred to among these becomes a component itself.
            if let (Kind::Schema, Tree::Object(schema)) = (kind, &mut component) {
                schema.shift_remove("$defs");
                schema.shift_remove("definitions");
            }
            let location = Location { file: self.files.id(target.file), pointer: target.pointer };
            self.origins.moved(place.clone(), location);
            self.process(&mut component, Slot::One(kind), &place, Base::File(target.file));
            self.components.insert(tree, home, name, component);
        }
    }

    /// The values of a discriminator's mapping that are references.
    fn mapping(&mut self, schema: &mut Tree, at: &Trail, base: Base) {
        let Some(Tree::Object(discriminator)) = schema.get_mut("discriminator") else { return };
        let at = || at.pointer().key("discriminator");
        if let Some(default) = discriminator.get_mut("defaultMapping") {
            self.mapped(default, base, || at().key("defaultMapping"));
        }
        for (tag, text) in discriminator.get_mut("mapping").and_then(Tree::as_object_mut).into_iter().flatten() {
            self.mapped(text, base, || at().key("mapping").key(tag));
        }
    }

    fn mapped(&mut self, text: &mut Tree, base: Base, at: impl Fn() -> Pointer) {
        let Tree::String(name) = &*text else { return };
        let is_local = name.starts_with('#');
        let is_file = !is_local && (name.contains('#') || is_file_name(name));
        if is_file || (is_local && base != Base::Document) {
            match self.meant(name, base, &at()) {
                None => {}
                Some(Named::Document(fragment)) => *text = format!("#{fragment}").into(),
                Some(Named::File(target)) => {
                    if let Some(place) = self.hoist(target, Kind::Schema) {
                        *text = format!("#{}", place.as_str()).into();
                    }
                }
            }
        }
    }

    /// The target of a mapping's value. A value without a target is decided by its content.
    fn meant(&mut self, name: &str, base: Base, at: &Pointer) -> Option<Named> {
        let fault = match self.find(name, base, Slot::One(Kind::Schema)) {
            Ok(named) => return named,
            Err(fault) => fault,
        };
        if self.reported.insert(at.clone()) {
            let Fault { code, message, .. } = fault;
            self.diagnostics.push(Diagnostic::warning(code, at, message));
        }
        None
    }

    /// The target of a reference, through references in between. `None`: there is nothing to do, or it was reported.
    fn named(&mut self, text: &str, base: Base, at: &Pointer, slot: Slot) -> Option<Named> {
        if self.reported.contains(at) {
            return None;
        }
        match self.find(text, base, slot) {
            Ok(named) => named,
            Err(fault) => {
                if fault.in_file && slot == Slot::One(Kind::Schema) {
                    self.missing.insert(at.clone());
                }
                self.diagnostics.push(at_reference(fault, at, slot));
                self.reported.insert(at.clone());
                None
            }
        }
    }

    fn find(&mut self, text: &str, base: Base, slot: Slot) -> Result<Option<Named>, Fault> {
        let (mut base, mut text) = (base, text.to_owned());
        for _ in 0..MOST_HOPS {
            let target = match self.files.find(&text, base, self.diagnostics)? {
                Some(Named::File(target)) => target,
                named @ (Some(Named::Document(_)) | None) => return Ok(named),
            };
            let value = self.files.tree(target.file).pointer(target.pointer.as_str());
            match value.and_then(|value| only_reference(value, slot)) {
                Some(next) => (base, text) = (Base::File(target.file), next.to_owned()),
                None => return Ok(Some(Named::File(target))),
            }
        }
        let message = format!("`{text}` refers to itself, with nothing in between");
        Err(Fault::new(Code::CircularReference, message))
    }
}

/// A reference to nothing in a file. If a schema was expected, any value will do.
fn at_reference(fault: Fault, at: &Pointer, slot: Slot) -> Diagnostic {
    let Fault { code, message, in_file } = fault;
    if in_file && slot == Slot::One(Kind::Schema) {
        let help = "declare it in that file, or refer to a schema that exists";
        return Diagnostic::warning(code, at, format!("{message}; it takes any value")).help(help);
    }
    if bears_nothing(slot) { Diagnostic::warning(code, at, message) } else { Diagnostic::error(code, at, message) }
}

fn reference(value: &Tree) -> Option<&str> {
    value.as_object()?.get("$ref")?.as_str()
}

/// The text of an object that is a reference and nothing else; path items keep what stands beside it.
fn only_reference(value: &Tree, slot: Slot) -> Option<&str> {
    let alone = value.as_object()?.len() == 1 || !matches!(slot, Slot::One(Kind::Schema | Kind::PathItem));
    reference(value).filter(|_| alone)
}

fn refer(value: &mut Tree, text: &str) -> Descend {
    if let Tree::Object(object) = value {
        object.insert("$ref".to_owned(), text.into());
    }
    Descend::Yes
}

fn is_file_name(name: &str) -> bool {
    let suffix = Path::new(name).extension().unwrap_or_default();
    ["yaml", "yml", "json"].iter().any(|known| suffix.eq_ignore_ascii_case(known))
}
