//! Request Body Object and Encoding Object: a value becomes the bytes of a media type.
//!
//! ```yaml
//! requestBody:
//!   content:
//!     application/x-www-form-urlencoded:
//!       schema: { type: object, properties: { tags: { type: array, items: { type: string } } } }
//!       encoding: { tags: { style: pipeDelimited } }
//! ```

mod file;
mod form;
mod members;
mod multipart;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub use file::File;
pub(crate) use file::MARKER as FILE_MARKER;
pub(crate) use form::{form, pairs};
pub(crate) use multipart::{multipart, multipart_list};

use crate::error::{Place, Reason, RequestError};
use crate::exchange::Body;
use crate::request::parameter::sink::Of;
use crate::request::parameter::{Escape, Leaf, Style};

/// The encoding of one property of a form or of a multipart body, if it differs from the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldEncoding {
    style: Option<Style>,
    content_type: Option<&'static str>,
}

impl FieldEncoding {
    /// `contentType`
    #[must_use]
    pub const fn content_type(content_type: &'static str) -> Self {
        Self { style: None, content_type: Some(content_type) }
    }
}

impl Style {
    /// `style`, `explode` and `allowReserved` of an Encoding Object.
    #[must_use]
    pub const fn field(self) -> FieldEncoding {
        FieldEncoding { style: Some(self), content_type: None }
    }
}

pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<Body, RequestError> {
    let bytes = serde_json::to_vec(value).map_err(|error| wrong(Reason::Serialize(error.to_string())))?;
    Ok(bytes.into())
}

pub(crate) fn xml<T: Serialize + ?Sized>(value: &T, of: &crate::xml::Body) -> Result<Body, RequestError> {
    Ok(crate::xml::write(value, of).map_err(wrong)?.into())
}

pub(crate) fn text<T: Serialize + ?Sized>(value: &T) -> Result<Body, RequestError> {
    let mut text = String::new();
    value.serialize(Of(Leaf { out: &mut text, escape: Escape::Nothing })).map_err(wrong)?;
    Ok(text.into())
}

fn wrong(reason: Reason) -> RequestError {
    RequestError::new(Place::Body, reason)
}

/// The encoding of a property.
fn encoding(encodings: &[(&str, FieldEncoding)], property: &str) -> FieldEncoding {
    let found = encodings.iter().find(|(name, _)| *name == property);
    found.map_or_else(FieldEncoding::default, |(_, encoding)| *encoding)
}
