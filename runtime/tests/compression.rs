//! Responses whose body is compressed: decoded by the default transport if a feature names the encoding, else an error that
//! says so.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use http::Method;
use support::{Answer, ROOT, Server, call};
use warded::rt::{Authorization, Decoded, Decoding, Reply};
use warded::{Core, Error, LimitError, Never, Operation, Servers};

/// An operation whose success is a list of texts.
enum Names {}

impl Operation for Names {
    const ID: &'static str = "names";
    fn method() -> Method {
        Method::GET
    }
    const PATH: &'static str = "/start";
    const SERVERS: &'static Servers = &ROOT;
    const ACCEPT: &'static str = "application/json";
    type Output = Vec<String>;
    type Error = Never;
    type Token = ();

    fn decode(reply: &mut Reply) -> Decoding<Self> {
        reply.json().map(Decoded::Output)
    }
}

/// `["a"]` in each encoding, and true if the feature is on.
const BODIES: [(&str, bool, &[u8]); 4] = [
    ("br", cfg!(feature = "brotli"), b"\x0b\x02\x80[\"a\"]\x03"),
    ("deflate", cfg!(feature = "deflate"), b"x\x9c\x8bVJT\x8a\x05\x00\x04\x18\x01^"),
    ("gzip", cfg!(feature = "gzip"), b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\x8bVJT\x8a\x05\0\x0c\xa4\xa7x\x05\0\0\0"),
    ("zstd", cfg!(feature = "zstd"), b"(\xb5/\xfd\x04X)\0\0[\"a\"]\x01\xd1\xa9\x32"),
];

async fn served(encoding: &'static str, body: &'static [u8]) -> Server {
    Server::start(move |_| {
        let head = format!(
            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-encoding: {encoding}\r\n\
             content-length: {}\r\n\r\n",
            body.len()
        );
        Answer { bytes: [head.as_bytes(), body].concat(), hang: false }
    })
    .await
}

#[tokio::test]
async fn what_a_feature_names_is_decoded_and_what_none_names_is_said() {
    for (encoding, is_on, body) in BODIES {
        let server = served(encoding, body).await;
        let core = Core::builder().base_url(server.url()).build().unwrap();
        let result = call::<Names>(&core, Authorization::none()).await;
        let accepted = server.take()[0].header("accept-encoding").join(", ");
        assert_eq!(accepted.contains(encoding), is_on, "{encoding}: {accepted}");
        match result {
            Ok(names) => assert!(is_on && names.body() == &["a"], "{encoding}"),
            Err(error) => {
                let text = error.to_string();
                assert!(!is_on && text.contains(&format!("Content-Encoding is {encoding:?}")), "{text}");
            }
        }
        // The limit is that of what is read, not of what was sent.
        let error = call::<Names>(&core, Authorization::none()).max_response_bytes(4).await.unwrap_err();
        assert!(matches!(error, Error::Limit(LimitError::Body { limit: 4 })), "{error:?}");
    }
}
