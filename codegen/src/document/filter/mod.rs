//! Filters: a part of a document's operations, with the components that they need.
//!
//! ```text
//! --include tag=pets --exclude path=/pets/{id}/photos/**
//! ```
//! Here it is told what is left out, and whether every selector names something. It goes on through the stages up to
//! the names, which so are the same whatever else is left out, and is dropped before anything is made of it. What is
//! wrong with it is no concern of the client's.

mod left_out;
mod needs;
mod reach;
mod selector;
mod tag;

use std::collections::BTreeSet;

pub use left_out::LeftOut;
pub use needs::{Dependents, Needs};
use selector::Candidate;
pub use selector::Selector;
use tag::Families;

use super::references::{Components, Section};
use super::walk::{Kind, Slot};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, did_you_mean};
use crate::source::{Pointer, Tree};

/// Selection of operations: those that one of `include` names, or all if it is empty, without those that one of
/// `exclude` names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The operations to include.
    pub include: Vec<Selector>,
    /// The operations to exclude from these.
    pub exclude: Vec<Selector>,
}

/// The methods that a Path Item Object knows, in OpenAPI 3.2.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The key of a Path Item Object under which operations of other methods stand.
const OTHERS: &str = "additionalOperations";

/// An operation of the tree.
struct Operation {
    item: Pointer,
    at: Pointer,
    names: Candidate,
}

impl Filter {
    /// Returns true if it leaves everything as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    fn takes(&self, operation: &Candidate) -> bool {
        let is_selected = |selectors: &[Selector]| selectors.iter().any(|selector| selector.selects(operation));
        (self.include.is_empty() || is_selected(&self.include)) && !is_selected(&self.exclude)
    }
}

/// The parts that `filter` leaves out of a tree whose references are all in the one form. A selector that names
/// nothing is reported, and so is a filter that leaves nothing.
pub(super) fn left_out(tree: &mut Tree, filter: &Filter, diagnostics: &mut Diagnostics) -> LeftOut {
    let mut left_out = LeftOut::default();
    if filter.is_empty() {
        return left_out;
    }
    let operations = operations(tree);
    report(filter, &operations, diagnostics);
    let (taken, others): (Vec<_>, Vec<_>) = operations.into_iter().partition(|one| filter.takes(&one.names));
    let items: BTreeSet<&Pointer> = taken.iter().map(|operation| &operation.item).collect();
    for operation in others {
        let is_whole_item = !items.contains(&operation.item);
        left_out.places.insert(if is_whole_item { operation.item } else { operation.at });
    }
    let shared = items.into_iter().map(|item| (Slot::List(Kind::Parameter), item.key("parameters")));
    let own = taken.iter().map(|operation| (Slot::One(Kind::Operation), operation.at.clone()));
    let needed = reach::reached(tree, own.chain(shared).collect());
    left_out.places.extend(unneeded(tree, &needed));
    left_out
}

fn operations(tree: &Tree) -> Vec<Operation> {
    let mut operations = Vec::new();
    let (paths, families) = (Pointer::root().key("paths"), Families::of(tree));
    for (path, item) in tree.get("paths").and_then(Tree::as_object).into_iter().flatten() {
        let others = item.get(OTHERS).and_then(Tree::as_object).into_iter().flatten();
        let others =
            others.map(|(method, operation)| (paths.key(path).key(OTHERS).key(method), method.as_str(), operation));
        let own = METHODS.iter().filter_map(|method| Some((paths.key(path).key(method), *method, item.get(method)?)));
        for (at, method, operation) in own.chain(others) {
            let tags = operation.get("tags").and_then(Tree::as_array).into_iter().flatten();
            let id = operation.get("operationId").and_then(Tree::as_str).filter(|id| !id.trim().is_empty());
            let names = Candidate {
                tags: families.with_ancestors(tags.filter_map(Tree::as_str)),
                path: path.clone(),
                id: id.map_or_else(|| format!("{} {path}", method.to_uppercase()), str::to_owned),
            };
            operations.push(Operation { item: paths.key(path), at, names });
        }
    }
    operations
}

/// The components that are not among those that are needed. What Swagger 2.0 has at the root is also named as it will
/// be called when it is lowered. Security schemes need nothing and are looked at where they are used.
fn unneeded(tree: &Tree, needed: &BTreeSet<Pointer>) -> Vec<Pointer> {
    let mut unneeded = Vec::new();
    let sections = Components::of(tree).sections().filter(|section| section.kind != Kind::SecurityScheme);
    for Section { kind, home } in sections {
        for (name, _) in tree.pointer(home).and_then(Tree::as_object).into_iter().flatten() {
            let at = Pointer::from_escaped(home).key(name);
            if !needed.contains(&at) {
                unneeded.extend(Components::Three.home(kind).map(|home| Pointer::from_escaped(home).key(name)));
                unneeded.push(at);
            }
        }
    }
    unneeded
}

fn report(filter: &Filter, operations: &[Operation], diagnostics: &mut Diagnostics) {
    let place = || Place::Key(Pointer::root().key("paths"));
    let mut all_named = true;
    for selector in filter.include.iter().chain(&filter.exclude) {
        if operations.iter().any(|operation| selector.selects(&operation.names)) {
            continue;
        }
        all_named = false;
        let diagnostic = Diagnostic::error(Code::UnmatchedFilter, place(), format!("`{selector}` names no operation"));
        diagnostics.push(match similar(selector, operations) {
            Some(similar) => diagnostic.help(format!("did you mean `{similar}`?")),
            None => diagnostic,
        });
    }
    if all_named && !operations.iter().any(|operation| filter.takes(&operation.names)) {
        let message = "the filter leaves no operation: what it includes, it excludes too";
        diagnostics.push(Diagnostic::error(Code::UnmatchedFilter, place(), message));
    }
}

/// The selector that a selector may be a misspelling of. Of a pattern, the part before the first star is compared.
fn similar(selector: &Selector, operations: &[Operation]) -> Option<Selector> {
    let pattern = selector.pattern();
    let (head, stars) = pattern.split_at(pattern.find("/*").or(pattern.find('*')).unwrap_or(pattern.len()));
    let names = operations.iter().flat_map(|operation| selector.names(&operation.names));
    let similar = if stars.is_empty() {
        did_you_mean(head, names)
    } else {
        let ends = |name: &'_ str| name.match_indices(['/', '.']).map(|(at, _)| at).collect::<Vec<_>>();
        did_you_mean(head, names.flat_map(|name| ends(name).into_iter().map(|end| &name[..end]).chain([name])))
    };
    Some(selector.with_pattern(format!("{}{stars}", similar?)))
}
