//! Request Body Object: what an operation sends.
//!
//! ```yaml
//! requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
//! ```

use openapiv3::{Components, ReferenceOr};

use super::media_type::content;
use super::reference::follow;
use super::schema::Schemas;
use crate::diagnostics::Code;
use crate::model::RequestBody;
use crate::source::Pointer;

/// The body at a place; `None` if its `content` is empty. `words` are those of the operation.
pub(super) fn request_body<'a>(
    declared: &'a ReferenceOr<openapiv3::RequestBody>,
    at: &Pointer,
    words: &[String],
    (components, schemas): (&'a Components, &mut Schemas<'a>),
) -> Option<RequestBody> {
    let target = follow(declared, at, ("requestBodies", &components.request_bodies), &mut schemas.sink)?;
    let component = schemas.named(target.component, &target.at);
    let mut words = component.map_or_else(|| words.to_vec(), |name| vec![name.to_owned()]);
    words.push("request".to_owned());
    let content = content(&target.item.content, &target.at, &words, true, schemas);
    if target.item.content.is_empty() {
        let message = "a body without media types cannot be sent; the operation has none";
        schemas.sink.warning(Code::InvalidValue, &target.at, message);
    }
    if content.is_empty() {
        return None;
    }
    let description = target.item.description.clone();
    Some(RequestBody { origin: target.at, required: target.item.required, description, content })
}
