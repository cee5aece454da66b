//! Calls a bundled API at Prism, and holds what happens against its document.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::TcpStream;

use warded::http::{HeaderMap, HeaderValue};
use warded::{Error, Operation, Response};

use crate::document::Document;
use crate::prism::Prism;
use crate::server::{Answer, Received, Server};

/// A Prism, what passes on to it and keeps what the client sent, and which operations were called so far.
pub(crate) struct Check {
    prism: Prism,
    proxy: Server,
    document: Document,
    called: BTreeMap<String, BTreeSet<String>>,
}

impl Check {
    /// Serves `specs/{api}.yaml`; `None` where Prism is not installed.
    pub(crate) async fn start(api: &str) -> Option<Self> {
        let prism = Prism::serve(api)?;
        let port = prism.port;
        let proxy = Server::start(move |request| Answer { bytes: send(port, &request.raw), hang: false }).await;
        Some(Self { prism, proxy, document: Document::read(api), called: BTreeMap::new() })
    }

    /// Its URL.
    pub(crate) fn url(&self) -> String {
        self.proxy.url()
    }

    /// Calls an operation through a client that holds just `alternative`. Prism must find nothing wrong and answer with
    /// a body that is decoded; it must answer with 401 to the same request without the credential; and each documented
    /// error, which `call` asks Prism for, must be decoded as such.
    pub(crate) async fn call<O: Operation, F>(&mut self, alternative: &str, call: impl Fn(Option<u16>) -> F)
    where
        F: IntoFuture<Output = Result<Response<O>, Error<O::Error>>>,
    {
        let what = format!("{} with `{alternative}`", O::ID);
        let response = call(None).await.unwrap_or_else(|error| panic!("{what}: {error}\n{error:?}"));
        assert_eq!(violations(response.headers()), [] as [String; 0], "{what}");
        let [request] = &self.proxy.take()[..] else { panic!("{what}: not one request") };
        if !alternative.is_empty() {
            let status = status(&send(self.prism.port, &self.stripped(request)));
            assert_eq!(status, 401, "{what}: Prism takes the request without the credential");
        }
        for status in self.document.operations[O::ID].errors.clone() {
            match call(Some(status)).await {
                Err(Error::Documented { status: received, .. }) => assert_eq!(received.as_u16(), status, "{what}"),
                Err(error) => panic!("{what}, {status}: {error}\n{error:?}"),
                Ok(_) => panic!("{what}, {status}: a success"),
            }
        }
        self.proxy.take();
        self.called.entry(O::ID.to_owned()).or_default().insert(alternative.to_owned());
    }

    /// Every operation of the document was called with each alternative that satisfies it.
    pub(crate) fn is_complete(&self) {
        let documented = self.document.operations.iter();
        let documented: BTreeMap<_, _> = documented.map(|(id, one)| (id.clone(), one.alternatives.clone())).collect();
        assert_eq!(self.called, documented);
    }

    /// The bytes of a request without what carries a credential.
    fn stripped(&self, request: &Received) -> Vec<u8> {
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
        let query: Vec<&str> = query.split('&').filter(|pair| !self.document.queries.contains(&name(pair))).collect();
        let mut text = format!("{} {path}?{} HTTP/1.1\r\n", request.method, query.join("&"));
        for (name, value) in &request.headers {
            if !self.document.headers.contains(&name.to_lowercase()) {
                text.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        assert!(text.len() < request.raw.len() - request.body.len(), "no credential was sent");
        [text.as_bytes(), b"\r\n", &request.body].concat()
    }
}

/// The problems of the request that Prism found. A warning, such as that of a deprecated parameter, is not one.
fn violations(headers: &HeaderMap<HeaderValue>) -> Vec<String> {
    let Some(header) = headers.get("sl-violations") else { return Vec::new() };
    let found: Vec<serde_json::Value> = serde_json::from_slice(header.as_bytes()).expect("Prism writes JSON");
    found.iter().filter(|violation| violation["severity"] == "Error").map(ToString::to_string).collect()
}

/// Sends one request as it is, but for asking for the end of the connection; returns all that comes back.
fn send(port: u16, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("Prism listens");
    let line = request.windows(2).position(|window| window == b"\r\n").expect("a request has lines") + 2;
    let (line, rest) = request.split_at(line);
    stream.write_all(&[line, b"connection: close\r\n", rest].concat()).expect("Prism reads");
    let mut response = Vec::new();
    stream.read_to_end(&mut response).expect("Prism answers");
    response
}

fn status(response: &[u8]) -> u16 {
    let line = String::from_utf8_lossy(&response[..response.len().min(16)]).into_owned();
    line.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a response begins with its status")
}
