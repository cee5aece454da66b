//! Response Object: what comes back.

use super::{MediaType, TypeUse};
use crate::source::Pointer;

/// One documented response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it is defined.
    pub origin: Pointer,
    /// Which statuses it describes.
    pub status: StatusPattern,
    /// `description`
    pub description: Option<String>,
    /// `headers`, but for `Content-Type`.
    pub headers: Vec<ResponseHeader>,
    /// What the body may be; empty if there is none. JSON first.
    pub content: Vec<MediaType>,
}

/// The key under `responses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusPattern {
    /// `404`
    Code(u16),
    /// `4XX`: the first digit.
    Range(u8),
    /// `default`
    Default,
}

/// A header of a response.
#[derive(Clone, Debug)]
pub struct ResponseHeader {
    /// Where it is defined.
    pub origin: Pointer,
    /// Its name.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// `explode` of objects.
    pub explode: bool,
    /// `description`
    pub description: Option<String>,
    /// Its type.
    pub ty: TypeUse,
}
