//! Redirects: the target of each, and the headers and credentials that are sent to it.
//!
//! Within an origin (scheme, host, effective port) a redirect is followed with all headers, and the core attaches
//! the credentials again. A redirect to another origin is an error while credentials are attached, unless the
//! client is configured to drop them: then only a short list of headers is sent, and the credentials stay
//! dropped even if the chain returns. Redirects from https to http are never followed, and no `Referer` is sent.

use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, REFERER,
    TRANSFER_ENCODING, USER_AGENT,
};
use http::{HeaderMap, Method, Response, StatusCode, Uri};
use url::Url;

use crate::error::{Origin, RedirectError};
use crate::exchange::Body;

/// The redirect policy of a client.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Redirects {
    /// The maximum number of redirects that are followed; with 0, a redirect is the response.
    pub(crate) limit: usize,
    /// True if redirects to other origins are followed without the credentials.
    pub(crate) leave_credentials: bool,
    /// Returns true for redirect statuses that the operation documents as success.
    pub(crate) is_answer: fn(StatusCode) -> bool,
}

impl Default for Redirects {
    fn default() -> Self {
        Self { limit: 5, leave_credentials: false, is_answer: |_| false }
    }
}

/// A request of a chain of redirects, without credentials.
pub(crate) struct RedirectRequest {
    pub(crate) method: Method,
    /// Without the credentials that go into the query.
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    /// `None` once a stream was sent.
    body: Option<Body>,
}

/// The next action after a response.
pub(crate) enum Action {
    /// None: the response ends the chain.
    Done,
    /// Send this request.
    Follow(Box<RedirectRequest>),
}

/// The redirects of one call so far.
pub(crate) struct RedirectChain {
    rules: Redirects,
    allow_plain_http: bool,
    /// True if requests of this chain get the credentials of the call; once lost, they are lost for the whole chain.
    authorized: bool,
    /// The requests that were redirected.
    seen: Vec<(Method, Uri)>,
}

impl RedirectRequest {
    /// `body`: `None` if it was a stream and is sent.
    pub(crate) fn new(method: Method, uri: Uri, headers: HeaderMap, body: Option<Body>) -> Self {
        Self { method, uri, headers, body }
    }

    /// The body, to be sent: a copy of the same bytes, or the stream itself.
    pub(crate) fn take_body(&mut self) -> Body {
        match self.body.as_ref().and_then(Body::again) {
            Some(copy) => copy,
            None => self.body.take().unwrap_or_default(),
        }
    }

    /// Returns true if it can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.again().is_some())
    }

    fn has_body(&self) -> bool {
        !self.body.as_ref().is_some_and(Body::is_empty)
    }
}

impl RedirectChain {
    /// `authorized`: true if the call has credentials.
    pub(crate) fn new(rules: Redirects, allow_plain_http: bool, authorized: bool) -> Self {
        Self { rules, allow_plain_http, authorized, seen: Vec::new() }
    }

    /// Returns true if the next request of the chain gets the credentials of the call.
    pub(crate) fn is_authorized(&self) -> bool {
        self.authorized
    }

    /// The action after the response to `request`.
    pub(crate) fn action(
        &mut self,
        request: &RedirectRequest,
        response: &Response<Body>,
    ) -> Result<Action, RedirectError> {
        let status = response.status();
        if self.rules.limit == 0
            || (self.rules.is_answer)(status)
            || !is_redirect(status)
            || !response.headers().contains_key(LOCATION)
        {
            return Ok(Action::Done);
        }
        if self.seen.len() >= self.rules.limit {
            return Err(RedirectError::TooMany { status, limit: self.rules.limit });
        }
        self.seen.push((request.method.clone(), request.uri.clone()));
        let uri = target(request, response)?;
        let next = match self.other_origin(&request.uri, &uri, status)? {
            Some((from, to)) => {
                self.at_other_origin(request, uri, status).ok_or(RedirectError::CrossOrigin { status, from, to })?
            }
            None => at_same_origin(request, uri, status).ok_or(RedirectError::BodyGone { status })?,
        };
        if self.seen.iter().any(|(method, uri)| *method == next.method && *uri == next.uri) {
            return Err(RedirectError::Loop { status });
        }
        Ok(Action::Follow(Box::new(next)))
    }

    /// The two origins, if they differ; an error for a redirect to plain http.
    fn other_origin(
        &self,
        from: &Uri,
        to: &Uri,
        status: StatusCode,
    ) -> Result<Option<(Origin, Origin)>, RedirectError> {
        let (Some(from), Some(to)) = (Origin::of(from), Origin::of(to)) else {
            return Err(RedirectError::InvalidLocation { status });
        };
        if from == to {
            return Ok(None);
        }
        if !to.is_https() && (from.is_https() || !to.may_be_asked(self.allow_plain_http)) {
            return Err(RedirectError::Insecure { status, from, to });
        }
        Ok(Some((from, to)))
    }

    /// The request to another origin; `None` if it would have to carry credentials or a body.
    fn at_other_origin(&mut self, request: &RedirectRequest, uri: Uri, status: StatusCode) -> Option<RedirectRequest> {
        let (method, keeps_body) = rewritten(status, &request.method);
        if (self.authorized && !self.rules.leave_credentials) || (keeps_body && request.has_body()) {
            return None;
        }
        self.authorized = false;
        let mut headers = HeaderMap::new();
        for name in [ACCEPT, ACCEPT_LANGUAGE, USER_AGENT] {
            if let Some(value) = request.headers.get(&name) {
                headers.insert(name, value.clone());
            }
        }
        Some(RedirectRequest::new(method, uri, headers, Some(Body::empty())))
    }
}

/// The request to the same origin; `None` if its body cannot be sent again.
fn at_same_origin(request: &RedirectRequest, uri: Uri, status: StatusCode) -> Option<RedirectRequest> {
    let (method, keeps_body) = rewritten(status, &request.method);
    let mut headers = request.headers.clone();
    headers.remove(REFERER);
    if keeps_body {
        let body = request.body.as_ref().and_then(Body::again)?;
        return Some(RedirectRequest::new(method, uri, headers, Some(body)));
    }
    for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, CONTENT_LANGUAGE, TRANSFER_ENCODING] {
        headers.remove(name);
    }
    Some(RedirectRequest::new(method, uri, headers, Some(Body::empty())))
}

/// The other statuses of this class either give no single target (300) or are no redirects (304).
fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// The method after a redirect, and true if the body is kept (RFC 9110, 15.4).
fn rewritten(status: StatusCode, method: &Method) -> (Method, bool) {
    match (status, method) {
        (StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND, &Method::POST) => (Method::GET, false),
        (StatusCode::SEE_OTHER, &Method::HEAD) => (Method::HEAD, false),
        (StatusCode::SEE_OTHER, _) => (Method::GET, false),
        (_, method) => (method.clone(), true),
    }
}

/// The URL that the response redirects to, absolute and without a fragment.
fn target(request: &RedirectRequest, response: &Response<Body>) -> Result<Uri, RedirectError> {
    let status = response.status();
    let invalid = || RedirectError::InvalidLocation { status };
    let mut locations = response.headers().get_all(LOCATION).iter();
    let (Some(location), None) = (locations.next(), locations.next()) else { return Err(invalid()) };
    let location = std::str::from_utf8(location.as_bytes()).map_err(|_| invalid())?;
    let base = Url::parse(&request.uri.to_string()).map_err(|_| invalid())?;
    let mut url = base.join(location).map_err(|_| invalid())?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(RedirectError::UserInfo { status });
    }
    url.set_fragment(None);
    url.as_str().parse().map_err(|_| invalid())
}
