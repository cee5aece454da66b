//! `style: deepObject`: `filter[owner][name]=Ann`, nested as deep as the value is. Elements of lists are numbered.

use std::fmt::Write;

use serde::Serialize;

use super::escape::Escape;
use super::json::JsonParts;
use super::sink::{Of, Parts, Sink};
use crate::error::Reason;

/// Appends one value and all that is in it.
pub(super) struct Deep<'a> {
    pub(super) out: &'a mut String,
    /// The keys from the outside in, encoded. Longer while a part is written.
    pub(super) key: &'a mut String,
    pub(super) escape: Escape,
}

impl<'a> Sink for Deep<'a> {
    type Parts = DeepParts<'a>;

    fn text(self, text: &str) -> Result<bool, Reason> {
        if !self.out.is_empty() {
            self.out.push('&');
        }
        self.out.push_str(self.key);
        self.out.push('=');
        self.escape.push(self.out, text);
        Ok(true)
    }

    fn null(self) -> Result<bool, Reason> {
        Ok(false)
    }

    fn bytes(self, _bytes: &[u8]) -> Result<bool, Reason> {
        Err(Reason::Shape("text"))
    }

    fn list(self) -> Result<DeepParts<'a>, Reason> {
        Ok(DeepParts { sink: self, position: 0, written: false, raw: None })
    }

    fn object(self, marker: &'static str) -> Result<DeepParts<'a>, Reason> {
        let raw = JsonParts::is_raw(marker).then(|| JsonParts::object(marker));
        Ok(DeepParts { sink: self, position: 0, written: false, raw })
    }
}

/// The parts of a list or of an object.
pub(super) struct DeepParts<'a> {
    sink: Deep<'a>,
    position: usize,
    written: bool,
    raw: Option<JsonParts>,
}

impl DeepParts<'_> {
    /// Writes `value` under the key to which a part was added, and takes the part off again.
    fn part<T: Serialize + ?Sized>(&mut self, outer: usize, value: &T) -> Result<(), Reason> {
        let Deep { out, key, escape } = &mut self.sink;
        key.push_str("%5D");
        self.written |= value.serialize(Of(Deep { out, key, escape: *escape }))?;
        self.sink.key.truncate(outer);
        Ok(())
    }
}

impl Parts for DeepParts<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason> {
        let outer = self.sink.key.len();
        write!(self.sink.key, "%5B{}", self.position).expect("a `String` takes all text");
        self.position += 1;
        self.part(outer, value)
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason> {
        if let Some(raw) = &mut self.raw {
            return raw.member(key, value);
        }
        let outer = self.sink.key.len();
        self.sink.key.push_str("%5B");
        Escape::All.push(self.sink.key, key);
        self.part(outer, value)
    }

    fn end(self) -> Result<bool, Reason> {
        match self.raw {
            Some(raw) => self.sink.text(&raw.finish()),
            None => Ok(self.written),
        }
    }
}
