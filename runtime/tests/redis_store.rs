//! The store in a real Redis: its leases, its numbers, and how long it keeps what.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/redis_server.rs"]
mod redis_server;

use std::time::{Duration, SystemTime};

use redis::AsyncCommands as _;
use redis_server::RedisServer;
use warded::session::store::{Keys, RedisStore, TokenStore as _};
use warded::session::{RefreshToken, Saved};

fn store(redis: &str) -> RedisStore {
    RedisStore::new(redis, Keys::new(1, &[7; 32])).unwrap()
}

/// A token of unknown end.
fn saved() -> Saved {
    Saved { token: Some("token".into()), ..Saved::default() }
}

#[tokio::test]
async fn what_redis_has_lost_or_another_had_is_not_renewed() {
    let Some(mut redis) = RedisServer::start() else { return };
    let store = store(&redis.url());
    let acquire = async |spends| store.acquire("fleet", Duration::from_secs(60), spends).await.unwrap();
    let first = acquire(false).await.unwrap();
    assert!(first.stored.is_none() && acquire(false).await.is_none());
    assert!(store.save("fleet", first.lease, None, &saved()).await.unwrap());
    let second = acquire(true).await.unwrap();
    assert!(second.lease.number > first.lease.number && second.lease.spent == 0);
    assert_eq!(second.stored.unwrap().number, first.lease.number);
    assert!(!store.save("fleet", first.lease, None, &saved()).await.unwrap(), "it comes under an old number");
    store.release("fleet", first.lease, true).await.unwrap();
    assert!(acquire(false).await.is_none(), "the lease of the second goes on");
    store.release("fleet", second.lease, false).await.unwrap();
    let third = acquire(true).await.unwrap();
    assert_eq!(third.lease.spent, 1, "the second may have renewed it");
    store.release("fleet", third.lease, true).await.unwrap();
    assert_eq!(acquire(false).await.unwrap().lease.spent, 1, "the third did not");
    redis.stop();
    redis.start_again();
    let fourth = acquire(true).await.unwrap();
    assert!(fourth.lease.number > third.lease.number && fourth.stored.is_none());
}

#[tokio::test]
async fn redis_takes_the_successor_of_what_it_has_though_it_is_late() {
    let Some(redis) = RedisServer::start() else { return };
    let store = store(&redis.url());
    let acquire = async |time| store.acquire("fleet", Duration::from_millis(time), true).await.unwrap();
    let first = acquire(60_000).await.unwrap().lease;
    assert!(store.save("fleet", first, None, &saved()).await.unwrap());
    let slow = acquire(1).await.unwrap().lease;
    tokio::time::sleep(Duration::from_millis(20)).await;
    let newest = acquire(60_000).await.unwrap().lease;
    assert_eq!(newest.spent, 1);
    assert!(store.save("fleet", slow, Some(first.number), &saved()).await.unwrap());
    assert!(acquire(60_000).await.is_none(), "the newest lease goes on");
    assert!(!store.save("fleet", slow, Some(first.number), &saved()).await.unwrap());
    assert_eq!(store.load("fleet").await.unwrap().unwrap().number, slow.number);
    assert!(store.save("fleet", newest, Some(first.number), &saved()).await.unwrap());
    let last = acquire(60_000).await.unwrap();
    assert_eq!((last.lease.spent, last.stored.unwrap().number), (0, newest.number));
}

#[tokio::test]
async fn an_entry_lives_as_long_as_its_refresh_token() {
    let Some(redis) = RedisServer::start() else { return };
    let store = store(&redis.url());
    let (hour, now) = (Duration::from_secs(3600), SystemTime::now());
    let refresh_token = |end| Some(RefreshToken::new("refresh").until(end));
    let until = Some(now + hour);
    for (refresh_token, hours) in [
        (None, 2),
        (refresh_token(Some(now + 100 * hour)), 101),
        (refresh_token(Some(now)), 2),
        (refresh_token(None), 365 * 24 + 1),
    ] {
        let lease = store.acquire("fleet", hour, true).await.unwrap().unwrap().lease;
        assert!(store.save("fleet", lease, None, &Saved { until, refresh_token, ..saved() }).await.unwrap());
        let client = redis::Client::open(redis.url()).unwrap();
        let left: u64 = client.get_multiplexed_async_connection().await.unwrap().pttl("warded:fleet").await.unwrap();
        let left = Duration::from_millis(left);
        assert!(left <= hours * hour && left > hours * hour - Duration::from_secs(60), "{left:?} {hours}");
    }
}

#[tokio::test]
async fn a_lease_that_ends_further_ahead_than_it_is_long_is_none() {
    let Some(redis) = RedisServer::start() else { return };
    let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis() as u64;
    let days = Duration::from_secs(2 * 24 * 3600).as_millis() as u64;
    let store = store(&redis.url());
    let acquire = async |seconds| {
        store.acquire("fleet", Duration::from_secs(seconds), false).await.unwrap().map(|acquired| acquired.lease)
    };
    // Of an entry that says nothing of how long the lease was.
    redis.set("lease", now() + days).await;
    redis.set("number", 5).await;
    let first = acquire(3).await.expect("it counts as none");
    assert_eq!(acquire(3).await, None, "the new lease counts");
    // Taken, and then the clock was set back.
    redis.set("lease", now() + days).await;
    let second = acquire(3).await.expect("it counts as none");
    assert!(second.number > first.number);
    assert!(!store.save("fleet", first, None, &saved()).await.unwrap(), "who held it has lost it");
    store.release("fleet", second, false).await.unwrap();
    // Those who take shorter leases wait for one that is longer.
    let long = acquire(60).await.unwrap();
    assert_eq!(acquire(3).await, None);
    assert!(store.save("fleet", long, None, &saved()).await.unwrap());
    assert!(acquire(3).await.is_some(), "what was saved is no lease any more");
}
