//! The expiry of a credential by two clocks: the earlier one applies.
//!
//! The monotonic clock stands still while the machine sleeps; the wall clock may be set back. Neither alone
//! keeps a credential from being served past its end.

use std::time::{Duration, SystemTime};

use super::policy::Policy;
use crate::response::Lifetime;
use crate::time::{Runtime, jitter};

/// A moment, by both clocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) monotonic: Duration,
    pub(super) wall: SystemTime,
}

/// The times at which a credential is to be renewed and at which it expires; never, if they are not known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expiry {
    renewal: Option<Moment>,
    end: Option<Moment>,
}

impl Moment {
    pub(super) fn now(runtime: &dyn Runtime) -> Self {
        Self { monotonic: runtime.monotonic(), wall: runtime.wall() }
    }

    /// Never is what no clock can count to.
    fn after(self, time: Duration) -> Option<Self> {
        Some(Self { monotonic: self.monotonic.checked_add(time)?, wall: self.wall.checked_add(time)? })
    }

    /// Returns true if one of the clocks is past it.
    fn is_past(&self, now: &Self) -> bool {
        now.monotonic >= self.monotonic || now.wall >= self.wall
    }
}

/// The minimum time for which a credential is used, whatever its expiry: otherwise one that expires at once would
/// make each call log in. Expiry has a resolution of seconds; if the server means it, a 401 follows, which has pauses
/// of its own.
pub(super) const LEAST: Duration = Duration::from_secs(1);

impl Expiry {
    /// `asked` is when the credential was asked for: the server counts from later on. `issued` is when it came.
    pub(super) fn of(lifetime: Lifetime, asked: Moment, issued: Moment, policy: &Policy) -> Self {
        let Some(lifetime) = span(lifetime, asked.wall).or(policy.default_lifetime) else {
            return Self { renewal: None, end: None };
        };
        let (told, least) = (asked.after(lifetime), issued.after(LEAST));
        if told.zip(least).is_some_and(|(told, least)| told.is_past(&least)) {
            return Self { renewal: None, end: least };
        }
        let ahead = policy.margin.min(lifetime / 2);
        // Up to a tenth earlier, so that the clients of a fleet do not all come at once.
        let ahead = ahead + jitter(ahead / 10);
        Self { renewal: asked.after(lifetime.saturating_sub(ahead)), end: told }
    }

    pub(super) fn is_over(&self, now: &Moment) -> bool {
        self.end.is_some_and(|end| end.is_past(now))
    }

    /// The end by the wall clock, if there is one.
    pub(super) fn end(&self) -> Option<SystemTime> {
        self.end.map(|end| end.wall)
    }

    pub(super) fn is_due(&self, now: &Moment) -> bool {
        self.renewal.is_some_and(|renewal| renewal.is_past(now))
    }
}

/// The lifetime of the credential, if it is known. A credential that was just issued cannot be expired: an end in the
/// past only means that the clocks differ.
pub(super) fn span(lifetime: Lifetime, asked: SystemTime) -> Option<Duration> {
    let until = lifetime.until.and_then(|end| end.duration_since(asked).ok());
    until.into_iter().chain(lifetime.within).filter(|span| !span.is_zero()).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: Policy = Policy {
        margin: Duration::from_secs(300),
        default_lifetime: Some(Duration::from_secs(3600)),
        first_pause: Duration::ZERO,
        longest_pause: Duration::ZERO,
        lease: Duration::ZERO,
        resends: false,
    };

    fn at(seconds: u64) -> Moment {
        let time = Duration::from_secs(seconds);
        Moment { monotonic: time, wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000) + time }
    }

    #[test]
    fn the_earliest_known_end_counts_and_the_default_only_if_none_is() {
        let until = |seconds| Some(at(seconds).wall);
        for (lifetime, end) in [
            (Lifetime { until: until(100), within: Some(Duration::from_secs(200)) }, 100),
            (Lifetime { until: until(300), within: Some(Duration::from_secs(200)) }, 200),
            (Lifetime { until: until(300), within: None }, 300),
            (Lifetime::unknown(), 3600),
            // The local clock is ahead of the server's.
            (Lifetime { until: Some(SystemTime::UNIX_EPOCH), within: None }, 3600),
        ] {
            let expiry = Expiry::of(lifetime, at(0), at(0), &POLICY);
            assert!(!expiry.is_over(&at(end - 1)) && expiry.is_over(&at(end)), "{lifetime:?}");
        }
    }

    #[test]
    fn renewal_comes_ahead_by_the_margin_or_half_the_lifetime() {
        for (lifetime, earliest, latest) in [(3600, 3600 - 330, 3600 - 300), (100, 45, 50)] {
            let lifetime = Lifetime { within: Some(Duration::from_secs(lifetime)), until: None };
            let expiry = Expiry::of(lifetime, at(0), at(0), &POLICY);
            assert!(!expiry.is_due(&at(earliest - 1)) && expiry.is_due(&at(latest)), "{lifetime:?}");
        }
    }

    #[test]
    fn clients_that_log_in_together_do_not_renew_together() {
        let lifetime = Lifetime { within: Some(Duration::from_secs(3600)), until: None };
        let renewals = (0..100).map(|_| Expiry::of(lifetime, at(0), at(0), &POLICY).renewal.map(|at| at.monotonic));
        let different: std::collections::BTreeSet<_> = renewals.collect();
        assert!(different.len() > 90, "{different:?}");
    }

    fn within(seconds: f64) -> Lifetime {
        Lifetime { within: Some(Duration::from_secs_f64(seconds)), until: None }
    }

    #[test]
    fn what_ends_at_once_is_served_for_a_second_and_not_renewed_ahead() {
        // The login took five seconds.
        for seconds in [0.001, 0.5, 1.0, 4.0, 5.0] {
            let expiry = Expiry::of(within(seconds), at(0), at(5), &POLICY);
            assert!(!expiry.is_over(&at(5)) && !expiry.is_due(&at(6)), "{seconds}");
            assert!(expiry.is_over(&at(6)), "{seconds}");
        }
        let expiry = Expiry::of(within(7.0), at(0), at(5), &POLICY);
        assert!(expiry.is_due(&at(6)) && !expiry.is_over(&at(6)) && expiry.is_over(&at(7)));
        // Nothing is over when it is issued: this is not believed.
        assert!(!Expiry::of(within(0.0), at(0), at(0), &POLICY).is_over(&at(3599)));
    }

    #[test]
    fn either_clock_can_end_it() {
        let expiry = Expiry::of(within(100.0), at(0), at(0), &POLICY);
        let (slept, set_back) =
            (Moment { monotonic: at(1).monotonic, ..at(100) }, Moment { wall: at(1).wall, ..at(100) });
        assert!(expiry.is_over(&slept) && expiry.is_over(&set_back));
    }
}
