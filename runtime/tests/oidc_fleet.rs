//! Processes that share a folder and one login at oidc-provider, which rotates refresh tokens and ends all that came of a login
//! when one is used twice: it sees none, whoever is killed.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/ahead.rs"]
mod ahead;
#[path = "support/folder.rs"]
mod folder;
#[path = "support/oidc.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "a part of this file")]
mod server;

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ahead::Ahead;
use folder::TestFolder;
use secrecy::ExposeSecret as _;
use server::{OIDC, is_installed};
use warded::Core;
use warded::oauth::Client;
use warded::session::RefreshToken;
use warded::session::store::{FileStore, Keys};

static ROOT: warded::Servers =
    warded::Servers { index: 0, servers: &[warded::rt::ServerUrl { url: "/", variables: &[] }] };

mod scope {
    warded::rt::scope! { #[doc = "The scope `read`."] pub struct Read = "read", D0 => super::OAuth; }
}

warded::rt::credential! {
    /// A token of the provider.
    pub struct OAuth of scopes = "OAuth", Bearer;
    /// Creates a credential from a token.
    new or with_scopes(secret: impl Into<warded::SecretString>) = new(&secret.into());
}

warded::rt::flows! {
    OAuth<Grants> at ROOT;
    refresh_token ["read"] { token: "/token" }
}

/// Five minutes go by in each second: a token of ten minutes is renewed each second.
const SPEED: u32 = 300;

fn now() -> Duration {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap()
}

/// A process of this program that runs the test `worker`, with the time as it goes since the start of the test.
fn process(client: &str, folder: &TestFolder, token: &str, start: Duration) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "worker", "--ignored"])
        .envs([("OIDC", OIDC.url().as_str()), ("CLIENT", client), ("FOLDER", folder.text()), ("TOKEN", token)])
        .env("START", start.as_millis().to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[tokio::test]
#[ignore = "other tests run it in processes of its own"]
async fn worker() {
    let variable = |name| std::env::var(name).unwrap();
    let (clock, start) = (Ahead::new(), Duration::from_millis(variable("START").parse().unwrap()));
    let core = Core::builder().base_url(variable("OIDC")).runtime(clock.clone()).build().unwrap();
    let client = Client::public(variable("CLIENT"));
    let store = Arc::new(FileStore::new(variable("FOLDER"), Keys::new(1, &[7; 32])).unwrap());
    let flow = OAuth::<scope::Read>::refresh_token(&core, client, RefreshToken::new(variable("TOKEN")));
    let session =
        flow.session().store(store, "ada", |token| OAuth::with_scopes(token.expose_secret(), scope::Read)).build();
    loop {
        let since = now().saturating_sub(start);
        if since > Duration::from_secs(8) {
            return;
        }
        clock.set((since * SPEED).as_secs());
        session.credential().await.map(drop).unwrap();
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[test]
fn eight_processes_go_on_with_one_login() {
    if !is_installed() {
        return;
    }
    let (folder, token, start) = (TestFolder::new("oidc-fleet"), OIDC.mint("fleet"), now());
    let processes: Vec<_> = (0..8).map(|_| process("fleet", &folder, &token, start)).collect();
    for mut process in processes {
        assert!(process.wait().unwrap().success(), "each has a credential at any time");
    }
    let log = OIDC.log("fleet");
    assert!((4..30).contains(&log.len()) && log.iter().all(|line| line == "refresh_token 200"), "{log:?}");
}

#[test]
fn the_provider_sees_no_reuse_though_processes_are_killed() {
    if !is_installed() {
        return;
    }
    for round in 0..3_u64 {
        let (folder, token, start) = (TestFolder::new("oidc-killed"), OIDC.mint("killed"), now());
        let mut processes: Vec<_> = (0..4).map(|_| process("killed", &folder, &token, start)).collect();
        for number in 0..10 {
            std::thread::sleep(Duration::from_millis(150 + (round * 10 + number) * 137 % 300));
            let mut killed = processes.remove(0);
            killed.kill().unwrap();
            killed.wait().unwrap();
            processes.push(process("killed", &folder, &token, start));
        }
        for mut process in processes {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }
    let log = OIDC.log("killed");
    assert!(log.len() > 3 && log.iter().all(|line| line == "refresh_token 200"), "{log:?}");
}
