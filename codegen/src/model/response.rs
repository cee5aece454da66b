//! Response Object: a documented response.

use super::{MediaType, Operation, TypeUse};
use crate::source::Pointer;

/// One documented response.
#[derive(Clone, Debug)]
pub struct Response {
    /// The place of its definition.
    pub origin: Pointer,
    /// The statuses that it describes.
    pub status: StatusPattern,
    /// `description`
    pub description: Option<String>,
    /// `headers`, but for `Content-Type`.
    pub headers: Vec<ResponseHeader>,
    /// The forms of its body; empty if it has no body. JSON first. Only errors have several.
    pub content: Vec<MediaType>,
    /// The media types of its body that other forms of the operation read.
    pub elsewhere: Vec<String>,
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
    /// The place of its definition.
    pub origin: Pointer,
    /// Its name.
    pub name: String,
    /// True if it is required.
    pub required: bool,
    /// `explode` of objects.
    pub explode: bool,
    /// `description`
    pub description: Option<String>,
    /// Its type.
    pub ty: TypeUse,
}

impl StatusPattern {
    /// The answer to a conditional request: no output and no error of an operation.
    pub const NOT_MODIFIED: Self = Self::Code(304);

    /// Returns true if it describes successes only.
    #[must_use]
    pub const fn is_success(self) -> bool {
        match self {
            Self::Code(code) => code / 100 == 2,
            Self::Range(class) => class == 2,
            Self::Default => false,
        }
    }

    /// Returns true if it describes redirects only.
    #[must_use]
    pub const fn is_redirect(self) -> bool {
        match self {
            Self::Code(code) => matches!(code, 301 | 302 | 303 | 307 | 308),
            Self::Range(class) => class == 3,
            Self::Default => false,
        }
    }
}

impl Operation {
    /// Returns true if a response with this status is a success: 2XX, or a redirect if no 2XX is described, as for
    /// downloads from another host. Such a redirect is the operation's output, and is not followed.
    #[must_use]
    pub fn succeeds_with(&self, status: StatusPattern) -> bool {
        status.is_success()
            || (status.is_redirect() && !self.responses.iter().any(|response| response.status.is_success()))
    }

    /// The headers that its successes, or its errors, document, each name once, case-insensitively; with each, true if
    /// every success, or error, has it.
    #[must_use]
    pub fn documented_headers(&self, of_successes: bool) -> Vec<(&ResponseHeader, bool)> {
        let is_of = |response: &&Response| {
            self.succeeds_with(response.status) == of_successes && response.status != StatusPattern::NOT_MODIFIED
        };
        let responses: Vec<_> = self.responses.iter().filter(is_of).collect();
        let is = |header: &ResponseHeader, name: &str| header.name.eq_ignore_ascii_case(name);
        let mut found: Vec<(&ResponseHeader, bool)> = Vec::new();
        for header in responses.iter().flat_map(|response| &response.headers) {
            if !found.iter().any(|(known, _)| is(known, &header.name)) {
                let promises = |other: &ResponseHeader| other.required && is(other, &header.name);
                let always = responses.iter().all(|response| response.headers.iter().any(promises));
                found.push((header, always));
            }
        }
        found
    }
}
