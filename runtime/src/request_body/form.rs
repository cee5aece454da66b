//! `application/x-www-form-urlencoded`: one pair a property.
//!
//! Without `encoding` a list is one pair an element, and an object is one pair with its JSON.

use serde::Serialize;

use super::{FieldEncoding, encoding, wrong};
use crate::Body;
use crate::parameter::sink::{Of, Parts, Sink};
use crate::parameter::{Escape, Expand, Plan, Style, append};
use crate::request_error::{Reason, RequestError};

pub(crate) fn form<T: Serialize + ?Sized>(value: &T, encoding: &[(&str, FieldEncoding)]) -> Result<Body, RequestError> {
    let mut out = String::new();
    value.serialize(Of(Form { out: &mut out, encoding })).map_err(wrong)?;
    Ok(out.into())
}

struct Form<'a> {
    out: &'a mut String,
    encoding: &'a [(&'a str, FieldEncoding)],
}

impl Sink for Form<'_> {
    type Parts = Self;

    fn text(self, _text: &str) -> Result<bool, Reason> {
        Err(Reason::Shape("an object"))
    }

    fn null(self) -> Result<bool, Reason> {
        Ok(false)
    }

    fn bytes(self, _bytes: &[u8]) -> Result<bool, Reason> {
        Err(Reason::Shape("an object"))
    }

    fn list(self) -> Result<Self, Reason> {
        Err(Reason::Shape("an object"))
    }

    fn object(self, _marker: &'static str) -> Result<Self, Reason> {
        Ok(self)
    }
}

impl Parts for Form<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, _value: &T) -> Result<(), Reason> {
        Err(Reason::Shape("an object"))
    }

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

    fn end(self) -> Result<bool, Reason> {
        Ok(true)
    }
}
