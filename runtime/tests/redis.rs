//! Sessions of several processes that share a real Redis.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/redis_server.rs"]
mod redis_server;
mod support;

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use redis::AsyncCommands as _;
use redis_server::RedisServer;
use secrecy::ExposeSecret as _;
use support::{Answer, Get, Jwt, Post, Put, Received, Server, answer, authorize, call, capture, issued, leaks};
use tokio::sync::Notify;
use warded::rt::{Authorization, Slot};
use warded::session::store::{Keys, RedisStore, TokenStore};
use warded::session::{Session, SessionBuilder};
use warded::{BoxError, Call, Core, Issued, Lifetime, Operation, SendBlocking, Source, Supply};

fn store(redis: &str) -> Arc<dyn TokenStore> {
    Arc::new(RedisStore::new(redis, Keys::new(1, &[7; 32])).unwrap())
}

/// A session that logs in with POST, renews with PUT, and shares what it gets.
fn session(core: &Core, store: Arc<dyn TokenStore>) -> SessionBuilder<Jwt> {
    let (log_in, renew) = (core.clone(), core.clone());
    Session::builder(core.runtime(), move || ask(call::<Post>(&log_in, Authorization::none())))
        .renew(move |live: Jwt| ask(call::<Put>(&renew, Authorization::one(&Slot::held(Source::from(live))))))
        .store(store, "fleet", |token| issued(token.expose_secret(), 0).credential)
}

/// The answer's body is the token, its header says how long the token lives.
async fn ask<O: Operation>(call: Call<O>) -> Result<Issued<Jwt>, BoxError> {
    let process = http::HeaderValue::from(std::process::id());
    let response = call.extra_header("x-process", process).send_raw().await?;
    if response.status() != 200 {
        return Err("refused".into());
    }
    let life = response.headers()["x-life"].to_str()?.parse()?;
    let token = response.into_body().bytes().await?;
    let credential = issued(std::str::from_utf8(&token)?, 0).credential;
    Ok(Issued { credential, lifetime: Lifetime::unknown().after(Some(life)) })
}

fn token(number: usize, life: &str) -> Answer {
    answer(200, &[("x-life", life)], &format!("token-{number}"))
}

fn methods(server: &Server, method: &str) -> usize {
    server.received().iter().filter(|request| request.method == method).count()
}

/// A process of this program that runs the test `worker`.
fn process(redis: &RedisServer, server: &Server, tasks: usize, calls: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "worker", "--ignored"])
        .envs([("REDIS", redis.url()), ("SERVER", server.url())])
        .envs([("TASKS", tasks.to_string()), ("CALLS", calls.to_string())])
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[tokio::test]
#[ignore = "other tests run it in processes of its own"]
async fn worker() {
    let variable = |name| std::env::var(name).unwrap();
    let core = Core::builder().base_url(variable("SERVER")).build().unwrap();
    let session = session(&core, store(&variable("REDIS"))).lease(Duration::from_secs(2)).build();
    let tasks: Vec<_> = (0..variable("TASKS").parse().unwrap())
        .map(|_| {
            let (core, session) = (core.clone(), session.clone());
            let calls: usize = variable("CALLS").parse().unwrap();
            tokio::spawn(async move {
                for number in 0..calls {
                    if number > 0 {
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                    let supply: Arc<dyn Supply> = Arc::new(session.clone());
                    let status = support::code(call::<Get>(&core, authorize(&[supply]))).await.unwrap();
                    assert_eq!(status, 200);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

/// Waits for processes to succeed.
async fn succeed(processes: Vec<Child>) {
    for mut process in processes {
        let status = tokio::task::spawn_blocking(move || process.wait().unwrap()).await.unwrap();
        assert!(status.success());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_processes_log_in_once() {
    let Some(redis) = RedisServer::start() else { return };
    let server = Server::start(|request| match request.method.as_str() {
        "POST" => {
            std::thread::sleep(Duration::from_millis(300));
            token(1, "3600")
        }
        _ => answer(if request.header("authorization") == ["Bearer token-1"] { 200 } else { 401 }, &[], ""),
    })
    .await;
    succeed((0..8).map(|_| process(&redis, &server, 100, 1)).collect()).await;
    assert_eq!((methods(&server, "POST"), methods(&server, "GET")), (1, 800));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_dies_while_it_logs_in_is_replaced_when_its_lease_ends() {
    let Some(redis) = RedisServer::start() else { return };
    let log_ins = AtomicUsize::new(0);
    let server = Server::start(move |request| match request.method.as_str() {
        "POST" if log_ins.fetch_add(1, Ordering::SeqCst) == 0 => Answer { bytes: Vec::new(), hang: true },
        "POST" => token(2, "3600"),
        _ => answer(200, &[], ""),
    })
    .await;
    let mut dying = process(&redis, &server, 1, 1);
    while methods(&server, "POST") == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let start = Instant::now();
    let others = (0..3).map(|_| process(&redis, &server, 10, 1)).collect();
    dying.kill().unwrap();
    dying.wait().unwrap();
    succeed(others).await;
    assert!(start.elapsed() < Duration::from_secs(8), "the lease is 2 s: {:?}", start.elapsed());
    assert_eq!((methods(&server, "POST"), methods(&server, "GET")), (2, 30));
}

/// A server whose tokens can be renewed once each; tells which process renews first, and leaves that without an answer.
async fn rotating(renewals: Arc<Mutex<BTreeMap<String, usize>>>) -> (Server, mpsc::Receiver<u32>) {
    let (tell, told) = mpsc::channel();
    let (issued, first) = (AtomicUsize::new(0), Mutex::new(Some(tell)));
    let next = move || token(issued.fetch_add(1, Ordering::SeqCst) + 1, "1.2");
    let server = Server::start(move |request: &Received| match request.method.as_str() {
        "POST" => next(),
        "PUT" => {
            *renewals.lock().unwrap().entry(request.header("authorization")[0].to_owned()).or_default() += 1;
            match first.lock().unwrap().take() {
                Some(tell) => {
                    tell.send(request.header("x-process")[0].parse().unwrap()).unwrap();
                    Answer { bytes: Vec::new(), hang: true }
                }
                None => next(),
            }
        }
        _ => answer(200, &[], ""),
    })
    .await;
    (server, told)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_token_is_renewed_once_though_who_renews_it_dies() {
    let Some(redis) = RedisServer::start() else { return };
    let renewals = Arc::<Mutex<BTreeMap<String, usize>>>::default();
    let (server, told) = rotating(Arc::clone(&renewals)).await;
    let mut processes: Vec<_> = (0..4).map(|_| process(&redis, &server, 5, 120)).collect();
    let dying = tokio::task::spawn_blocking(move || told.recv_timeout(Duration::from_secs(20)).unwrap()).await.unwrap();
    let mut dying = processes.remove(processes.iter().position(|process| process.id() == dying).unwrap());
    dying.kill().unwrap();
    dying.wait().unwrap();
    succeed(processes).await;
    let renewals = renewals.lock().unwrap();
    assert!(renewals.len() >= 3, "the others go on to renew: {renewals:?}");
    assert!(renewals.values().all(|times| *times == 1), "{renewals:?}");
    assert!(methods(&server, "POST") >= 2, "the token of the one that died is not renewed again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_redis_each_logs_in_alone_and_with_it_they_share_again() {
    capture();
    let Some(mut redis) = RedisServer::start() else { return };
    let server = Server::start(|_| answer(200, &[("x-life", "3600")], support::CANARY)).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let shared = |store| session(&core, store).pauses(Duration::ZERO, Duration::ZERO).build();
    let (first, second) = (shared(store(&redis.url())), shared(store(&redis.url())));
    first.supply().await.unwrap();
    assert_eq!(second.supply().await.unwrap().generation, 1);
    assert_eq!(methods(&server, "POST"), 1);
    redis.stop();
    for (session, log_ins) in [(&first, 2), (&second, 3)] {
        assert!(session.rejected(1));
        session.supply().await.unwrap();
        assert_eq!(methods(&server, "POST"), log_ins);
    }
    assert!(capture().contains("this process continues without it"));
    redis.start_again();
    assert!(first.rejected(2));
    first.supply().await.unwrap();
    assert!(second.rejected(2));
    second.supply().await.unwrap();
    assert_eq!(methods(&server, "POST"), 4, "the login of the first is the second's too");
    let logged = capture();
    assert!(!leaks(logged.as_bytes()), "{logged}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_redis_forgets_while_a_login_is_under_way_is_stored_all_the_same() {
    let Some(mut redis) = RedisServer::start() else { return };
    let (answered, wait) = mpsc::channel::<()>();
    let (wait, under_way) = (Mutex::new(wait), Arc::new(Notify::new()));
    let asked = Arc::clone(&under_way);
    let server = Server::start(move |_| {
        asked.notify_one();
        // Until the test drops the other end.
        let _ = wait.lock().unwrap().recv();
        token(1, "3600")
    })
    .await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let (first, second) = (session(&core, store(&redis.url())).build(), session(&core, store(&redis.url())).build());
    let waiting = tokio::spawn({
        let first = first.clone();
        async move { first.supply().await.unwrap().generation }
    });
    under_way.notified().await;
    redis.stop();
    redis.start_again();
    drop(answered);
    assert_eq!(waiting.await.unwrap(), 1);
    second.supply().await.unwrap();
    assert_eq!(methods(&server, "POST"), 1, "the second has the token of the first");
}

#[tokio::test]
async fn a_fleet_logs_in_though_a_lease_is_in_the_future() {
    let Some(redis) = RedisServer::start() else { return };
    let server = Server::start(|_| token(1, "3600")).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    redis.set("lease", u64::MAX / 2048).await;
    redis.set("number", 5).await;
    let session = session(&core, store(&redis.url())).lease(Duration::from_secs(3)).build();
    let waited = tokio::time::timeout(Duration::from_secs(10), session.supply()).await;
    waited.expect("nobody waits for such a lease").unwrap();
    assert_eq!(methods(&server, "POST"), 1);
}

#[tokio::test]
async fn keys_are_changed_without_a_login() {
    capture();
    let Some(redis) = RedisServer::start() else { return };
    let log_ins = AtomicUsize::new(0);
    let server = Server::start(move |_| token(log_ins.fetch_add(1, Ordering::SeqCst) + 1, "3600")).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let with = |keys: Keys| session(&core, Arc::new(RedisStore::new(&redis.url(), keys).unwrap())).build();
    let (old, new) = (|| Keys::new(1, &[1; 32]), || Keys::new(2, &[2; 32]));
    with(old()).supply().await.unwrap();
    let reads_both = with(old().and(2, &[2; 32]));
    let writes_new = with(new().and(1, &[1; 32]));
    for session in [&reads_both, &writes_new] {
        session.supply().await.unwrap();
    }
    assert_eq!(methods(&server, "POST"), 1);
    assert!(writes_new.rejected(1));
    writes_new.supply().await.unwrap();
    assert!(reads_both.rejected(1));
    reads_both.supply().await.unwrap();
    with(new()).supply().await.unwrap();
    assert_eq!(methods(&server, "POST"), 2, "the new key is in use, and all that have it read what it wrote");
    with(old()).supply().await.unwrap();
    assert_eq!(methods(&server, "POST"), 3, "who has no such key goes on alone");
    assert!(capture().contains("key 2 is not known here"));
}

#[test]
fn a_program_without_async_shares_too() {
    let Some(redis) = RedisServer::start() else { return };
    let server = SendBlocking::send_blocking(Box::pin(Server::start(|_| token(1, "3600"))));
    let core = Core::builder().base_url(server.url()).build().unwrap();
    for _ in 0..2 {
        let session = session(&core, store(&redis.url())).build();
        SendBlocking::send_blocking(Box::pin(async move { session.supply().await.map(drop) })).unwrap();
    }
    assert_eq!(methods(&server, "POST"), 1);
}

#[tokio::test]
async fn redis_never_sees_a_token() {
    let Some(redis) = RedisServer::start() else { return };
    let server = Server::start(|_| answer(200, &[("x-life", "3600")], support::CANARY)).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let store = store(&redis.url());
    let session = session(&core, Arc::clone(&store)).build();
    session.supply().await.unwrap();
    let stored = store.load("fleet").await.unwrap().unwrap();
    assert_eq!(stored.saved.token.as_ref().unwrap().expose_secret(), support::CANARY);
    let mut connection = redis::Client::open(redis.url()).unwrap().get_multiplexed_async_connection().await.unwrap();
    let fields: BTreeMap<Vec<u8>, Vec<u8>> = connection.hgetall("warded:fleet").await.unwrap();
    assert!(fields.contains_key(&b"value"[..]), "{:?}", fields.keys());
    assert!(fields.iter().all(|(name, value)| !leaks(name) && !leaks(value)));
    let other = RedisStore::new(&redis.url(), Keys::new(2, &[9; 32])).unwrap();
    let error = other.load("fleet").await.unwrap_err();
    let shown = format!("{store:?} {other:?} {stored:?} {session:?} {error} {error:?}");
    assert!(!leaks(shown.as_bytes()), "{shown}");
    assert!(shown.contains("key 1 is not known here"), "{shown}");
    let error = RedisStore::new(&format!("redis://:{}@[/", support::CANARY), Keys::new(1, &[7; 32])).unwrap_err();
    assert!(!leaks(format!("{error:?}").as_bytes()), "{error:?}");
    session.end();
    while store.load("fleet").await.unwrap().is_some() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
