//! What comes after a first answer that is no success: redirects, new credentials after a 401, and repeating what failed
//! by chance, if the client asked for that.

use std::sync::Arc;

use http::{Response, StatusCode};
use tracing::debug;

use super::Core;
use super::execute::prepare;
use crate::credential::{Supplied, Supply};
use crate::error::Failure;
use crate::exchange::redirect::{Hop, Redirects, Step, Trail};
use crate::exchange::retries::Chance;
use crate::exchange::{Body, OperationInfo, Outgoing, Retries};

/// How a request went.
type Outcome = Result<Response<Body>, Failure>;

/// A call whose first request was sent.
pub(super) struct Pursuit<'a> {
    pub(super) core: &'a Core,
    pub(super) outgoing: &'a Outgoing,
    pub(super) info: &'static OperationInfo,
    pub(super) supplies: &'a [Arc<dyn Supply>],
    /// The body once more, unless it was a stream.
    pub(super) body: Option<Body>,
}

/// The last response of a chain of redirects.
struct Answer {
    response: Response<Body>,
    /// Whether the request that it answers had the credentials: only then does a 401 speak of them.
    authorized: bool,
}

impl<'a> Pursuit<'a> {
    /// Nothing is to be done: the first answer was a success.
    pub(super) fn spare(&self) {
        if let Some(retries) = self.retries().filter(|_| self.body.is_some()) {
            retries.earned();
        }
    }

    /// Goes on from the first outcome to the answer that ends the call.
    pub(super) async fn run(self, credentials: Vec<Supplied>, first: Outcome) -> Outcome {
        let (core, info) = (self.core, self.info);
        // Made anew, as few calls need them a second time.
        let uri = core.0.servers.base(info.servers)?.uri(&self.outgoing.target)?;
        let (headers, retries) = (core.headers(self.outgoing, info), self.retries());
        let rules = Redirects { is_answer: info.is_answer, ..core.0.redirects };
        let hop = Hop::new(info.method.clone(), uri, headers, self.body);
        let mut chase = Chase { core, retries, rules, hop, sent: Some(first) };
        let answer = chase.persist(&credentials).await?;
        if answer.response.status() != StatusCode::UNAUTHORIZED || !answer.authorized {
            return Ok(answer.response);
        }
        // Every source is told, hence no `any`, which would stop at the first.
        let refused = self.supplies.iter().zip(&credentials);
        let renewable = refused.fold(false, |any, (supply, sent)| supply.rejected(sent.generation) | any);
        if !renewable || !chase.hop.is_repeatable() {
            return Ok(answer.response);
        }
        debug!("the credential was refused: repeating the call once with a new one");
        drop(answer);
        let credentials = core.acquire(self.supplies).await?;
        Ok(chase.persist(&credentials).await?.response)
    }

    fn retries(&self) -> Option<&'a Retries> {
        let may = Chance::may_repeat(&self.info.method, self.outgoing.has_idempotency_key);
        may.then_some(self.outgoing.retries.as_ref().unwrap_or(&self.core.0.retries))
    }
}

/// A request that may be sent again and again.
struct Chase<'a> {
    core: &'a Core,
    retries: Option<&'a Retries>,
    rules: Redirects,
    hop: Hop,
    /// How it went when it was sent; taken when that is looked at.
    sent: Option<Outcome>,
}

impl Chase<'_> {
    /// Sends the request until it is answered by more than chance, or enough was tried. The time of the call runs on.
    async fn persist(&mut self, credentials: &[Supplied]) -> Result<Answer, Failure> {
        let mut number = 0;
        loop {
            let result = self.follow(credentials).await;
            let Some(retries) = self.retries.filter(|_| self.hop.is_repeatable()) else { return result };
            let chance = match &result {
                Ok(answer) => Chance::of_status(answer.response.status(), answer.response.headers()),
                Err(failure) => Chance::of_failure(failure),
            };
            let Some(chance) = chance else {
                if number == 0 {
                    retries.earned();
                }
                return result;
            };
            let Some(pause) = retries.pause(number, &chance, self.core.0.runtime.wall()) else { return result };
            // The connection is free while this waits.
            drop(result);
            number += 1;
            debug!(number, "repeating the call after a pause");
            self.core.0.runtime.sleep(pause).await;
        }
    }

    /// Sends the request, and what redirects make of it.
    async fn follow(&mut self, credentials: &[Supplied]) -> Result<Answer, Failure> {
        let mut trail = Trail::new(self.rules, self.core.0.servers.allows_plain_http(), !credentials.is_empty());
        let mut followed: Option<Box<Hop>> = None;
        loop {
            let sent = self.sent.take();
            let hop = followed.as_deref_mut().unwrap_or(&mut self.hop);
            let attached = if trail.is_authorized() { credentials } else { &[] };
            let response = match sent {
                Some(outcome) => outcome?,
                None => {
                    let (uri, headers, body) = (hop.uri.clone(), hop.headers.clone(), hop.take_body());
                    let request = prepare(hop.method.clone(), uri, headers, body, attached)?;
                    let answer = self.core.0.transport.send(request, None);
                    self.core.checked(answer.await)?
                }
            };
            match trail.step(hop, &response)? {
                Step::Done => return Ok(Answer { response, authorized: !attached.is_empty() }),
                Step::Follow(next) => {
                    debug!(status = response.status().as_u16(), "following a redirect");
                    followed = Some(next);
                }
            }
        }
    }
}
