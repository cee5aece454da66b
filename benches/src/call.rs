//! One call of an operation over a transport in memory, against the same request by hand.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::hint::black_box;
use std::task::{Context, Poll};

use futures_util::FutureExt as _;
use warded::Core;
use warded::bytes::Bytes;
use warded::http::{Request, Response, header};

use crate::generated::types::{Payment, Receipt};
use crate::generated::{Client, Token};
use crate::{Workload, values};

pub const TOKEN: &str = "sk_test_4eC39HqLyjWDarjtT1zdp7dc";

/// A server that is not there: takes any request, and answers with a receipt.
#[derive(Clone)]
pub struct Memory(Bytes);

impl Memory {
    #[must_use]
    pub fn new() -> Self {
        Self(values::receipt().to_string().into())
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

impl<B> tower::Service<Request<B>> for Memory {
    type Response = Response<http_body_util::Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        drop(black_box(request));
        let mut response = Response::new(self.0.clone().into());
        response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
        ready(Ok(response))
    }
}

/// Ours, and where reqwest is there, reqwest by hand.
#[must_use]
pub fn workloads() -> Vec<Workload> {
    #[cfg_attr(not(feature = "network"), allow(unused_mut, reason = "reqwest is added"))]
    let mut all = vec![Workload::new("call/memory/warded", warded()), Workload::new("call/build/warded", build())];
    #[cfg(feature = "network")]
    all.extend(by_hand::workloads());
    all
}

/// The client that calls are made of.
pub fn client(core: Core) -> Client<crate::generated::Credentials<Token>> {
    Client::from(core).token(Token::new(TOKEN))
}

/// The body of the request.
#[must_use]
pub fn payment() -> Payment {
    serde_json::from_value(values::payment()).expect("it is one")
}

fn in_memory() -> Core {
    // Without a limit of time: no timer is started, as none is by hand.
    Core::builder().transport(Memory::new()).timeout(None).build().expect("nothing is wrong with it")
}

fn warded() -> impl Fn() {
    let (client, payment) = (client(in_memory()), payment());
    move || {
        let call = client.create_payment("acct_81", black_box(&payment)).send();
        let response = call.now_or_never().expect("nothing waits").expect("it is answered");
        let receipt: &Receipt = &response;
        black_box(receipt);
    }
}

fn build() -> impl Fn() {
    let (client, payment) = (client(in_memory()), payment());
    move || drop(black_box(client.create_payment("acct_81", black_box(&payment))))
}

#[cfg(feature = "network")]
pub mod by_hand {
    //! The same call with reqwest.

    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;
    use crate::derived;

    /// The request, as reqwest's documentation shows it.
    pub fn request(client: &reqwest::Client, base: &str, payment: &derived::Payment) -> reqwest::RequestBuilder {
        let url = format!("{base}/accounts/{}/payments", "acct_81");
        client.post(url).bearer_auth(TOKEN).header(header::ACCEPT, "application/json").json(payment)
    }

    /// The body of the request.
    #[must_use]
    pub fn payment() -> derived::Payment {
        serde_json::from_value(values::payment()).expect("it is one")
    }

    pub(super) fn workloads() -> Vec<Workload> {
        vec![Workload::new("call/memory/reqwest", send()), Workload::new("call/build/reqwest", build())]
    }

    fn send() -> impl Fn() {
        let (client, payment, memory) = (reqwest::Client::new(), payment(), Memory::new());
        move || {
            let request = request(&client, "https://api.example.com/v1", black_box(&payment)).build();
            let request: Request<reqwest::Body> = request.and_then(TryInto::try_into).expect("it is a request");
            let answer = async {
                let response = memory.clone().oneshot(request).await.expect("it is answered");
                let body = response.into_body().collect().await.expect("it is in memory").to_bytes();
                serde_json::from_slice::<derived::Receipt>(&body).expect("it is a receipt")
            };
            black_box(answer.now_or_never().expect("nothing waits"));
        }
    }

    fn build() -> impl Fn() {
        let (client, payment) = (reqwest::Client::new(), payment());
        move || drop(black_box(request(&client, "https://api.example.com/v1", black_box(&payment)).build()))
    }
}
