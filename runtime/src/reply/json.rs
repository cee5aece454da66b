//! JSON of a response: read, or a place and a message that give away nothing of its content.

use serde::de::DeserializeOwned;

use super::place;
use crate::read::Read;

/// Why JSON could not be read.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// A JSON Pointer.
    pub(crate) place: String,
    pub(crate) message: String,
}

/// Reads a whole text. None at all is read as `null`, so that a type that has no need of a body takes it.
///
/// That it is UTF-8 is seen once for all of it, and not for each string: that takes a fifth off the work for small objects.
/// The types of unions are read from such text, too, so that no type is compiled for both.
pub(crate) fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, Wrong> {
    let text = std::str::from_utf8(text).map_err(|error| Wrong {
        place: place::before_byte(text, error.valid_up_to()),
        message: "not JSON: the text is not UTF-8".to_owned(),
    })?;
    if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
        let empty = |_| Wrong { place: String::new(), message: "JSON was expected, and the body is empty".to_owned() };
        return serde_json::from_str("null").map_err(empty);
    }
    serde_json::from_str(text).map_err(|error| wrong(text.as_bytes(), &error))
}

/// Reads a part of a text that is known to be JSON.
pub(crate) fn read_part<T: Read>(text: &str) -> Result<T, Wrong> {
    T::read(&mut serde_json::Deserializer::from_str(text)).map_err(|error| wrong(text.as_bytes(), &error))
}

fn wrong(text: &[u8], error: &serde_json::Error) -> Wrong {
    Wrong { place: place::of(text, error.line(), error.column()), message: harmless(error) }
}

/// The part of serde's message that says what was expected; the rest may repeat what was found, which may be secret.
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
