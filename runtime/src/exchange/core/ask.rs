//! Requests to an authorization server: no redirect is followed, nothing is repeated, little is read, and what was sent and
//! read is overwritten.

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::{Either, select};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Uri};
use http_body_util::BodyExt as _;
use secrecy::zeroize::{Zeroize as _, Zeroizing};
use tracing::{Instrument as _, field, info_span};
use url::Url;

use super::Core;
use crate::error::{Failure, LimitError, Origin, ServerError};
use crate::exchange::Body;

/// The limit of an answer's body: those of authorization servers are small.
const MOST: usize = 1024 * 1024;

/// The limit of time of such a request: shorter than the lease of a store, so that the answer is there before the lease ends.
const LIMIT: Duration = Duration::from_secs(15);

/// The time for which a document is kept, and how many are.
const FRESH: Duration = Duration::from_secs(3600);
const KEPT: usize = 64;

/// An answer, whole.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Zeroizing<Vec<u8>>,
}

/// Documents by their URLs, each since when it is known.
pub(super) type Documents = Mutex<BTreeMap<String, (Duration, Answer)>>;

impl Core {
    /// Posts a form that holds secrets.
    pub(crate) async fn post_form(
        &self,
        url: &Url,
        authorization: Option<HeaderValue>,
        mut form: Zeroizing<String>,
    ) -> Result<Answer, Failure> {
        let mut request = Request::new(Body::from(std::mem::take(&mut *form)).wiped());
        *request.method_mut() = Method::POST;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        if let Some(mut value) = authorization {
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        self.ask(request, url).await
    }

    /// Gets a document of JSON, without credentials.
    pub(crate) async fn get_json(&self, url: &Url) -> Result<Answer, Failure> {
        self.ask(Request::new(Body::empty()), url).await
    }

    /// A document that was kept, unless it is too old.
    pub(crate) fn kept(&self, url: &Url) -> Option<Answer> {
        let documents = self.0.documents.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, answer) = documents.get(url.as_str())?;
        (self.0.runtime.monotonic().saturating_sub(*since) < FRESH).then(|| answer.clone())
    }

    /// Keeps a document, from the first time that it is.
    pub(crate) fn keep(&self, url: &Url, answer: Answer) {
        let now = self.0.runtime.monotonic();
        let mut documents = self.0.documents.lock().unwrap_or_else(PoisonError::into_inner);
        documents.retain(|_, (since, _)| now.saturating_sub(*since) < FRESH);
        if documents.len() < KEPT {
            documents.entry(url.as_str().to_owned()).or_insert((now, answer));
        }
    }

    async fn ask(&self, mut request: Request<Body>, url: &Url) -> Result<Answer, Failure> {
        self.0.runtime.check()?;
        let uri: Uri = url.as_str().parse().map_err(|_| ServerError::Invalid)?;
        let origin = Origin::of(&uri).ok_or(ServerError::Invalid)?;
        if !origin.may_be_asked(self.0.servers.allows_plain_http()) {
            return Err(ServerError::PlainHttp { origin }.into());
        }
        *request.uri_mut() = uri;
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
        request.headers_mut().insert(USER_AGENT, self.0.user_agent.clone());
        // No URL: some hold a tenant.
        let span = info_span!("warded.authorization_server", method = request.method().as_str(), status = field::Empty);
        let exchange = async {
            let response = self.checked(self.0.transport.send(request, None).await)?;
            let (head, body) = response.into_parts();
            Ok::<_, Failure>(Answer { status: head.status, headers: head.headers, body: read(body).await? })
        };
        let answer = match select(pin!(exchange.instrument(span.clone())), self.0.runtime.sleep(LIMIT)).await {
            Either::Left((answer, _)) => answer?,
            Either::Right(_) => return Err(Failure::Timeout { after: LIMIT }),
        };
        span.record("status", answer.status.as_u16());
        Ok(answer)
    }
}

/// The whole body. Each place that held a part of it is overwritten, as far as it is ours.
async fn read(mut body: Body) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut whole = Zeroizing::new(Vec::with_capacity(16 * 1024));
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else { continue };
        let length = whole.len() + data.len();
        if length > MOST {
            return Err(Failure::Limit(LimitError::Body { limit: MOST as u64 }));
        }
        if length > whole.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(length * 2));
            larger.extend_from_slice(&whole);
            whole = larger;
        }
        whole.extend_from_slice(&data);
        if let Ok(mut own) = data.try_into_mut() {
            own[..].zeroize();
        }
    }
    Ok(whole)
}
