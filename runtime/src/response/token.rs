//! The parts of a reply that hold a token: members of its body, headers, and the cookies that it sets.
//!
//! ```yaml
//! x-warded: { issues: { scheme: session, token: { cookie: sessionid } } }
//! ```

use std::time::SystemTime;

use http::HeaderMap;
use http::header::SET_COOKIE;
use secrecy::zeroize::Zeroizing;

use super::Lifetime;
use crate::json::Secret;
use crate::time::http_date;

/// A value that a token is the text of.
pub trait TokenText {
    /// The text.
    fn text(&self) -> &str;
}

impl TokenText for str {
    fn text(&self) -> &str {
        self
    }
}

impl TokenText for String {
    fn text(&self) -> &str {
        self
    }
}

impl TokenText for Secret {
    fn text(&self) -> &str {
        self.expose()
    }
}

/// The text of a header; `None` if there is none, or no text in it.
#[must_use]
pub fn header_text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    (!text.is_empty()).then_some(text)
}

/// The token behind the word `Bearer`, or the text as it is.
#[must_use]
pub fn without_bearer(text: &str) -> &str {
    match text.split_at_checked("Bearer ".len()) {
        Some((word, token)) if word.eq_ignore_ascii_case("Bearer ") => token.trim_start(),
        Some(_) | None => text,
    }
}

/// The token behind a word of its scheme (`Token 9944b09`), unless it stands there already.
#[must_use]
pub fn prefixed(prefix: &str, token: &str) -> Zeroizing<String> {
    let is_there = token.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(' '));
    Zeroizing::new(if is_there { token.to_owned() } else { [prefix, " ", token].concat() })
}

/// A cookie that a reply sets.
#[derive(Clone, Copy)]
pub struct SetCookie<'h> {
    value: &'h str,
    attributes: &'h str,
}

impl<'h> SetCookie<'h> {
    /// The cookie of this name: the last one, as with browsers. `None` if the reply sets none, or takes it away.
    #[must_use]
    pub fn find(headers: &'h HeaderMap, name: &str) -> Option<Self> {
        let of_name = |text: &'h str| {
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let (own, value) = pair.split_once('=')?;
            (own.trim() == name).then_some(Self { value: value.trim(), attributes })
        };
        let texts = headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        texts.filter_map(of_name).next_back().filter(|cookie| !cookie.is_taken_away())
    }

    /// Its value.
    #[must_use]
    pub const fn value(&self) -> &'h str {
        self.value
    }

    fn is_taken_away(&self) -> bool {
        self.value.is_empty() || self.max_age().is_some_and(|seconds| seconds <= 0.0)
    }

    fn max_age(&self) -> Option<f64> {
        self.attribute("Max-Age")?.parse().ok()
    }

    /// `Wed, 21 Oct 2015 07:28:00 GMT`, or with dashes, as in the days of Netscape.
    fn expires(&self) -> Option<SystemTime> {
        http_date(&self.attribute("Expires")?.replace('-', " "))
    }

    fn attribute(&self, name: &str) -> Option<&'h str> {
        let mut attributes = self.attributes.split(';').filter_map(|one| one.split_once('='));
        attributes.rfind(|(own, _)| own.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

impl Lifetime {
    /// Adds the end of a cookie: `Max-Age`, or `Expires` where that is missing (RFC 6265, section 5.3). A cookie without
    /// either adds nothing.
    #[must_use]
    pub fn by_cookie(self, cookie: &SetCookie<'_>) -> Self {
        match cookie.max_age() {
            Some(seconds) => self.after(Some(seconds)),
            None => match cookie.expires() {
                Some(end) => Self { until: self.until.into_iter().chain([end]).min(), ..self },
                None => self,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::HeaderValue;

    use super::*;

    fn cookies(texts: &[&'static str]) -> HeaderMap {
        texts.iter().map(|text| (SET_COOKIE, HeaderValue::from_static(text))).collect()
    }

    #[test]
    fn the_last_cookie_of_a_name_counts_unless_it_is_taken_away() {
        let value = |texts: &[&'static str]| {
            let headers = cookies(texts);
            SetCookie::find(&headers, "sid").map(|cookie| cookie.value().to_owned())
        };
        assert_eq!(value(&["other=1", "sid=a; Path=/", "Sid=b"]).as_deref(), Some("a"));
        assert_eq!(value(&["sid=a", "sid=b==; HttpOnly"]).as_deref(), Some("b=="));
        for none in [&[] as &[&str], &["sid"], &["sid="], &["sid=a; Max-Age=0"], &["sid=a", "sid=; Max-Age=-1"]] {
            assert_eq!(value(none), None, "{none:?}");
        }
    }

    #[test]
    fn a_cookie_ends_by_max_age_or_else_by_expires() {
        let lifetime = |text: &'static str| {
            let headers = cookies(&[text]);
            SetCookie::find(&headers, "sid").map(|cookie| Lifetime::unknown().by_cookie(&cookie))
        };
        let within = |seconds| Some(Lifetime { until: None, within: Some(Duration::from_secs(seconds)) });
        let until = |seconds| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        let until = |seconds| Some(Lifetime { until: until(seconds), within: None });
        assert_eq!(lifetime("sid=a; max-age=60; expires=Sun, 06 Nov 1994 08:49:37 GMT"), within(60));
        assert_eq!(lifetime("sid=a; Expires=Sun, 06 Nov 1994 08:49:37 GMT"), until(784_111_777));
        assert_eq!(lifetime("sid=a; Expires=Sun, 06-Nov-1994 08:49:37 GMT"), until(784_111_777));
        for unknown in ["sid=a", "sid=a; Secure; Expires=soon", "sid=a; Max-Age=soon"] {
            assert_eq!(lifetime(unknown), Some(Lifetime::unknown()), "{unknown}");
        }
    }

    #[test]
    fn words_before_a_token_are_dropped_and_added_once() {
        assert_eq!(["Bearer a", "bearer  a", "a", "Bearer", ""].map(without_bearer), ["a", "a", "a", "Bearer", ""]);
        assert_eq!(*prefixed("Token", "a"), "Token a");
        assert_eq!(*prefixed("Token", "Token a"), "Token a");
        assert_eq!(*prefixed("Token", "Tokenized"), "Token Tokenized");
        let headers = HeaderMap::from_iter([(http::header::ETAG, HeaderValue::from_static(" a "))]);
        assert_eq!((header_text(&headers, "Etag"), header_text(&headers, "X")), (Some("a"), None));
    }
}
