//! Credentials from environment variables, files and programs: real ones, over sockets.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its server fails")]
#![cfg(all(unix, feature = "rustls"))]

mod support;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::ExposeSecret as _;
use support::{CANARY, Get, Jwt, Received, Server, answer, call, code, issued};
use warded::rt::{Authorization, Slot};

use warded::{Core, CredentialError, Error, Never, SecretString, Source, SourceError};

/// A folder of this test, which is empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn jwt(text: SecretString) -> Jwt {
    issued(text.expose_secret(), 60).credential
}

/// A server that takes these tokens only.
async fn server(good: &'static [&'static str]) -> Server {
    Server::start(move |received| {
        let is_good = good.iter().any(|token| sent(received) == format!("Bearer {token}"));
        answer(if is_good { 204 } else { 401 }, &[], "")
    })
    .await
}

fn sent(received: &Received) -> &str {
    received.header("authorization").first().copied().unwrap_or_default()
}

/// The credentials that arrived, since the last query.
fn arrived(server: &Server) -> Vec<String> {
    server.take().iter().map(|received| sent(received).trim_start_matches("Bearer ").to_owned()).collect()
}

/// Sends a call with a credential of this source; the status.
async fn send(server: &Server, source: &Source<Jwt>) -> Result<u16, Error<Never>> {
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let authorization = Authorization::one(&Slot::held(source.clone()));
    code(call::<Get>(&core, authorization)).await.map(|status| status.as_u16())
}

fn unavailable(result: Result<u16, Error<Never>>) -> (SourceError, String) {
    let error = result.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(CANARY), "{shown}");
    match error {
        Error::Credential(CredentialError::Unavailable { scheme: "JWT", error }) => ((*error).clone(), shown),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_variable_is_read_and_its_error_says_its_name() {
    // Cargo sets it.
    let server = server(&[]).await;
    let source = Source::env("CARGO_PKG_NAME", jwt);
    assert_eq!(send(&server, &source).await.unwrap(), 401);
    assert_eq!(arrived(&server), ["warded"], "the same value is not sent again");
    let (error, shown) = unavailable(send(&server, &Source::env("WARDED_IS_NOT_SET", jwt)).await);
    assert_eq!(error.to_string(), "the environment variable `WARDED_IS_NOT_SET` is not set");
    assert!(
        shown.contains("no credential of `JWT`: the environment variable `WARDED_IS_NOT_SET` is not set"),
        "{shown}"
    );
    assert!(server.take().is_empty());
}

#[tokio::test]
async fn a_secret_that_kubernetes_rotates_is_picked_up() {
    let server = server(&["first", "second", "third"]).await;
    let mount = folder("rotated");
    for (version, token) in [("..1", "first\n"), ("..2", "second\n"), ("..3", "third\n")] {
        fs::create_dir(mount.join(version)).unwrap();
        fs::write(mount.join(version).join("token"), token).unwrap();
    }
    let rotate = |version: &str| {
        symlink(version, mount.join("..new")).unwrap();
        fs::rename(mount.join("..new"), mount.join("..data")).unwrap();
    };
    rotate("..1");
    symlink("..data/token", mount.join("token")).unwrap();
    let made = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&made);
    let source = Source::file(mount.join("token"), move |text| {
        count.fetch_add(1, Ordering::Relaxed);
        jwt(text)
    });
    for _ in 0..3 {
        assert_eq!(send(&server, &source).await.unwrap(), 204);
    }
    assert_eq!(made.load(Ordering::Relaxed), 1, "it is read once");
    rotate("..2");
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(send(&server, &source).await.unwrap(), 204);
    assert_eq!(arrived(&server), ["first", "first", "first", "second"]);
    // What cannot be read changes nothing.
    fs::remove_file(mount.join("..data")).unwrap();
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(send(&server, &source).await.unwrap(), 204);
    rotate("..3");
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(send(&server, &source).await.unwrap(), 204);
    assert_eq!(arrived(&server), ["second", "third"]);
}

#[tokio::test]
async fn a_refused_file_is_looked_at_at_once() {
    let server = server(&["good"]).await;
    let path = folder("refused").join("token");
    fs::write(&path, "bad").unwrap();
    let source = Source::file(&path, jwt);
    assert_eq!(send(&server, &source).await.unwrap(), 401);
    assert_eq!(arrived(&server), ["bad"], "the same file is not sent again");
    fs::write(&path, " good \n").unwrap();
    assert_eq!(send(&server, &source).await.unwrap(), 204);
    assert_eq!(arrived(&server), ["bad", "good"]);
    fs::write(&path, "other").unwrap();
    assert_eq!(send(&server, &source).await.unwrap(), 204, "the file is looked at once a second");
    assert_eq!(arrived(&server), ["good"]);
}

#[tokio::test]
async fn the_error_of_a_file_says_its_path() {
    let server = server(&[]).await;
    let folder = folder("failing");
    let path = folder.join("token");
    let source = Source::file(&path, jwt);
    let (error, shown) = unavailable(send(&server, &source).await);
    assert!(matches!(&error, SourceError::File { path: known, .. } if *known == path), "{error:?}");
    assert!(shown.contains("token` cannot be read: No such file"), "{shown}");
    for (content, reason) in [(" \n", "is empty"), (&CANARY.repeat(8000), "has more than 64 KiB")] {
        fs::write(&path, content).unwrap();
        let (error, _) = unavailable(send(&server, &source).await);
        assert!(error.to_string().ends_with(reason), "{error}");
    }
    fs::write(&path, [CANARY.as_bytes(), b"\xFF"].concat()).unwrap();
    assert!(unavailable(send(&server, &source).await).0.to_string().ends_with("is not UTF-8"));
    fs::write(&path, "token").unwrap();
    assert_eq!(send(&server, &source).await.unwrap(), 401, "an error is not kept");
    assert_eq!(arrived(&server), ["token"]);
}

/// A source that runs a script of the shell, which can count its runs in the folder.
fn script(folder: &Path, script: &str) -> Source<Jwt> {
    let script = format!("cd '{}'; echo run >> runs; {script}", folder.display());
    Source::command("sh", ["-c".to_owned(), script], jwt)
}

fn runs(folder: &Path) -> usize {
    fs::read_to_string(folder.join("runs")).unwrap_or_default().lines().count()
}

#[tokio::test]
async fn a_program_runs_once_for_all_calls_and_again_after_a_refusal() {
    let server = server(&["token-1", "token-2"]).await;
    let folder = folder("program");
    let source = script(&folder, "sleep 0.1; echo \" token-$(wc -l < runs | tr -d ' ') \"");
    let calls = (0..20).map(|_| send(&server, &source));
    let statuses: Vec<_> = futures_util::future::join_all(calls).await;
    assert!(statuses.iter().all(|status| *status.as_ref().unwrap() == 204), "{statuses:?}");
    assert_eq!(runs(&folder), 1);
    let strict = self::server(&["token-2"]).await;
    assert_eq!(send(&strict, &source).await.unwrap(), 204);
    assert_eq!((arrived(&strict), runs(&folder)), (vec!["token-1".to_owned(), "token-2".to_owned()], 2));
    let stern = self::server(&[]).await;
    for _ in 0..3 {
        assert_eq!(send(&stern, &source).await.unwrap(), 401);
    }
    assert!(runs(&folder) <= 3, "a server that refuses everything does not cost a run a call");
}

#[tokio::test]
async fn a_program_runs_again_when_its_token_ends() {
    let server = server(&[]).await;
    let folder = folder("ending");
    let end = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() + 2;
    let token = format!("e30.{}.x", URL_SAFE_NO_PAD.encode(format!("{{\"exp\":{end}}}")));
    fs::write(folder.join("token"), token).unwrap();
    let source = script(&folder, "cat token");
    source.supply().supply().await.unwrap();
    assert!(source.supply().ready().is_some());
    assert_eq!(runs(&folder), 1);
    tokio::time::sleep(Duration::from_millis(2500)).await;
    source.supply().supply().await.unwrap();
    assert!(runs(&folder) >= 2);
    drop(server);
}

#[tokio::test]
async fn the_error_of_a_program_says_which_and_its_status() {
    let server = server(&[]).await;
    let folder = folder("failing-program");
    let arguments = ["-c".to_owned(), format!("echo {CANARY}; exit 7")];
    let (error, _) = unavailable(send(&server, &Source::command("sh", arguments, jwt)).await);
    assert_eq!(error.to_string(), "the program `sh` failed: exit status: 7");
    let none: [&str; 0] = [];
    let (error, _) = unavailable(send(&server, &Source::command("warded-is-no-program", none, jwt)).await);
    assert!(error.to_string().starts_with("the program `warded-is-no-program` cannot be started: "), "{error}");
    let (error, _) = unavailable(send(&server, &script(&folder, "exit 0")).await);
    assert_eq!(error.to_string(), "the program `sh` printed text that is empty");
    assert!(server.take().is_empty());
}

#[tokio::test]
async fn a_function_is_asked_again_after_a_refusal() {
    let server = server(&["token-2"]).await;
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let source = Source::from_fn(move || {
        let token = format!("token-{}", count.fetch_add(1, Ordering::Relaxed) + 1);
        async move { Ok::<_, CredentialError>(issued(&token, 60).credential) }
    });
    assert_eq!(send(&server, &source).await.unwrap(), 204);
    assert_eq!(arrived(&server), ["token-1", "token-2"]);
    assert_eq!(send(&server, &source).await.unwrap(), 401);
    assert_eq!(arrived(&server), ["token-3", "token-4"], "once a call");
}
