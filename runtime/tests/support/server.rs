//! An HTTP/1.1 server of one request a connection that keeps what it receives.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// A request as it arrived.
#[derive(Clone)]
pub struct Received {
    /// All bytes, from the method to the end of the body.
    pub raw: Vec<u8>,
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// The server's response.
pub struct Answer {
    pub bytes: Vec<u8>,
    /// Keeps the connection open without sending more.
    pub hang: bool,
}

/// Stops when it is dropped.
pub struct Server {
    pub port: u16,
    received: Arc<Mutex<Vec<Received>>>,
    abandoned: Arc<Notify>,
    task: tokio::task::JoinHandle<()>,
}

impl Received {
    /// The values of a header, in the order in which they came.
    pub fn header(&self, name: &str) -> Vec<&str> {
        let named = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str()).collect()
    }

    /// The names of its headers but those that HTTP itself needs, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = self.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        names.retain(|name| name != "host" && name != "content-length");
        names.sort();
        names
    }
}

impl Server {
    /// Starts a server on a free port of 127.0.0.1.
    pub async fn start(answer: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> Self {
        Self::over(|stream| std::future::ready(Some(stream)), answer).await
    }

    /// Same as [`Server::start`], over streams that `open` makes from each connection, such as TLS.
    pub async fn over<S, F>(
        open: impl Fn(TcpStream) -> F + Clone + Send + 'static,
        answer: impl Fn(&Received) -> Answer + Send + Sync + 'static,
    ) -> Self
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        F: Future<Output = Option<S>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (received, abandoned) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Notify::new()));
        let (kept, gone, answer) = (Arc::clone(&received), Arc::clone(&abandoned), Arc::new(answer));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (opened, gone) = (open(stream), Arc::clone(&gone));
                let (kept, answer) = (Arc::clone(&kept), Arc::clone(&answer));
                tokio::spawn(async move {
                    if let Some(stream) = opened.await {
                        serve(stream, &kept, &*answer, &gone).await;
                    }
                });
            }
        });
        Self { port, received, abandoned, task }
    }

    /// Its URL, by address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The requests so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// Waits for a client to close a connection that was kept open for it.
    pub async fn abandoned(&self) {
        self.abandoned.notified().await;
    }

    /// The requests since the last query.
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut self.received.lock().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A whole response.
pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut text = format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    Answer { bytes: format!("{text}\r\n{body}").into_bytes(), hang: false }
}

/// A redirect.
pub fn redirect(status: u16, location: &str) -> Answer {
    answer(status, &[("location", location)], "")
}

async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    kept: &Mutex<Vec<Received>>,
    answer: impl Fn(&Received) -> Answer,
    abandoned: &Notify,
) {
    let Some(received) = read(&mut stream).await else { return };
    let answer = answer(&received);
    kept.lock().unwrap().push(received);
    // The client may be gone already, as after a limit.
    let _ = stream.write_all(&answer.bytes).await;
    if answer.hang {
        // The client sends no more: this ends when it goes.
        let _ = stream.read_u8().await;
        abandoned.notify_one();
        return;
    }
    let _ = stream.shutdown().await;
}

async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<Received> {
    let mut raw = Vec::new();
    let head = loop {
        if let Some(end) = raw.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        more(stream, &mut raw).await?;
    };
    let text = String::from_utf8_lossy(&raw[..head]).into_owned();
    let mut lines = text.lines();
    let mut first = lines.next()?.split(' ').map(str::to_owned);
    let (method, target) = (first.next()?, first.next()?);
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let find = |name: &str| headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    if let Some(length) = find("content-length") {
        let end = head + length.parse::<usize>().ok()?;
        while raw.len() < end {
            more(stream, &mut raw).await?;
        }
    } else if find("transfer-encoding").is_some() {
        while !raw.ends_with(b"0\r\n\r\n") {
            more(stream, &mut raw).await?;
        }
    }
    let body = raw[head..].to_vec();
    Some(Received { raw, method, target, headers, body })
}

async fn more(stream: &mut (impl AsyncRead + Unpin), raw: &mut Vec<u8>) -> Option<()> {
    (stream.read_buf(raw).await.ok()? > 0).then_some(())
}
