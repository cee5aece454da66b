//! The state that all calls of a client share: its servers, its transport, its limits.

#[cfg(feature = "oauth2")]
mod ask;
mod attach;
mod builder;
mod execute;
mod http_client;
mod pursue;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};

#[cfg(feature = "oauth2")]
pub(crate) use ask::Answer;
pub use builder::{BuildError, CoreBuilder};

use crate::exchange::Retries;
use crate::exchange::redirect::Redirects;
use crate::exchange::server::ServerTable;
use crate::exchange::transport::Transport;
use crate::time::Runtime;

/// The state that all calls of a client share. Cloning is cheap, and clones share connections.
///
/// It holds no credentials: each call brings its own.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

struct Inner {
    servers: ServerTable,
    transport: Box<dyn Transport>,
    runtime: Arc<dyn Runtime>,
    #[cfg(feature = "cookies")]
    cookies: Option<crate::exchange::Cookies>,
    redirects: Redirects,
    retries: Retries,
    user_agent: HeaderValue,
    /// Those of all calls.
    headers: HeaderMap,
    timeout: Option<Duration>,
    idle_timeout: Option<Duration>,
    max_response_bytes: u64,
    max_header_bytes: u64,
    max_error_bytes: usize,
    #[cfg(feature = "oauth2")]
    documents: ask::Documents,
}

impl Core {
    /// Returns a builder for a core that differs from [`Core::default`].
    pub fn builder() -> CoreBuilder {
        CoreBuilder::default()
    }

    /// The clock, timer and background tasks of this client.
    #[must_use]
    pub fn runtime(&self) -> &Arc<dyn Runtime> {
        &self.0.runtime
    }

    #[cfg(feature = "oauth2")]
    pub(super) fn servers(&self) -> &ServerTable {
        &self.0.servers
    }

    /// The limit of an error's body.
    pub(crate) fn max_error_bytes(&self) -> usize {
        self.0.max_error_bytes
    }
}

impl AsRef<Self> for Core {
    fn as_ref(&self) -> &Self {
        self
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
