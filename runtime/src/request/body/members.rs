//! A body that is an object: all that is no object is refused, and each member is written in the body's own way.

use serde::Serialize;

use crate::error::Reason;
use crate::request::parameter::sink::{Parts, Sink};

/// A writer of a body's members.
pub(super) trait Members {
    /// Writes one.
    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason>;
}

/// The body itself.
pub(super) struct Root<M>(pub(super) M);

impl<M: Members> Sink for Root<M> {
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

impl<M: Members> Parts for Root<M> {
    fn element<T: Serialize + ?Sized>(&mut self, _value: &T) -> Result<(), Reason> {
        Err(Reason::Shape("an object"))
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason> {
        self.0.member(key, value)
    }

    fn end(self) -> Result<bool, Reason> {
        Ok(true)
    }
}
