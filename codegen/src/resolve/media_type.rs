//! Media Type Object: one entry of `content`.
//!
//! ```yaml
//! content: { "application/json; charset=utf-8": { schema: { $ref: "#/components/schemas/Pet" } } }
//! ```
//! Each entry gets a kind that says how the body is written and read. XML with a structure is one if the client has XML, or
//! if nothing else is offered.

use openapiv3::{Content, Encoding as Declared, MediaType as Entry};

use super::media_key;
use super::representation::{self, is_csv, is_yaml};
use super::schema::Schemas;
use crate::diagnostics::{Code, Diagnostic};
use crate::document::Additions;
use crate::model::{
    Encoding, ItemEncodings, MediaKind, MediaType, ParameterStyle, SchemaKind, StringFormat, TypeUse, essence,
};
use crate::source::Pointer;

/// The forms of a `content` at a place, JSON first. `is_sent` is true for the body of a request.
pub(super) fn content<'a>(
    content: &'a Content,
    at: &Pointer,
    words: &[String],
    is_sent: bool,
    schemas: &mut Schemas<'a>,
) -> Vec<MediaType> {
    let mut entries = Vec::new();
    let (mut xml, mut unsupported) = (Vec::new(), Vec::new());
    for (key, name) in media_key::names(content, at, schemas) {
        let at = at.key("content").key(key);
        let words: Vec<String> = words.iter().cloned().chain(word(&essence(&name))).collect();
        let words = own_words(&at, &words, schemas);
        let ty = ty(&name, &at, &words, schemas);
        let media = |kind| {
            let (encoding, items) = (Vec::new(), ItemEncodings::default());
            MediaType {
                origin: at.clone(),
                names: vec![name.clone()],
                kind,
                ty,
                place: words,
                encoding,
                items,
                xml: None,
            }
        };
        match supported(&name, ty, is_sent, schemas) {
            Ok(kind) => {
                if is_sent {
                    media_key::doubt_multipart(&name, &at, &mut schemas.sink);
                }
                let to = if kind == MediaKind::Xml { &mut xml } else { &mut entries };
                to.push(self::entry(media(kind), &content[key], schemas));
            }
            Err(message) => unsupported.push((message, at.clone())),
        }
    }
    for entry in xml {
        if schemas.takes_xml || entries.is_empty() {
            entries.push(entry);
        } else {
            unsupported.push((format!("`{}` is not supported", entry.media.name()), entry.media.origin));
        }
    }
    for (message, at) in unsupported {
        schemas.sink.report(if entries.is_empty() {
            let help = "offer JSON too, or leave the operation out by allowing `unsupported` at this place";
            Diagnostic::error(Code::Unsupported, &at, message).help(help)
        } else {
            Diagnostic::warning(Code::Unsupported, &at, format!("{message}; another media type is used"))
        });
    }
    representation::forms(entries, is_sent, &mut schemas.sink)
}

/// The format of a body, or why there is none.
fn supported(name: &str, ty: Option<TypeUse>, is_sent: bool, schemas: &Schemas<'_>) -> Result<MediaKind, String> {
    let kind = kind(&essence(name), ty, schemas);
    let has_names = matches!(kind, MediaKind::Form | MediaKind::Multipart);
    if is_sent && has_names && is_list(ty, schemas) {
        return Err(format!("`{name}` consists of members with names, which a list does not have"));
    }
    Ok(kind)
}

/// The entry with its encodings, and without a type that its format has no notation for.
fn entry(mut media: MediaType, declared: &Entry, schemas: &mut Schemas<'_>) -> representation::Entry {
    media.encoding = encodings(declared, &media.origin.key("encoding"), schemas);
    media.items = item_encodings(media.name(), media.kind, &media.origin, schemas);
    let is_opaque = matches!(media.kind, MediaKind::Text | MediaKind::Binary);
    let is_structured = |ty: &TypeUse| matches!(shape(schemas.kind_of(*ty)), Shape::Structured);
    let structure = media.ty.take_if(|ty| is_opaque && is_structured(ty));
    let is_object = media.ty.is_some_and(|ty| matches!(schemas.kind_of(ty), SchemaKind::Object(_)));
    representation::Entry { media, structure, is_object }
}

/// The words of the Media Type Object at a place: those of the component that it is, or else those around it.
pub(super) fn own_words(at: &Pointer, words: &[String], schemas: &Schemas<'_>) -> Vec<String> {
    schemas.additions.media_types.get(at).map_or_else(|| words.to_vec(), |name| vec![name.clone()])
}

/// The type of a body, or of the items of a stream: `schema` speaks of all of them at once, if there is an `itemSchema`.
fn ty(name: &str, at: &Pointer, words: &[String], schemas: &mut Schemas<'_>) -> Option<TypeUse> {
    let item = at.key("itemSchema");
    let placed = match essence(name).as_str() {
        _ if !schemas.has(&item) => schemas.place(at.key("schema"), words),
        "text/event-stream" => schemas.place_event(item, words),
        essence if is_json_lines(essence) => schemas.place(item, words),
        essence => {
            let message = if essence.starts_with("multipart/") && schemas.has(&at.key("schema")) {
                "`schema` describes the items already; `itemSchema` is left out".to_owned()
            } else {
                format!("`{name}` has no items; `itemSchema` is left out")
            };
            schemas.sink.warning(Code::Unsupported, &item, message);
            schemas.place(at.key("schema"), words)
        }
    };
    placed.map(|(ty, _)| ty)
}

fn is_json_lines(essence: &str) -> bool {
    const NAMES: [&str; 10] = [
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/x-jsonl",
        "application/jsonlines",
        "application/x-jsonlines",
        "application/json-lines",
        "text/jsonl",
        "application/stream+json",
        "application/json-seq",
    ];
    NAMES.contains(&essence) || essence.ends_with("+json-seq")
}

/// A word for what is not one JSON value: an inline schema there may differ from the one for JSON.
fn word(essence: &str) -> Option<String> {
    let word = match essence {
        "application/x-www-form-urlencoded" => "form",
        "text/event-stream" => "event",
        _ if essence.starts_with("multipart/") => "multipart",
        _ => return None,
    };
    Some(word.to_owned())
}

/// Returns true if its name is one of JSON.
pub(super) fn is_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json" | "application/x-json") || essence.ends_with("+json")
}

/// The way in which a body is written and read.
pub(super) fn kind(essence: &str, ty: Option<TypeUse>, schemas: &Schemas<'_>) -> MediaKind {
    let shape = ty.map_or(Shape::Unknown, |ty| shape(schemas.kind_of(ty)));
    let is_xml = matches!(essence, "application/xml" | "text/xml") || essence.ends_with("+xml");
    match essence {
        "application/x-www-form-urlencoded" => match shape {
            Shape::Structured | Shape::Unknown => MediaKind::Form,
            // Members that the caller has joined already.
            Shape::Text => MediaKind::Text,
            Shape::Bytes => MediaKind::Binary,
        },
        "text/event-stream" => MediaKind::EventStream,
        _ if is_json_lines(essence) => MediaKind::JsonLines,
        _ if is_json(essence) => match shape {
            // A file that happens to hold JSON, such as an export.
            Shape::Bytes => MediaKind::Binary,
            Shape::Structured | Shape::Text | Shape::Unknown => MediaKind::Json,
        },
        // The parts of a form have names.
        _ if essence.starts_with("multipart/") && essence != "multipart/form-data" && is_list(ty, schemas) => {
            MediaKind::MultipartList
        }
        _ if essence.starts_with("multipart/") => MediaKind::Multipart,
        _ if is_xml => match shape {
            Shape::Structured => MediaKind::Xml,
            Shape::Text | Shape::Unknown => MediaKind::Text,
            Shape::Bytes => MediaKind::Binary,
        },
        _ if is_yaml(essence) || is_csv(essence) => match shape {
            Shape::Structured | Shape::Text | Shape::Unknown => MediaKind::Text,
            Shape::Bytes => MediaKind::Binary,
        },
        "*/*" | "application/*" => match shape {
            Shape::Structured | Shape::Text => MediaKind::Json,
            Shape::Bytes | Shape::Unknown => MediaKind::Binary,
        },
        _ if essence.starts_with("text/") => match shape {
            // Text that has members can only be JSON under a wrong name, unless it is a table.
            Shape::Structured if !is_table(essence) => MediaKind::Json,
            Shape::Structured => MediaKind::Text,
            Shape::Text | Shape::Unknown => MediaKind::Text,
            Shape::Bytes => MediaKind::Binary,
        },
        _ => match shape {
            Shape::Structured if is_vendor_json(essence) => MediaKind::Json,
            Shape::Structured | Shape::Text | Shape::Bytes | Shape::Unknown => MediaKind::Binary,
        },
    }
}

fn is_table(essence: &str) -> bool {
    matches!(essence, "text/tab-separated-values" | "text/tsv")
}

/// A vendor's own type with a structure is JSON, unless its name speaks of another format.
fn is_vendor_json(essence: &str) -> bool {
    const OTHERS: [&str; 8] = ["yaml", "msgpack", "cbor", "protobuf", "zip", "octet", "pdf", "csv"];
    essence.starts_with("application/") && OTHERS.iter().all(|other| !essence.contains(other))
}

fn is_list(ty: Option<TypeUse>, schemas: &Schemas<'_>) -> bool {
    ty.is_some_and(|ty| matches!(schemas.kind_of(ty), SchemaKind::Array(_)))
}

/// Returns true if its values are scalars.
pub(super) fn is_text(ty: TypeUse, schemas: &Schemas<'_>) -> bool {
    match shape(schemas.kind_of(ty)) {
        Shape::Text => true,
        Shape::Unknown | Shape::Bytes | Shape::Structured => false,
    }
}

/// The shape of a body's type.
enum Shape {
    /// There is no schema, or one that takes anything.
    Unknown,
    /// A scalar.
    Text,
    /// `format: binary`
    Bytes,
    /// Something with members.
    Structured,
}

fn shape(kind: &SchemaKind) -> Shape {
    match kind {
        SchemaKind::Any => Shape::Unknown,
        SchemaKind::String(StringFormat::Binary) => Shape::Bytes,
        SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Enumeration(_)
        | SchemaKind::Secret(_) => Shape::Text,
        SchemaKind::Array(_)
        | SchemaKind::Tuple(_)
        | SchemaKind::Map(_)
        | SchemaKind::Object(_)
        | SchemaKind::Union(_)
        | SchemaKind::Alias(_) => Shape::Structured,
    }
}

pub(super) fn encodings(entry: &Entry, at: &Pointer, schemas: &mut Schemas<'_>) -> Vec<(String, Encoding)> {
    let encodings = entry.encoding.iter().map(|(property, declared)| {
        if !declared.headers.is_empty() {
            let message = format!("`{property}` is sent without these headers, which are not supported");
            schemas.sink.warning(Code::Unsupported, &at.key(property).key("headers"), message);
        }
        (property.clone(), encoding(declared, &at.key(property), schemas.additions))
    });
    encodings.collect()
}

/// The encodings of the items of a media type, which only lists of parts have.
fn item_encodings(name: &str, kind: MediaKind, at: &Pointer, schemas: &mut Schemas<'_>) -> ItemEncodings {
    let Some(declared) = schemas.additions.item_encodings.get(at) else { return ItemEncodings::default() };
    if kind != MediaKind::MultipartList {
        let message = format!("`{name}` is no list of parts here; the encoding of its items is left out");
        schemas.sink.warning(Code::Unsupported, at, message);
        return ItemEncodings::default();
    }
    let encoding =
        |content_type: &Option<String>| Encoding { content_type: content_type.clone(), ..Encoding::default() };
    ItemEncodings { prefix: declared.prefix.iter().map(encoding).collect(), rest: encoding(&declared.rest) }
}

fn encoding(declared: &Declared, at: &Pointer, additions: &Additions) -> Encoding {
    let added = additions.styles.get(at).and_then(|added| ParameterStyle::named(added));
    Encoding {
        content_type: declared.content_type.clone(),
        style: added.or_else(|| declared.style.as_ref().map(style)),
        explode: additions.explode.get(at).copied(),
        allow_reserved: declared.allow_reserved,
    }
}

/// `style` in queries and forms.
pub(super) fn style(style: &openapiv3::QueryStyle) -> ParameterStyle {
    match style {
        openapiv3::QueryStyle::Form => ParameterStyle::Form,
        openapiv3::QueryStyle::SpaceDelimited => ParameterStyle::SpaceDelimited,
        openapiv3::QueryStyle::PipeDelimited => ParameterStyle::PipeDelimited,
        openapiv3::QueryStyle::DeepObject => ParameterStyle::DeepObject,
    }
}
