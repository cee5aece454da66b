//! Processes that share a store and one refresh token, against a server that rotates it and detects reuse.

#![allow(dead_code, reason = "each test file uses its own part of this")]

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use secrecy::ExposeSecret as _;
use warded::rt::Authorization;
use warded::session::store::TokenStore;
use warded::session::{Grant, LogInError, RefreshToken, Session, SessionBuilder};
use warded::{Call, Core, Issued, Lifetime, Operation, Supply};

use crate::support::{
    Answer, CANARY, Get, Jwt, Post, Put, Received, Server, answer, authorize, call, code, issued, with_body,
};

/// The store at a place, such as a URL or a folder.
pub(crate) type Open = fn(&str) -> Arc<dyn TokenStore>;

/// What a server that rotates refresh tokens sees.
#[derive(Clone, Default)]
pub(crate) struct Seen(Arc<Mutex<Tokens>>);

#[derive(Default)]
pub(crate) struct Tokens {
    issued: usize,
    log_ins: usize,
    used: BTreeSet<String>,
    /// The refresh tokens that were sent twice: a server revokes all that came of their login.
    reused: Vec<String>,
}

impl Seen {
    /// Answers a login (PUT), a refresh (POST) or a call (GET). Access tokens live for so long.
    pub(crate) fn answer(&self, request: &Received, life: &str) -> Answer {
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
        let refresh_token = format!("{}-{}", CANARY, tokens.issued);
        answer(200, &[("x-life", life), ("x-refresh-token", &refresh_token)], &format!("token-{}", tokens.issued))
    }

    /// The numbers of logins and refreshes; no refresh token was sent twice.
    pub(crate) fn counts(&self) -> (usize, usize) {
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
    let lifetime = Lifetime::unknown().after(Some(life));
    Ok(Grant { issued: Issued { credential, lifetime }, refresh_token: Some(RefreshToken::new(refresh_token)) })
}

/// A session that refreshes with POST, logs in with PUT if it may, and starts with `first` if nothing is stored.
pub(crate) fn session(core: &Core, store: Arc<dyn TokenStore>, logs_in: bool) -> SessionBuilder<Jwt> {
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
        .store(store, "fleet", |token| issued(token.expose_secret(), 0).credential)
        .lease(Duration::from_secs(2))
}

/// A process of this program that runs the test `worker`.
pub(crate) fn process(store: &str, server: &Server, calls: usize, variables: &[(&str, &str)]) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "worker", "--ignored"])
        .envs([("STORE", store.to_owned()), ("SERVER", server.url()), ("CALLS", calls.to_string())])
        .envs(variables.iter().copied())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The whole of such a process: ten tasks that call.
pub(crate) async fn work(open: Open) {
    let variable = |name| std::env::var(name).unwrap();
    let core = Core::builder().base_url(variable("SERVER")).build().unwrap();
    let session = session(&core, open(&variable("STORE")), std::env::var("LOGS_IN").is_ok()).build();
    let calls: usize = variable("CALLS").parse().unwrap();
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let (core, session) = (core.clone(), session.clone());
            tokio::spawn(async move {
                for _ in 0..calls {
                    let supply: Arc<dyn Supply> = Arc::new(session.clone());
                    assert_eq!(code(call::<Get>(&core, authorize(&[supply]))).await.unwrap(), 200);
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

/// Waits for a process; true if it succeeded.
pub(crate) async fn ended(mut process: Child) -> bool {
    tokio::task::spawn_blocking(move || process.wait().unwrap().success()).await.unwrap()
}

impl Seen {
    /// The server, whose access tokens live for a bit more than a second.
    pub(crate) async fn server(&self) -> Server {
        let seen = self.clone();
        Server::start(move |request| seen.answer(request, "1.2")).await
    }
}

/// Eight processes send each refresh token once.
pub(crate) async fn eight(store: &str) {
    let seen = Seen::default();
    let server = seen.server().await;
    let processes: Vec<_> = (0..8).map(|_| process(store, &server, 100, &[])).collect();
    for process in processes {
        assert!(ended(process).await, "no call failed");
    }
    let (log_ins, refreshes) = seen.counts();
    assert!(log_ins == 0 && (4..30).contains(&refreshes), "{refreshes}");
}

/// A process dies between the reply and the store. The others do not send the refresh token again; they know of it within
/// `wait`.
pub(crate) async fn one_dies(store: &str, open: Open, wait: Duration) {
    let seen = Seen::default();
    let server = seen.server().await;
    assert!(!ended(process(store, &server, 1, &[("DIES", "-1")])).await);
    let start = Instant::now();
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let resumed = session(&core, open(store), false).build();
    let error = resumed.credential().await.map(drop).unwrap_err();
    assert!(error.log_in_needed().is_some() && start.elapsed() < wait, "{error:?} {:?}", start.elapsed());
    assert_eq!(seen.counts(), (0, 1));
    // Those who can log in do so, once for all.
    let processes: Vec<_> = (0..4).map(|_| process(store, &server, 120, &[("LOGS_IN", "1")])).collect();
    for process in processes {
        assert!(ended(process).await, "no call failed");
    }
    let (log_ins, refreshes) = seen.counts();
    assert!(log_ins == 1 && refreshes >= 3, "{log_ins} {refreshes}");
}

/// Processes are killed at any time: the numbers of logins and refreshes. No refresh token is sent twice.
pub(crate) async fn killed(store: &str) -> (usize, usize) {
    let seen = Seen::default();
    let server = seen.server().await;
    let start = || process(store, &server, 400, &[("LOGS_IN", "1")]);
    let mut processes: Vec<_> = (0..4).map(|_| start()).collect();
    let kill = |mut process: Child| {
        process.kill().unwrap();
        process.wait().unwrap();
    };
    for round in 0..12_u64 {
        tokio::time::sleep(Duration::from_millis(300 + round * 137 % 400)).await;
        kill(processes.remove(0));
        processes.push(start());
    }
    processes.into_iter().for_each(kill);
    seen.counts()
}
