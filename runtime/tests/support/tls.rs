//! Servers of https, and a proxy that leads to them by any name and writes down all that it sees.

use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use super::support::{Answer, Received, Server};

/// The names of the servers, all of them this machine.
const NAMES: [&str; 4] = ["api.test", "*.api.test", "other.test", "127.0.0.1"];

/// A certificate for the servers, its key, and the certificate of the authority that clients are to trust, as PEM.
pub(crate) struct Certificates {
    pub(crate) authority: String,
    pub(crate) server: String,
    pub(crate) key: String,
    /// A certificate of the authority for a client, and its key.
    pub(crate) client: String,
}

impl Certificates {
    pub(crate) fn new() -> Self {
        let authority_key = KeyPair::generate().unwrap();
        let mut authority = CertificateParams::new(Vec::new()).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = Issuer::from_params(&authority, &authority_key);
        let key = KeyPair::generate().unwrap();
        let server = CertificateParams::new(NAMES.map(str::to_owned)).unwrap().signed_by(&key, &issuer).unwrap();
        let client_key = KeyPair::generate().unwrap();
        let mut client = CertificateParams::new(vec!["client.test".to_owned()]).unwrap();
        client.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        let client = client.signed_by(&client_key, &issuer).unwrap().pem() + &client_key.serialize_pem();
        let authority = authority.self_signed(&authority_key).unwrap().pem();
        Self { authority, server: server.pem(), key: key.serialize_pem(), client }
    }
}

/// Starts a server of https with this certificate.
pub(crate) async fn https(pair: (&str, &str), answer: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> Server {
    serve(pair, None, answer).await
}

/// Starts a server of https that demands a certificate of this authority.
pub(crate) async fn mutual(
    pair: (&str, &str),
    authority: &str,
    answer: impl Fn(&Received) -> Answer + Send + Sync + 'static,
) -> Server {
    serve(pair, Some(authority), answer).await
}

async fn serve(
    pair: (&str, &str),
    authority: Option<&str>,
    answer: impl Fn(&Received) -> Answer + Send + Sync + 'static,
) -> Server {
    let (certificate, key) = pair;
    let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
    let config = match authority {
        None => ServerConfig::builder().with_no_client_auth(),
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            roots.add(CertificateDer::from_pem_slice(authority.as_bytes()).unwrap()).unwrap();
            let verifier = WebPkiClientVerifier::builder(Arc::new(roots)).build().unwrap();
            ServerConfig::builder().with_client_cert_verifier(verifier)
        }
    };
    let config = config.with_single_cert(vec![certificate], key).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let open = move |stream| {
        let accepted = acceptor.accept(stream);
        async move { accepted.await.ok() }
    };
    Server::over(open, answer).await
}

/// The bytes that a proxy received, in both directions.
#[derive(Clone, Default)]
pub(crate) struct Proxy(Arc<Mutex<Vec<u8>>>);

impl Proxy {
    /// Serves at this listener until the runtime ends. Whatever name is asked for is this machine.
    pub(crate) fn start(listener: std::net::TcpListener) -> Self {
        listener.set_nonblocking(true).unwrap();
        let (proxy, listener) = (Self::default(), TcpListener::from_std(listener).unwrap());
        let seen = proxy.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(seen.clone().serve(stream));
            }
        });
        proxy
    }

    /// All bytes so far.
    pub(crate) fn seen(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }

    fn see(&self, bytes: &[u8]) {
        self.0.lock().unwrap().extend_from_slice(bytes);
    }

    async fn serve(self, mut client: TcpStream) -> Option<()> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(client.read_u8().await.ok()?);
        }
        self.see(&head);
        let text = String::from_utf8_lossy(&head).into_owned();
        let mut words = text.split(' ');
        let (method, target) = (words.next()?, words.next()?);
        // `CONNECT name:port`, or `GET http://name:port/path`.
        let authority = target.split("://").last()?.split('/').next()?;
        let port: u16 = authority.rsplit(':').next()?.parse().ok()?;
        let mut server = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
        match method {
            "CONNECT" => client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.ok()?,
            _ => server.write_all(&head).await.ok()?,
        }
        let (from_client, to_client) = client.split();
        let (from_server, to_server) = server.split();
        tokio::join!(self.pass(from_client, to_server), self.pass(from_server, to_client));
        Some(())
    }

    async fn pass(&self, mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin) {
        let mut bytes = vec![0; 4096];
        while let Ok(length @ 1..) = from.read(&mut bytes).await {
            self.see(&bytes[..length]);
            if to.write_all(&bytes[..length]).await.is_err() {
                return;
            }
        }
        // The other side may be gone first.
        let _ = to.shutdown().await;
    }
}
