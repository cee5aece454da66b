//! Repeating what failed by chance: which calls, after what, how soon, and how many in all.
//!
//! Off unless the client asks for it. Only calls whose repetition does no harm are repeated: those of idempotent
//! methods, and those whose operation declares a header `Idempotency-Key` that the caller set. Refusals (401, 403, 406,
//! 423) are no chance, and never repeated here.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, Method, StatusCode};

use crate::error::{Failure, TransportErrorKind};
use crate::time::{http_date, jitter};

/// When a call is repeated. Clones share the budget.
#[derive(Clone, Debug)]
#[must_use]
pub struct Retries {
    most: u32,
    first_pause: Duration,
    longest_pause: Duration,
    budget: Arc<Budget>,
}

/// What repetitions may be made: each takes one token, and each call that needed none gives back a tenth of one, so that
/// a server that is down gets little more than its usual load.
#[derive(Debug)]
struct Budget {
    tenths: AtomicU32,
    most: u32,
}

impl Retries {
    /// None at all.
    pub fn none() -> Self {
        Self::up_to(0)
    }

    /// Up to so many repetitions of one call, after pauses of up to 0.2 s, doubled each time up to 10 s, and a hundred
    /// repetitions at once of all calls together.
    pub fn up_to(most: u32) -> Self {
        let (first_pause, longest_pause) = (Duration::from_millis(200), Duration::from_secs(10));
        Self { most, first_pause, longest_pause, budget: Arc::new(Budget::new(100)) }
    }

    /// The pause before the first repetition, doubled with each further one up to `longest`. Of each, a random part of
    /// at least half is waited. A server that asks for more than `longest` by `Retry-After` is not asked again.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest;
        self
    }

    /// How many repetitions there may be at once, of all calls together. Each call that needs none gives back a tenth.
    pub fn budget(mut self, repetitions: u32) -> Self {
        self.budget = Arc::new(Budget::new(repetitions));
        self
    }

    /// A call ended without a repetition.
    pub(crate) fn earned(&self) {
        if self.most > 0 {
            self.budget.give(1);
        }
    }

    /// How long to wait before the repetition number `number` (from 0), if there is to be one.
    pub(crate) fn pause(&self, number: u32, chance: &Chance, now: SystemTime) -> Option<Duration> {
        if number >= self.most {
            return None;
        }
        let asked = match chance {
            Chance::Connection => Duration::ZERO,
            Chance::Status(headers) => RetryAfter::of(headers).map_or(Duration::ZERO, |after| after.left(now)),
        };
        if asked > self.longest_pause || !self.budget.take() {
            return None;
        }
        let doubled = self.first_pause.saturating_mul(2_u32.saturating_pow(number)).min(self.longest_pause);
        Some(asked.max(doubled / 2 + jitter(doubled / 2)))
    }
}

/// What failed by chance.
pub(crate) enum Chance {
    /// There was no answer.
    Connection,
    /// The server has no time now; its headers may say when.
    Status(HeaderMap),
}

impl Chance {
    /// Whether it can be repeated at all.
    pub(crate) fn may_repeat(method: &Method, has_idempotency_key: bool) -> bool {
        method.is_idempotent() || has_idempotency_key
    }

    pub(crate) fn of_status(status: StatusCode, headers: &HeaderMap) -> Option<Self> {
        matches!(status.as_u16(), 429 | 502 | 503 | 504).then(|| Self::Status(headers.clone()))
    }

    pub(crate) fn of_failure(failure: &Failure) -> Option<Self> {
        match failure {
            Failure::Transport(error) => match error.kind() {
                TransportErrorKind::Connect | TransportErrorKind::Request => Some(Self::Connection),
                TransportErrorKind::Setup | TransportErrorKind::Runtime | TransportErrorKind::Body => None,
            },
            Failure::Request(_)
            | Failure::Server(_)
            | Failure::Credential(_)
            | Failure::Redirect(_)
            | Failure::Limit(_)
            | Failure::Timeout { .. } => None,
        }
    }
}

impl Budget {
    fn new(repetitions: u32) -> Self {
        let most = repetitions.saturating_mul(10);
        Self { tenths: AtomicU32::new(most), most }
    }

    fn give(&self, tenths: u32) {
        let given = |left: u32| (left < self.most).then(|| left.saturating_add(tenths).min(self.most));
        // Full is as good as given.
        let _ = self.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, given);
    }

    fn take(&self) -> bool {
        self.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(10)).is_ok()
    }
}

/// The header `Retry-After`: seconds, or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryAfter {
    In(Duration),
    At(SystemTime),
}

impl RetryAfter {
    /// What is neither says nothing. A date counts from the server's own clock, where the reply tells that.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit()) {
            // More digits than fit are the longest time.
            return Some(Self::In(Duration::from_secs(text.parse().unwrap_or(u64::MAX))));
        }
        let until = http_date(text)?;
        let date = headers.get(DATE).and_then(|date| http_date(date.to_str().ok()?));
        Some(date.map_or(Self::At(until), |date| Self::In(until.duration_since(date).unwrap_or_default())))
    }

    /// What is left of it.
    pub(crate) fn left(self, now: SystemTime) -> Duration {
        match self {
            Self::In(time) => time,
            Self::At(until) => until.duration_since(now).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_says_when_in_seconds_or_by_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let left = |headers: &HeaderMap| RetryAfter::of(headers).map(|after| after.left(now));
        for (text, seconds) in [
            ("120", Some(120)),
            ("0", Some(0)),
            ("18446744073709551615", Some(u64::MAX)),
            ("99999999999999999999999999", Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("soon", None),
            ("", None),
            ("-1", None),
            ("+1", None),
            ("1.5", None),
        ] {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().expect("header text"))]);
            assert_eq!(left(&headers), seconds.map(Duration::from_secs), "{text}");
        }
        let dates = [(RETRY_AFTER, "Sun, 06 Nov 1994 08:50:37 GMT"), (DATE, "Sun, 06 Nov 1994 08:50:30 GMT")];
        let headers = dates.into_iter().map(|(name, date)| (name, date.parse().expect("header text")));
        assert_eq!(left(&HeaderMap::from_iter(headers)), Some(Duration::from_secs(7)), "by the server's own clock");
    }

    #[test]
    fn pauses_double_and_the_budget_ends_them() {
        let retries = Retries::up_to(9).pauses(Duration::from_secs(1), Duration::from_secs(4)).budget(4);
        let pause = |number| retries.pause(number, &Chance::Connection, SystemTime::UNIX_EPOCH);
        for (number, most) in [(0, 1000), (1, 2000), (2, 4000), (7, 4000)] {
            let pause = pause(number).expect("the budget is not used up").as_millis();
            assert!((most / 2..=most).contains(&pause), "{number}: {pause}");
        }
        assert_eq!(pause(0), None);
        let many = Retries::up_to(1);
        let pauses = (0..100).map(|_| many.pause(0, &Chance::Connection, SystemTime::UNIX_EPOCH));
        assert!(pauses.collect::<std::collections::BTreeSet<_>>().len() > 90, "those that failed together come apart");
        (0..10).for_each(|_| retries.earned());
        assert!(pause(0).is_some() && pause(0).is_none());
    }
}
