//! The refresh token that a session holds, and when it may be sent.
//!
//! ```text
//! not sent yet, or sent and surely not processed    it is sent
//! sent, and the outcome is unknown                  spent: not sent again, unless `resend_refresh_token` is set or the
//!                                                   server was seen not to rotate; then after the access token's end
//! refused, or past its own end                      dropped
//! ```

use std::time::SystemTime;

use super::grant::RefreshToken;
use super::policy::Policy;
use crate::time::Runtime;

/// A refresh token, and how often it was sent with an unknown outcome.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) token: RefreshToken,
    /// Counted before it is sent: an attempt may be lost with the runtime that drives it.
    pub(super) sent: u32,
}

impl Kept {
    pub(super) fn new(token: RefreshToken) -> Self {
        Self { token, sent: 0 }
    }

    pub(super) fn turn(&self, is_over: bool, policy: &Policy, now: SystemTime) -> Turn {
        Turn::of(&self.token, self.sent, is_over, policy.resends, now)
    }

    /// Returns true if it is never sent again.
    pub(super) fn is_lost(&self, policy: &Policy, runtime: &dyn Runtime) -> bool {
        self.turn(true, policy, runtime.wall()) == Turn::Never
    }
}

/// The use of a refresh token in an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It is sent. If its outcome is unknown then, it may be sent once more later.
    Now { may_repeat: bool },
    /// It may be sent once more after the access token's end.
    Later,
    /// There is none, or it must not be sent.
    Never,
}

impl Turn {
    /// The turn of a token that was `sent` so often with an unknown outcome. `is_over`: the access token has ended, so
    /// that nobody has anything to lose.
    pub(super) fn of(token: &RefreshToken, sent: u32, is_over: bool, resends: bool, now: SystemTime) -> Self {
        if token.end().is_some_and(|end| end <= now) {
            return Self::Never;
        }
        let limit = if token.is_reusable() { u32::MAX } else { u32::from(resends) };
        match sent {
            sent if sent > limit => Self::Never,
            0 => Self::Now { may_repeat: limit > 0 },
            sent if is_over => Self::Now { may_repeat: sent < limit },
            _ => Self::Later,
        }
    }

    pub(super) fn is_now(self) -> bool {
        matches!(self, Self::Now { .. })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_spent_token_is_sent_once_more_at_most_and_only_after_the_end_of_the_access_token() {
        let (now, token) = (SystemTime::UNIX_EPOCH + Duration::from_secs(100), RefreshToken::new("token"));
        let turn = |sent, is_over, resends| Turn::of(&token, sent, is_over, resends, now);
        for is_over in [false, true] {
            assert_eq!(turn(0, is_over, false), Turn::Now { may_repeat: false });
            assert_eq!(turn(0, is_over, true), Turn::Now { may_repeat: true });
            assert_eq!(turn(1, is_over, false), Turn::Never);
            assert_eq!(turn(2, is_over, true), Turn::Never);
        }
        assert_eq!(turn(1, false, true), Turn::Later);
        assert_eq!(turn(1, true, true), Turn::Now { may_repeat: false });
    }

    #[test]
    fn a_token_that_is_not_rotated_is_sent_again_after_the_end_of_the_access_token() {
        let (now, token) = (SystemTime::UNIX_EPOCH, RefreshToken::new("token").reusable(true));
        assert_eq!(Turn::of(&token, 5, false, false, now), Turn::Later);
        assert_eq!(Turn::of(&token, 5, true, false, now), Turn::Now { may_repeat: true });
    }

    #[test]
    fn a_token_past_its_end_is_not_sent() {
        let end = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
        let token = RefreshToken::new("token").until(Some(end));
        assert!(Turn::of(&token, 0, false, false, end - Duration::from_secs(1)).is_now());
        assert_eq!(Turn::of(&token, 0, true, true, end), Turn::Never);
    }
}
