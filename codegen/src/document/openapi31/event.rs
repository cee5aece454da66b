//! The items of `text/event-stream`: 3.2 describes an event with all its fields, 3.0 the data alone.
//!
//! ```yaml
//! text/event-stream:
//!   itemSchema:
//!     properties:
//!       event: { type: string }
//!       data: { type: string, contentMediaType: application/json, contentSchema: { $ref: … } }
//! # itemSchema: { $ref: … }
//! ```
//! An item that is no such event is what its data holds: so do documents have it that came from a `schema`.

use serde_json::json;

use super::super::walk::{Descend, Kind, Slot, walk};
use super::Lowering;
use crate::source::{Pointer, Tree};

/// The fields of an event, in WHATWG's HTML standard.
const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];

/// Puts the data of events in the place of the events.
pub(super) fn lower(lowering: &mut Lowering<'_>, tree: &mut Tree) {
    for item_at in places(tree) {
        let Some((data, data_at)) = data(tree, item_at.clone()) else { continue };
        let (item, from) = held(data, data_at);
        lowering.origins.renamed(&item_at, &from);
        if let Some(place) = tree.pointer_mut(item_at.as_str()) {
            *place = item;
        }
    }
}

/// Where an `itemSchema` of events stands.
fn places(tree: &mut Tree) -> Vec<Pointer> {
    let mut places = Vec::new();
    walk(tree, Slot::One(Kind::Document), &Pointer::root(), &mut |slot, at, value| match slot {
        Slot::One(Kind::MediaType) => {
            let name = at.pointer().last().unwrap_or_default();
            let essence = name.split(';').next().unwrap_or_default().trim();
            if essence.eq_ignore_ascii_case("text/event-stream") && value.get("itemSchema").is_some() {
                places.push(at.pointer().key("itemSchema"));
            }
            Descend::No
        }
        Slot::One(Kind::Schema) | Slot::Map(Kind::Schema) => Descend::No,
        Slot::One(_) | Slot::Map(_) | Slot::List(_) => Descend::Yes,
    });
    places
}

/// The schema of `data` in the event at a place, and where it stands; `None` if there is no such event.
fn data(tree: &Tree, item_at: Pointer) -> Option<(&Tree, Pointer)> {
    let mut at = item_at;
    let mut item = tree.pointer(at.as_str())?;
    // An alias of an alias is rare; a circle is reported elsewhere.
    for _ in 0..4 {
        let Some(reference) = item.get("$ref").and_then(Tree::as_str) else { break };
        at = Pointer::from_escaped(reference.strip_prefix('#')?);
        item = tree.pointer(at.as_str())?;
    }
    let properties = item.get("properties")?.as_object()?;
    let is_event = properties.keys().all(|name| FIELDS.contains(&name.as_str()));
    let data = properties.get("data").filter(|_| is_event)?;
    Some((data, at.key("properties").key("data")))
}

/// The schema of what the text of `data` holds: any JSON where only the media type tells.
fn held(data: &Tree, at: Pointer) -> (Tree, Pointer) {
    let media_type = data.get("contentMediaType").and_then(Tree::as_str).unwrap_or_default();
    let is_json = media_type == "application/json" || media_type.ends_with("+json");
    match data.get("contentSchema").filter(|_| is_json) {
        Some(schema) => (schema.clone(), at.key("contentSchema")),
        None if is_json => (json!({}), at),
        None => (data.clone(), at),
    }
}
