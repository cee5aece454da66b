//! What all calls of a client share: its servers, its transport, its limits.

mod attach;
mod builder;
mod execute;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, Method};

pub use builder::{BuildError, CoreBuilder};

use crate::body::Body;
use crate::credential::Authorization;
use crate::redirect::Redirects;
use crate::server::{ServerTable, Servers};
use crate::time::Runtime;
use crate::transport::Transport;

/// What all calls of a client share. Cloning is cheap, and clones share connections.
///
/// It holds no credentials: a call brings them.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

struct Inner {
    servers: ServerTable,
    transport: Box<dyn Transport>,
    runtime: Arc<dyn Runtime>,
    redirects: Redirects,
    user_agent: HeaderValue,
    timeout: Option<Duration>,
    max_response_bytes: u64,
    max_header_bytes: u64,
}

/// What the core must know of an operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationInfo {
    /// The `operationId`, or method and path.
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    /// The template, for spans.
    pub(crate) path: &'static str,
    pub(crate) servers: &'static Servers,
    /// The header `Accept`; empty if there is none to send.
    pub(crate) accept: &'static str,
}

/// A request before it knows its server and its credentials.
pub(crate) struct Outgoing {
    pub(crate) info: OperationInfo,
    /// The encoded path and query, to be put after the server's path.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) authorization: Authorization,
    /// In place of the client's own limit of time.
    pub(crate) timeout: Option<Duration>,
}

impl Core {
    /// Starts to build a core that is not as [`Core::default`] makes it.
    #[must_use]
    pub fn builder() -> CoreBuilder {
        CoreBuilder::default()
    }

    /// Clock, timer and background tasks of this client.
    #[must_use]
    pub fn runtime(&self) -> &Arc<dyn Runtime> {
        &self.0.runtime
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("timeout", &self.0.timeout)
            .field("max_response_bytes", &self.0.max_response_bytes)
            .field("redirects", &self.0.redirects)
            .finish_non_exhaustive()
    }
}
