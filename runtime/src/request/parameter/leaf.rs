//! A value that must be one text: a scalar's text, or the JSON of a list or an object.

use super::escape::Escape;
use super::json::JsonParts;
use super::sink::{Parts, Sink};
use crate::error::Reason;

/// Appends the text of one value.
pub(crate) struct Leaf<'a> {
    pub(crate) out: &'a mut String,
    pub(crate) escape: Escape,
}

/// The JSON, and where it goes when it is complete.
pub(crate) struct LeafParts<'a> {
    leaf: Leaf<'a>,
    json: JsonParts,
}

impl<'a> Sink for Leaf<'a> {
    type Parts = LeafParts<'a>;

    fn text(self, text: &str) -> Result<bool, Reason> {
        self.escape.check(text)?;
        self.escape.push(self.out, text);
        Ok(true)
    }

    fn null(self) -> Result<bool, Reason> {
        Ok(false)
    }

    fn bytes(self, _bytes: &[u8]) -> Result<bool, Reason> {
        Err(Reason::Shape("text"))
    }

    fn list(self) -> Result<LeafParts<'a>, Reason> {
        Ok(LeafParts { leaf: self, json: JsonParts::list() })
    }

    fn object(self, marker: &'static str) -> Result<LeafParts<'a>, Reason> {
        Ok(LeafParts { leaf: self, json: JsonParts::object(marker) })
    }
}

impl Parts for LeafParts<'_> {
    fn element<T: serde::Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason> {
        self.json.element(value)
    }

    fn member<T: serde::Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason> {
        self.json.member(key, value)
    }

    fn end(self) -> Result<bool, Reason> {
        self.leaf.text(&self.json.finish())
    }
}
