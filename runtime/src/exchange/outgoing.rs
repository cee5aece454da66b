//! A request before it has a server and credentials: what a call says of itself, beside its body.

use std::time::Duration;

use http::{HeaderMap, HeaderValue};

use super::{Core, Retries};
use crate::credential::Authorization;

/// What the core needs to know of a request, beside its body.
#[derive(Clone)]
pub(crate) struct Outgoing {
    pub(crate) core: Core,
    pub(crate) authorization: Authorization,
    /// The encoded path, which begins with `/`, relative to the server; behind it the query, once nothing more comes.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    /// The type of the body. Beside the headers, as most calls have no others, so that there is nothing to copy.
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) max_response_bytes: Option<u64>,
    pub(crate) retries: Option<Retries>,
    /// The document declares the header `Idempotency-Key`, and the caller gave a value for it.
    pub(crate) has_idempotency_key: bool,
}
