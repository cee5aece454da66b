//! oidc-provider, an OpenID provider that is certified and not ours: `tests/oidc/server.mjs`, on loopback.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rcgen::{KeyPair, PublicKeyData as _, SigningKey as _};

/// The one server of all tests. It ends with this process, which closes its standard input.
pub static OIDC: LazyLock<Oidc> = LazyLock::new(Oidc::start);

/// Returns false, with a word on standard error, where the provider is not installed.
///
/// # Panics
///
/// If it is not installed on a machine that says `CI=true`.
pub fn is_installed() -> bool {
    let is_installed = node().exists();
    if !is_installed {
        let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!ci, "oidc-provider is not installed: run `npm ci` in tests/oidc");
        eprintln!("skipped: oidc-provider is not installed; run `npm ci` in tests/oidc");
    }
    is_installed
}

/// The version of Node that the provider needs comes with it.
fn node() -> PathBuf {
    folder().join("node_modules/.bin/node")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/oidc")
}

pub struct Oidc {
    _process: Child,
    port: u16,
    /// Of the client that signs assertions.
    key: KeyPair,
}

impl Oidc {
    fn start() -> Self {
        let key = KeyPair::generate_for(&rcgen::PKCS_ED25519).unwrap();
        let public = URL_SAFE_NO_PAD.encode(key.der_bytes());
        let mut process = Command::new(node())
            .arg(folder().join("server.mjs"))
            .arg(format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{public}"}}"#))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.find_map(|line| line.parse().ok()).expect("oidc-provider prints its port");
        std::thread::spawn(move || lines.for_each(drop));
        Self { _process: process, port, key }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The body of a page.
    pub fn get(&self, target: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "GET {target} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 "), "{answer}");
        body.to_owned()
    }

    /// Opens a URL as someone in a browser does who says yes to all; the URL where that ended.
    pub fn browse(&self, url: &str) -> String {
        let url: String = url::form_urlencoded::byte_serialize(url.as_bytes()).collect();
        self.get(&format!("/browse?url={url}"))
    }

    /// The requests of a client for tokens, and what became of each: the grant, and the error or the status.
    pub fn log(&self, client: &str) -> Vec<String> {
        let client: String = url::form_urlencoded::byte_serialize(client.as_bytes()).collect();
        let log: Vec<serde_json::Value> = serde_json::from_str(&self.get(&format!("/log?client={client}"))).unwrap();
        let text = |line: &serde_json::Value, name: &str| line[name].as_str().map(str::to_owned);
        let line = |line: &serde_json::Value| {
            let begin = text(line, "grant").or(text(line, "path")).unwrap();
            let end = text(line, "error").unwrap_or_else(|| line["status"].to_string());
            format!("{} {end}", begin.rsplit(':').next().unwrap())
        };
        log.iter().map(line).collect()
    }

    /// A refresh token of a client, for `openid offline_access read`.
    pub fn mint(&self, client: &str) -> String {
        self.get(&format!("/mint?client={client}"))
    }

    /// A JWT by which the client `signs` is authenticated (RFC 7523, 3).
    pub fn assertion(&self, audience: &str) -> String {
        let encoded = |json: serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        let claims = serde_json::json!({
            "iss": "signs", "sub": "signs", "aud": audience, "jti": uuid::Uuid::new_v4().to_string(), "iat": now, "exp": now + 60
        });
        let signed = [encoded(serde_json::json!({ "alg": "EdDSA" })), encoded(claims)].join(".");
        let signature = URL_SAFE_NO_PAD.encode(self.key.sign(signed.as_bytes()).unwrap());
        [signed, signature].join(".")
    }
}
