//! `application/x-www-form-urlencoded`: one pair a property.
//!
//! Without `encoding` a list is one pair an element, and an object is one pair with its JSON.

use serde::Serialize;

use super::members::{Members, Root};
use super::{FieldEncoding, encoding, wrong};
use crate::error::{Reason, RequestError};
use crate::exchange::Body;
use crate::request::parameter::sink::Of;
use crate::request::parameter::{Escape, Expand, Plan, Style, append};

pub(crate) fn form<T: Serialize + ?Sized>(value: &T, encoding: &[(&str, FieldEncoding)]) -> Result<Body, RequestError> {
    Ok(pairs(value, encoding).map_err(wrong)?.into())
}

/// The text of a form, which is the query string of some calls.
pub(crate) fn pairs<T: Serialize + ?Sized>(value: &T, encoding: &[(&str, FieldEncoding)]) -> Result<String, Reason> {
    let mut out = String::new();
    value.serialize(Of(Root(Form { out: &mut out, encoding })))?;
    Ok(out)
}

struct Form<'a> {
    out: &'a mut String,
    encoding: &'a [(&'a str, FieldEncoding)],
}

impl Members for Form<'_> {
    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason> {
        match encoding(self.encoding, key) {
            FieldEncoding { style: Some(style), .. } => append(self.out, key, style, value),
            FieldEncoding { content_type: Some(content_type), .. } if content_type.contains("json") => {
                append(self.out, key, Style::JSON, value)
            }
            FieldEncoding { .. } => {
                let first = if self.out.is_empty() { "" } else { "&" };
                let field = Expand { out: self.out, name: key, plan: Plan::field(first), escape: Escape::All };
                value.serialize(Of(field)).map(drop)
            }
        }
    }
}
