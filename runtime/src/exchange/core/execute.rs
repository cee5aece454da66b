//! One call: from a request without server and credentials to its final response.
//!
//! The order keeps credentials safe: server, headers, then for each request (first, redirected or retried) the
//! credentials last, and only if it is sent to the operation's own server.
//!
//! Nearly all calls end with their first response. All others continue in `pursue`, in a separate future that is made
//! when it is needed: the future of a call is moved and kept in memory, so that its size matters.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{Either, select};
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request, Response, Uri};
use tracing::{Instrument as _, Span, field, info_span};

use super::attach::attach;
use super::pursue::Attempts;
use super::{Core, Inner};
use crate::credential::{Carrier, Supplied, Supply};
use crate::error::{CredentialError, Failure, LimitError, TransportError};
#[cfg(feature = "cookies")]
use crate::exchange::Cookies;
use crate::exchange::body::{Bounds, Deadline, Idle};
use crate::exchange::{Body, OperationInfo, Outgoing};

impl Core {
    /// Sends a request, follows redirects, and after a 401 retries it once with new credentials, if there are any.
    /// The limits are those of the response's body.
    pub(crate) async fn execute(
        outgoing: &Outgoing,
        body: &mut Body,
        info: &'static OperationInfo,
    ) -> Result<(Response<Body>, Bounds), Failure> {
        let core = &outgoing.core;
        core.0.runtime.check()?;
        let span = span(info);
        let deadline = core.deadline(outgoing.timeout);
        let exchange = pin!(core.exchange(outgoing, body, info));
        let exchange = exchange.instrument(span.clone());
        let (response, deadline) = match deadline {
            None => (exchange.await?, None),
            Some(mut deadline) => match select(pin!(exchange), &mut deadline.sleep).await {
                Either::Left((response, _)) => (response?, Some(deadline)),
                Either::Right(_) => return Err(Failure::Timeout { after: deadline.after }),
            },
        };
        span.record("status", response.status().as_u16());
        let limit = outgoing.max_response_bytes.unwrap_or(core.0.max_response_bytes);
        Ok((response, Bounds { limit, deadline }))
    }

    async fn exchange(
        &self,
        outgoing: &Outgoing,
        body: &mut Body,
        info: &'static OperationInfo,
    ) -> Result<Response<Body>, Failure> {
        let base = self.0.servers.base(info.servers)?;
        let uri = base.uri(&outgoing.target)?;
        let supplies = outgoing.authorization.supplies().map_err(|error| error.of_operation(info.id))?;
        let credentials = self.acquire(supplies).await?;
        let again = body.again();
        let headers = self.headers(outgoing, info, body.is_empty());
        #[cfg(feature = "cookies")]
        let (uri, headers, jar) = self.with_cookies(uri, headers);
        let request = prepare((info.method)(), uri, headers, std::mem::take(body), &credentials)?;
        let answer = self.0.transport.send(request, Some(base.root()));
        let first = self.checked(answer.await);
        #[cfg(feature = "cookies")]
        let first = keep_cookies(jar, first);
        let attempts = Attempts { core: self, outgoing, info, supplies, body: again };
        if first.as_ref().is_ok_and(|response| response.status().is_success()) {
            attempts.none_needed();
            return first;
        }
        Box::pin(attempts.run(credentials, first)).await
    }

    /// The URL and the headers with the cookies of the jar, and the jar, if there is one. All by value: what is borrowed in a
    /// call's future stays in it while the call waits.
    #[cfg(feature = "cookies")]
    fn with_cookies(&self, uri: Uri, mut headers: HeaderMap) -> (Uri, HeaderMap, Option<Box<(Cookies, Uri)>>) {
        let jar = self.0.cookies.as_ref().map(|cookies| {
            cookies.attach(&uri, &mut headers);
            Box::new((cookies.clone(), uri.clone()))
        });
        (uri, headers, jar)
    }

    /// Returns the response, if its headers are within the limits.
    pub(super) fn checked(&self, answer: Result<Response<Body>, TransportError>) -> Result<Response<Body>, Failure> {
        let response = answer?;
        let bytes: usize = response.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        if bytes as u64 > self.0.max_header_bytes {
            return Err(Failure::Limit(LimitError::Headers { limit: self.0.max_header_bytes }));
        }
        Ok(response)
    }

    /// The headers of a call, without credentials. A request without a body says so, where the method means one (RFC 9110,
    /// 8.6): strict servers answer 411 otherwise, and hyper does not add the length.
    pub(super) fn headers(&self, outgoing: &Outgoing, info: &OperationInfo, is_empty: bool) -> HeaderMap {
        let mut headers = outgoing.headers.clone();
        if let Some(content_type) = &outgoing.content_type {
            headers.entry(CONTENT_TYPE).or_insert_with(|| content_type.clone());
        }
        headers.entry(USER_AGENT).or_insert_with(|| self.0.user_agent.clone());
        for (name, value) in &self.0.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        if is_empty && matches!((info.method)(), Method::POST | Method::PUT | Method::PATCH) {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        if !info.accept.is_empty() {
            headers.entry(ACCEPT).or_insert(HeaderValue::from_static(info.accept));
        }
        headers
    }

    /// Acquires the credentials of a call; waits only for those that are not available at once. Those of one session are of
    /// the same login: they are acquired again if there was another one in the meantime.
    pub(super) async fn acquire(&self, supplies: &[Arc<dyn Supply>]) -> Result<Vec<Supplied>, CredentialError> {
        let mut credentials = Vec::with_capacity(supplies.len());
        while let Some(supply) = supplies.get(credentials.len()) {
            let supplied = match supply.ready() {
                Some(ready) => ready,
                None => supply.supply().await?,
            };
            // Else a call would go out without the certificate that its type says it has.
            let way = supplied.attachment.way();
            if way.is_ok_and(|way| matches!(way.carrier(), Carrier::Connection))
                && !self.0.transport.may_present_certificate()
            {
                let reason = "is a client certificate, and the transport has none: build the client with its `identity`, or \
                              with a `transport` that presents one";
                return Err(CredentialError::Invalid { scheme: supplied.attachment.scheme().name, reason });
            }
            credentials.push(supplied);
            if !is_of_one_login(supplies, &credentials) {
                credentials.clear();
            }
        }
        Ok(credentials)
    }

    /// The limit of silence of a response that is read as it comes.
    pub(crate) fn idle(outgoing: &Outgoing) -> Option<Idle> {
        let Inner { runtime, idle_timeout, .. } = &*outgoing.core.0;
        outgoing.idle_timeout.or(*idle_timeout).map(|after| Idle::new(Arc::clone(runtime), after))
    }

    fn deadline(&self, timeout: Option<Duration>) -> Option<Deadline> {
        let after = timeout.or(self.0.timeout)?;
        Some(Deadline { sleep: self.0.runtime.sleep(after), after })
    }
}

/// Returns true if the last of these is of the same login as those before it, as far as they come from the same logins.
fn is_of_one_login(supplies: &[Arc<dyn Supply>], credentials: &[Supplied]) -> bool {
    let mut supplied = supplies.iter().zip(credentials).rev();
    let Some((last, own)) = supplied.next() else { return true };
    let is_same = |other: &dyn Supply| last.login().is_some_and(|login| other.login() == Some(login));
    supplied.all(|(other, supplied)| !is_same(&**other) || supplied.generation == own.generation)
}

/// The same outcome, whose cookies are in the jar.
#[cfg(feature = "cookies")]
fn keep_cookies(
    jar: Option<Box<(Cookies, Uri)>>,
    outcome: Result<Response<Body>, Failure>,
) -> Result<Response<Body>, Failure> {
    if let (Some(jar), Ok(response)) = (jar, &outcome) {
        jar.0.keep(&jar.1, response.headers());
    }
    outcome
}

/// The request to send, with these credentials.
pub(super) fn prepare(
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
    credentials: &[Supplied],
) -> Result<Request<Body>, Failure> {
    let (mut request, body) = Request::new(body).into_parts();
    (request.method, request.uri, request.headers) = (method, uri, headers);
    attach(&mut request, credentials)?;
    Ok(Request::from_parts(request, body))
}

/// The span of a call. It holds text of the document, and of the call only the status.
fn span(info: &OperationInfo) -> Span {
    info_span!(
        "warded.call",
        operation = info.id,
        method = (info.method)().as_str(),
        path = info.path,
        status = field::Empty
    )
}
