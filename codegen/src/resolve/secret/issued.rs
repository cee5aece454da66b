//! Hides the token that an operation issues (`x-warded.issues`), and all that belongs to it.

use std::collections::BTreeMap;

use super::{Meant, Secrets, names};
use crate::model::uses::reached;
use crate::model::{Operation, Schema, SchemaId};

/// The place of an issued token.
pub(in crate::resolve) enum IssuedIn {
    /// A property of an object, or what that holds.
    Property { object: SchemaId, property: usize },
    /// The body of the response at this position.
    Body(usize),
    /// A header of this name.
    Header(String),
    /// The parameter at this position.
    Parameter(usize),
}

/// Hides the token, and all that belongs to it: what stands beside it, and what is written and never read.
pub(in crate::resolve) fn hide_issued(schemas: &mut Vec<Schema>, operation: &mut Operation, token: &IssuedIn) {
    let mut secrets = Secrets { schemas, known: BTreeMap::new() };
    match token {
        IssuedIn::Property { object, property } => secrets.hide_properties(*object, |object, at| {
            if at == *property {
                Meant::Anything
            } else if names::belongs_to_token(&object.properties[at].name) {
                Meant::Text
            } else {
                Meant::Nothing
            }
        }),
        IssuedIn::Body(response) => {
            let media = operation.responses.get_mut(*response).and_then(|response| response.content.first_mut());
            if let Some(ty) = media.and_then(|media| media.ty.as_mut()) {
                secrets.replace(ty, Meant::Anything);
            }
        }
        IssuedIn::Parameter(at) => secrets.replace(&mut operation.parameters[*at].ty, Meant::Anything),
        IssuedIn::Header(name) => {
            let headers = operation.responses.iter_mut().flat_map(|response| &mut response.headers);
            for header in headers.filter(|header| header.name.eq_ignore_ascii_case(name)) {
                secrets.replace(&mut header.ty, Meant::Anything);
            }
        }
    }
    let bodies = operation.request_body.iter().flat_map(|body| &body.content).filter_map(|media| media.ty);
    for object in reached(secrets.schemas, bodies.map(|ty| ty.schema)) {
        secrets.hide_properties(
            object,
            |object, at| {
                if object.properties[at].write_only { Meant::Text } else { Meant::Nothing }
            },
        );
    }
}
