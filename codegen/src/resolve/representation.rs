//! Representations: which media types of a body are one form of it, and which are a form of their own.
//!
//! ```yaml
//! content:
//!   text/json: { schema: { $ref: "#/components/schemas/Report" } }           # one form with the next
//!   application/json: { schema: { $ref: "#/components/schemas/Report" } }
//!   application/yaml: { schema: { $ref: "#/components/schemas/Report" } }    # says the same: JSON is used
//!   text/csv: { schema: { type: string } }                                   # a form of its own
//! ```
//! JSON in several spellings with one schema is one form, `application/json` first; so are several kinds of image. Nothing
//! else is, and JSON is the first form.

use super::media_type::is_json;
use super::sink::Sink;
use crate::diagnostics::Code;
use crate::model::{MediaKind, MediaType, TypeUse, essence};

/// The rank of JSON under the name of something else.
const MISNAMED: u8 = 4;

/// An entry of `content`.
pub(super) struct Entry {
    pub(super) media: MediaType,
    /// The type that its schema has and its format has no notation for.
    pub(super) structure: Option<TypeUse>,
    /// True if its values are objects with properties.
    pub(super) is_object: bool,
}

/// The forms of the entries, JSON first. A body that is sent has one media type, so that other spellings of JSON are a
/// form with `application/json` only.
pub(super) fn forms(mut entries: Vec<Entry>, is_sent: bool, sink: &mut Sink<'_>) -> Vec<MediaType> {
    entries.sort_by_key(|entry| rank(&entry.media));
    let json = entries.iter().map(|entry| &entry.media).filter(|media| rank(media) < MISNAMED);
    let json: Vec<Option<TypeUse>> = json.map(|media| media.ty).collect();
    let mut forms: Vec<MediaType> = Vec::new();
    for mut entry in entries {
        entry.take_text(&json);
        let is_patch = entry.is_patch();
        let Some(mut media) = entry.reported(&json, sink) else { continue };
        if media.kind == MediaKind::Json && is_range(&essence(media.name())) {
            media.names.insert(0, "application/json".to_owned());
        }
        match forms.iter_mut().find(|form| are_one(form, &media, is_sent, is_patch)) {
            Some(form) => {
                let added = media.names.into_iter().filter(|name| !form.names.contains(name));
                form.names.extend(added.collect::<Vec<_>>());
            }
            None => forms.push(media),
        }
    }
    forms
}

impl Entry {
    /// Returns true if it is a patch, which is not what it patches. A JSON Patch is a list, so that objects are none under
    /// its name, which a generator of documents writes beside every JSON.
    fn is_patch(&self) -> bool {
        let is_list = essence(self.media.name()) == "application/json-patch+json";
        self.media.is_patch() && !(is_list && self.is_object)
    }

    /// Text with a structure is JSON under a wrong name, but not beside JSON with another structure.
    fn take_text(&mut self, json: &[Option<TypeUse>]) {
        let is_misnamed = rank(&self.media) == MISNAMED && essence(self.media.name()).starts_with("text/");
        if is_misnamed && !json.is_empty() && !json.contains(&self.media.ty) {
            (self.media.kind, self.structure) = (MediaKind::Text, self.media.ty.take());
        }
    }

    /// The media type, with a warning if its structure has no notation; `None` if JSON says the same.
    fn reported(self, json: &[Option<TypeUse>], sink: &mut Sink<'_>) -> Option<MediaType> {
        let Self { media, structure, is_object: _ } = self;
        let ty = structure.or(media.ty);
        if ty.is_some() && is_notation(&essence(media.name())) && !media.is_patch() && json.contains(&ty) {
            let message = format!("`{}` is not supported; JSON, which says the same, is used", media.name());
            sink.often(Code::Unsupported, &media.origin, message);
            return None;
        }
        if structure.is_some() {
            let is = if media.kind == MediaKind::Text { "text" } else { "bytes" };
            let message = format!("the structure of `{}` is not supported; it is {is}", media.name());
            sink.often(Code::Unsupported, &media.origin, message);
        }
        Some(media)
    }
}

/// JSON comes first, and in it the name that everyone knows.
fn rank(media: &MediaType) -> u8 {
    if media.kind != MediaKind::Json {
        return MISNAMED + 1;
    }
    let essence = essence(media.name());
    match essence.as_str() {
        "application/json" => 0,
        // It is sent as `application/json`.
        _ if is_range(&essence) => 1,
        "text/json" | "application/x-json" => 2,
        _ if is_json(&essence) => 3,
        _ => MISNAMED,
    }
}

fn are_one(form: &MediaType, media: &MediaType, is_sent: bool, is_patch: bool) -> bool {
    if form.kind != media.kind || form.ty != media.ty {
        return false;
    }
    let (first, other) = (essence(form.name()), essence(media.name()));
    let are_alike = match form.kind {
        MediaKind::Json if is_sent => rank(form) < 3 && !is_patch,
        MediaKind::Json | MediaKind::JsonLines | MediaKind::Xml => true,
        MediaKind::Binary => interchangeable(&first).is_some_and(|kind| interchangeable(&other) == Some(kind)),
        MediaKind::Text if is_patch => false,
        MediaKind::Text => is_yaml(&first) && is_yaml(&other) || is_csv(&first) && is_csv(&other),
        MediaKind::Form | MediaKind::Multipart | MediaKind::MultipartList | MediaKind::EventStream => false,
    };
    are_alike || first == other && is_default(form) && is_default(media)
}

/// Only the properties of forms and the parts of multipart bodies have encodings.
fn is_default(media: &MediaType) -> bool {
    media.encoding.is_empty() && media.items == crate::model::ItemEncodings::default()
}

/// The type whose subtypes are all the same to who sends or receives bytes of it.
fn interchangeable(essence: &str) -> Option<&str> {
    let (ty, _) = essence.split_once('/')?;
    ["image", "audio", "video", "font"].contains(&ty).then_some(ty)
}

/// Returns true if it stands for several media types.
fn is_range(essence: &str) -> bool {
    essence.contains('*')
}

/// Returns true for YAML.
pub(super) fn is_yaml(essence: &str) -> bool {
    essence.ends_with("yaml") || essence.ends_with("/yml")
}

/// Returns true for comma-separated values.
pub(super) fn is_csv(essence: &str) -> bool {
    matches!(essence, "text/csv" | "application/csv" | "application/x-csv" | "text/x-csv")
}

/// A notation of the same values as JSON, which is used instead.
fn is_notation(essence: &str) -> bool {
    const NAMES: [&str; 8] = ["xml", "protobuf", "proto", "msgpack", "cbor", "bson", "smile", "avro"];
    is_yaml(essence) || NAMES.iter().any(|name| essence.ends_with(name))
}
