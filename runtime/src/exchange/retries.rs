//! Retry policy for transient failures: eligible calls and statuses, pauses, and the budget.
//!
//! Off by default. Only calls that are safe to retry are retried: those of idempotent
//! methods, and those whose operation declares a header `Idempotency-Key` that the caller set. Refusals (401, 403, 406,
//! 423) are not transient, and never retried here.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, Method, StatusCode};

use crate::error::{Error, Failure, TransportErrorKind};
use crate::time::{http_date, jitter};

/// The retry policy of a client or a call: no retries by default. Clones share the budget.
#[derive(Clone, Debug)]
#[must_use]
pub struct Retries {
    most: u32,
    first_pause: Duration,
    longest_pause: Duration,
    budget: Arc<Budget>,
}

/// The budget of retries: each retry takes one token, and each call that needs no retry returns a tenth of one, so
/// that a server that is down gets little more than its usual load.
#[derive(Debug)]
struct Budget {
    tenths: AtomicU32,
    most: u32,
}

impl Retries {
    /// No retries.
    pub fn none() -> Self {
        Self::up_to(0)
    }

    /// Up to `most` retries of one call, after pauses of up to 0.2 s, doubled each time up to 10 s, and at most 100 retries
    /// of all calls together at one time.
    pub fn up_to(most: u32) -> Self {
        let (first_pause, longest_pause) = (Duration::from_millis(200), Duration::from_secs(10));
        Self { most, first_pause, longest_pause, budget: Arc::new(Budget::new(100)) }
    }

    /// Sets the pause before the first retry, which doubles with each further retry up to `longest`. A random part of
    /// at least half of each pause is used. A `Retry-After` of more than `longest` ends the retries.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest;
        self
    }

    /// Limits the retries of all calls together at one time. Each call that needs no retry returns a tenth of one to
    /// the budget.
    pub fn budget(mut self, repetitions: u32) -> Self {
        self.budget = Arc::new(Budget::new(repetitions));
        self
    }

    /// Returns a tenth of a token to the budget, as a call ended without a retry.
    pub(crate) fn succeeded_at_once(&self) {
        if self.most > 0 {
            self.budget.give(1);
        }
    }

    /// The pause before retry number `number` (from 0); `None` if there is to be no retry.
    pub(crate) fn pause(&self, number: u32, failure: &Transient, now: SystemTime) -> Option<Duration> {
        if number >= self.most {
            return None;
        }
        let asked = match failure {
            Transient::Connection => Duration::ZERO,
            Transient::Status(headers) => RetryAfter::of(headers).map_or(Duration::ZERO, |after| after.left(now)),
        };
        if asked > self.longest_pause || !self.budget.take() {
            return None;
        }
        let doubled = self.first_pause.saturating_mul(2_u32.saturating_pow(number)).min(self.longest_pause);
        Some(asked.max(doubled / 2 + jitter(doubled / 2)))
    }
}

/// A transient failure.
pub(crate) enum Transient {
    /// No response arrived.
    Connection,
    /// The server is overloaded; its headers may tell when to retry.
    Status(HeaderMap),
}

impl Transient {
    /// Returns true if requests of this method can be retried.
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
            | Failure::Timeout { .. }
            | Failure::Idle { .. } => None,
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
    /// The value of the header, unless it is neither seconds nor a date. A date is relative to the server's own
    /// clock, if the reply has the header `Date`.
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

    /// The remaining time.
    pub(crate) fn left(self, now: SystemTime) -> Duration {
        match self {
            Self::In(time) => time,
            Self::At(until) => until.duration_since(now).unwrap_or_default(),
        }
    }
}

impl<E> Error<E> {
    /// The time before which the server asks not to be called again: its header `Retry-After`, in seconds or as a date. A
    /// date is relative to the response's own `Date`, or else to the clock of this machine. A server may send any time:
    /// limit it.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # let error = warded::Error::<warded::Never>::Timeout { after: Duration::from_secs(1) };
    /// if let Some(pause) = error.retry_after().filter(|pause| *pause < Duration::from_secs(60)) {
    ///     std::thread::sleep(pause);
    /// }
    /// ```
    pub fn retry_after(&self) -> Option<Duration> {
        Some(RetryAfter::of(self.headers()?)?.left(SystemTime::now()))
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
        let pause = |number| retries.pause(number, &Transient::Connection, SystemTime::UNIX_EPOCH);
        for (number, most) in [(0, 1000), (1, 2000), (2, 4000), (7, 4000)] {
            let pause = pause(number).expect("the budget is not used up").as_millis();
            assert!((most / 2..=most).contains(&pause), "{number}: {pause}");
        }
        assert_eq!(pause(0), None);
        let many = Retries::up_to(1);
        let pauses = (0..100).map(|_| many.pause(0, &Transient::Connection, SystemTime::UNIX_EPOCH));
        assert!(pauses.collect::<std::collections::BTreeSet<_>>().len() > 90, "those that failed together come apart");
        (0..10).for_each(|_| retries.succeeded_at_once());
        assert!(pause(0).is_some() && pause(0).is_none());
    }
}
