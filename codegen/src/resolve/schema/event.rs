//! The items of `text/event-stream`: 3.2 describes an event with all its fields, of which the client gives the data.
//!
//! ```yaml
//! text/event-stream:
//!   itemSchema:
//!     properties:
//!       event: { type: string }
//!       data: { type: string, contentMediaType: application/json, contentSchema: { $ref: … } }    # this is an item
//! ```
//! An item that is no such event is what its data holds: so do documents have it that came from a `schema`.

use serde_json::Value;

use super::view::View;
use super::{Meta, Schemas};
use crate::model::TypeUse;
use crate::source::Pointer;

/// The fields of an event, in WHATWG's HTML standard.
const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];

impl<'a> Schemas<'a> {
    /// Same as [`Self::place`], for the schema of an event.
    pub(in crate::resolve) fn place_event(&mut self, at: Pointer, words: &[String]) -> Option<(TypeUse, Meta)> {
        let item = View::of(self.inline.get(&at)?);
        let (schema, at) = match self.data(item, at.clone()) {
            Some((data, at)) => held(data, at),
            None => (item, at),
        };
        let parts = self.part(schema, at).into_iter().collect();
        Some(self.resolve(parts, words, &[]))
    }

    /// The schema of `data` in an event, and its place; `None` if it is no event.
    fn data(&self, mut item: View<'a>, mut at: Pointer) -> Option<(View<'a>, Pointer)> {
        // An alias of an alias is rare; a circle is reported elsewhere.
        for _ in 0..4 {
            let Some(reference) = item.get("$ref").and_then(Value::as_str) else { break };
            let id = self.referenced(reference)?;
            (item, at) = (*self.components.get_index(id.index())?.1, self.component(id).1);
        }
        let properties = item.get("properties")?.as_object()?;
        let is_event = properties.keys().all(|name| FIELDS.contains(&name.as_str()));
        let data = properties.get("data").filter(|_| is_event)?;
        Some((View::of(data), at.key("properties").key("data")))
    }
}

/// The schema of what the text of `data` holds: any JSON where only the media type tells.
fn held(data: View<'_>, at: Pointer) -> (View<'_>, Pointer) {
    let media_type = data.get("contentMediaType").and_then(Value::as_str).unwrap_or_default();
    let is_json = media_type == "application/json" || media_type.ends_with("+json");
    match data.get("contentSchema").filter(|_| is_json) {
        Some(schema) => (View::of(schema), at.key("contentSchema")),
        None if is_json => (View::of(&Value::Bool(true)), at),
        None => (data, at),
    }
}
