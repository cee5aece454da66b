//! The typed form of a document that is of the right shape.
//!
//! `openapiv3` parses object by object, as its errors do not say where they are. Schemas were taken out before, and what
//! is left does not nest.

use openapiv3::{Components, OpenAPI, ReferenceOr};
use serde::de::DeserializeOwned;
use serde_json::{Map, json};

use super::additions::{Taken, Typed};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{Pointer, Tree};

/// Parses what is left of a lowered tree, and puts it together with what was taken out of it.
///
/// `None` with a diagnostic for an object that the check of shapes let pass and `openapiv3` does not: a fault of ours.
pub(super) fn parse(tree: Tree, taken: Taken, diagnostics: &mut Diagnostics) -> Option<Typed> {
    match typed(tree, taken) {
        Ok(typed) => Some(typed),
        Err((at, message)) => {
            let message = format!("this cannot be read, which is a fault of the generator: {message}");
            diagnostics.error(Code::WrongType, &at, message);
            None
        }
    }
}

/// The place of an object that is none of `openapiv3`'s, and the parser's message.
type Failure = (Pointer, String);

fn typed(tree: Tree, taken: Taken) -> Result<Typed, Failure> {
    let Taken { mut additions, component_schemas, inline_schemas, operations } = taken;
    let root = Pointer::root();
    let Tree::Object(mut document) = tree else { return Err((root, "it is no object".to_owned())) };
    let paths = take(&mut document, "paths");
    let components = take(&mut document, "components");
    document.insert("paths".to_owned(), json!({}));
    let mut openapi: OpenAPI = object(Tree::Object(document), &root)?;
    // Anything else is an extension.
    let paths = paths.into_iter().filter(|(path, _)| path.starts_with('/'));
    openapi.paths.paths = objects(paths, &root.key("paths"))?;
    openapi.components = Some(self::components(components, &root.key("components"))?);
    for (item, method, operation) in operations {
        let operation = object(operation, &item)?;
        additions.operations.entry(item).or_default().push((method, operation));
    }
    Ok(Typed { openapi, component_schemas, inline_schemas, additions })
}

fn components(mut sections: Map<String, Tree>, at: &Pointer) -> Result<Components, Failure> {
    Ok(Components {
        responses: objects(take(&mut sections, "responses"), &at.key("responses"))?,
        parameters: objects(take(&mut sections, "parameters"), &at.key("parameters"))?,
        request_bodies: objects(take(&mut sections, "requestBodies"), &at.key("requestBodies"))?,
        headers: objects(take(&mut sections, "headers"), &at.key("headers"))?,
        security_schemes: objects(take(&mut sections, "securitySchemes"), &at.key("securitySchemes"))?,
        // Nothing of a client depends on examples and links.
        ..Components::default()
    })
}

/// Takes a member out of an object, as far as it is one itself.
fn take(object: &mut Map<String, Tree>, key: &str) -> Map<String, Tree> {
    match object.shift_remove(key) {
        Some(Tree::Object(members)) => members,
        Some(_) | None => Map::new(),
    }
}

/// The objects of a map, or what refers to them. `ReferenceOr` itself would say of a failure only that it is neither.
fn objects<T, S>(members: impl IntoIterator<Item = (String, Tree)>, at: &Pointer) -> Result<S, Failure>
where
    T: DeserializeOwned,
    S: FromIterator<(String, ReferenceOr<T>)>,
{
    let members = members.into_iter().filter(|(_, member)| member.is_object());
    let parsed = members.map(|(name, member)| {
        let member = match member.get("$ref").and_then(Tree::as_str) {
            Some(reference) => ReferenceOr::ref_(reference),
            None => ReferenceOr::Item(object(member, &at.key(&name))?),
        };
        Ok((name, member))
    });
    parsed.collect()
}

fn object<T: DeserializeOwned>(tree: Tree, at: &Pointer) -> Result<T, Failure> {
    serde_json::from_value(tree).map_err(|error| (at.clone(), error.to_string()))
}
