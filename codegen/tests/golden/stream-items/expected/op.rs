//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/events`
    pub enum Watch = "watch";
    sends GET "/events", servers::ROOT, "text/event-stream";
    streams(200..=299);
    gives ::warded::EventStream<types::WatchResponse200Event>, ::warded::Never;
    200..=299 => events Output;
}

::warded::rt::operation! {
    /// `GET` `/rows`
    pub enum ReadRows = "readRows";
    sends GET "/rows", servers::ROOT, "application/jsonl";
    streams(200..=299);
    gives ::warded::JsonLines<types::Row>, ::warded::Never;
    200..=299 => json_lines Output;
}

::warded::rt::operation! {
    /// `GET` `/updates`
    pub enum Follow = "follow";
    sends GET "/updates", servers::ROOT, "text/event-stream";
    streams(200..=299);
    gives ::warded::EventStream<types::Row>, ::warded::Never;
    200..=299 => events Output;
}
