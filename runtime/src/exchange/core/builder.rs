//! Building a [`Core`]: servers, transport, limits.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, Request, Response};

use super::{Core, Inner};
use crate::error::{BoxError, ServerError};
use crate::exchange::redirect::Redirects;
use crate::exchange::server::{Base, ServerTable};
#[cfg(feature = "rustls")]
use crate::exchange::transport::{Rustls, Settings};
use crate::exchange::transport::{Service, Transport};
use crate::exchange::{Body, Retries, Servers};
use crate::time::Runtime;

/// The reason that a client cannot be built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// One of the server URLs that were given cannot be used.
    Server(ServerError),
    /// The user agent is not text that a header can hold.
    UserAgent,
    /// A header for all calls that cannot be sent, or that is not for all calls.
    Header,
    /// A root certificate that is not PEM text with certificates.
    Certificate,
    /// An identity that is not PEM text with a certificate and its key.
    Identity,
    /// Settings of the default transport beside a transport of the caller's own, which has no use for them.
    Unused,
}

/// A layer that is put around a transport.
type Layer = Box<dyn FnOnce(Box<dyn Transport>) -> Box<dyn Transport>>;

/// Builds a [`Core`], or the client `C` of an API around one.
#[must_use]
pub struct CoreBuilder<C = Core> {
    client: PhantomData<fn() -> C>,
    all: Option<String>,
    replaced: Vec<(usize, String)>,
    named: Vec<&'static Servers>,
    variables: Vec<(&'static Servers, String, String)>,
    allow_plain_http: bool,
    transport: Option<Box<dyn Transport>>,
    #[cfg(feature = "rustls")]
    pub(super) settings: Settings,
    pub(super) layers: Vec<Layer>,
    pub(super) headers: HeaderMap,
    /// The first value that was given and cannot be used.
    pub(super) fault: Option<BuildError>,
    runtime: Option<Arc<dyn Runtime>>,
    #[cfg(feature = "cookies")]
    cookies: Option<crate::exchange::Cookies>,
    redirects: Redirects,
    retries: Retries,
    user_agent: String,
    connect_timeout: Duration,
    timeout: Option<Duration>,
    idle_timeout: Option<Duration>,
    max_response_bytes: u64,
    max_header_bytes: u64,
    max_error_bytes: usize,
}

impl<C> Default for CoreBuilder<C> {
    fn default() -> Self {
        Self {
            client: PhantomData,
            all: None,
            replaced: Vec::new(),
            named: Vec::new(),
            variables: Vec::new(),
            allow_plain_http: false,
            transport: None,
            #[cfg(feature = "rustls")]
            settings: Settings::default(),
            layers: Vec::new(),
            headers: HeaderMap::new(),
            fault: None,
            runtime: None,
            #[cfg(feature = "cookies")]
            cookies: None,
            redirects: Redirects::default(),
            retries: Retries::none(),
            user_agent: concat!("warded/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: Duration::from_secs(10),
            timeout: Some(Duration::from_secs(60)),
            idle_timeout: Some(Duration::from_secs(300)),
            max_response_bytes: 64 * 1024 * 1024,
            max_header_bytes: 64 * 1024,
            max_error_bytes: 64 * 1024,
        }
    }
}

impl<C> CoreBuilder<C> {
    /// Sets the base URL of the document's own servers, including its path: the part before an operation's path.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.replaced.push((0, url.into()));
        self
    }

    /// Sets the base URL of the operations that have their own list of servers in the document.
    pub fn server(mut self, servers: &'static Servers, url: impl Into<String>) -> Self {
        self.replaced.push((servers.index, url.into()));
        self
    }

    /// Sets the server of the operations of one list to another server of that list, which the document names:
    /// `servers::STAGING`. Of the servers of one list, the last that is set is used.
    pub fn named_server(mut self, server: &'static Servers) -> Self {
        self.named.push(server);
        self
    }

    /// Sets the base URL of all operations, whatever their list of servers: for tests and gateways.
    pub fn all_servers(mut self, url: impl Into<String>) -> Self {
        self.all = Some(url.into());
        self
    }

    /// Sets the value of a variable in a server's URL. It must be among those that the document allows, and must fit
    /// its place: in `https://{tenant}.example.com/v1` that is one label of the host's name, so that neither `a/` nor
    /// `a.b` fits.
    ///
    /// | place | values |
    /// |---|---|
    /// | the beginning, `{apiRoot}/v1` | an `http` or `https` origin, with a path or without |
    /// | inside the host | ASCII letters, digits, `-` and `_` |
    /// | the end of the host, `{host}:{port}`, `api.{domain}` | dots, too; a port, too, where none follows |
    /// | right behind the host, `https://example.com{basePath}` | nothing, or a path with its `/` |
    /// | inside the path | a segment; several where nothing follows |
    ///
    /// Dots, ports and slashes elsewhere are allowed for variables with a documented value that has them. `build`
    /// refuses other values with [`ServerError::VariableMisfit`].
    pub fn server_variable(
        mut self,
        servers: &'static Servers,
        name: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.variables.push((servers, name.into(), value.into()));
        self
    }

    /// Allows plain http to other machines, which exposes credentials to the network.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }

    /// Sends requests through this service instead of reqwest. It must not follow redirects itself.
    pub fn transport<S, B>(mut self, service: S) -> Self
    where
        S: tower::Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send,
        B: http_body::Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<BoxError>,
    {
        self.transport = Some(Box::new(Service::new(service)));
        self
    }

    /// Uses this clock and timer instead of Tokio's.
    pub fn runtime(mut self, runtime: impl Runtime) -> Self {
        self.runtime = Some(Arc::new(runtime));
        self
    }

    /// Keeps the cookies that the servers set, in this jar, and sends them back (default: none are kept).
    #[cfg(feature = "cookies")]
    pub fn cookies(mut self, cookies: crate::exchange::Cookies) -> Self {
        self.cookies = Some(cookies);
        self
    }

    /// Limits the redirects that a call follows (default: 5). With 0 a redirect is a response like any other, as is
    /// one that the document declares as the only success of its operation.
    pub fn max_redirects(mut self, limit: usize) -> Self {
        self.redirects.limit = limit;
        self
    }

    /// Follows redirects to other origins even if credentials are attached, but without them: such a request has no
    /// credential, no cookie and no body, and only the headers `Accept`, `Accept-Language` and `User-Agent`. By
    /// default such a redirect is an error.
    pub fn leave_credentials_on_redirect(mut self, leave: bool) -> Self {
        self.redirects.leave_credentials = leave;
        self
    }

    /// Sets the retry policy (default: no retries). All calls of the client share its budget.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// Sets the header `User-Agent`.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = text.into();
        self
    }

    /// Limits the time in which the default transport connects (default: 10 s).
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Limits the time of a call, including acquiring credentials, following redirects and reading the response
    /// (default: 60 s). Of a response that is a stream, it is the time until it begins.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeout = limit.into();
        self
    }

    /// Limits the time in which nothing comes of a response that is a stream (default: 5 minutes).
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.idle_timeout = limit.into();
        self
    }

    /// Limits the size of a response's body in bytes (default: 64 MiB). Streams may be longer.
    pub fn max_response_bytes(mut self, limit: u64) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// Limits the size of a response's headers in bytes (default: 64 KiB).
    pub fn max_header_bytes(mut self, limit: u64) -> Self {
        self.max_header_bytes = limit;
        self
    }

    /// Limits the bytes that an error keeps of the body of a 4xx or a 5xx (default: 64 KiB). The typed body of a
    /// documented error is read from the whole.
    pub fn max_error_bytes(mut self, limit: usize) -> Self {
        self.max_error_bytes = limit;
        self
    }

    /// Builds the core or the client.
    ///
    /// # Errors
    /// If one of the URLs, headers or certificates cannot be used, if plain http to another machine is not allowed, or if
    /// the default transport was given settings that another transport has no use for.
    pub fn build(self) -> Result<C, BuildError>
    where
        C: From<Core>,
    {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        if self.transport.is_some() && self.has_settings() {
            return Err(BuildError::Unused);
        }
        let servers = self.servers()?;
        let user_agent = HeaderValue::from_str(&self.user_agent).map_err(|_| BuildError::UserAgent)?;
        Ok(self.assemble(servers, user_agent).into())
    }

    fn servers(&self) -> Result<ServerTable, ServerError> {
        let parse = |url: &str| Base::parse(url, self.allow_plain_http).map(Arc::new);
        let mut table = ServerTable::new(self.allow_plain_http);
        table.all = self.all.as_deref().map(parse).transpose()?;
        for (index, url) in &self.replaced {
            table.replaced.insert(*index, parse(url)?);
        }
        // Each list once, the root's first: what is relative is seen from there.
        let lists = self.variables.iter().map(|(list, ..)| *list).chain(self.named.iter().copied());
        let lists: BTreeMap<usize, &Servers> = lists.map(|list| (list.index, list)).collect();
        for (index, list) in lists {
            let of_list = self.variables.iter().filter(|(other, ..)| other.index == index);
            let values: Vec<_> = of_list.map(|(_, name, value)| (name.as_str(), value.as_str())).collect();
            let base = table.declared(list, &values)?;
            table.replaced.insert(index, Arc::new(base));
        }
        Ok(table)
    }

    #[cfg(feature = "rustls")]
    fn has_settings(&self) -> bool {
        let Settings { configure, roots, identity, trusted } = &self.settings;
        !configure.is_empty() || !roots.is_empty() || identity.is_some() || trusted.is_some()
    }

    #[cfg(not(feature = "rustls"))]
    fn has_settings(&self) -> bool {
        false
    }

    #[cfg(feature = "rustls")]
    fn default_transport(&mut self) -> Box<dyn Transport> {
        Box::new(Rustls::new(self.connect_timeout, std::mem::take(&mut self.settings)))
    }

    #[cfg(not(feature = "rustls"))]
    fn default_transport(&mut self) -> Box<dyn Transport> {
        Box::new(crate::exchange::transport::Absent)
    }

    fn assemble(mut self, servers: ServerTable, user_agent: HeaderValue) -> Core {
        let transport = self.transport.take().unwrap_or_else(|| self.default_transport());
        let layers = std::mem::take(&mut self.layers);
        Core(Arc::new(Inner {
            servers,
            transport: layers.into_iter().fold(transport, |transport, layer| layer(transport)),
            runtime: self.runtime.unwrap_or_else(default_runtime),
            #[cfg(feature = "cookies")]
            cookies: self.cookies,
            redirects: self.redirects,
            retries: self.retries,
            user_agent,
            headers: self.headers,
            timeout: self.timeout,
            idle_timeout: self.idle_timeout,
            max_response_bytes: self.max_response_bytes,
            max_header_bytes: self.max_header_bytes,
            max_error_bytes: self.max_error_bytes,
            #[cfg(feature = "oauth2")]
            documents: super::ask::Documents::default(),
        }))
    }
}

impl Default for Core {
    /// The servers of the document, the default transport and limits.
    fn default() -> Self {
        let builder = CoreBuilder::<Self>::default();
        let user_agent = HeaderValue::from_static(concat!("warded/", env!("CARGO_PKG_VERSION")));
        builder.assemble(ServerTable::new(false), user_agent)
    }
}

#[cfg(feature = "rustls")]
fn default_runtime() -> Arc<dyn Runtime> {
    Arc::new(crate::time::TokioRuntime::new())
}

#[cfg(not(feature = "rustls"))]
fn default_runtime() -> Arc<dyn Runtime> {
    Arc::new(crate::time::ThreadRuntime::new())
}

impl<C> fmt::Debug for CoreBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CoreBuilder").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

impl From<ServerError> for BuildError {
    fn from(error: ServerError) -> Self {
        Self::Server(error)
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server(error) => error.fmt(f),
            Self::UserAgent => f.write_str("the user agent holds characters that a header cannot hold"),
            Self::Header => f.write_str("a header for all calls cannot be sent, or is not for all calls"),
            Self::Certificate => f.write_str("a root certificate is not PEM text with certificates"),
            Self::Identity => f.write_str("the identity is not PEM text with a certificate and its private key"),
            Self::Unused => f.write_str("settings of the default transport were given beside another transport"),
        }
    }
}

impl std::error::Error for BuildError {}
