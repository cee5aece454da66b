//! A store in Redis: one entry, a hash, for each name.
//!
//! | field | |
//! |---|---|
//! | `number` | of the newest lease: the greater of the last one plus one and the time in microseconds, so that it grows even if Redis loses all it knows |
//! | `lease`, `lasts` | when that lease ends, in milliseconds of Redis's clock, and how long it was when it was taken; absent if no one holds it |
//! | `spent` | the number of the token that a holder of the lease was going to renew |
//! | `value`, `stored` | the token, encrypted, and its number |
//!
//! Each change is one script, which Redis runs as a whole: there is nothing between looking and writing.

use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::{Duration, SystemTime};

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, FromRedisValue, RedisError, Script, ScriptInvocation};

use super::seal::Keys;
use super::{Lease, NewToken, StoreError, StoredToken, TokenStore};

/// A store in Redis. It connects at the first use, and again whenever the connection is lost.
#[derive(Clone)]
pub struct RedisStore {
    client: Client,
    /// Made at the first use, which is inside Tokio; this need not be.
    connection: Arc<OnceLock<ConnectionManager>>,
    keys: Keys,
    prefix: String,
}

static LOAD: LazyLock<Script> = LazyLock::new(|| Script::new("return redis.call('HMGET', KEYS[1], 'value', 'stored')"));

/// A lease that has more left than it lasts was taken before Redis's clock was set back, or on a replica whose clock was
/// ahead, and counts as none: else nobody would log in until the clock is there again.
static ACQUIRE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        local left = tonumber(redis.call('HGET', KEYS[1], 'lease') or '0') - now
        local lasts = tonumber(redis.call('HGET', KEYS[1], 'lasts') or ARGV[1])
        if left > 0 and left <= lasts then return {0, 0} end
        local last = tonumber(redis.call('HGET', KEYS[1], 'number') or '0')
        local number = math.max(last + 1, time[1] * 1000000 + time[2])
        local spent = 0
        if ARGV[2] ~= '' then
            local stored = redis.call('HGET', KEYS[1], 'stored')
            if redis.call('HGET', KEYS[1], 'spent') == ARGV[2] or stored ~= ARGV[2] then spent = 1 end
            redis.call('HSET', KEYS[1], 'spent', ARGV[2])
        end
        redis.call('HSET', KEYS[1], 'number', string.format('%.0f', number))
        redis.call('HSET', KEYS[1], 'lease', string.format('%.0f', now + ARGV[1]), 'lasts', ARGV[1])
        local life = math.max(redis.call('PTTL', KEYS[1]), ARGV[1] + 3600000)
        redis.call('PEXPIRE', KEYS[1], string.format('%.0f', life))
        return {number, spent}",
    )
});

/// Saves an entry, unless Redis has a newer one. If Redis has lost the entry, nothing is newer.
static SAVE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"local number = redis.call('HGET', KEYS[1], 'number')
        if number and number ~= ARGV[1] then return 0 end
        redis.call('HSET', KEYS[1], 'number', ARGV[1], 'stored', ARGV[1], 'value', ARGV[2])
        redis.call('HDEL', KEYS[1], 'lease', 'lasts')
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return 1",
    )
});

static RELEASE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"if redis.call('HGET', KEYS[1], 'number') == ARGV[1] then redis.call('HDEL', KEYS[1], 'lease', 'lasts') end
        return 0",
    )
});

static REMOVE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"if redis.call('HGET', KEYS[1], 'stored') == ARGV[1] then redis.call('HDEL', KEYS[1], 'value', 'stored') end
        return 0",
    )
});

impl RedisStore {
    /// A store at `url` (`redis://127.0.0.1/`). Nothing is sent before it is used.
    ///
    /// # Errors
    /// If it is not a URL of Redis.
    pub fn new(url: &str, keys: Keys) -> Result<Self, StoreError> {
        let client = Client::open(url).map_err(|error| refused(&error))?;
        Ok(Self { client, connection: Arc::default(), keys, prefix: "warded:".to_owned() })
    }

    /// Sets the prefix of the entries' names in Redis (default: `warded:`).
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    fn key(&self, name: &str) -> String {
        [&self.prefix, name].concat()
    }
}

impl TokenStore for RedisStore {
    fn load<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>> {
        async move {
            let entry: (Option<Vec<u8>>, Option<u64>) = self.invoke(&LOAD.key(self.key(name))).await?;
            let (Some(sealed), Some(number)) = entry else { return Ok(None) };
            self.keys.open(name, number, &sealed).map(Some)
        }
        .boxed()
    }

    fn acquire<'a>(
        &'a self,
        name: &'a str,
        time: Duration,
        renews: Option<u64>,
    ) -> BoxFuture<'a, Result<Option<Lease>, StoreError>> {
        async move {
            let renews = renews.map_or_else(String::new, |number| number.to_string());
            let mut script = ACQUIRE.key(self.key(name));
            let script = script.arg(millis(time)).arg(renews);
            let (number, spent): (u64, u8) = self.invoke(script).await?;
            Ok((number > 0).then_some(Lease { number, is_spent: spent > 0 }))
        }
        .boxed()
    }

    fn save<'a>(&'a self, name: &'a str, lease: Lease, token: &'a NewToken) -> BoxFuture<'a, Result<bool, StoreError>> {
        async move {
            let sealed = self.keys.seal(name, lease.number, token)?;
            // An hour longer, for clocks differ; a token whose end is not known is kept for a month.
            let left = token.until.map(|until| until.duration_since(SystemTime::now()).unwrap_or_default());
            let life = left.unwrap_or(Duration::from_hours(30 * 24)) + Duration::from_hours(1);
            let mut script = SAVE.key(self.key(name));
            let script = script.arg(lease.number).arg(sealed).arg(millis(life));
            let saved: u8 = self.invoke(script).await?;
            Ok(saved > 0)
        }
        .boxed()
    }

    fn release<'a>(&'a self, name: &'a str, lease: Lease) -> BoxFuture<'a, Result<(), StoreError>> {
        self.run(&RELEASE, name, lease.number).boxed()
    }

    fn remove<'a>(&'a self, name: &'a str, number: u64) -> BoxFuture<'a, Result<(), StoreError>> {
        self.run(&REMOVE, name, number).boxed()
    }
}

impl RedisStore {
    fn connection(&self) -> Result<ConnectionManager, RedisError> {
        if let Some(connection) = self.connection.get() {
            return Ok(connection.clone());
        }
        // Those who wait for Redis are calls: it is better to log in than to wait for long.
        let limit = Some(Duration::from_secs(1));
        let config = ConnectionManagerConfig::new();
        let config = config.set_number_of_retries(0).set_connection_timeout(limit).set_response_timeout(limit);
        let connection = ConnectionManager::new_lazy_with_config(self.client.clone(), config)?;
        Ok(self.connection.get_or_init(|| connection).clone())
    }

    async fn run(&self, script: &Script, name: &str, number: u64) -> Result<(), StoreError> {
        let _: u8 = self.invoke(script.key(self.key(name)).arg(number)).await?;
        Ok(())
    }

    /// Runs a script; once more where the connection was found to be lost, as after a restart of Redis: by then there
    /// is a new one. Twice does no harm: a lease whose answer was lost ends by itself.
    async fn invoke<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Result<T, StoreError> {
        let mut connection = self.connection().map_err(|error| refused(&error))?;
        let result = match script.invoke_async(&mut connection).await {
            Err(error) if error.is_io_error() && !error.is_timeout() => script.invoke_async(&mut connection).await,
            result => result,
        };
        result.map_err(|error| refused(&error))
    }
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore").field("keys", &self.keys).field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

fn millis(time: Duration) -> u64 {
    // Beyond a thousand years Redis refuses it.
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX).min(31_536_000_000_000)
}

/// Only what kind of error it is: the whole text may hold the URL, and so a password.
fn refused(error: &RedisError) -> StoreError {
    StoreError::new(format!("Redis: {}", error.category()))
}
