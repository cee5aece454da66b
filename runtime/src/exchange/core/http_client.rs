//! Settings of the HTTP client: headers of all calls, layers, certificates, and reqwest's own.

use http::header::{self, HeaderName, HeaderValue};
use http::{Request, Response};

use super::builder::{BuildError, CoreBuilder};
use crate::error::BoxError;
use crate::exchange::Body;
use crate::exchange::transport::{Layered, Wire};

/// Headers that are set for each request alone: by credentials, by the body, by the connection.
const RESERVED: [HeaderName; 10] = [
    header::AUTHORIZATION,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::COOKIE,
    header::HOST,
    header::PROXY_AUTHORIZATION,
    header::REFERER,
    header::TE,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

impl<C> CoreBuilder<C> {
    /// Sends this header with all calls. A header of the same name that a call sets, such as that of a parameter, goes
    /// before. It is no way to send a credential: redirects to other servers are decided by the credentials of a call.
    ///
    /// A name or a value that cannot be sent, and a name that credentials, bodies or connections use, such as
    /// `Authorization`, is an error of [`build`](Self::build).
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).ok().filter(|name| !RESERVED.contains(name));
        match name.zip(HeaderValue::from_str(value).ok()) {
            Some((name, value)) => drop(self.headers.insert(name, value)),
            None => self.fault = self.fault.or(Some(BuildError::Header)),
        }
        self
    }

    /// Puts a layer of `tower` around the transport; one that is added later is outside of those before it. It sees each
    /// request that is sent, with its credentials: the first one, each redirect and each retry.
    ///
    /// A layer that follows redirects itself would send credentials wherever a server says, and one that logs URLs or
    /// headers logs keys: `tower_http`'s `TraceLayer` prints the URL, with the keys in its query, unless it has another
    /// `make_span_with`.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use tower::limit::{ConcurrencyLimitLayer, RateLimitLayer};
    ///
    /// # fn limited() -> Result<warded::Core, warded::BuildError> {
    /// let core = warded::Core::builder()
    ///     .layer(ConcurrencyLimitLayer::new(8))
    ///     .layer(RateLimitLayer::new(100, Duration::from_secs(1)))
    ///     .build()?;
    /// # Ok(core)
    /// # }
    /// ```
    pub fn layer<L, B>(mut self, layer: L) -> Self
    where
        L: tower::Layer<Wire> + 'static,
        L::Service: tower::Service<Request<Body>, Response = Response<B>> + Send + 'static,
        <L::Service as tower::Service<Request<Body>>>::Error: Into<BoxError>,
        <L::Service as tower::Service<Request<Body>>>::Future: Send,
        B: http_body::Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<BoxError>,
    {
        self.layers.push(Box::new(move |transport| Box::new(Layered::new(transport, |wire| layer.layer(wire)))));
        self
    }
}

/// Settings of reqwest, by which the default transport sends.
#[cfg(feature = "rustls")]
impl<C> CoreBuilder<C> {
    /// Changes the settings of reqwest's client: proxies, pools, DNS, versions of HTTP. The default transport makes two
    /// clients, one for https and one for plain http, and calls this for both; several calls of this method add up.
    ///
    /// What protects credentials is set after it, and stays: redirects and `Referer` are off, plain http never uses a
    /// proxy, and a client for https sends nothing else. So is [`connect_timeout`](Self::connect_timeout). Headers that are
    /// set here go with every request, to any server: use [`header`](Self::header). A retry policy that is set here repeats
    /// logins, too: use [`retries`](Self::retries).
    ///
    /// ```
    /// # fn proxied() -> Result<warded::Core, Box<dyn std::error::Error>> {
    /// let proxy = warded::reqwest::Proxy::https("http://proxy.example.com:3128")?;
    /// let core = warded::Core::builder().configure(move |client| client.proxy(proxy.clone())).build()?;
    /// # Ok(core)
    /// # }
    /// ```
    pub fn configure(
        mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.settings.configure.push(Box::new(configure));
        self
    }

    /// Trusts the certificates of this PEM text beside those of the system: those of a private authority. Text without
    /// one is an error of [`build`](Self::build).
    pub fn root_certificate(mut self, pem: impl AsRef<[u8]>) -> Self {
        match reqwest::Certificate::from_pem_bundle(pem.as_ref()) {
            Ok(roots) if !roots.is_empty() => self.settings.roots.extend(roots),
            Ok(_) | Err(_) => self.fault = self.fault.or(Some(BuildError::Certificate)),
        }
        self
    }

    /// Presents a client certificate to servers that ask for one (mTLS): PEM text with the certificate, those between it
    /// and its authority, and the private key. Text without them is an error of [`build`](Self::build).
    pub fn identity(mut self, pem: impl AsRef<[u8]>) -> Self {
        match reqwest::Identity::from_pem(pem.as_ref()) {
            Ok(identity) => self.settings.identity = Some(identity),
            Err(_) => self.fault = self.fault.or(Some(BuildError::Identity)),
        }
        self
    }

    /// Sends by this client of reqwest, whose rules are the caller's: `configure`, `root_certificate`, `identity` and
    /// `connect_timeout` do nothing. If it follows redirects, as it does by default, credentials in headers of their own
    /// and in queries go wherever a server says; if it has a proxy for plain http, that reads them.
    ///
    /// ```
    /// # fn of_ones_own() -> Result<warded::Core, Box<dyn std::error::Error>> {
    /// let client = warded::reqwest::Client::builder()
    ///     .redirect(warded::reqwest::redirect::Policy::none())
    ///     .referer(false)
    ///     .build()?;
    /// let core = warded::Core::builder().reqwest_trusted(client).build()?;
    /// # Ok(core)
    /// # }
    /// ```
    pub fn reqwest_trusted(mut self, client: reqwest::Client) -> Self {
        self.settings.trusted = Some(client);
        self
    }
}
