//! Processes that share a real Redis and one refresh token, against a server that rotates it and detects reuse: it sees
//! none, whoever is killed.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/redis_server.rs"]
mod redis_server;
mod support;

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use redis::AsyncCommands as _;
use redis_server::RedisServer;
use secrecy::ExposeSecret as _;
use support::{Answer, Get, Jwt, Post, Put, Received, Server, answer, authorize, call, issued, leaks, with_body};
use warded::rt::Authorization;
use warded::session::store::{Keys, RedisStore, TokenStore};
use warded::session::{Grant, LogInError, RefreshToken, Session, SessionBuilder};
use warded::{Call, Core, Operation, Supply};

/// What a server that rotates refresh tokens sees.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Tokens>>);

#[derive(Default)]
struct Tokens {
    issued: usize,
    log_ins: usize,
    used: BTreeSet<String>,
    /// The refresh tokens that were sent twice: a server revokes all that came of their login.
    reused: Vec<String>,
}

impl Seen {
    /// Answers a login (PUT), a refresh (POST) or a call (GET). Access tokens live for so long.
    fn answer(&self, request: &Received, life: &str) -> Answer {
        let mut tokens = self.0.lock().unwrap();
        match request.method.as_str() {
            "PUT" => tokens.log_ins += 1,
            "POST" => {
                let token = String::from_utf8(request.body.clone()).unwrap();
                if !tokens.used.insert(token.clone()) {
                    tokens.reused.push(token);
                    return answer(400, &[], "invalid_grant");
                }
            }
            _ => return answer(200, &[], ""),
        }
        tokens.issued += 1;
        let refresh_token = format!("{}-{}", support::CANARY, tokens.issued);
        answer(200, &[("x-life", life), ("x-refresh-token", &refresh_token)], &format!("token-{}", tokens.issued))
    }

    /// The numbers of logins and refreshes; no refresh token was sent twice.
    fn counts(&self) -> (usize, usize) {
        let tokens = self.0.lock().unwrap();
        assert!(tokens.reused.is_empty(), "{:?}", tokens.reused);
        (tokens.log_ins, tokens.used.len())
    }
}

/// The body is the token, the headers say how long it lives, and the refresh token.
async fn ask<O: Operation>(call: Call<O>) -> Result<Grant<Jwt>, LogInError> {
    let response = call.send_raw().await?;
    if response.status() != 200 {
        return Err(LogInError::refused("invalid_grant"));
    }
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap().to_owned();
    let (life, refresh_token) = (header("x-life").parse().unwrap(), header("x-refresh-token"));
    if std::env::var("DIES").is_ok_and(|number| refresh_token.ends_with(&number)) {
        // Between the reply and the store.
        std::process::abort();
    }
    let token = response.into_body().bytes().await.map_err(LogInError::passing)?;
    let credential = issued(std::str::from_utf8(&token).unwrap(), 0).credential;
    let lifetime = warded::Lifetime::unknown().after(Some(life));
    Ok(Grant { issued: warded::Issued { credential, lifetime }, refresh_token: Some(RefreshToken::new(refresh_token)) })
}

/// A session that refreshes with POST, logs in with PUT if it may, and starts with `first` if nothing is stored.
fn session(core: &Core, redis: &str, logs_in: bool) -> SessionBuilder<Jwt> {
    let (log_in, refresh) = (core.clone(), core.clone());
    let builder = if logs_in {
        Session::builder(core.runtime(), move || ask(call::<Put>(&log_in, Authorization::none())))
    } else {
        Session::resumed(core.runtime())
    };
    let refresh = move |token: RefreshToken| {
        ask(with_body::<Post>(&refresh, Authorization::none(), token.token().expose_secret().to_owned()))
    };
    builder
        .refresh(refresh)
        .refresh_token(RefreshToken::new("first"))
        .store(store(redis), "fleet", |token| issued(token.expose_secret(), 0).credential)
        .lease(Duration::from_secs(2))
}

fn store(redis: &str) -> Arc<dyn TokenStore> {
    Arc::new(RedisStore::new(redis, Keys::new(1, &[7; 32])).unwrap())
}

/// A process of this program that runs the test `worker`.
fn process(redis: &RedisServer, server: &Server, calls: usize, variables: &[(&str, &str)]) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "worker", "--ignored"])
        .envs([("REDIS", redis.url()), ("SERVER", server.url()), ("CALLS", calls.to_string())])
        .envs(variables.iter().copied())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[tokio::test]
#[ignore = "other tests run it in processes of its own"]
async fn worker() {
    let variable = |name| std::env::var(name).unwrap();
    let core = Core::builder().base_url(variable("SERVER")).build().unwrap();
    let session = session(&core, &variable("REDIS"), std::env::var("LOGS_IN").is_ok()).build();
    let calls: usize = variable("CALLS").parse().unwrap();
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let (core, session) = (core.clone(), session.clone());
            tokio::spawn(async move {
                for _ in 0..calls {
                    let supply: Arc<dyn Supply> = Arc::new(session.clone());
                    assert_eq!(support::code(call::<Get>(&core, authorize(&[supply]))).await.unwrap(), 200);
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

async fn ended(mut process: Child) -> bool {
    tokio::task::spawn_blocking(move || process.wait().unwrap().success()).await.unwrap()
}

async fn server(seen: &Seen) -> Server {
    let seen = seen.clone();
    Server::start(move |request| seen.answer(request, "1.2")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_processes_send_each_refresh_token_once() {
    let Some(redis) = RedisServer::start() else { return };
    let seen = Seen::default();
    let server = server(&seen).await;
    let processes: Vec<_> = (0..8).map(|_| process(&redis, &server, 100, &[])).collect();
    for process in processes {
        assert!(ended(process).await, "no call failed");
    }
    let (log_ins, refreshes) = seen.counts();
    assert!(log_ins == 0 && (4..30).contains(&refreshes), "{refreshes}");
    let mut connection = redis::Client::open(redis.url()).unwrap().get_multiplexed_async_connection().await.unwrap();
    let value: Vec<u8> = connection.hget("warded:fleet", "value").await.unwrap();
    assert!(!value.is_empty() && !leaks(&value));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_a_process_had_that_died_before_it_was_stored_is_not_sent_again() {
    let Some(redis) = RedisServer::start() else { return };
    let seen = Seen::default();
    let server = server(&seen).await;
    assert!(!ended(process(&redis, &server, 1, &[("DIES", "-1")])).await);
    let start = Instant::now();
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let resumed = session(&core, &redis.url(), false).build();
    let error = resumed.credential().await.map(drop).unwrap_err();
    assert!(error.log_in_needed().is_some() && start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    assert_eq!(seen.counts(), (0, 1));
    // Those who can log in do so, once for all.
    let processes: Vec<_> = (0..4).map(|_| process(&redis, &server, 120, &[("LOGS_IN", "1")])).collect();
    for process in processes {
        assert!(ended(process).await, "no call failed");
    }
    let (log_ins, refreshes) = seen.counts();
    assert!(log_ins == 1 && refreshes >= 3, "{log_ins} {refreshes}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn processes_that_are_killed_at_any_time_send_no_refresh_token_twice() {
    let Some(redis) = RedisServer::start() else { return };
    let seen = Seen::default();
    let server = server(&seen).await;
    let start = |_| process(&redis, &server, 400, &[("LOGS_IN", "1")]);
    let mut processes: Vec<_> = (0..4).map(start).collect();
    for round in 0..12_u64 {
        tokio::time::sleep(Duration::from_millis(300 + round * 137 % 400)).await;
        let mut killed = processes.remove(0);
        killed.kill().unwrap();
        killed.wait().unwrap();
        processes.push(start(0));
    }
    for mut process in processes {
        process.kill().unwrap();
        process.wait().unwrap();
    }
    let (log_ins, refreshes) = seen.counts();
    assert!(refreshes >= 3, "{log_ins} {refreshes}");
}
