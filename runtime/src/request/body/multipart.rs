//! `multipart/form-data` (RFC 7578): one part a property. Other types, such as `multipart/mixed` (RFC 2046), may be a
//! list too: one part an item, without a name. In `multipart/related` (RFC 2387) the name of a part is its `Content-ID`.
//!
//! A list is one part an element, an object is a part of JSON, a [`File`](super::File) or bytes are a file's part.

use std::fmt::Write;

use bytes::Bytes;
use http::HeaderValue;
use serde::Serialize;

use super::file;
use super::members::{Members, Root};
use super::{FieldEncoding, encoding, wrong};
use crate::error::{Place, Reason, RequestError};
use crate::exchange::Body;
use crate::request::parameter::sink::{Of, Parts, Sink};
use crate::request::parameter::{Escape, JsonParts, Leaf};

/// The value of `Content-Type`, with the boundary, and the body.
pub(crate) fn multipart<T: Serialize + ?Sized>(
    media_type: &str,
    value: &T,
    encoding: &[(&str, FieldEncoding)],
) -> Result<(HeaderValue, Body), RequestError> {
    write(media_type, |writer| value.serialize(Of(Root(Form { writer, encoding }))).map(drop))
}

/// Same as [`multipart`], for a list. `prefix` is the encoding of the first items, `rest` that of all others.
pub(crate) fn multipart_list<T: Serialize + ?Sized>(
    media_type: &str,
    value: &T,
    prefix: &[FieldEncoding],
    rest: FieldEncoding,
) -> Result<(HeaderValue, Body), RequestError> {
    write(media_type, |writer| value.serialize(Of(Items { writer, prefix, rest })).map(drop))
}

fn write(
    media_type: &str,
    parts: impl FnOnce(&mut Writer) -> Result<(), Reason>,
) -> Result<(HeaderValue, Body), RequestError> {
    // Unguessable, so that no value can be made to contain it, and end its part early.
    let boundary = uuid::Uuid::new_v4().simple().to_string();
    let media_type = media_type.split(';').next().unwrap_or(media_type).trim();
    let related = media_type.eq_ignore_ascii_case("multipart/related").then(Related::default);
    let mut writer = Writer { before: Vec::new(), out: Vec::new(), boundary, related };
    parts(&mut writer).map_err(wrong)?;
    let Writer { mut before, mut out, boundary, related } = writer;
    let root = related.and_then(|related| related.root).map_or(String::new(), |root| format!("; type=\"{root}\""));
    let content_type = HeaderValue::from_str(&format!("{media_type}; boundary={boundary}{root}"))
        .map_err(|_| RequestError::new(Place::Header("Content-Type"), Reason::NotHeaderText))?;
    out.extend_from_slice(b"--");
    out.extend_from_slice(boundary.as_bytes());
    out.extend_from_slice(b"--\r\n");
    if before.is_empty() {
        return Ok((content_type, Bytes::from(out).into()));
    }
    before.push(out.into());
    Ok((content_type, Body::joined(before)))
}

/// A multipart body that is being written.
struct Writer {
    /// What stands before `out`, where a part is streamed.
    before: Vec<Body>,
    out: Vec<u8>,
    boundary: String,
    related: Option<Related>,
}

/// `multipart/related` (RFC 2387): its parts have no place in a form, and its first part is its root, whose media type it
/// says.
#[derive(Default)]
struct Related {
    root: Option<String>,
}

/// A part before it is written.
struct Part<'a> {
    name: Option<&'a str>,
    file_name: Option<&'a str>,
    content_type: Option<&'a str>,
    content: Content<'a>,
}

/// The content of a part.
enum Content<'a> {
    Bytes(&'a [u8]),
    Streamed(Body),
}

impl Writer {
    fn part(&mut self, mut part: Part<'_>) -> Result<bool, Reason> {
        let mut head = format!("--{}\r\n", self.boundary);
        if let Some(related) = &mut self.related {
            let essence = |content_type: &str| content_type.split(';').next().unwrap_or_default().trim().to_owned();
            related.root.get_or_insert_with(|| essence(part.content_type.unwrap_or("text/plain")));
            if let Some(name) = part.name.take() {
                part.file_name = part.file_name.filter(|file_name| *file_name != name);
                head.push_str("Content-ID: <");
                Escape::All.push(&mut head, name);
                head.push_str(">\r\n");
            }
        }
        if part.name.is_some() || part.file_name.is_some() {
            let kind = if part.name.is_some() { "form-data" } else { "attachment" };
            write!(head, "Content-Disposition: {kind}").expect("a `String` takes all text");
            for (key, text) in [("name", part.name), ("filename", part.file_name)] {
                let Some(text) = text else { continue };
                write!(head, "; {key}=\"").expect("a `String` takes all text");
                push_quoted(&mut head, text);
                head.push('"');
            }
            head.push_str("\r\n");
        }
        if let Some(content_type) = part.content_type {
            if HeaderValue::from_str(content_type).is_err() {
                return Err(Reason::NotHeaderText);
            }
            write!(head, "Content-Type: {content_type}\r\n").expect("a `String` takes all text");
        }
        head.push_str("\r\n");
        self.out.extend_from_slice(head.as_bytes());
        match part.content {
            Content::Bytes(content) => {
                self.out.reserve(content.len() + self.boundary.len() + 8);
                self.out.extend_from_slice(content);
            }
            Content::Streamed(body) => {
                self.before.push(std::mem::take(&mut self.out).into());
                self.before.push(body);
            }
        }
        self.out.extend_from_slice(b"\r\n");
        Ok(true)
    }
}

/// Percent-encodes the characters that would end the line or the quotes, as browsers do.
fn push_quoted(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c => out.push(c),
        }
    }
}

/// The object that is the body.
struct Form<'a> {
    writer: &'a mut Writer,
    encoding: &'a [(&'a str, FieldEncoding)],
}

impl Members for Form<'_> {
    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason> {
        let content_type = encoding(self.encoding, key).content_type;
        let name = Some(key);
        value.serialize(Of(Field { writer: self.writer, name, content_type, in_list: false })).map(drop)
    }
}

/// The list that is the body.
struct Items<'a> {
    writer: &'a mut Writer,
    /// The encoding of the items that are next.
    prefix: &'a [FieldEncoding],
    rest: FieldEncoding,
}

impl Sink for Items<'_> {
    type Parts = Self;

    fn text(self, _text: &str) -> Result<bool, Reason> {
        Err(Reason::Shape("a list"))
    }

    fn null(self) -> Result<bool, Reason> {
        Ok(false)
    }

    fn bytes(self, _bytes: &[u8]) -> Result<bool, Reason> {
        Err(Reason::Shape("a list"))
    }

    fn list(self) -> Result<Self, Reason> {
        Ok(self)
    }

    fn object(self, _marker: &'static str) -> Result<Self, Reason> {
        Err(Reason::Shape("a list"))
    }
}

impl Parts for Items<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason> {
        let FieldEncoding { content_type, .. } = match self.prefix.split_first() {
            Some((next, prefix)) => {
                self.prefix = prefix;
                *next
            }
            None => self.rest,
        };
        value.serialize(Of(Field { writer: self.writer, name: None, content_type, in_list: true })).map(drop)
    }

    fn member<T: Serialize + ?Sized>(&mut self, _key: &str, _value: &T) -> Result<(), Reason> {
        Err(Reason::Shape("a list"))
    }

    fn end(self) -> Result<bool, Reason> {
        Ok(true)
    }
}

/// A property, or an element of a property that is a list.
struct Field<'a> {
    writer: &'a mut Writer,
    /// `None` if it is an item of the body.
    name: Option<&'a str>,
    content_type: Option<&'static str>,
    in_list: bool,
}

/// The parts of a property.
enum FieldParts<'a> {
    List(Field<'a>),
    Json(Field<'a>, JsonParts),
}

impl Field<'_> {
    /// The documented type, if it is one and not a choice.
    fn single_content_type(&self) -> Option<&'static str> {
        self.content_type.filter(|content_type| !content_type.contains(['*', ',']))
    }

    fn write(self, content_type: Option<&str>, content: &[u8]) -> Result<bool, Reason> {
        self.writer.part(Part { name: self.name, file_name: None, content_type, content: Content::Bytes(content) })
    }
}

impl<'a> Sink for Field<'a> {
    type Parts = FieldParts<'a>;

    fn text(self, text: &str) -> Result<bool, Reason> {
        let content_type = self.single_content_type();
        self.write(content_type, text.as_bytes())
    }

    fn null(self) -> Result<bool, Reason> {
        Ok(false)
    }

    fn bytes(self, bytes: &[u8]) -> Result<bool, Reason> {
        let file = FileParts { content: bytes.to_vec(), ..FileParts::default() };
        file.write(self)
    }

    fn list(self) -> Result<FieldParts<'a>, Reason> {
        Ok(if self.in_list { FieldParts::Json(self, JsonParts::list()) } else { FieldParts::List(self) })
    }

    fn object(self, marker: &'static str) -> Result<FieldParts<'a>, Reason> {
        Ok(FieldParts::Json(self, JsonParts::object(marker)))
    }

    fn file<T: Serialize + ?Sized>(self, file: &T) -> Result<bool, Reason> {
        let mut parts = FileParts::default();
        file.serialize(Of(FileSink(&mut parts)))?;
        parts.write(self)
    }
}

impl Parts for FieldParts<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason> {
        match self {
            Self::List(Field { writer, name, content_type, .. }) => {
                let element = Field { writer, name: *name, content_type: *content_type, in_list: true };
                value.serialize(Of(element)).map(drop)
            }
            Self::Json(_, json) => json.element(value),
        }
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason> {
        match self {
            Self::List(_) => Err(Reason::Shape("a list")),
            Self::Json(_, json) => json.member(key, value),
        }
    }

    fn end(self) -> Result<bool, Reason> {
        match self {
            Self::List(_) => Ok(true),
            Self::Json(field, json) => {
                let content_type = field.single_content_type().or(json.content_type());
                field.write(content_type, json.finish().as_bytes())
            }
        }
    }
}

/// The members of a `File`, as they come.
#[derive(Default)]
struct FileParts {
    name: String,
    content_type: String,
    content: Vec<u8>,
    body: Option<Body>,
}

impl FileParts {
    /// Servers tell files from other fields by the file name, so that there always is one where parts have names.
    fn write(mut self, field: Field<'_>) -> Result<bool, Reason> {
        let body = self.body.take();
        let documented = field.single_content_type().unwrap_or("application/octet-stream");
        field.writer.part(Part {
            name: field.name,
            file_name: if self.name.is_empty() { field.name } else { Some(&self.name) },
            content_type: Some(if self.content_type.is_empty() { documented } else { &self.content_type }),
            content: body.map_or(Content::Bytes(&self.content), Content::Streamed),
        })
    }
}

/// Takes a file apart.
struct FileSink<'a>(&'a mut FileParts);

impl Sink for FileSink<'_> {
    type Parts = Self;
    const TAKES_FILES_APART: bool = true;

    fn text(self, text: &str) -> Result<bool, Reason> {
        self.bytes(text.as_bytes())
    }

    fn null(self) -> Result<bool, Reason> {
        Ok(false)
    }

    fn bytes(self, bytes: &[u8]) -> Result<bool, Reason> {
        self.0.content.extend_from_slice(bytes);
        Ok(true)
    }

    fn list(self) -> Result<Self, Reason> {
        Err(Reason::Shape("a file"))
    }

    fn object(self, _marker: &'static str) -> Result<Self, Reason> {
        Ok(self)
    }
}

impl Parts for FileSink<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, _value: &T) -> Result<(), Reason> {
        Err(Reason::Shape("a file"))
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason> {
        let text = match key {
            "name" => &mut self.0.name,
            "content_type" => &mut self.0.content_type,
            file::BODY => {
                self.0.body = file::handed_over();
                return Ok(());
            }
            _ => return value.serialize(Of(FileSink(self.0))).map(drop),
        };
        value.serialize(Of(Leaf { out: text, escape: Escape::Nothing })).map(drop)
    }

    fn end(self) -> Result<bool, Reason> {
        Ok(true)
    }
}
