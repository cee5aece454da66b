//! The typed form of a document that is of the right shape.

use openapiv3::{OpenAPI, Operation, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema, SecurityScheme};
use serde::Deserialize;

use super::additions::{Taken, Typed};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{Pointer, Tree};

/// The stack of the parser, whose types nest several calls deep for each level of a schema.
const STACK: usize = 256 << 20;

/// Parses the lowered tree, and what was taken out of it.
pub(super) fn parse(tree: &Tree, taken: Taken, diagnostics: &mut Diagnostics) -> Option<Typed> {
    let parsed = std::thread::scope(|scope| {
        let parser = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || typed(tree, taken));
        match parser {
            Ok(parser) => parser.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(error) => Err((Pointer::root(), format!("no memory for parsing the document: {error}"))),
        }
    });
    match parsed {
        Ok(typed) => Some(typed),
        Err((at, message)) => {
            diagnostics.error(Code::WrongType, &at, message);
            None
        }
    }
}

fn typed(tree: &Tree, Taken { mut additions, item_schemas, operations }: Taken) -> Result<Typed, (Pointer, String)> {
    let openapi =
        OpenAPI::deserialize(tree).map_err(|error| failure(tree).unwrap_or((Pointer::root(), error.to_string())))?;
    for (at, item) in item_schemas {
        let schema = ReferenceOr::<Schema>::deserialize(&item);
        let schema = schema.map_err(|error| (at.key("itemSchema"), error.to_string()))?;
        additions.item_schemas.insert(at, schema);
    }
    for (item, method, operation) in operations {
        let operation = Operation::deserialize(&operation).map_err(|error| (item.clone(), error.to_string()))?;
        additions.operations.entry(item).or_default().push((method, operation));
    }
    Ok(Typed { openapi, additions })
}

/// The smallest part of the document that is to blame: the parser itself does not say where it stopped.
fn failure(tree: &Tree) -> Option<(Pointer, String)> {
    let components = Pointer::root().key("components");
    let paths = Pointer::root().key("paths");
    each::<Schema>(tree, &components.key("schemas"))
        .or_else(|| each::<Response>(tree, &components.key("responses")))
        .or_else(|| each::<Parameter>(tree, &components.key("parameters")))
        .or_else(|| each::<RequestBody>(tree, &components.key("requestBodies")))
        .or_else(|| each::<SecurityScheme>(tree, &components.key("securitySchemes")))
        .or_else(|| {
            let items = tree.get("paths")?.as_object()?;
            items.keys().find_map(|path| each::<Operation>(tree, &paths.key(path)))
        })
        .or_else(|| each::<PathItem>(tree, &paths))
}

/// The first member of the object at `at` that is no `T`.
fn each<T: for<'de> Deserialize<'de>>(tree: &Tree, at: &Pointer) -> Option<(Pointer, String)> {
    let members = tree.pointer(at.as_str())?.as_object()?;
    members.iter().filter(|(_, member)| member.is_object()).find_map(|(name, member)| {
        let error = ReferenceOr::<T>::deserialize(member).err()?;
        // Of an alternative of two the parser says only that it is neither; the second says more.
        let message = T::deserialize(member).err().map_or_else(|| error.to_string(), |error| error.to_string());
        Some((at.key(name), message))
    })
}
