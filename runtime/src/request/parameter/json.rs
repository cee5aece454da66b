//! Parameters with `content: { application/json: … }`, and values that other styles have no notation for.

use serde::Serialize;

use super::sink::Parts;
use crate::error::Reason;

/// The name under which `serde_json` serializes text that is JSON already, such as the digits of a decimal.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// `value` as JSON.
pub(super) fn text<T: Serialize + ?Sized>(value: &T) -> Result<String, Reason> {
    serde_json::to_string(value).map_err(|error| Reason::Serialize(error.to_string()))
}

/// `value` as JSON in ASCII, so that a header can hold it.
pub(super) fn ascii<T: Serialize + ?Sized>(value: &T) -> Result<String, Reason> {
    let text = text(value)?;
    if text.is_ascii() {
        return Ok(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            // Outside of strings JSON is ASCII, so that every other character can be an escape.
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str("\\u");
                out.extend([12, 8, 4, 0].map(|shift| HEX[usize::from(*unit >> shift & 0xF)]));
            }
        }
    }
    Ok(out)
}

const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];

/// Collects a list or an object as JSON text, in the order in which the parts come.
#[derive(Debug)]
pub(crate) struct JsonParts {
    text: String,
    close: Close,
}

/// The closing text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Close {
    List,
    Object,
    /// The one member is the whole text.
    Raw,
}

impl JsonParts {
    pub(crate) fn list() -> Self {
        Self { text: "[".to_owned(), close: Close::List }
    }

    pub(crate) fn object(marker: &'static str) -> Self {
        if Self::is_raw(marker) {
            Self { text: String::new(), close: Close::Raw }
        } else {
            Self { text: "{".to_owned(), close: Close::Object }
        }
    }

    /// Returns true if a struct of this name is not an object but encoded text.
    pub(crate) fn is_raw(marker: &str) -> bool {
        marker == RAW_VALUE
    }

    /// The media type; none for text in disguise.
    pub(crate) const fn content_type(&self) -> Option<&'static str> {
        match self.close {
            Close::List | Close::Object => Some("application/json"),
            Close::Raw => None,
        }
    }

    /// The JSON.
    pub(crate) fn finish(mut self) -> String {
        match self.close {
            Close::List => self.text.push(']'),
            Close::Object => self.text.push('}'),
            // A text among them is meant without its quotes, as any other text.
            Close::Raw => {
                if let Ok(text) = serde_json::from_str::<String>(&self.text) {
                    return text;
                }
            }
        }
        self.text
    }

    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason> {
        self.text.push_str(&text(value)?);
        Ok(())
    }

    fn separate(&mut self) {
        if self.text.len() > 1 {
            self.text.push(',');
        }
    }
}

impl Parts for JsonParts {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason> {
        self.separate();
        self.push(value)
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason> {
        if self.close == Close::Raw {
            let text = serde_json::to_value(value).map_err(|error| Reason::Serialize(error.to_string()))?;
            self.text.push_str(text.as_str().unwrap_or_default());
            return Ok(());
        }
        self.separate();
        self.push(key)?;
        self.text.push(':');
        self.push(value)
    }

    fn end(self) -> Result<bool, Reason> {
        Ok(true)
    }
}
