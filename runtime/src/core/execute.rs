//! One call: from a request without server and credentials to the response that ends it.
//!
//! The order is what keeps credentials safe: server, headers, then for every single request that goes out
//! (first, redirected or repeated) the credentials last, and only if it goes to the operation's own server.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{Either, select};
use http::header::{ACCEPT, USER_AGENT};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use tracing::{Instrument as _, Span, debug, field, info_span};

use super::Core;
use super::attach::attach;
use crate::body::{Body, Deadline};
use crate::call::Outgoing;
use crate::credential::{CredentialError, Supplied, Supply};
use crate::error::{Failure, LimitError};
use crate::operation::OperationInfo;
use crate::redirect::{Hop, Redirects, Step, Trail};
use crate::retries::Chance;

/// The last response of a chain of redirects.
pub(super) struct Answer {
    pub(super) response: Response<Body>,
    /// Whether the request that it answers had the credentials: only then does a 401 speak of them.
    authorized: bool,
}

impl Core {
    /// Sends a request, follows redirects, and after a 401 repeats it once with new credentials, if there
    /// are any to be had. The response's body is bounded in size and time.
    pub(crate) async fn execute(&self, outgoing: Outgoing) -> Result<Response<Body>, Failure> {
        let span = span(&outgoing.info);
        let deadline = self.deadline(outgoing.timeout);
        let exchange = pin!(self.exchange(outgoing).instrument(span.clone()));
        let (response, deadline) = match deadline {
            None => (exchange.await?, None),
            Some(mut deadline) => match select(exchange, &mut deadline.sleep).await {
                Either::Left((response, _)) => (response?, Some(deadline)),
                Either::Right(_) => return Err(Failure::Timeout { after: deadline.after }),
            },
        };
        span.record("status", response.status().as_u16());
        let (parts, body) = response.into_parts();
        let body = body.limited(self.0.max_response_bytes, deadline).map_err(Failure::Limit)?;
        Ok(Response::from_parts(parts, body))
    }

    async fn exchange(&self, outgoing: Outgoing) -> Result<Response<Body>, Failure> {
        let Outgoing { info, target, headers, body, authorization, retries, has_idempotency_key, .. } = outgoing;
        let retries = retries.as_ref().unwrap_or(&self.0.retries);
        let retries = Chance::may_repeat(&info.method, has_idempotency_key).then_some(retries);
        let uri = self.0.servers.base(info.servers)?.uri(&target)?;
        let mut first = Hop::new(info.method, uri, self.with_defaults(headers, info.accept), body);
        let supplies = authorization.supplies().map_err(|error| error.of_operation(info.id))?;
        let credentials = acquire(supplies).await?;
        let rules = Redirects { is_answer: info.is_answer, ..self.0.redirects };
        let answer = self.persist(&mut first, &credentials, retries, rules).await?;
        if answer.response.status() != StatusCode::UNAUTHORIZED || !answer.authorized {
            return Ok(answer.response);
        }
        // Every source is told, hence no `any`, which would stop at the first.
        let refused = supplies.iter().zip(&credentials);
        let renewable = refused.fold(false, |any, (supply, sent)| supply.rejected(sent.generation) | any);
        if !renewable || !first.is_repeatable() {
            return Ok(answer.response);
        }
        debug!("the credential was refused: repeating the call once with a new one");
        drop(answer);
        let credentials = acquire(supplies).await?;
        Ok(self.persist(&mut first, &credentials, retries, rules).await?.response)
    }

    /// Sends a request and what redirects make of it.
    pub(super) async fn follow(
        &self,
        first: &mut Hop,
        credentials: &[Supplied],
        rules: Redirects,
    ) -> Result<Answer, Failure> {
        let mut trail = Trail::new(rules, self.0.servers.allows_plain_http(), !credentials.is_empty());
        let mut followed: Option<Box<Hop>> = None;
        loop {
            let hop = followed.as_deref_mut().unwrap_or(&mut *first);
            let attached = if trail.is_authorized() { credentials } else { &[] };
            let response = self.send(hop, attached).await?;
            match trail.step(hop, &response)? {
                Step::Done => return Ok(Answer { response, authorized: !attached.is_empty() }),
                Step::Follow(next) => {
                    debug!(status = response.status().as_u16(), "following a redirect");
                    followed = Some(next);
                }
            }
        }
    }

    /// Sends one request, with these credentials.
    async fn send(&self, hop: &mut Hop, credentials: &[Supplied]) -> Result<Response<Body>, Failure> {
        let mut request = Request::new(hop.take_body());
        let mut headers = hop.headers.clone();
        *request.uri_mut() = attach(hop.uri.clone(), &mut headers, credentials)?;
        *request.headers_mut() = headers;
        *request.method_mut() = hop.method.clone();
        let response = self.0.transport.send(request).await?;
        let bytes: usize = response.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        if bytes as u64 > self.0.max_header_bytes {
            return Err(Failure::Limit(LimitError::Headers { limit: self.0.max_header_bytes }));
        }
        Ok(response)
    }

    fn with_defaults(&self, mut headers: HeaderMap, accept: &'static str) -> HeaderMap {
        headers.entry(USER_AGENT).or_insert_with(|| self.0.user_agent.clone());
        if !accept.is_empty() {
            headers.entry(ACCEPT).or_insert(HeaderValue::from_static(accept));
        }
        headers
    }

    fn deadline(&self, timeout: Option<Duration>) -> Option<Deadline> {
        let after = timeout.or(self.0.timeout)?;
        Some(Deadline { sleep: self.0.runtime.sleep(after), after })
    }
}

/// The credentials of a call, all of them; waits only for those that are not at hand.
async fn acquire(supplies: &[Arc<dyn Supply>]) -> Result<Vec<Supplied>, CredentialError> {
    let mut credentials = Vec::with_capacity(supplies.len());
    for supply in supplies {
        credentials.push(match supply.ready() {
            Some(ready) => ready,
            None => supply.supply().await?,
        });
    }
    Ok(credentials)
}

/// The span of a call. It holds what stands in the document, and no value of this call but the status.
fn span(info: &OperationInfo) -> Span {
    info_span!(
        "warded.call",
        operation = info.id,
        method = info.method.as_str(),
        path = info.path,
        status = field::Empty
    )
}
