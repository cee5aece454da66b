//! `x-warded.issues`: the credential in the reply of an operation.
//!
//! ```yaml
//! x-warded:
//!   issues: { scheme: JWT, role: client, token: /token, expires: [jwt, { in: /expires_in }], when: { /status: SUCCESS } }
//! ```
//! The generated client implements [`Issues`] for such an operation; its reply then has a credential of the declared
//! type.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderMap;
use http::header::DATE;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Operation, RefreshToken};
use crate::credential::{Attachment, Credential};
use crate::error::CredentialError;
use crate::json::format::DateTime;
use crate::json::{Hidden, Nullable, Secret};
use crate::time::http_date;

/// An operation whose success issues a credential.
pub trait Issues: Operation {
    /// The credential's type: its scheme, with its role.
    type Credential: Credential;

    /// The credential in a reply: in its body, its headers, or a cookie that it sets.
    ///
    /// # Errors
    /// [`CredentialError::NotIssued`] if the reply has none, for example if it asks for a second factor first.
    fn issued(reply: &Self::Output, headers: &HeaderMap) -> Result<Issued<Self::Credential>, CredentialError>;

    /// The refresh token in a reply, and its lifetime: none, unless the document says where it is.
    fn refresh_token(reply: &Self::Output, headers: &HeaderMap) -> Option<Issued<RefreshToken>> {
        let _ = (reply, headers);
        None
    }
}

/// A credential that was issued, and its lifetime.
#[derive(Clone, Debug)]
pub struct Issued<K> {
    /// The credential.
    pub credential: K,
    /// Its lifetime.
    pub lifetime: Lifetime,
}

/// The expiry of a credential. If both bounds are known, the earlier one applies; both may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lifetime {
    /// The end by the server's clock.
    pub until: Option<SystemTime>,
    /// The duration from its issue.
    pub within: Option<Duration>,
}

impl Lifetime {
    /// No known end.
    #[must_use]
    pub const fn unknown() -> Self {
        Self { until: None, within: None }
    }

    /// Adds the end in the token's own `exp` claim. A token that is not a JWT, or an encrypted one, adds nothing.
    #[must_use]
    pub fn jwt(self, token: &str) -> Self {
        self.at(expiry_claim(token))
    }

    /// Adds an end in seconds since 1970.
    #[must_use]
    pub fn at(mut self, seconds: Option<f64>) -> Self {
        let end = seconds.and_then(duration).and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since));
        self.until = self.until.into_iter().chain(end).min();
        self
    }

    /// Adds an end in seconds after the token was issued.
    #[must_use]
    pub fn after(mut self, seconds: Option<f64>) -> Self {
        self.within = self.within.into_iter().chain(seconds.and_then(duration)).min();
        self
    }

    /// Uses the server's clock, by the header `Date` of the reply that issued the credential: the remaining lifetime
    /// is then independent of the difference between the clocks of server and client.
    ///
    /// Exact to a second, by which the lifetime is reduced. A reply without a date, or with one that is not before
    /// the end, changes nothing. A wrong date, such as that of a cache, is not detected: a 401 then ends the
    /// credential.
    #[must_use]
    pub fn by_date(self, headers: &HeaderMap) -> Self {
        let date = headers.get(DATE).and_then(|date| date.to_str().ok()).and_then(http_date);
        let left = self.until.zip(date).and_then(|(until, date)| until.duration_since(date).ok());
        match left.and_then(|left| left.checked_sub(Duration::from_secs(1))) {
            Some(left) => Self { until: None, within: self.within.into_iter().chain([left]).min() },
            None => self,
        }
    }
}

impl Lifetime {
    /// The end of what was issued at `now`.
    pub(crate) fn end(self, now: SystemTime) -> Option<SystemTime> {
        let within = self.within.and_then(|within| now.checked_add(within));
        self.until.into_iter().chain(within).min()
    }
}

impl Issued<RefreshToken> {
    /// The refresh token of a reply with these headers, with its end.
    pub(crate) fn ending(self, headers: &HeaderMap, now: SystemTime) -> RefreshToken {
        let end = self.lifetime.by_date(headers).end(now);
        self.credential.until(end)
    }
}

/// Lets a credential keep another one that the same reply issued, for the other slots of a session.
pub fn keep_beside<A: Credential>(first: &A, others: Vec<Arc<Attachment>>) {
    first.attachment().keep_beside(others);
}

/// The refresh token of this text; `None` if that is empty.
#[must_use]
pub fn refresh_token(text: &str, lifetime: Lifetime) -> Option<Issued<RefreshToken>> {
    (!text.is_empty()).then(|| Issued { credential: RefreshToken::new(text), lifetime })
}

/// A member of a reply that may be missing.
pub trait Present {
    /// The type of the value.
    type Value;

    /// The value, unless the member is missing or `null`.
    fn present(&self) -> Option<&Self::Value>;
}

impl<T> Present for Option<T> {
    type Value = T;

    fn present(&self) -> Option<&T> {
        self.as_ref()
    }
}

impl<T> Present for Nullable<T> {
    type Value = T;

    fn present(&self) -> Option<&T> {
        self.as_ref().into_option()
    }
}

/// A number of seconds, or a time, in a reply.
pub trait Seconds {
    /// The number; `None` if it is text that is not a number.
    fn seconds(&self) -> Option<f64>;

    /// The seconds since 1970, of a time by its date too.
    fn since_1970(&self) -> Option<f64> {
        self.seconds()
    }
}

macro_rules! seconds {
    ($($ty:ty),*) => {$(
        impl Seconds for $ty {
            fn seconds(&self) -> Option<f64> {
                Some(*self as f64)
            }
        }
    )*};
}

seconds!(i8, i16, i32, i64, u8, u16, u32, u64, f32, f64);

impl Seconds for str {
    fn seconds(&self) -> Option<f64> {
        self.trim().parse().ok()
    }

    /// Text of digits, a date and a time as in RFC 3339, or as HTTP writes it.
    fn since_1970(&self) -> Option<f64> {
        let timestamp = || self.trim().parse::<Timestamp>().ok().map(|time| time.as_duration().as_secs_f64());
        self.seconds().or_else(timestamp).or_else(|| {
            let since = http_date(self)?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
            Some(since.as_secs_f64())
        })
    }
}

impl Seconds for String {
    fn seconds(&self) -> Option<f64> {
        self.as_str().seconds()
    }

    fn since_1970(&self) -> Option<f64> {
        self.as_str().since_1970()
    }
}

impl<T: Seconds + Hidden> Seconds for Secret<T> {
    fn seconds(&self) -> Option<f64> {
        self.expose().seconds()
    }

    fn since_1970(&self) -> Option<f64> {
        self.expose().since_1970()
    }
}

/// Without an offset, which RFC 3339 demands, no moment is known.
impl Seconds for DateTime {
    fn seconds(&self) -> Option<f64> {
        None
    }

    fn since_1970(&self) -> Option<f64> {
        self.timestamp().map(|time| time.as_duration().as_secs_f64())
    }
}

/// Returns true if a member of a reply equals this JSON text.
#[must_use]
pub fn equals_json<T: DeserializeOwned + PartialEq>(member: &T, json: &str) -> bool {
    serde_json::from_str::<T>(json).is_ok_and(|expected| expected == *member)
}

/// The last second of the year 9999. Later ends are most likely milliseconds.
const LAST: f64 = 253_402_300_799.0;

/// Seconds as a duration, unless they are negative, too many or no number.
fn duration(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok().filter(|_| seconds <= LAST)
}

fn expiry_claim(token: &str) -> Option<f64> {
    let payload = token.split('.').nth(1)?;
    let json = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    serde_json::from_slice::<Value>(&json).ok()?.get("exp")?.as_f64()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn the_earliest_known_end_counts() {
        // {"exp":1700000000}
        let token = "e30.eyJleHAiOjE3MDAwMDAwMDB9.x";
        let at = |seconds| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        let lifetime = Lifetime::unknown().jwt(token).at(Some(1_700_000_060.0)).after(Some(60.0)).after(Some(30.0));
        assert_eq!(lifetime, Lifetime { until: at(1_700_000_000), within: Some(Duration::from_secs(30)) });
        for opaque in ["", "opaque", "a.b.c", "e30.e30.x", "e30.!!.x"] {
            assert_eq!(Lifetime::unknown().jwt(opaque), Lifetime::unknown(), "{opaque}");
        }
        assert_eq!(Lifetime::unknown().after(Some(-1.0)).at(Some(f64::NAN)).after(None), Lifetime::unknown());
    }

    #[test]
    fn a_claim_is_in_seconds_and_no_other_claim_counts() {
        let token = |claims: &str| format!("e30.{}.x", URL_SAFE_NO_PAD.encode(claims));
        let until = |claims: &str| Lifetime::unknown().jwt(&token(claims)).until;
        let at = |seconds| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        // Synerise's `ctd`, the time of creation, is in milliseconds.
        assert_eq!(until(r#"{"ctd":1700000000000,"exp":1700003600,"iat":1}"#), at(1_700_003_600));
        assert_eq!(until(r#"{"exp":1700003600.5}"#).map(|end| end > at(1_700_003_600).unwrap_or(end)), Some(true));
        for unknown in [r#"{"ctd":1700000000000}"#, r#"{"exp":1700003600000}"#, r#"{"exp":-1}"#, r#"{"exp":null}"#] {
            assert_eq!(until(unknown), None, "{unknown}");
        }
        // Five parts: an encrypted token, whose second part is no claims.
        assert_eq!(Lifetime::unknown().jwt("e30.c2VhbGVk.aXY.Y2lwaGVy.dGFn"), Lifetime::unknown());
    }

    #[test]
    fn a_time_is_digits_or_a_date() {
        let date: DateTime = "1994-11-06T08:49:37Z".parse().expect("a date and a time");
        assert_eq!((date.seconds(), date.since_1970()), (None, Some(784_111_777.0)));
        assert_eq!(Secret::new("784111777".to_owned()).since_1970(), Some(784_111_777.0));
        for text in ["784111777", "1994-11-06T09:49:37+01:00", "Sun, 06 Nov 1994 08:49:37 GMT"] {
            assert_eq!(text.since_1970(), Some(784_111_777.0), "{text}");
        }
        for text in ["", "soon", "1994-11-06T08:49:37", "1994-11-06"] {
            assert_eq!((text.seconds(), text.since_1970()), (None, None), "{text}");
        }
    }

    #[test]
    fn the_servers_date_takes_the_place_of_the_local_clock() {
        let dated = |lifetime: Lifetime, date: &'static str| {
            lifetime.by_date(&HeaderMap::from_iter([(DATE, HeaderValue::from_static(date))]))
        };
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        let end = Lifetime::unknown().at(Some(784_111_777.0 + 3600.0));
        let left = |seconds| Lifetime { until: None, within: Some(Duration::from_secs(seconds)) };
        assert_eq!(dated(end, date), left(3599), "whatever the local clock says");
        assert_eq!(dated(end.after(Some(60.0)), date), left(60), "the earlier counts");
        assert_eq!(dated(Lifetime::unknown().after(Some(60.0)), date), left(60));
        for unknown in ["", "yesterday", "1994-11-06T08:49:37Z", "Sun, 06 Nov 2094 08:49:37 GMT"] {
            assert_eq!(dated(end, unknown), end, "{unknown}");
        }
        assert_eq!(end.by_date(&HeaderMap::new()), end);
    }
}
