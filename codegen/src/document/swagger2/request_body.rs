//! Parameters of 2.0 in `body` and `formData`: the request body.
//!
//! ```yaml
//! parameters: [{ in: formData, name: file, type: file, required: true }, { in: formData, name: note, type: string }]
//! # requestBody:
//! #   content:
//! #     multipart/form-data:
//! #       schema:
//! #         type: object
//! #         properties: { file: { type: string, format: binary }, note: { type: string } }
//! #         required: [file]
//! ```

use serde_json::{Map, json};

use super::{Context, content, operation::OfBody, parameter::style, schema};
use crate::source::{Location, Pointer, Tree};

const URLENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// The request body that parameters of the operation at `at` make.
pub(super) fn request_body(
    context: &mut Context<'_>,
    parameters: &[&OfBody],
    consumes: &[String],
    at: &Pointer,
) -> Tree {
    let at = at.key("requestBody");
    let is_whole = |of_body: &&&OfBody| of_body.parameter.get("in").is_some_and(|place| *place == "body");
    let bodies: Vec<&OfBody> = parameters.iter().filter(is_whole).copied().collect();
    match bodies.as_slice() {
        [] => form(context, parameters, consumes, &at),
        [body, ..] => {
            context.origins.moved(at.clone(), body.from.clone());
            if parameters.len() > 1 {
                context.unsupported(&at, "an operation has one body, and either that or form fields");
            }
            whole(context, body, consumes, &at)
        }
    }
}

fn whole(context: &mut Context<'_>, body: &OfBody, consumes: &[String], at: &Pointer) -> Tree {
    let OfBody { parameter, from } = body;
    let mut body = parameter.clone();
    body.shift_remove("in");
    body.shift_remove("name");
    let media_types = if consumes.is_empty() { vec!["application/json".to_owned()] } else { consumes.to_vec() };
    let pointer = if body.contains_key("schema") { from.pointer.key("schema") } else { from.pointer.clone() };
    let schema = schema::extract(&mut body);
    for media_type in &media_types {
        let location = Location { file: from.file, pointer: pointer.clone() };
        context.origins.moved(at.key("content").key(media_type).key("schema"), location);
    }
    body.insert("content".to_owned(), Tree::Object(content(&media_types, &schema)));
    Tree::Object(body)
}

fn form(context: &mut Context<'_>, fields: &[&OfBody], consumes: &[String], at: &Pointer) -> Tree {
    let media_types = form_types(fields, consumes);
    let (mut properties, mut required, mut encoding) = (Map::new(), Vec::new(), Map::new());
    for OfBody { parameter, from } in fields {
        let mut field = parameter.clone();
        let Some(Tree::String(name)) = field.shift_remove("name") else { continue };
        field.shift_remove("in");
        if field.shift_remove("required").is_some_and(|value| value == true) {
            required.push(name.clone());
        }
        if properties.is_empty() {
            context.origins.moved(at.clone(), from.clone());
        }
        for media_type in &media_types {
            let schema_at = at.key("content").key(media_type).key("schema");
            context.origins.moved(schema_at.key("properties").key(&name), from.clone());
        }
        let joined = field.shift_remove("collectionFormat");
        if field.get("type").is_some_and(|ty| *ty == "array") {
            let joined = joined.as_ref().and_then(Tree::as_str).unwrap_or("csv");
            match style(joined, true) {
                Some(style) => encoding.extend([(name.clone(), Tree::Object(style))]),
                None => context.unsupported(at, "this way to join elements does not exist"),
            }
        }
        // What is left are keywords of a schema, the description and extensions.
        properties.insert(name, Tree::Object(field));
    }
    let is_required = !required.is_empty();
    let mut schema =
        Map::from_iter([("type".to_owned(), "object".into()), ("properties".to_owned(), properties.into())]);
    if is_required {
        schema.insert("required".to_owned(), json!(required));
    }
    let mut content = content(&media_types, &Tree::Object(schema));
    for media_type in content.values_mut().filter_map(Tree::as_object_mut).filter(|_| !encoding.is_empty()) {
        media_type.insert("encoding".to_owned(), Tree::Object(encoding.clone()));
    }
    json!({ "required": is_required, "content": content })
}

/// The media types that the operation consumes, of those that have fields. Files need parts.
fn form_types(fields: &[&OfBody], consumes: &[String]) -> Vec<String> {
    let has_file = fields.iter().any(|field| is_file(&field.parameter));
    let is_usable = |name: &&String| name.starts_with(MULTIPART) || (!has_file && name.starts_with(URLENCODED));
    let usable: Vec<String> = consumes.iter().filter(is_usable).cloned().collect();
    if usable.is_empty() { vec![if has_file { MULTIPART } else { URLENCODED }.to_owned()] } else { usable }
}

/// A file, or several.
fn is_file(field: &Map<String, Tree>) -> bool {
    let file = |ty: Option<&Tree>| ty.is_some_and(|ty| *ty == "file");
    file(field.get("type")) || file(field.get("items").and_then(|items| items.get("type")))
}
