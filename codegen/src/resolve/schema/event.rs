//! The items of `text/event-stream`: 3.2 describes an event with all its fields, of which the client gives the data.
//!
//! ```yaml
//! text/event-stream:
//!   itemSchema:
//!     properties: { event: { type: string }, data: { type: string } }
//!     oneOf:
//!       - properties: { data: { contentMediaType: application/json, contentSchema: { $ref: … } } }    # this is an item
//!       - properties: { data: { const: "[DONE]" } }                                                   # the end is none
//! ```
//! Several kinds of events are a union of what their data holds; where some of it is JSON and some of it is not, all is
//! text. An item that is no such event is what its data holds: so do documents have it that came from a `schema`.

use serde_json::Value;

use super::view::View;
use super::{Meta, Schemas};
use crate::model::TypeUse;
use crate::source::Pointer;

/// The fields of an event, in WHATWG's HTML standard.
const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];

/// The data with which many servers end a stream of JSON.
const END: &str = "[DONE]";

/// The maximum number of references and lists of alternatives in each other. More are a circle, which is reported elsewhere.
const MAX_DEPTH: usize = 8;

/// A schema, and its place.
type Placed<'a> = (View<'a>, Pointer);

impl<'a> Schemas<'a> {
    /// Same as [`Self::place`], for the schema of an event.
    pub(in crate::resolve) fn place_event(&mut self, at: Pointer, words: &[String]) -> Option<(TypeUse, Meta)> {
        let item = View::of(self.inline.get(&at)?);
        let mut data = self.data(item, at.clone(), MAX_DEPTH).unwrap_or_else(|| vec![(item, at.clone())]);
        if data.len() > 1 {
            data.retain(|(data, _)| !is_end(*data));
            if data.iter().any(|(data, _)| is_text(*data)) {
                return Some((self.text(&at), Meta::default()));
            }
        }
        if let [_, _, ..] = data.as_slice() {
            let members = data.into_iter().map(|(data, at)| held(data, at)).collect();
            return Some((self.one_of(members, at, words), Meta::default()));
        }
        let (schema, at) = data.pop().map_or((item, at), |(data, at)| held(data, at));
        let parts = self.part(schema, at).into_iter().collect();
        Some(self.resolve(parts, words, &[]))
    }

    /// The schemas of `data` in the kinds of an event; `None` if it is no event.
    fn data(&self, mut item: View<'a>, mut at: Pointer, depth: usize) -> Option<Vec<Placed<'a>>> {
        let depth = depth.checked_sub(1)?;
        if let Some(reference) = item.get("$ref").and_then(Value::as_str) {
            let id = self.referenced(reference)?;
            (item, at) = (*self.components.get_index(id.index())?.1, self.component(id).1);
            return self.data(item, at, depth);
        }
        let properties = item.get("properties").and_then(Value::as_object);
        if properties.is_some_and(|properties| !properties.keys().all(|name| FIELDS.contains(&name.as_str()))) {
            return None;
        }
        let own = properties.and_then(|properties| properties.get("data"));
        let own = own.map(|data| (View::of(data), at.key("properties").key("data")));
        let lists = ["oneOf", "anyOf"].into_iter().filter_map(|key| Some((key, item.get(key)?.as_array()?)));
        let mut data = Vec::new();
        for (key, members) in lists {
            for (index, member) in members.iter().enumerate() {
                match self.data(View::of(member), at.key(key).index(index), depth) {
                    Some(more) => data.extend(more),
                    None => data.push(own.clone()?),
                }
            }
        }
        if data.is_empty() {
            data.push(own?);
        }
        data.dedup_by(|(_, a), (_, b)| a == b);
        Some(data)
    }
}

/// Returns true if the text of `data` holds JSON.
fn is_json(data: View<'_>) -> bool {
    let media_type = data.get("contentMediaType").and_then(Value::as_str).unwrap_or_default();
    media_type == "application/json" || media_type.ends_with("+json")
}

/// Returns true if `data` is text that holds nothing else.
fn is_text(data: View<'_>) -> bool {
    let is_string = data.get("type").is_some_and(|ty| ty == "string") || data.get("contentMediaType").is_some();
    !is_json(data) && (is_string || constants(data).any(Value::is_string))
}

/// Returns true if `data` only marks the end of the stream.
fn is_end(data: View<'_>) -> bool {
    let mut constants = constants(data).peekable();
    constants.peek().is_some() && constants.all(|value| value == END)
}

/// The only values of `data`.
fn constants<'a>(data: View<'a>) -> impl Iterator<Item = &'a Value> {
    let listed = data.get("enum").and_then(Value::as_array).into_iter().flatten();
    data.get("const").into_iter().chain(listed)
}

/// The schema of what the text of `data` holds: any JSON where only the media type tells.
fn held(data: View<'_>, at: Pointer) -> Placed<'_> {
    match data.get("contentSchema").filter(|_| is_json(data)) {
        Some(schema) => (View::of(schema), at.key("contentSchema")),
        None if is_json(data) => (View::of(&Value::Bool(true)), at),
        None => (data, at),
    }
}
