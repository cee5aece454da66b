//! Processes that share a real Redis and one refresh token, against a server that rotates it and detects reuse: it sees
//! none, whoever is killed.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/processes.rs"]
mod processes;
#[path = "support/redis_server.rs"]
mod redis_server;
mod support;

use std::sync::Arc;
use std::time::Duration;

use redis::AsyncCommands as _;
use redis_server::RedisServer;
use support::leaks;
use warded::session::store::{Keys, RedisStore, TokenStore};

fn store(redis: &str) -> Arc<dyn TokenStore> {
    Arc::new(RedisStore::new(redis, Keys::new(1, &[7; 32])).unwrap())
}

#[tokio::test]
#[ignore = "other tests run it in processes of its own"]
async fn worker() {
    processes::work(store).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_processes_send_each_refresh_token_once() {
    let Some(redis) = RedisServer::start() else { return };
    processes::eight(&redis.url()).await;
    let mut connection = redis::Client::open(redis.url()).unwrap().get_multiplexed_async_connection().await.unwrap();
    let value: Vec<u8> = connection.hget("warded:fleet", "value").await.unwrap();
    assert!(!value.is_empty() && !leaks(&value));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_a_process_had_that_died_before_it_was_stored_is_not_sent_again() {
    let Some(redis) = RedisServer::start() else { return };
    processes::one_dies(&redis.url(), store, Duration::from_secs(4)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn processes_that_are_killed_at_any_time_send_no_refresh_token_twice() {
    let Some(redis) = RedisServer::start() else { return };
    let (log_ins, refreshes) = processes::killed(&redis.url()).await;
    assert!(refreshes >= 3, "{log_ins} {refreshes}");
}
