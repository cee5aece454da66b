//! Redirects: where a request goes on to, and what goes along.
//!
//! Inside an origin (scheme, host, effective port) they are followed with everything, and the core attaches
//! the credentials anew. To another origin they are an error while credentials are attached, unless the
//! client was told to leave them behind: then only a short list of header fields goes along, and what was
//! left behind stays behind, even if the chain comes back. Never from https to http, never with a `Referer`.

use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, REFERER,
    TRANSFER_ENCODING, USER_AGENT,
};
use http::{HeaderMap, Method, Response, StatusCode, Uri};
use url::Url;

use crate::error::{Origin, RedirectError};
use crate::exchange::Body;

/// What a client does about redirects.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Redirects {
    /// How many are followed at most; with 0 they are answers.
    pub(crate) limit: usize,
    /// Whether those to other origins are followed without the credentials.
    pub(crate) leave_credentials: bool,
    /// Which are the operation's answer.
    pub(crate) is_answer: fn(StatusCode) -> bool,
}

impl Default for Redirects {
    fn default() -> Self {
        Self { limit: 5, leave_credentials: false, is_answer: |_| false }
    }
}

/// A request of a chain of redirects, without credentials.
pub(crate) struct Hop {
    pub(crate) method: Method,
    /// Without the credentials that go into the query.
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    /// Nothing once a stream was sent.
    body: Option<Body>,
}

/// What comes after a response.
pub(crate) enum Step {
    /// Nothing: it is the answer.
    Done,
    /// This request.
    Follow(Box<Hop>),
}

/// The redirects of one call so far.
pub(crate) struct Trail {
    rules: Redirects,
    allow_plain_http: bool,
    /// Whether requests of this chain get the credentials of the call; once lost, lost for ever.
    authorized: bool,
    /// The requests that were redirected.
    seen: Vec<(Method, Uri)>,
}

impl Hop {
    /// `body`: nothing if it was a stream and is sent.
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

    /// Whether it can be sent as often as needed.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.again().is_some())
    }

    fn has_body(&self) -> bool {
        !self.body.as_ref().is_some_and(Body::is_empty)
    }
}

impl Trail {
    /// `authorized`: whether the call has credentials.
    pub(crate) fn new(rules: Redirects, allow_plain_http: bool, authorized: bool) -> Self {
        Self { rules, allow_plain_http, authorized, seen: Vec::new() }
    }

    /// Whether the next request of the chain gets the credentials of the call.
    pub(crate) fn is_authorized(&self) -> bool {
        self.authorized
    }

    /// What to do about the response to `hop`.
    pub(crate) fn step(&mut self, hop: &Hop, response: &Response<Body>) -> Result<Step, RedirectError> {
        let status = response.status();
        if self.rules.limit == 0
            || (self.rules.is_answer)(status)
            || !is_redirect(status)
            || !response.headers().contains_key(LOCATION)
        {
            return Ok(Step::Done);
        }
        if self.seen.len() >= self.rules.limit {
            return Err(RedirectError::TooMany { status, limit: self.rules.limit });
        }
        self.seen.push((hop.method.clone(), hop.uri.clone()));
        let uri = target(hop, response)?;
        let next = match self.crossing(&hop.uri, &uri, status)? {
            Some((from, to)) => self.leave(hop, uri, status).ok_or(RedirectError::CrossOrigin { status, from, to })?,
            None => stay(hop, uri, status).ok_or(RedirectError::BodyGone { status })?,
        };
        if self.seen.iter().any(|(method, uri)| *method == next.method && *uri == next.uri) {
            return Err(RedirectError::Loop { status });
        }
        Ok(Step::Follow(Box::new(next)))
    }

    /// The two origins, if they differ; an error if the way leads into plain http.
    fn crossing(&self, from: &Uri, to: &Uri, status: StatusCode) -> Result<Option<(Origin, Origin)>, RedirectError> {
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

    /// The request at another origin, unless something would have to go along that must not.
    fn leave(&mut self, hop: &Hop, uri: Uri, status: StatusCode) -> Option<Hop> {
        let (method, keeps_body) = rewritten(status, &hop.method);
        if (self.authorized && !self.rules.leave_credentials) || (keeps_body && hop.has_body()) {
            return None;
        }
        self.authorized = false;
        let mut headers = HeaderMap::new();
        for name in [ACCEPT, ACCEPT_LANGUAGE, USER_AGENT] {
            if let Some(value) = hop.headers.get(&name) {
                headers.insert(name, value.clone());
            }
        }
        Some(Hop::new(method, uri, headers, Some(Body::empty())))
    }
}

/// The request at the same origin, unless its body is gone.
fn stay(hop: &Hop, uri: Uri, status: StatusCode) -> Option<Hop> {
    let (method, keeps_body) = rewritten(status, &hop.method);
    let mut headers = hop.headers.clone();
    headers.remove(REFERER);
    if keeps_body {
        let body = hop.body.as_ref().and_then(Body::again)?;
        return Some(Hop::new(method, uri, headers, Some(body)));
    }
    for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, CONTENT_LANGUAGE, TRANSFER_ENCODING] {
        headers.remove(name);
    }
    Some(Hop::new(method, uri, headers, Some(Body::empty())))
}

/// The other statuses of this class either give no single target (300) or are no redirects (304).
fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// The method after a redirect, and whether the body goes along (RFC 9110, 15.4).
fn rewritten(status: StatusCode, method: &Method) -> (Method, bool) {
    match (status, method) {
        (StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND, &Method::POST) => (Method::GET, false),
        (StatusCode::SEE_OTHER, &Method::HEAD) => (Method::HEAD, false),
        (StatusCode::SEE_OTHER, _) => (Method::GET, false),
        (_, method) => (method.clone(), true),
    }
}

/// Where the response sends the request, as an absolute URL without a fragment.
fn target(hop: &Hop, response: &Response<Body>) -> Result<Uri, RedirectError> {
    let status = response.status();
    let invalid = || RedirectError::InvalidLocation { status };
    let mut locations = response.headers().get_all(LOCATION).iter();
    let (Some(location), None) = (locations.next(), locations.next()) else { return Err(invalid()) };
    let location = std::str::from_utf8(location.as_bytes()).map_err(|_| invalid())?;
    let base = Url::parse(&hop.uri.to_string()).map_err(|_| invalid())?;
    let mut url = base.join(location).map_err(|_| invalid())?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(RedirectError::UserInfo { status });
    }
    url.set_fragment(None);
    url.as_str().parse().map_err(|_| invalid())
}
