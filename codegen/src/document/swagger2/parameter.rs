//! Parameter Object of 2.0 in path, query and header: the schema moves into `schema`.
//!
//! ```yaml
//! { name: ids, in: query, type: array, items: { type: string }, collectionFormat: pipes }
//! # { name: ids, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } } }
//! ```

use serde_json::{Map, json};

use super::super::additions::TAB_DELIMITED;
use super::{Context, schema};
use crate::source::{Pointer, Tree};

/// Returns true if a parameter belongs to the body in 3.0.
pub(super) fn is_of_body(parameter: &Map<String, Tree>) -> bool {
    matches!(parameter.get("in").and_then(Tree::as_str), Some("body" | "formData"))
}

/// `components.parameters`: what is of a body is copied to where it is used, as the media types are the operation's.
pub(super) fn components(context: &mut Context<'_>) -> Map<String, Tree> {
    let home = Pointer::root().key("parameters");
    let mut parameters = std::mem::take(&mut context.parameters);
    parameters.retain(|_, parameter| !parameter.as_object().is_some_and(is_of_body));
    for (name, parameter) in &mut parameters {
        lower(context, parameter, &home.key(name));
    }
    parameters
}

/// Lowers a parameter that stands at `at`.
pub(super) fn lower(context: &mut Context<'_>, parameter: &mut Tree, at: &Pointer) {
    let Tree::Object(parameter) = parameter else { return };
    if parameter.contains_key("$ref") {
        return;
    }
    let format = parameter.shift_remove("collectionFormat");
    let is_array = parameter.get("type").is_some_and(|ty| *ty == "array");
    if is_array {
        let in_query = parameter.get("in").is_some_and(|location| *location == "query");
        let format = format.as_ref().and_then(Tree::as_str).unwrap_or("csv");
        match style(format, in_query) {
            Some(style) => parameter.extend(style),
            None => context.unsupported(&at.key("collectionFormat"), "this way to join elements does not exist here"),
        }
    }
    let schema = schema::extract(parameter);
    parameter.insert("schema".to_owned(), schema);
    context.moved(&[(at.key("schema"), at.clone())]);
}

/// `style` and `explode` for a `collectionFormat`; `None` if there is no such format.
pub(super) fn style(format: &str, in_query: bool) -> Option<Map<String, Tree>> {
    let style = match format {
        "csv" if in_query => json!({ "style": "form", "explode": false }),
        "csv" => json!({ "style": "simple", "explode": false }),
        "multi" if in_query => json!({ "style": "form", "explode": true }),
        "ssv" => json!({ "style": "spaceDelimited", "explode": false }),
        "pipes" => json!({ "style": "pipeDelimited", "explode": false }),
        "tsv" => json!({ "style": TAB_DELIMITED, "explode": false }),
        // Only a query can have a key several times; elsewhere this is a slip, and commas are what 2.0 takes as a rule.
        "multi" => json!({ "style": "simple", "explode": false }),
        _ => return None,
    };
    match style {
        Tree::Object(style) => Some(style),
        _ => None,
    }
}
