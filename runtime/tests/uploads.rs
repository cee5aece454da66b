//! Bodies that are read while they are sent: their length, their memory, and that no retry sends half of one.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::{StreamExt as _, stream};
use serde::Serialize;
use support::{Carrier, Put, Received, Renewing, Server, answer, authorize, call, code, with_body};
use tokio::io::AsyncReadExt as _;
use warded::rt::Authorization;
use warded::{Body, Core, Error, File};

const MIB: u64 = 1024 * 1024;

/// A file of so many bytes, until it is dropped.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str, length: u64) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let mut file = std::fs::File::create(&path).unwrap();
        std::io::copy(&mut std::io::repeat(b'x').take(length), &mut file).unwrap();
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // The next run writes it anew.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A server in a thread of its own that counts the bytes of a body that says its length, and keeps none.
fn counting() -> (String, Arc<AtomicU64>) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let counted = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&counted);
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut head, mut chunk) = (Vec::new(), vec![0; 64 * 1024]);
        let end = loop {
            let read = stream.read(&mut chunk).unwrap();
            head.extend_from_slice(&chunk[..read]);
            if let Some(end) = head.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let text = String::from_utf8_lossy(&head[..end]).to_lowercase();
        let (_, length) = text.split_once("content-length: ").expect("it says its length");
        let length: u64 = length.lines().next().unwrap().parse().unwrap();
        let mut received = (head.len() - end) as u64;
        while received < length {
            received += stream.read(&mut chunk).unwrap() as u64;
        }
        count.store(received, Ordering::SeqCst);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
    });
    (url, counted)
}

#[derive(Serialize)]
struct Upload {
    title: String,
    file: File,
}

/// The bytes that a server counted, and the most that this thread had allocated meanwhile.
fn sent(body: impl FnOnce() -> (Body, bool)) -> (u64, u64) {
    let (url, counted) = counting();
    let core = Core::builder().base_url(url).timeout(None).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let send = || {
        let (body, as_part) = body();
        let call = call::<Put>(&core, Authorization::none());
        let call = if as_part {
            let file = File::from_body(body).name("big.bin");
            call.multipart("multipart/form-data", &Upload { title: "big".to_owned(), file }, &[])
        } else {
            call.bytes("application/octet-stream", body)
        };
        assert_eq!(runtime.block_on(code(call)).unwrap(), 200);
    };
    let peak = allocation_counter::measure(send).bytes_max;
    (counted.load(Ordering::SeqCst), peak)
}

/// A stream of 256 MiB, of which one is in memory.
fn stream() -> Body {
    let chunk = bytes::Bytes::from(vec![b'x'; 1024 * 1024]);
    Body::from_stream(stream::iter(0..256).map(move |_| Ok::<_, std::io::Error>(chunk.clone()))).with_length(256 * MIB)
}

#[test]
fn large_bodies_are_sent_in_constant_memory() {
    let file = Temporary::new("large-body.bin", 256 * MIB);
    let path = || Body::from_path(&file.0).unwrap();
    let reader = || Body::from_reader(tokio::io::repeat(b'x').take(256 * MIB)).with_length(256 * MIB);
    for (name, (count, peak)) in [
        ("path", sent(|| (path(), false))),
        ("path of a part", sent(|| (path(), true))),
        ("reader", sent(|| (reader(), false))),
        ("stream of a part", sent(|| (stream(), true))),
    ] {
        assert!((256 * MIB..256 * MIB + 1000).contains(&count), "{name}: {count}");
        assert!(peak < 8 * MIB, "{name}: {peak} bytes of memory");
    }
}

/// A server that refuses the first request of a credential.
async fn refusing() -> (Server, Core) {
    let server = Server::start(|request| match request.header("authorization")[..] {
        ["Bearer secret-1"] => answer(401, &[], ""),
        _ => answer(200, &[], ""),
    })
    .await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    (server, core)
}

fn renewing() -> Authorization {
    authorize(&[Renewing::new(Carrier::Bearer, true, false)])
}

#[tokio::test]
async fn a_path_is_read_anew_and_a_stream_is_not_sent_twice() {
    let file = Temporary::new("repeated-body.bin", 100_000);
    let (server, core) = refusing().await;
    let whole = |request: &Received| request.body.len() == 100_000 && request.header("content-length") == ["100000"];
    let call_with = |body: Body| with_body::<Put>(&core, renewing(), body);
    assert_eq!(code(call_with(Body::from_path(&file.0).unwrap())).await.unwrap(), 200);
    let sent = server.take();
    assert!(sent.len() == 2 && sent.iter().all(whole), "{}", sent.len());
    let reader = tokio::fs::File::open(&file.0).await.unwrap();
    assert_eq!(code(call_with(Body::from_reader(reader).with_length(100_000))).await.unwrap(), 401);
    let sent = server.take();
    assert!(sent.len() == 1 && sent.iter().all(whole), "{}", sent.len());
    let reader = tokio::fs::File::open(&file.0).await.unwrap();
    assert_eq!(code(call_with(Body::from_reader(reader))).await.unwrap(), 401);
    assert_eq!(server.take()[0].header("transfer-encoding"), ["chunked"]);
}

#[tokio::test]
async fn a_part_of_a_path_is_read_anew() {
    let file = Temporary::new("repeated-part.bin", 3);
    let (server, core) = refusing().await;
    let upload = Upload { title: "t".to_owned(), file: File::from_path(&file.0).unwrap() };
    let call = call::<Put>(&core, renewing()).multipart("multipart/form-data", &upload, &[]);
    assert_eq!(code(call).await.unwrap(), 200);
    let sent = server.take();
    assert_eq!(sent.len(), 2);
    for request in sent {
        let text = String::from_utf8(request.body).unwrap();
        assert!(text.contains("name=\"file\"; filename=\"repeated-part.bin\""), "{text}");
        assert!(text.contains("\r\n\r\nxxx\r\n--"), "{text}");
    }
}

#[tokio::test]
async fn related_parts_arrive_with_their_root() {
    let server = Server::start(|_| answer(200, &[], "")).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let file = File::from_body(Body::from_reader(&b"xyz"[..]));
    let upload = Upload { title: "t".to_owned(), file };
    let call = call::<Put>(&core, Authorization::none()).multipart("multipart/related", &upload, &[]);
    assert_eq!(code(call).await.unwrap(), 200);
    let sent = server.take().remove(0);
    assert!(sent.header("content-type")[0].ends_with("; type=\"text/plain\""), "{:?}", sent.header("content-type"));
    let text = String::from_utf8_lossy(&sent.raw).into_owned();
    assert!(text.contains("Content-ID: <title>\r\n\r\nt\r\n") && text.contains("Content-ID: <file>\r\n"), "{text}");
}

#[tokio::test]
async fn what_cannot_be_sent_is_an_error() {
    assert!(Body::from_path("/no/such/file").is_err() && Body::from_path("/").is_err());
    let server = Server::start(|_| answer(200, &[], "")).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let chunks = || stream::iter([Ok::<_, std::io::Error>("four")]);
    for length in [3, 5] {
        let body = Body::from_stream(chunks()).with_length(length);
        let error = code(with_body::<Put>(&core, Authorization::none(), body)).await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
    }
    // The second sending of a stream that is a part.
    let file = File::from_body(Body::from_stream(chunks()));
    let upload = Upload { title: "t".to_owned(), file };
    let part = || call::<Put>(&core, Authorization::none()).multipart("multipart/form-data", &upload, &[]);
    assert_eq!(code(part()).await.unwrap(), 200);
    assert!(matches!(code(part()).await.unwrap_err(), Error::Request(_)));
    let json = call::<Put>(&core, Authorization::none()).json("application/json", &upload);
    assert!(matches!(code(json).await.unwrap_err(), Error::Request(_)));
}

#[test]
fn bodies_and_files_can_be_shared_between_threads() {
    const fn is<T: Send + Sync>() {}
    is::<Body>();
    is::<File>();
    is::<warded::ByteStream>();
}
