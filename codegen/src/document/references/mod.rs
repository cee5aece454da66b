//! Reference Object: every `$ref` of a single document ends in `#/components/<kind>/<name>`.
//!
//! ```yaml
//! $ref: '#/components/schemas/Order/properties/state'   # moved to components.schemas.Order_state; both refer to it
//! $ref: '#/paths/~1users'                               # 3.0 has no components for path items: copied here
//! $ref: '#/components/parameters/Lmit'                  # dangling: reported, with the nearest name that exists
//! $ref: '#/components/schemas/Missing'                  # the same, as a warning: it takes any value
//! ```
//! In Swagger 2.0 it is `#/definitions/<name>` and its siblings. This pass comes before the document's shape is checked
//! and before any lowering, so that whatever is referred to stands where those passes look, and references are followed
//! along the keys that the author wrote.

mod collect;
mod components;
mod hoist;
mod inline;
mod missing;
mod resolve;

use std::collections::BTreeSet;

pub(super) use components::{Components, Section, UniqueNames, names_for};
pub(super) use inline::{count, merge};
pub(super) use resolve::{is_url, locate};

use super::walk::{Kind, Slot};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::source::pointer::percent_decoded;
use crate::source::{Origins, Pointer, Tree};
use collect::Found;
use missing::Missing;
use resolve::Failure;

/// The maximum number of rounds in which copies may refer to values that are to be copied in turn.
const MOST_ROUNDS: usize = 64;

/// The maximum number of dangling references that get a suggestion, for which each is compared with the names of all
/// components. If there are more, they are not misspelt.
const MOST_SUGGESTIONS: usize = 100;

/// Brings all references of a document into the one form. What cannot be is reported and left as it is.
pub(super) fn normalize(tree: &mut Tree, origins: &mut Origins, diagnostics: &mut Diagnostics) {
    inline::inline(tree, origins, diagnostics);
    let mut plan = hoist::Plan::new(tree);
    let (mut reported, mut missing) = (BTreeSet::new(), Missing::default());
    for round in 0.. {
        let collected = collect::collect(tree);
        let mut any = Vec::new();
        for found in &collected.references {
            let finding = match resolve::resolve(tree, found, &collected) {
                Ok(target) => plan.add(tree, found, target),
                Err(Failure::Nothing) if let Some(meant) = elsewhere(tree, found) => {
                    let message = format!("`{}` refers to nothing; it is taken for `#{}`", found.text, meant.as_str());
                    let finding = Diagnostic::warning(Code::DanglingReference, &found.text_at, message);
                    plan.add(tree, found, meant).or(Some(finding))
                }
                Err(failure) => {
                    let finding = match missing.warning(tree, found, failure, origins) {
                        Some(warning) => suggested(warning, tree, found, reported.len()),
                        None => report(tree, found, failure, reported.len()),
                    };
                    let is_any = finding.severity == Severity::Warning && found.slot == Slot::One(Kind::Schema);
                    any.extend((is_any && found.required).then(|| found.at.clone()));
                    Some(finding)
                }
            };
            if let Some(finding) = finding
                && found.required
                && reported.insert(found.text_at.clone())
            {
                diagnostics.push(finding);
            }
        }
        for at in any {
            if let Some(Tree::Object(schema)) = tree.pointer_mut(at.as_str()) {
                schema.shift_remove("$ref");
            }
        }
        // What was copied from a place that no walk visits may hold references that were not seen yet.
        let Some(copied) = plan.apply(tree, origins) else { break };
        if round == MOST_ROUNDS {
            diagnostics.error(
                Code::Limit,
                &copied,
                "references lead through too many places outside of the components",
            );
            break;
        }
    }
    report_circles(tree, diagnostics);
}

/// The diagnostic of a dangling reference, after `earlier` others. If nothing depends on it, it is a warning.
fn report(tree: &Tree, found: &Found, failure: Failure, earlier: usize) -> Diagnostic {
    let is_harmless = bears_nothing(found.slot) || failure == Failure::Ambiguous;
    let severity = if is_harmless { Severity::Warning } else { Severity::Error };
    let diagnostic = Diagnostic { severity, ..describe(found, failure) };
    if failure == Failure::Nothing { suggested(diagnostic, tree, found, earlier) } else { diagnostic }
}

/// The diagnostic of a dangling reference, after `earlier` others, with the name that may be meant.
fn suggested(diagnostic: Diagnostic, tree: &Tree, found: &Found, earlier: usize) -> Diagnostic {
    let suggestion = if earlier < MOST_SUGGESTIONS { suggestion(tree, found) } else { None };
    let Some(suggestion) = suggestion else { return diagnostic };
    let help = match &diagnostic.help {
        Some(other) => format!("did you mean `{suggestion}`? If not, {other}"),
        None => format!("did you mean `{suggestion}`?"),
    };
    diagnostic.help(help)
}

/// Returns true if the client does not depend on the value at a place. OpenAPI has no references in plain objects
/// (`info`, `description`): if one is needed all the same, its object is of the wrong shape.
pub(super) fn bears_nothing(slot: Slot) -> bool {
    matches!(slot, Slot::One(Kind::Example | Kind::Link | Kind::Plain))
}

fn describe(found: &Found, failure: Failure) -> Diagnostic {
    let (at, text) = (&found.text_at, &found.text);
    match failure {
        Failure::Nothing => {
            let message = format!("`{text}` refers to nothing in this document");
            Diagnostic::error(Code::DanglingReference, at, message)
        }
        Failure::Circle => {
            let message = format!("`{text}` refers to itself, with nothing in between");
            Diagnostic::error(Code::CircularReference, at, message)
        }
        Failure::Remote => {
            let message = format!("`{text}` is not in this document, and nothing is fetched from the network");
            Diagnostic::error(Code::Unsupported, at, message)
                .help("save what it refers to in a file beside the document, and refer to the file")
        }
        Failure::Ambiguous => {
            let message = format!(
                "`{text}` is any of several schemas, depending on the way that leads to it; it takes any value"
            );
            Diagnostic::warning(Code::Unsupported, at, message)
                .help("refer to the schema by its place, as in `#/components/schemas/…`")
        }
    }
}

/// The component of the very name, where a reference looks for it in a place that the document does not have: other
/// versions of OpenAPI keep their components elsewhere.
fn elsewhere(tree: &Tree, found: &Found) -> Option<Pointer> {
    let Slot::One(kind) = found.slot else { return None };
    let home = Pointer::from_escaped(Components::of(tree).home(kind)?);
    let place = Pointer::from_escaped(percent_decoded(found.text.strip_prefix('#')?));
    let folder = place.parent().filter(|folder| tree.pointer(folder.as_str()).is_none())?;
    let is_known = ["/definitions", "/schemas", "/responses", "/parameters", "/components", "/requestBodies"];
    let is_known = is_known.contains(&folder.as_str()) || folder.as_str().starts_with("/components/");
    let meant = home.key(&place.last()?);
    (is_known && tree.pointer(meant.as_str()).is_some()).then_some(meant)
}

/// The component with the nearest name.
fn suggestion(tree: &Tree, found: &Found) -> Option<String> {
    let Slot::One(kind) = found.slot else { return None };
    let components = Components::of(tree);
    let home = Pointer::from_escaped(components.home(kind)?);
    let wanted = Pointer::from_escaped(found.text.as_str()).last()?;
    let name = did_you_mean(&wanted, components.names(tree, kind))?;
    Some(format!("#{}", home.key(name).as_str()))
}

/// Reports components that are nothing but references to each other.
fn report_circles(tree: &Tree, diagnostics: &mut Diagnostics) {
    let components = Components::of(tree);
    let mut known = BTreeSet::new();
    for home in components.homes() {
        for name in tree.pointer(home).and_then(Tree::as_object).into_iter().flat_map(serde_json::Map::keys) {
            let start = Pointer::from_escaped(home).key(name);
            let mut way = BTreeSet::new();
            let mut at = start.clone();
            while let Some(next) = alias_of(tree, &at) {
                if !way.insert(at.clone()) {
                    let message = format!("`#{}` refers to itself, with nothing in between", at.as_str());
                    diagnostics.error(Code::CircularReference, &start.key("$ref"), message);
                    break;
                }
                if known.contains(&at) {
                    break;
                }
                at = next;
            }
            known.extend(way);
        }
    }
}

/// The target of the reference at `at`, if there is one.
fn alias_of(tree: &Tree, at: &Pointer) -> Option<Pointer> {
    let text = tree.pointer(at.as_str())?.get("$ref")?.as_str()?;
    Some(Pointer::from_escaped(text.strip_prefix('#')?))
}
