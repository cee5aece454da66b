//! `type: string, format: binary`: the content of a file; in a multipart body with its name and its media type.

use std::cell::Cell;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error as _, Serialize, SerializeStruct, Serializer};

use crate::exchange::Body;
use crate::json::Read;

/// The name by which the writer of multipart bodies knows a [`File`].
pub(crate) const MARKER: &str = "$warded::File";

/// The content of a file: a part of a multipart body. In other bodies it is text.
///
/// ```
/// let picture = warded::File::new(&b"\x89PNG"[..]).name("cat.png").content_type("image/png");
/// # assert_eq!(picture.content().len(), 4);
/// ```
///
/// Content that need not be in memory is read while it is sent: that of a file by `File::from_path`, that of any other
/// source by [`File::from_body`].
#[derive(Clone)]
pub struct File {
    content: Bytes,
    /// Instead of `content`.
    body: Option<Streamed>,
    name: Option<String>,
    content_type: Option<String>,
}

/// Content that is read while it is sent. A file's is read anew each time, that of another source once.
#[derive(Clone)]
struct Streamed(Arc<Mutex<Option<Body>>>);

thread_local! {
    /// The content that the writer of multipart bodies gets next: serde has no way for what is neither text nor bytes.
    static HANDED_OVER: Cell<Option<Body>> = const { Cell::new(None) };
}

/// The content of the file whose member [`BODY`] is being written.
pub(crate) fn handed_over() -> Option<Body> {
    HANDED_OVER.take()
}

/// The member of a file that stands for content that is streamed.
pub(crate) const BODY: &str = "body";

impl File {
    /// Creates a file with this content.
    #[must_use]
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self { content: content.into(), body: None, name: None, content_type: None }
    }

    /// Creates a file whose content is read while it is sent: from a stream or a reader, which can be sent once, or from a
    /// path. It can only be sent as a part of a multipart body.
    #[must_use]
    pub fn from_body(body: impl Into<Body>) -> Self {
        Self { body: Some(Streamed(Arc::new(Mutex::new(Some(body.into()))))), ..Self::new(Bytes::new()) }
    }

    /// Creates a file of this path, with its name, whose content is read while it is sent.
    ///
    /// # Errors
    /// If there is no such file.
    #[cfg(feature = "rustls")]
    pub fn from_path(path: impl AsRef<std::path::Path>) -> std::io::Result<Self> {
        let path = path.as_ref();
        let file = Self::from_body(Body::from_path(path)?);
        Ok(match path.file_name() {
            Some(name) => file.name(name.to_string_lossy()),
            None => file,
        })
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

    /// The content; empty if it is read while it is sent.
    #[must_use]
    pub const fn content(&self) -> &Bytes {
        &self.content
    }
}

impl Streamed {
    /// The content, to be sent now.
    fn take(&self) -> Option<Body> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.as_ref().and_then(Body::again).or_else(|| body.take())
    }
}

impl PartialEq for Streamed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl PartialEq for File {
    /// Content that is streamed is equal to that of a clone only.
    fn eq(&self, other: &Self) -> bool {
        let parts = |file: &Self| (file.content.clone(), file.name.clone(), file.content_type.clone());
        self.body == other.body && parts(self) == parts(other)
    }
}

impl Eq for File {}

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
            .field("length", &self.body.is_none().then_some(self.content.len()))
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
        let File { content, body, name, content_type } = self.0;
        if serializer.is_human_readable() {
            if body.is_some() {
                return Err(S::Error::custom("a streamed file can only be a part of a multipart body"));
            }
            let text = std::str::from_utf8(content);
            return serializer.serialize_str(text.map_err(|_| S::Error::custom("only text can be sent here"))?);
        }
        let mut parts = serializer.serialize_struct(MARKER, 3)?;
        parts.serialize_field("name", name)?;
        parts.serialize_field("content_type", content_type)?;
        match body {
            None => parts.serialize_field("content", &Content(content))?,
            Some(body) => {
                let sent = || S::Error::custom("the content of a file was a stream, and has been sent already");
                HANDED_OVER.set(Some(body.take().ok_or_else(sent)?));
                parts.serialize_field(BODY, &())?;
            }
        }
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
