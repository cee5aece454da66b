//! Handles a first response that is not a success: follows redirects, renews refused credentials, and retries
//! transient failures if the client's policy asks for it.

use std::sync::Arc;

use http::uri::{Authority, Scheme};
use http::{Response, Uri};
use tracing::debug;

use super::Core;
use super::execute::prepare;
use crate::credential::{Sent, Supplied, Supply};
use crate::error::Failure;
use crate::exchange::redirect::{Action, RedirectChain, RedirectRequest, Redirects};
use crate::exchange::retries::Transient;
use crate::exchange::{Body, OperationInfo, Outgoing, Retries};

/// The result of sending one request.
type Outcome = Result<Response<Body>, Failure>;

/// The further attempts of a call whose first request was sent.
pub(super) struct Attempts<'a> {
    pub(super) core: &'a Core,
    pub(super) outgoing: &'a Outgoing,
    pub(super) info: &'static OperationInfo,
    pub(super) supplies: &'a [Arc<dyn Supply>],
    /// A copy of the body, unless it was a stream.
    pub(super) body: Option<Body>,
}

/// The last response of a chain of redirects.
struct Answer {
    response: Response<Body>,
    /// True if the request was sent with the credentials: only then does a refusal refer to them.
    authorized: bool,
}

impl<'a> Attempts<'a> {
    /// Ends a call whose first response was a success: no further attempt is needed.
    pub(super) fn none_needed(&self) {
        if let Some(retries) = self.retries().filter(|_| self.body.is_some()) {
            retries.succeeded_at_once();
        }
    }

    /// Makes further attempts, from the first outcome to the response that ends the call.
    pub(super) async fn run(self, mut credentials: Vec<Supplied>, first: Outcome) -> Outcome {
        let (core, info) = (self.core, self.info);
        // Built again, because few calls need them a second time.
        let uri = core.0.servers.base(info.servers)?.uri(&self.outgoing.target)?;
        #[cfg(feature = "cookies")]
        let home = uri.clone();
        #[cfg(not(feature = "cookies"))]
        let cookies = || None;
        #[cfg(feature = "cookies")]
        let cookies = || core.0.cookies.as_ref().and_then(|jar| jar.of(&home));
        let is_empty = self.body.as_ref().is_some_and(Body::is_empty);
        let (headers, retries) = (core.headers(self.outgoing, info, is_empty), self.retries());
        let rules = Redirects { is_answer: info.is_answer, ..core.0.redirects };
        let body = self.body.as_ref().and_then(Body::again).and_then(|body| body.into_bytes().ok());
        let body = body.unwrap_or_default();
        let request = RedirectRequest::new((info.method)(), uri, headers, self.body);
        let mut attempt = Attempt { core, retries, rules, request, sent: Some(first) };
        let answer = attempt.retry(&credentials).await?;
        let status = answer.response.status().as_u16();
        let is_refused = |sent: &Supplied| sent.attachment.scheme().refused.contains(&status);
        if !answer.authorized || !credentials.iter().any(is_refused) {
            return Ok(ended(answer.response, Sent { credentials, cookies: cookies(), body }));
        }
        // All sources are notified; `any` would stop at the first.
        let refused = self.supplies.iter().zip(&credentials).filter(|(_, sent)| is_refused(sent));
        let renewable = refused.fold(false, |any, (supply, sent)| supply.rejected(sent.generation) | any);
        if !renewable || !attempt.request.is_repeatable() {
            return Ok(ended(answer.response, Sent { credentials, cookies: cookies(), body }));
        }
        debug!("the credential was refused: retrying the call once with a new one");
        drop(answer);
        let renewed = core.acquire(self.supplies).await?;
        let answer = attempt.retry(&renewed).await?;
        credentials.extend(renewed);
        Ok(ended(answer.response, Sent { credentials, cookies: cookies(), body }))
    }

    fn retries(&self) -> Option<&'a Retries> {
        let may = Transient::may_repeat(&(self.info.method)(), self.outgoing.has_idempotency_key);
        may.then_some(self.outgoing.retries.as_ref().unwrap_or(&self.core.0.retries))
    }
}

/// The response that ends a call, with the credentials that were sent.
fn ended(mut response: Response<Body>, sent: Sent) -> Response<Body> {
    response.extensions_mut().insert(sent);
    response
}

/// A request that may be sent repeatedly.
struct Attempt<'a> {
    core: &'a Core,
    retries: Option<&'a Retries>,
    rules: Redirects,
    request: RedirectRequest,
    /// The result of a request that was already sent. It is taken when it is evaluated.
    sent: Option<Outcome>,
}

impl Attempt<'_> {
    /// Sends the request until there is no transient failure, or the retry policy is exhausted. The time limit of the
    /// call applies to all attempts.
    async fn retry(&mut self, credentials: &[Supplied]) -> Result<Answer, Failure> {
        let mut number = 0;
        loop {
            let result = self.follow(credentials).await;
            let Some(retries) = self.retries.filter(|_| self.request.is_repeatable()) else { return result };
            let transient = match &result {
                Ok(answer) => Transient::of_status(answer.response.status(), answer.response.headers()),
                Err(failure) => Transient::of_failure(failure),
            };
            let Some(transient) = transient else {
                if number == 0 {
                    retries.succeeded_at_once();
                }
                return result;
            };
            let Some(pause) = retries.pause(number, &transient, self.core.0.runtime.wall()) else { return result };
            // The connection is free while this waits.
            drop(result);
            number += 1;
            debug!(number, "retrying the call after a pause");
            self.core.0.runtime.sleep(pause).await;
        }
    }

    /// Sends the request and follows its redirects.
    async fn follow(&mut self, credentials: &[Supplied]) -> Result<Answer, Failure> {
        let mut chain =
            RedirectChain::new(self.rules, self.core.0.servers.allows_plain_http(), !credentials.is_empty());
        let mut followed: Option<Box<RedirectRequest>> = None;
        let (home, mut is_home) = (origin(&self.request.uri), true);
        loop {
            let sent = self.sent.take();
            let request = followed.as_deref_mut().unwrap_or(&mut self.request);
            let attached = if chain.is_authorized() { credentials } else { &[] };
            let response = match sent {
                Some(outcome) => outcome?,
                None => {
                    is_home &= origin(&request.uri) == home;
                    send(self.core, request, attached, is_home).await?
                }
            };
            match chain.action(request, &response)? {
                Action::Done => return Ok(Answer { response, authorized: !attached.is_empty() }),
                Action::Follow(next) => {
                    debug!(status = response.status().as_u16(), "following a redirect");
                    followed = Some(next);
                }
            }
        }
    }
}

/// The server of a URL.
fn origin(uri: &Uri) -> (Option<Scheme>, Option<Authority>) {
    (uri.scheme().cloned(), uri.authority().cloned())
}

/// Sends a request of a chain of redirects: with the cookies of the jar if the chain never left the call's server, and with
/// these credentials.
#[cfg_attr(not(feature = "cookies"), allow(unused_mut, unused_variables, reason = "only a jar asks for them"))]
async fn send(core: &Core, request: &mut RedirectRequest, credentials: &[Supplied], is_home: bool) -> Outcome {
    let (uri, mut headers, body) = (request.uri.clone(), request.headers.clone(), request.take_body());
    #[cfg(feature = "cookies")]
    let jar = core.0.cookies.as_ref().filter(|_| is_home);
    #[cfg(feature = "cookies")]
    if let Some(jar) = jar {
        jar.attach(&uri, &mut headers);
    }
    let request = prepare(request.method.clone(), uri.clone(), headers, body, credentials)?;
    let response = core.checked(core.0.transport.send(request, None).await)?;
    #[cfg(feature = "cookies")]
    if let Some(jar) = jar {
        jar.keep(&uri, response.headers());
    }
    Ok(response)
}
