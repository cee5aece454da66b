//! The request of a call while it is built, and how it is sent: all that does not depend on the operation's type.

use bytes::Bytes;
use http::{HeaderValue, Method, Response, StatusCode, header};

use super::parameter;
use crate::credential::Sent;
use crate::error::{Failure, Place, Reason, RequestError};
use crate::exchange::{Body, Core, OperationInfo, Outgoing};
use crate::response::Reply;

/// The part of a call that does not depend on the operation's type.
pub(super) struct Request {
    pub(super) outgoing: Outgoing,
    pub(super) body: Body,
    /// The path parameter after which the path ended in a segment of dots.
    pub(super) dots: Option<&'static str>,
    /// The path parameter whose text is empty, and the length of the path up to it.
    pub(super) empty: Option<(&'static str, usize)>,
    pub(super) query: String,
    pub(super) cookies: String,
    pub(super) error: Option<RequestError>,
}

impl Request {
    /// Keeps the first error.
    pub(super) fn check<T>(&mut self, result: Result<T, RequestError>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.error.get_or_insert(error);
                None
            }
        }
    }

    pub(super) fn attach(&mut self, media_type: &'static str, body: Result<Body, RequestError>) {
        // Not copied: it stands in the program.
        let value =
            media_type.is_ascii().then(|| HeaderValue::from_maybe_shared(Bytes::from_static(media_type.as_bytes())));
        let media_type = match value {
            Some(Ok(media_type)) => Ok(media_type),
            Some(Err(_)) | None => Err(RequestError::new(Place::Header("Content-Type"), Reason::NotHeaderText)),
        };
        if let (Some(body), Some(media_type)) = (self.check(body), self.check(media_type)) {
            self.set_body(media_type, body);
        }
    }

    pub(super) fn set_body(&mut self, content_type: HeaderValue, body: Body) {
        self.outgoing.headers.remove(header::CONTENT_TYPE);
        (self.outgoing.content_type, self.body) = (Some(content_type), body);
    }

    /// The response, read to its end unless it is a stream.
    pub(super) async fn reply(
        mut self: Box<Self>,
        info: &'static OperationInfo,
        streams: fn(StatusCode) -> bool,
    ) -> Result<Reply, Failure> {
        self.finish(&(info.method)())?;
        // A plain reference: through the box, both parts could not be borrowed at once.
        let request = &mut *self;
        let (response, bounds) = Core::execute(&request.outgoing, &mut request.body, info).await?;
        let (mut head, body) = response.into_parts();
        if streams(head.status) {
            let body = body.within_silence(bounds, Core::idle(&request.outgoing));
            return Ok(Reply::unread(Response::from_parts(head, body)));
        }
        let body = body.read_within(bounds).await?;
        let sent = head.extensions.remove::<Sent>();
        let reply = Reply::new(head.status, head.headers, body);
        if !(reply.status().is_client_error() || reply.status().is_server_error()) {
            return Ok(reply);
        }
        let secrets =
            sent.map_or_else(Vec::new, |sent| sent.texts(&request.outgoing.headers, &request.outgoing.target));
        Ok(reply.reporting(request.outgoing.core.max_error_bytes(), &secrets))
    }

    /// The response, whose body comes while it is read.
    pub(super) async fn response(mut self: Box<Self>, info: &'static OperationInfo) -> Result<Response<Body>, Failure> {
        self.finish(&(info.method)())?;
        // A plain reference: through the box, both parts could not be borrowed at once.
        let request = &mut *self;
        let (response, bounds) = Core::execute(&request.outgoing, &mut request.body, info).await?;
        let (mut head, body) = response.into_parts();
        head.extensions.remove::<Sent>();
        let body = body.within(bounds, Core::idle(&request.outgoing)).map_err(Failure::Limit)?;
        Ok(Response::from_parts(head, body))
    }

    /// Completes the request: joins its parts.
    fn finish(&mut self, method: &Method) -> Result<(), RequestError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        // Only now: what follows the parameter may have made another segment of it, as in `{name}.json`.
        if let Some(name) = self.dots
            && self.outgoing.target.split('/').any(parameter::ends_in_dots)
        {
            return Err(RequestError::new(Place::Path(name), Reason::DotSegment));
        }
        if let Some((name, end)) = self.empty
            && (self.outgoing.target.len() > end || !may_be_empty(method))
        {
            return Err(RequestError::new(Place::Path(name), Reason::Empty));
        }
        if !self.cookies.is_empty() {
            let cookies = HeaderValue::try_from(std::mem::take(&mut self.cookies))
                .map_err(|_| RequestError::new(Place::Header("Cookie"), Reason::NotHeaderText))?;
            self.outgoing.headers.append(header::COOKIE, cookies);
        }
        if !self.query.is_empty() {
            self.outgoing.target.reserve_exact(self.query.len() + 1);
            self.outgoing.target.push('?');
            self.outgoing.target.push_str(&self.query);
        }
        Ok(())
    }
}

/// Returns true if the last segment of the path may be empty: that is the root of a tree, as of folders. A method that
/// would delete or replace all of them by mistake has none.
fn may_be_empty(method: &Method) -> bool {
    method.is_safe() || *method == Method::POST
}
