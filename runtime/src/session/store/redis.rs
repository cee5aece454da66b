//! A store in Redis: one entry, a hash, for each name.
//!
//! | field | |
//! |---|---|
//! | `number` | of the newest lease: the greater of the last one plus one and the time in microseconds, so that it grows even if Redis loses all it knows |
//! | `lease`, `lasts` | when that lease ends, in milliseconds of Redis's clock, and how long it was when it was taken; absent if no one holds it |
//! | `spent` | how many holders of the lease may have sent the stored refresh token, or renewed the stored token |
//! | `value`, `stored` | the entry, encrypted, and its number |
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
use super::{Acquired, Lease, StoreError, StoredToken, TokenStore};
use crate::session::Saved;

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
        if left > 0 and left <= lasts then return {0, '0', false, false} end
        local last = tonumber(redis.call('HGET', KEYS[1], 'number') or '0')
        local number = math.max(last + 1, time[1] * 1000000 + time[2])
        local entry = redis.call('HMGET', KEYS[1], 'value', 'stored', 'spent')
        if ARGV[2] == '1' then redis.call('HINCRBY', KEYS[1], 'spent', 1) end
        redis.call('HSET', KEYS[1], 'number', string.format('%.0f', number))
        redis.call('HSET', KEYS[1], 'lease', string.format('%.0f', now + ARGV[1]), 'lasts', ARGV[1])
        local life = math.max(redis.call('PTTL', KEYS[1]), ARGV[1] + 3600000)
        redis.call('PEXPIRE', KEYS[1], string.format('%.0f', life))
        return {number, entry[3] or '0', entry[1], entry[2]}",
    )
});

/// Saves an entry, unless Redis has a newer one. If Redis has lost the entry, nothing is newer. The successor of the
/// entry that is stored comes in any case, and leaves the lease to its holder.
static SAVE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"local number = redis.call('HGET', KEYS[1], 'number')
        if number and number ~= ARGV[1] then
            if ARGV[4] == '' or redis.call('HGET', KEYS[1], 'stored') ~= ARGV[4] then return 0 end
        else
            redis.call('HSET', KEYS[1], 'number', ARGV[1])
            redis.call('HDEL', KEYS[1], 'lease', 'lasts')
        end
        redis.call('HSET', KEYS[1], 'stored', ARGV[1], 'value', ARGV[2], 'spent', '0')
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return 1",
    )
});

static RELEASE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"if redis.call('HGET', KEYS[1], 'number') ~= ARGV[1] then return 0 end
        redis.call('HDEL', KEYS[1], 'lease', 'lasts')
        if ARGV[2] == '1' and tonumber(redis.call('HGET', KEYS[1], 'spent') or '0') > 0 then
            redis.call('HINCRBY', KEYS[1], 'spent', -1)
        end
        return 0",
    )
});

static REMOVE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"if redis.call('HGET', KEYS[1], 'stored') == ARGV[1] then redis.call('HDEL', KEYS[1], 'value', 'stored', 'spent') end
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
        spends: bool,
    ) -> BoxFuture<'a, Result<Option<Acquired>, StoreError>> {
        async move {
            let mut script = ACQUIRE.key(self.key(name));
            let script = script.arg(millis(time)).arg(u8::from(spends));
            let (number, spent, sealed, stored): (u64, u64, Option<Vec<u8>>, Option<u64>) = self.invoke(script).await?;
            if number == 0 {
                return Ok(None);
            }
            let lease = Lease { number, spent: u32::try_from(spent).unwrap_or(u32::MAX) };
            match sealed.zip(stored).map(|(sealed, stored)| self.keys.open(name, stored, &sealed)).transpose() {
                Ok(stored) => Ok(Some(Acquired { lease, stored })),
                // What nothing is sent of is replaced, whatever it is.
                Err(_) if !spends => Ok(Some(Acquired { lease, stored: None })),
                Err(error) => {
                    self.release(name, lease, spends).await?;
                    Err(error)
                }
            }
        }
        .boxed()
    }

    fn save<'a>(
        &'a self,
        name: &'a str,
        lease: Lease,
        replaced: Option<u64>,
        saved: &'a Saved,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        async move {
            let sealed = self.keys.seal(name, lease.number, saved)?;
            let replaced = replaced.map_or_else(String::new, |number| number.to_string());
            let mut script = SAVE.key(self.key(name));
            let script = script.arg(lease.number).arg(sealed).arg(millis(life(saved))).arg(replaced);
            let saved: u8 = self.invoke(script).await?;
            Ok(saved > 0)
        }
        .boxed()
    }

    fn release<'a>(&'a self, name: &'a str, lease: Lease, is_unspent: bool) -> BoxFuture<'a, Result<(), StoreError>> {
        async move {
            let mut script = RELEASE.key(self.key(name));
            let _: u8 = self.invoke(script.arg(lease.number).arg(u8::from(is_unspent))).await?;
            Ok(())
        }
        .boxed()
    }

    fn remove<'a>(&'a self, name: &'a str, number: u64) -> BoxFuture<'a, Result<(), StoreError>> {
        async move {
            let _: u8 = self.invoke(REMOVE.key(self.key(name)).arg(number)).await?;
            Ok(())
        }
        .boxed()
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

/// How long an entry is kept: an hour longer than what in it ends last, for clocks differ. A token whose end is not known
/// is kept for a month, such a refresh token for a year.
fn life(saved: &Saved) -> Duration {
    const DAY: Duration = Duration::from_secs(24 * 3600);
    let left = |end: Option<SystemTime>, unknown: Duration| {
        end.map_or(unknown, |end| end.duration_since(SystemTime::now()).unwrap_or_default())
    };
    let token = left(saved.until, 30 * DAY);
    let refresh_token = saved.refresh_token.as_ref().map(|token| left(token.end(), 365 * DAY));
    refresh_token.unwrap_or_default().max(token) + Duration::from_secs(3600)
}

fn millis(time: Duration) -> u64 {
    // Beyond a thousand years Redis refuses it.
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX).min(31_536_000_000_000)
}

/// Only what kind of error it is: the whole text may hold the URL, and so a password.
fn refused(error: &RedisError) -> StoreError {
    StoreError::new(format!("Redis: {}", error.category()))
}
