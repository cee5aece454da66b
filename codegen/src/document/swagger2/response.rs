//! Response Object of 2.0: the schema moves into `content`, once for each media type that the operation produces.
//!
//! ```yaml
//! { description: ok, schema: { type: file } }
//! # { description: ok, content: { "*/*": { schema: { type: string, format: binary } } } }
//! ```

use serde_json::{Map, json};

use super::{Context, content, schema};
use crate::source::{Pointer, Tree};

/// `components.responses`, with the media types that operations produce unless they say otherwise.
pub(super) fn components(context: &mut Context<'_>) -> Map<String, Tree> {
    let home = Pointer::root().key("responses");
    let produces = context.produces.clone().unwrap_or_default();
    let mut responses = std::mem::take(&mut context.responses);
    for (name, response) in &mut responses {
        lower(context, response, &produces, &home.key(name));
    }
    responses
}

/// Lowers the responses of an operation; `own` are its media types, if it has its own.
pub(super) fn lower_all(context: &mut Context<'_>, responses: &mut Tree, own: Option<&[String]>, at: &Pointer) {
    let produces = own.map(<[_]>::to_vec).or_else(|| context.produces.clone()).unwrap_or_default();
    for (status, response) in responses.as_object_mut().into_iter().flatten() {
        if status.starts_with("x-") {
            continue;
        }
        let at = at.key(status);
        // A shared response has the document's media types; an operation that has others gets a copy.
        let shared = response.get("$ref").and_then(Tree::as_str).and_then(|text| text.strip_prefix('#'));
        let from = Pointer::from_escaped(shared.unwrap_or_default());
        if own.is_some()
            && let Some(shared) = from.last().and_then(|name| context.responses.get(&name))
            && shared.get("schema").is_some()
        {
            *response = shared.clone();
            context.origins.renamed(&at, &from);
        }
        lower(context, response, &produces, &at);
    }
}

fn lower(context: &mut Context<'_>, response: &mut Tree, produces: &[String], at: &Pointer) {
    let Tree::Object(response) = response else { return };
    if response.contains_key("$ref") {
        return;
    }
    for (name, header) in response.get_mut("headers").and_then(Tree::as_object_mut).into_iter().flatten() {
        let Tree::Object(header) = header else { continue };
        let joined = header.shift_remove("collectionFormat");
        if joined.is_some_and(|joined| joined != "csv") {
            let at = at.key("headers").key(name).key("collectionFormat");
            context.unsupported(&at, "elements of a header can be joined by commas only");
        }
        let schema = schema::extract(header);
        header.insert("schema".to_owned(), schema);
        context.moved(&[(at.key("headers").key(name).key("schema"), at.key("headers").key(name))]);
    }
    let examples = response.shift_remove("examples");
    let Some(schema) = response.shift_remove("schema") else { return };
    let media_types = media_types(produces, &schema);
    let mut content = content(&media_types, &schema);
    for (media_type, example) in examples.as_ref().and_then(Tree::as_object).into_iter().flatten() {
        if let Some(Tree::Object(media_type)) = content.get_mut(media_type) {
            media_type.insert("example".to_owned(), example.clone());
        }
    }
    let schema_at = |name: &String| (at.key("content").key(name).key("schema"), at.key("schema"));
    context.moved(&media_types.iter().map(schema_at).collect::<Vec<_>>());
    response.insert("content".to_owned(), json!(content));
}

/// A file is anything, where the media types do not say what; everything else is JSON then.
fn media_types(produces: &[String], schema: &Tree) -> Vec<String> {
    let is_file = schema.get("type").is_some_and(|ty| *ty == "file");
    let says_nothing = produces.iter().all(|name| is_file && name.contains("json"));
    match (says_nothing, is_file) {
        (true, true) => vec!["*/*".to_owned()],
        (true, false) => vec!["application/json".to_owned()],
        (false, _) => produces.to_vec(),
    }
}
