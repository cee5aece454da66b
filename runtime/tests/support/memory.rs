//! A transport without sockets: a `tower::Service` that keeps requests and answers them by a function.

use std::convert::Infallible;
use std::future::Ready;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use http::{HeaderMap, Method, Request, Response, Uri};
use http_body_util::Full;
use warded::Body;

/// A request as it left the client.
#[derive(Clone, Debug)]
pub struct Sent {
    pub method: Method,
    pub uri: Uri,
    pub headers: HeaderMap,
    pub body: Option<Vec<u8>>,
}

type Answering = dyn Fn(&Sent) -> Response<String> + Send + Sync;

#[derive(Clone)]
pub struct Memory {
    sent: Arc<Mutex<Vec<Sent>>>,
    answer: Arc<Answering>,
}

impl Memory {
    pub fn new(answer: impl Fn(&Sent) -> Response<String> + Send + Sync + 'static) -> Self {
        Self { sent: Arc::default(), answer: Arc::new(answer) }
    }

    /// The requests since the last query.
    pub fn take(&self) -> Vec<Sent> {
        std::mem::take(&mut self.sent.lock().unwrap())
    }
}

impl tower::Service<Request<Body>> for Memory {
    type Response = Response<Full<bytes::Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let (parts, body) = request.into_parts();
        let body = body.as_bytes().map(<[u8]>::to_vec);
        let sent = Sent { method: parts.method, uri: parts.uri, headers: parts.headers, body };
        let response = (self.answer)(&sent);
        self.sent.lock().unwrap().push(sent);
        std::future::ready(Ok(response.map(|body| Full::new(body.into()))))
    }
}
