//! `type: string, format: binary`: the content of a file; in a multipart body with its name and its media type.

use std::fmt;

use bytes::Bytes;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error as _, Serialize, SerializeStruct, Serializer};

use crate::json::Read;

/// The name by which the writer of multipart bodies knows a [`File`].
pub(crate) const MARKER: &str = "$warded::File";

/// The content of a file: a part of a multipart body. In other bodies it is text.
///
/// ```
/// let picture = warded::File::new(&b"\x89PNG"[..]).name("cat.png").content_type("image/png");
/// # assert_eq!(picture.content().len(), 4);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    content: Bytes,
    name: Option<String>,
    content_type: Option<String>,
}

impl File {
    /// Creates a file with this content.
    #[must_use]
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self { content: content.into(), name: None, content_type: None }
    }

    /// Sets the file name that is sent. Default: the name of the part.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// Sets the media type that is sent. Default: the document's, or `application/octet-stream`.
    #[must_use]
    pub fn content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: Some(content_type.into()), ..self }
    }

    /// The content.
    #[must_use]
    pub const fn content(&self) -> &Bytes {
        &self.content
    }
}

impl From<Bytes> for File {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<String> for File {
    fn from(content: String) -> Self {
        Self::new(content)
    }
}

impl From<&str> for File {
    fn from(content: &str) -> Self {
        Self::new(content.to_owned())
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("length", &self.content.len())
            .finish()
    }
}

impl Serialize for File {
    /// Serializes as text, except for the writer of multipart bodies, which recognizes the marker and asks for the
    /// parts.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(MARKER, &Inner(self))
    }
}

struct Inner<'a>(&'a File);

impl Serialize for Inner<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let File { content, name, content_type } = self.0;
        if serializer.is_human_readable() {
            let text = std::str::from_utf8(content);
            return serializer.serialize_str(text.map_err(|_| S::Error::custom("only text can be sent here"))?);
        }
        let mut parts = serializer.serialize_struct(MARKER, 3)?;
        parts.serialize_field("name", name)?;
        parts.serialize_field("content_type", content_type)?;
        parts.serialize_field("content", &Content(content))?;
        parts.end()
    }
}

impl<'de> Deserialize<'de> for File {
    /// From a text: JSON has no notation for bytes.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(String::deserialize(deserializer)?.into_bytes()))
    }
}

impl Read for File {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

/// Bytes that are serialized as such.
struct Content<'a>(&'a [u8]);

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}
