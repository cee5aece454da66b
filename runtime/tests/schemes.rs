//! Credentials of the scheme that a slot is for, and of no other, whichever way they come: the schemes of two APIs differ,
//! though they have the same name and place.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use http::{HeaderName, HeaderValue, Response};
use support::{Clock, Get, Memory, Sent, call, code};
use warded::rt::{Attach, AttachError, Attachment, Authorization, Carrier, DynamicSlot, Placement, Slot};
use warded::{Core, Credential, CredentialError, Error, Never, Scheme, Source, Supplied, Supply};

/// An API that knows a key and a certificate.
macro_rules! api {
    ($name:ident) => {
        mod $name {
            warded::rt::credential! {
                /// A key.
                pub struct Key = "Key", Header("X-Key");
                /// Makes one of a key.
                new(secret: impl Into<warded::SecretString>) = new(&secret.into());
            }
            warded::rt::credential! {
                /// A certificate.
                pub struct Certificate = "Certificate", Connection;
                /// Declares it.
                presented() = connection();
            }
        }
    };
}

api!(one);
api!(other);

/// Supplies what it is told to, and says that it is of this scheme.
struct Liar(&'static Scheme, Arc<Attachment>);

impl Supply for Liar {
    fn scheme(&self) -> &'static Scheme {
        self.0
    }

    fn ready(&self) -> Option<Supplied> {
        Some(Supplied { attachment: Arc::clone(&self.1), generation: 0 })
    }

    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>> {
        std::future::ready(Ok(Supplied { attachment: Arc::clone(&self.1), generation: 0 })).boxed()
    }
}

/// The result of a call with this authorization, and the requests that it sent.
fn sent(url: &str, authorization: Authorization) -> (Result<http::StatusCode, Error<Never>>, Vec<Sent>) {
    let memory = Memory::new(|_| Response::builder().status(204).body(String::new()).unwrap());
    answered(url, authorization, memory)
}

/// As [`sent`], by a server of its own.
fn answered(
    url: &str,
    authorization: Authorization,
    memory: Memory,
) -> (Result<http::StatusCode, Error<Never>>, Vec<Sent>) {
    let builder = Core::builder().base_url(url).runtime(Clock::default()).transport(memory.clone());
    let core: Core = builder.build().unwrap();
    let result = code(call::<Get>(&core, authorization)).now_or_never().unwrap();
    (result, memory.take())
}

const URL: &str = "https://api.example";

fn refused(url: &str, authorization: Authorization, word: &str) {
    let (result, sent) = sent(url, authorization);
    assert!(sent.is_empty(), "it was sent");
    match result.unwrap_err() {
        Error::Credential(error) => {
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(word) && !shown.contains("secret"), "{shown}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_supply_of_another_scheme_is_an_error_before_anything_is_sent() {
    let key = Source::from(one::Key::new("secret"));
    let foreign: [Arc<dyn Supply>; 4] = [
        Source::from(other::Key::new("secret")).supply().clone(),
        Source::<other::Key>::from_fn(|| async { Ok::<_, CredentialError>(other::Key::new("secret")) })
            .supply()
            .clone(),
        // It says that it is of the right one.
        Arc::new(Liar(one::Key::SCHEME, Arc::clone(other::Key::new("secret").attachment()))),
        Arc::new(Liar(one::Key::SCHEME, Arc::clone(one::Certificate::presented().attachment()))),
    ];
    for supply in foreign {
        let source = Source::<one::Key>::from_supply(supply);
        let dynamic = DynamicSlot::held(&source);
        refused(URL, Authorization::one(&Slot::held(source.clone())), "another scheme");
        refused(URL, Authorization::none().with_supply(dynamic.supply(), "a key"), "another scheme");
        let again = Source::<one::Key>::from_supply(source.supply().clone());
        refused(URL, Authorization::one(&Slot::held(key.clone())).and(&Slot::held(again)), "another scheme");
        let asked = Source::<one::Key>::from_fn(move || {
            let supply = source.supply().clone();
            async move { supply.supply().await.map(|_| one::Key::new("secret")) }
        });
        refused(URL, Authorization::one(&Slot::held(asked)), "another scheme");
    }
    let own: [Arc<dyn Supply>; 2] =
        [key.supply().clone(), Arc::new(Liar(one::Key::SCHEME, Arc::clone(one::Key::new("secret").attachment())))];
    for supply in own {
        let source = Source::<one::Key>::from_supply(supply);
        let (result, sent) = sent(URL, Authorization::one(&Slot::held(source)));
        assert_eq!(result.unwrap(), 204);
        assert_eq!(sent[0].headers["x-key"], "secret");
    }
}

#[test]
fn schemes_of_two_apis_differ_though_they_read_alike() {
    let (one, other) = (one::Key::SCHEME, other::Key::SCHEME);
    assert_eq!((one.name, one.placement), (other.name, other.placement));
    assert_ne!(one, other);
    assert_eq!(*one, *one::Key::new("secret").attachment().scheme());
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
}

#[test]
fn an_attachment_goes_where_its_scheme_says() {
    let secret = "secret".to_owned().into();
    for attachment in [
        Attachment::connection(one::Key::SCHEME),
        Attachment::placed(one::Key::SCHEME, Placement::Connection, &secret),
        Attachment::placed(one::Key::SCHEME, Placement::Header("X-Other"), &secret),
        Attachment::placed(one::Key::SCHEME, Placement::Query("key"), &secret),
    ] {
        let supply = Arc::new(Liar(one::Key::SCHEME, Arc::new(attachment)));
        let slot = Slot::held(Source::<one::Key>::from_supply(supply));
        refused(URL, Authorization::one(&slot), "the credential of `Key`");
    }
}

/// A signature of the request, in place of the key.
struct Signature;

impl Attach for Signature {
    fn carrier(&self) -> Carrier<'_> {
        static NAME: HeaderName = HeaderName::from_static("x-key");
        Carrier::Header(&NAME)
    }

    fn attach(&self, request: &mut http::request::Parts) -> Result<(), AttachError> {
        let mut value = HeaderValue::try_from(format!("{} {}", request.method, request.uri)).unwrap();
        value.set_sensitive(true);
        request.headers.insert("x-key", value);
        Ok(())
    }
}

#[test]
fn a_signature_is_made_of_each_request_that_goes_out() {
    let signed = |scheme| {
        let supply = Arc::new(Liar(scheme, Arc::new(Attachment::by(scheme, Signature))));
        Slot::held(Source::<one::Key>::from_supply(supply))
    };
    let memory = Memory::new(|request| match request.uri.path() {
        "/start" => Response::builder().status(307).header("location", "/moved").body(String::new()).unwrap(),
        _ => Response::builder().status(204).body(String::new()).unwrap(),
    });
    let (result, sent) = answered(URL, Authorization::one(&signed(one::Key::SCHEME)), memory);
    assert_eq!(result.unwrap(), 204);
    let signatures: Vec<_> = sent.iter().map(|request| request.headers["x-key"].to_str().unwrap()).collect();
    assert_eq!(signatures, ["GET https://api.example/start", "GET https://api.example/moved"]);
    let key = Slot::held(Source::from(one::Key::new("secret")));
    refused(URL, Authorization::one(&key).and(&signed(one::Key::SCHEME)), "replace another");
    refused(URL, Authorization::one(&signed(other::Key::SCHEME)), "another scheme");
}

#[test]
fn a_certificate_needs_a_transport_of_ones_own_and_tls() {
    let slot = || Slot::held(Source::from(one::Certificate::presented()));
    let (result, sent) = sent(URL, Authorization::one(&slot()));
    assert_eq!((result.unwrap().as_u16(), sent.len()), (204, 1));
    assert!(!sent[0].headers.contains_key("authorization"));
    for url in ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"] {
        refused(url, Authorization::one(&slot()), "plain http");
    }
    let core: Core = Core::builder().base_url(URL).runtime(Clock::default()).build().unwrap();
    let result = code(call::<Get>(&core, Authorization::one(&slot()))).now_or_never().unwrap();
    let Error::Credential(error) = result.unwrap_err() else { panic!("it is the credential that is wrong") };
    assert!(error.to_string().contains("`identity`"), "{error}");
}
