//! JSON of a response: read, or a place and a message that give away nothing of its content.

use serde::de::{DeserializeOwned, DeserializeSeed};

use super::place;

/// The reason that JSON could not be read.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// A JSON Pointer.
    pub(crate) place: String,
    pub(crate) message: String,
}

/// The byte order mark, which some servers send before their JSON.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads a whole text. An empty one is read as `null`, so that a type that needs no body accepts it. `failure` makes
/// the error here, not from a result: that saves a copy of a large value.
///
/// UTF-8 is checked once for the whole text, not for each string: that saves a fifth of the work for small objects.
/// The types of unions are read from such text as well, so that no type is compiled for both.
pub(crate) fn read<T: DeserializeOwned, E>(text: &[u8], failure: impl FnOnce(Wrong) -> E) -> Result<T, E> {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let is_empty = text.iter().all(u8::is_ascii_whitespace);
    let json = match std::str::from_utf8(text) {
        Ok(_) if is_empty => "null",
        Ok(json) => json,
        Err(error) => return Err(failure(not_utf8(text, &error))),
    };
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let error = match T::deserialize(&mut deserializer) {
        Ok(value) => match deserializer.end() {
            Ok(()) => return Ok(value),
            Err(error) => error,
        },
        Err(error) => error,
    };
    Err(failure(if is_empty { empty() } else { wrong(text, &error) }))
}

/// Reads a part of a text that is known to be JSON.
pub(crate) fn read_part(text: &str, into: impl for<'x> DeserializeSeed<'x, Value = ()>) -> Result<(), Wrong> {
    into.deserialize(&mut serde_json::Deserializer::from_str(text)).map_err(|error| wrong(text.as_bytes(), &error))
}

#[cold]
fn not_utf8(text: &[u8], error: &std::str::Utf8Error) -> Wrong {
    let message = "not JSON: the text is not UTF-8".to_owned();
    Wrong { place: place::before_byte(text, error.valid_up_to()), message }
}

#[cold]
fn empty() -> Wrong {
    Wrong { place: String::new(), message: "JSON was expected, and the body is empty".to_owned() }
}

#[cold]
fn wrong(text: &[u8], error: &serde_json::Error) -> Wrong {
    Wrong { place: place::of(text, error.line(), error.column()), message: harmless(error) }
}

/// The part of serde's message that tells the expected value; the rest may contain the actual one, which may be
/// secret.
fn harmless(error: &serde_json::Error) -> String {
    if !error.is_data() {
        return format!("not JSON: {error}");
    }
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(before, _)| before);
    if message.starts_with("missing field `") {
        message.to_owned()
    } else if let Some((_, expected)) = message.rsplit_once(", expected ") {
        format!("expected {expected}")
    } else {
        "the value is not one of its type".to_owned()
    }
}
