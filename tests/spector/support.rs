//! What the calls of all scenarios share: values from JSON, and what became of a call, as a line of JSON.
use std::sync::OnceLock;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use futures_util::{Stream, StreamExt as _};
use warded::serde::Serialize;
use warded::serde::de::DeserializeOwned;
use warded::serde_json::{self, Value, json};
use warded::{ByteStream, Error, EventStream, File};

/// The address of the server.
pub static BASE: OnceLock<String> = OnceLock::new();

/// Longer than any answer of the mock server takes.
pub const SHORT: Duration = Duration::from_secs(10);

/// The text with the server's address for `{base}`.
pub fn based(text: &str) -> String {
    text.replace("{base}", BASE.get().expect("the address is set"))
}

/// The first of these JSON texts that is a `T`.
pub fn value<T: DeserializeOwned>(texts: &[&str]) -> T {
    let read = |text: &&str| serde_json::from_str(&based(text));
    texts.iter().find_map(|text| read(text).ok()).unwrap_or_else(|| {
        let errors: Vec<_> = texts.iter().filter_map(|text| read(text).err()).map(|error: serde_json::Error| error.to_string()).collect();
        panic!("{texts:?} is no {}: {}", std::any::type_name::<T>(), errors.join("; "))
    })
}

/// The bytes of a text in Base64.
pub fn bytes(text: &str) -> Vec<u8> {
    BASE64_STANDARD.decode(text).expect("Base64")
}

/// A file of multipart.
pub fn file(content: &str, name: &str, content_type: &str) -> File {
    File::new(bytes(content)).name(name).content_type(content_type)
}

/// The body of a reply as JSON.
pub fn body(output: &impl Serialize) -> Value {
    json!({ "ok": serde_json::to_value(output).expect("a body that was read can be written") })
}

/// All bytes of a reply.
pub async fn all(mut output: ByteStream) -> Value {
    let mut bytes = Vec::new();
    while let Some(chunk) = output.next().await {
        match chunk {
            Ok(chunk) => bytes.extend_from_slice(&chunk),
            Err(error) => return json!({ "failed": error.to_string() }),
        }
    }
    json!({ "bytes": BASE64_STANDARD.encode(bytes) })
}

/// All items of a stream, of which each is a value.
pub async fn items<T: Serialize>(mut output: impl Stream<Item = Result<T, Error<warded::Never>>> + Unpin) -> Value {
    let mut items = Vec::new();
    while let Some(item) = output.next().await {
        match item {
            Ok(item) => items.push(serde_json::to_value(item).expect("an item that was read can be written")),
            Err(error) => return json!({ "failed": error.to_string() }),
        }
    }
    json!({ "items": items })
}

/// The data of all events.
pub async fn events<T: Serialize>(mut output: EventStream<T>) -> Value {
    let mut items = Vec::new();
    while let Some(event) = output.next().await {
        match event {
            Ok(event) => items.push(json!({ "event": event.event, "data": event.data, "id": event.id })),
            Err(error) => return json!({ "failed": error.to_string() }),
        }
    }
    json!({ "events": items })
}

/// An error: the status and body that the document describes, or anything else.
pub fn error<E: Serialize>(error: &Error<E>) -> Value {
    let status = error.status().map(|status| status.as_u16());
    match error.documented() {
        Some(body) => json!({ "status": status, "error": serde_json::to_value(body).expect("an error can be written") }),
        None => undocumented(error),
    }
}

/// An error without a documented body.
pub fn undocumented<E>(error: &Error<E>) -> Value {
    let status = error.status().map(|status| status.as_u16());
    json!({ "status": status, "undocumented": error.to_string() })
}
