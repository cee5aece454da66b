//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `POST` `/answers`
    pub enum Ask = "ask";
    sends POST "/answers", servers::ROOT, "application/json";
    gives String, ::warded::Never;
    200..=299 => json_or_text Output;
}

::warded::rt::operation! {
    /// `POST` `/answers`
    pub enum AskStream = "ask";
    sends POST "/answers", servers::ROOT, "text/event-stream";
    streams(200..=299);
    gives ::warded::EventStream<types::Progress>, ::warded::Never;
    200..=299 => events Output;
}

::warded::rt::operation! {
    /// `GET` `/answers/stream`
    pub enum AskStream2 = "ask_stream";
    sends GET "/answers/stream", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::operation! {
    /// `GET` `/events`
    pub enum Watch = "watch";
    sends GET "/events", servers::ROOT, "text/event-stream, application/octet-stream";
    streams(200..=299);
    gives ::warded::EventStream<types::Progress>, ::warded::bytes::Bytes;
    200..=299 => events Output;
    _ => bytes Error;
}

::warded::rt::operation! {
    /// `GET` `/file`
    pub enum Download = "download";
    sends GET "/file", servers::ROOT, "application/zip";
    streams(200..=299);
    gives ::warded::ByteStream, ::warded::Never;
    200..=299 => stream Output;
}

::warded::rt::operation! {
    /// `GET` `/lines`
    pub enum ReadLines = "readLines";
    sends GET "/lines", servers::ROOT, "application/x-ndjson";
    streams(200..=299);
    gives ::warded::JsonLines<String>, ::warded::Never;
    200..=299 => text_lines Output;
}

::warded::rt::operation! {
    /// `GET` `/log`
    pub enum ReadLog = "readLog";
    sends GET "/log", servers::ROOT, "application/x-ndjson";
    streams(200..=299);
    gives ::warded::JsonLines<types::Progress>, ::warded::Never;
    200..=299 => json_lines Output;
}
