//! The times of a session: of renewals, of the next attempt after a failure, and of the next login after a refusal.

use std::time::Duration;

use crate::time::jitter;

/// The times of renewal and of the next attempt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Policy {
    pub(super) margin: Duration,
    pub(super) default_lifetime: Option<Duration>,
    pub(super) first_pause: Duration,
    pub(super) longest_pause: Duration,
    pub(super) lease: Duration,
    /// Sends a refresh token once more if the outcome of the first time is unknown.
    pub(super) resends: bool,
}

/// The last credential that was dropped because the server refused it.
pub(super) struct Refusal {
    /// The number of times in a row that this happened soon after the login.
    times: u32,
    /// Until then no other is dropped: a server that refuses whatever it issues must not cost a login a call.
    pub(super) until: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            margin: Duration::from_secs(300),
            default_lifetime: Some(Duration::from_secs(3600)),
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(60),
            lease: Duration::from_secs(30),
            resends: false,
        }
    }
}

impl Policy {
    /// A refusal at `now`, and how long to pause: longer, the more of them there were in a row.
    pub(super) fn refusal(&self, last: Option<&Refusal>, now: Duration) -> Refusal {
        let row = last.filter(|last| now < last.until.saturating_add(self.longest_pause));
        let times = row.map_or(0, |last| last.times).saturating_add(1);
        Refusal { times, until: now.saturating_add(self.pause(times)) }
    }

    /// The pause after so many failures in a row: doubled each time, with a fifth of it more or less.
    pub(super) fn pause(&self, times: u32) -> Duration {
        let doubled = self.first_pause.saturating_mul(2_u32.saturating_pow(times.saturating_sub(1)));
        let pause = doubled.min(self.longest_pause);
        pause.mul_f64(0.8) + jitter(pause.mul_f64(0.4))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_differ() {
        let (first_pause, longest_pause) = (Duration::from_secs(10), Duration::from_secs(60));
        let policy = Policy { first_pause, longest_pause, ..Policy::default() };
        for (times, seconds) in [(1, 10), (2, 20), (3, 40), (4, 60), (u32::MAX, 60)] {
            let pauses: std::collections::BTreeSet<_> = (0..100).map(|_| policy.pause(times)).collect();
            let within = Duration::from_secs(seconds * 8 / 10)..=Duration::from_secs(seconds * 12 / 10);
            assert!(pauses.iter().all(|pause| within.contains(pause)), "{times}: {pauses:?}");
            assert!(pauses.len() > 90, "those that failed together do not come again together");
        }
    }
}
