//! Processes that share a folder and one refresh token, against a server that rotates it and detects reuse: it sees none,
//! whoever is killed.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/processes.rs"]
mod processes;
mod support;

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use folder::TestFolder;
use support::{Answer, Server, answer};
use warded::Core;
use warded::session::store::{FileStore, Keys, TokenStore};

fn store(folder: &str) -> Arc<dyn TokenStore> {
    Arc::new(FileStore::new(folder, Keys::new(1, &[7; 32])).unwrap())
}

#[tokio::test]
#[ignore = "other tests run it in processes of its own"]
async fn worker() {
    processes::work(store).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_processes_send_each_refresh_token_once() {
    let folder = TestFolder::new("eight");
    processes::eight(folder.text()).await;
    let files = folder.files();
    assert!(files.iter().any(|(name, content)| name == "fleet.entry" && !content.is_empty()), "{files:?}");
    assert!(files.iter().all(|(_, content)| !support::leaks(content)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_a_process_had_that_died_before_it_was_stored_is_not_sent_again() {
    let folder = TestFolder::new("dies");
    // A lock ends with its process: nobody waits for the end of the lease.
    processes::one_dies(folder.text(), store, Duration::from_secs(1)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn processes_that_are_killed_at_any_time_send_no_refresh_token_twice() {
    let folder = TestFolder::new("killed");
    let (log_ins, refreshes) = processes::killed(folder.text()).await;
    assert!(refreshes >= 3, "{log_ins} {refreshes}");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_process_that_is_stopped_holds_the_others_up_for_its_lease() {
    let folder = TestFolder::new("stopped");
    let server = Server::start(|request| match request.method.as_str() {
        "POST" => Answer { bytes: Vec::new(), hang: true },
        _ => answer(200, &[("x-life", "3600"), ("x-refresh-token", "next")], "token"),
    })
    .await;
    let mut stopped = processes::process(folder.text(), &server, 1, &[]);
    while server.received().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let signal = |signal: &str| Command::new("kill").args([signal, &stopped.id().to_string()]).status().unwrap();
    assert!(signal("-STOP").success());
    let start = Instant::now();
    let core = Core::builder().base_url(server.url()).build().unwrap();
    processes::session(&core, store(folder.text()), true).build().credential().await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(4), "the lease is 2 s: {:?}", start.elapsed());
    let refreshes = server.received().iter().filter(|request| request.method == "POST").count();
    assert_eq!(refreshes, 1, "its refresh token is not sent again");
    stopped.kill().unwrap();
    stopped.wait().unwrap();
}
