//! Reads XML: its events become the text of JSON.
//!
//! A document type is refused, so that nothing is ever expanded; elements that no table mentions are skipped without
//! recursion. Errors name elements, and nothing that stands in them.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use serde::de::DeserializeOwned;

use super::encoding;
use super::place;
use super::scalar::{comma, scalar, string};
use super::table::{Body, Holds, Name};
use crate::json::decode::{self, Wrong};

/// The maximum depth of elements. Each is at most two levels of JSON, whose reader takes 128.
const MAX_DEPTH: usize = 64;

pub(super) type Result<T> = std::result::Result<T, Wrong>;

/// Reads a whole body. `charset` is that of the response, in lower case.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8], charset: Option<&str>, body: &'static Body) -> Result<T> {
    let text = encoding::decode(bytes, charset)
        .map_err(|message| Wrong { place: String::new(), message: message.to_owned() })?;
    let (json, root) = to_json(&text, body)?;
    decode::read(json.as_bytes(), |Wrong { place, message }| Wrong { place: place::of(body, &root, &place), message })
}

/// The text of JSON that a body becomes, and the name of its root.
fn to_json(text: &str, body: &Body) -> Result<(String, String)> {
    let mut xml = NsReader::from_str(text);
    xml.config_mut().expand_empty_elements = true;
    let mut reader = Reader { xml, path: Vec::new() };
    let mut out = String::with_capacity(text.len());
    let mut root: Option<String> = None;
    loop {
        match (reader.next()?, &root) {
            (Event::Start(start), None) => {
                if let Some(name) = body.name.filter(|name| !reader.is(name, &start)) {
                    return Err(reader.wrong(format!("the element `{}` was expected", name.local)));
                }
                reader.value(&start, &body.holds, &mut out)?;
                root = Some(start.local_name().as_ref().to_owned());
            }
            (Event::Decl(_), None) => {}
            (Event::Text(text), _) if text.trim().is_empty() => {}
            (Event::Eof, Some(_)) => return Ok((out, root.unwrap_or_default())),
            (_, _) => return Err(reader.wrong("not XML: one element was expected")),
        }
    }
}

/// A body while it is read.
pub(super) struct Reader<'x> {
    pub(super) xml: NsReader<&'x [u8]>,
    /// The elements that are open.
    pub(super) path: Vec<BytesStart<'x>>,
}

impl<'x> Reader<'x> {
    #[cold]
    pub(super) fn wrong(&self, message: impl Into<String>) -> Wrong {
        let place = self.path.iter().map(|start| format!("/{}", start.local_name().as_ref())).collect();
        Wrong { place, message: message.into() }
    }

    /// Returns true if an element has a name.
    pub(super) fn is(&self, name: &Name, start: &BytesStart<'_>) -> bool {
        start.local_name().as_ref() == name.local
            && is_within(name, &self.xml.resolver().resolve_element(start.name()).0)
    }

    /// The next event that is no comment and no instruction.
    pub(super) fn next(&mut self) -> Result<Event<'x>> {
        loop {
            match self.xml.read_event() {
                Ok(Event::Comment(_) | Event::PI(_)) => {}
                Ok(Event::DocType(_)) => return Err(self.wrong("a document type is not read")),
                Ok(event) => return Ok(event),
                Err(_) => return Err(self.wrong(format!("not XML, at byte {}", self.xml.error_position()))),
            }
        }
    }

    /// The next element in this one; `None` at its end.
    pub(super) fn child(&mut self) -> Result<Option<BytesStart<'x>>> {
        loop {
            match self.next()? {
                Event::Start(start) => return Ok(Some(start)),
                Event::End(_) => return Ok(None),
                Event::Eof => return Err(self.ended()),
                _ => {}
            }
        }
    }

    /// Goes behind an element.
    pub(super) fn skip(&mut self, start: &BytesStart<'x>) -> Result<()> {
        self.xml.read_to_end(start.name()).map(drop).map_err(|_| self.wrong("not XML"))
    }

    pub(super) fn enter(&mut self, start: &BytesStart<'x>) -> Result<()> {
        self.path.push(start.clone());
        if self.path.len() > MAX_DEPTH { Err(self.wrong("elements are nested too deep")) } else { Ok(()) }
    }

    pub(super) fn ended(&self) -> Wrong {
        self.wrong("not XML: the text ends")
    }

    /// Reads an element to its end.
    pub(super) fn value(&mut self, start: &BytesStart<'x>, holds: &Holds, out: &mut String) -> Result<()> {
        self.enter(start)?;
        if start.attributes().has_nil(self.xml.resolver()) {
            out.push_str("null");
            self.skip(start)?;
        } else {
            match holds {
                Holds::Text | Holds::Word | Holds::Number | Holds::Boolean | Holds::Scalar => {
                    scalar(holds, &self.text()?, out);
                }
                Holds::Object(of) => self.object(start, of, out)?,
                Holds::List(name, item) => self.list(name, item, out)?,
                Holds::Map(value) => self.map(value, out)?,
                Holds::Any => self.any(out)?,
            }
        }
        self.path.pop();
        Ok(())
    }

    fn list(&mut self, name: &Name, item: &Holds, out: &mut String) -> Result<()> {
        out.push('[');
        while let Some(child) = self.child()? {
            if self.is(name, &child) {
                comma(out, '[');
                self.value(&child, item, out)?;
            } else {
                self.skip(&child)?;
            }
        }
        out.push(']');
        Ok(())
    }

    /// The text of an element that holds nothing else.
    pub(super) fn text(&mut self) -> Result<Cow<'x, str>> {
        let mut text = Cow::Borrowed("");
        loop {
            match self.next()? {
                Event::End(_) => return Ok(text),
                Event::Start(_) => return Err(self.wrong("expected text")),
                Event::Text(part) if text.is_empty() => text = part.xml10_content(),
                event => self.add(event, text.to_mut())?,
            }
        }
    }

    /// Adds an event of text.
    pub(super) fn add(&self, event: Event<'x>, text: &mut String) -> Result<()> {
        match event {
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(part) => match (part.resolve_char_ref(), &*part) {
                (Ok(Some(char)), _) => text.push(char),
                (Ok(None) | Err(_), name) => {
                    let entity = quick_xml::escape::resolve_predefined_entity(name);
                    text.push_str(entity.ok_or_else(|| self.wrong("an entity is not declared"))?);
                }
            },
            _ => return Err(self.ended()),
        }
        Ok(())
    }

    /// Reads an element that no table describes: text, or an object of elements, those of one name as a list.
    pub(super) fn any(&mut self, out: &mut String) -> Result<()> {
        let (mut text, mut members) = (String::new(), Named::default());
        loop {
            match self.next()? {
                Event::End(_) => break,
                Event::Start(child) => {
                    let mut value = String::new();
                    self.value(&child, &Holds::Any, &mut value)?;
                    members.add(child.local_name().as_ref(), &value);
                }
                event => self.add(event, &mut text)?,
            }
        }
        if members.0.is_empty() {
            string(&text, out);
        } else {
            out.push('{');
            members.write(out);
            out.push('}');
        }
        Ok(())
    }
}

/// Members that no row names, each with its values.
#[derive(Default)]
pub(super) struct Named(pub(super) Vec<(String, String, usize)>);

impl Named {
    /// Adds a value, and returns how many its member has.
    pub(super) fn add(&mut self, name: &str, value: &str) -> usize {
        if let Some((_, values, count)) = self.0.iter_mut().find(|(known, ..)| known == name) {
            values.push(',');
            values.push_str(value);
            *count += 1;
            return *count;
        }
        self.0.push((name.to_owned(), value.to_owned(), 1));
        1
    }

    pub(super) fn write(self, out: &mut String) {
        for (name, values, count) in self.0 {
            super::scalar::key(out, &name);
            if count > 1 {
                out.extend(["[", &values, "]"]);
            } else {
                out.push_str(&values);
            }
        }
    }
}

/// Returns true if a namespace is that of a name. A name without one is found in any, and one with a namespace also
/// without: servers are not exact about it.
pub(super) fn is_within(name: &Name, found: &ResolveResult<'_>) -> bool {
    match found {
        ResolveResult::Bound(found) => name.namespace.is_empty() || found.0 == name.namespace,
        ResolveResult::Unbound => true,
        ResolveResult::Unknown(_) => name.namespace.is_empty(),
    }
}
