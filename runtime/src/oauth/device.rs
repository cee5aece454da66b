//! The device authorization flow (RFC 8628): a person enters a code on another device.

use std::fmt;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use super::error::{TokenError, TokenErrorKind};
use super::error_code::ErrorCode;
use super::flow::{Flow, TokenCredential};
use super::form::Form;
use super::reply::{Fields, Reply};
use crate::error::shown;
use crate::session::SessionBuilder;

/// A login of a person on another device than that of the program.
#[derive(Clone, Copy, Debug)]
pub struct Device;

/// A login that waits for a person: show [`verification_uri`](Self::verification_uri) and [`user_code`](Self::user_code).
#[must_use = "the login is complete when `wait` is"]
pub struct DeviceLogin<K> {
    flow: Flow<K, Device>,
    shown: Shown,
    /// The end of the code, by the monotonic clock.
    end: Duration,
    interval: Duration,
}

/// An answer of the device authorization endpoint (RFC 8628, 3.2).
struct Shown {
    device_code: SecretString,
    user_code: String,
    verification_uri: String,
    verification_uri_complete: Option<String>,
    expires_in: Duration,
    interval: Duration,
}

/// The lifetime of a code, if the server tells none, though it must.
const EXPIRES: Duration = Duration::from_secs(600);
/// The pause between two requests (RFC 8628, 3.5).
const INTERVAL: Duration = Duration::from_secs(5);
/// The longest pause after lost connections.
const LONGEST: Duration = Duration::from_secs(60);
/// The grant (RFC 8628, 3.4).
const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

impl<K: TokenCredential> Flow<K, Device> {
    /// Moves the device authorization endpoint to this URL.
    #[must_use]
    pub fn device_endpoint(mut self, url: impl Into<String>) -> Self {
        self.requests.urls.device = Some(url.into().into());
        self
    }

    /// Begins a login: asks for a code to show.
    ///
    /// # Errors
    /// If the server gives none, or if the URL of an endpoint cannot be used.
    pub async fn begin(self) -> Result<DeviceLogin<K>, TokenError> {
        let url = self.requests.urls.device(&self.requests.core)?;
        // Here, so that nobody enters a code for a token that cannot be asked for.
        self.requests.urls.token(&self.requests.core)?;
        let mut form = Form::default();
        self.requests.ask_scopes(&mut form);
        let shown = Shown::read(&self.requests.post(&url, form).await?)?;
        let end = self.requests.core.runtime().monotonic().saturating_add(shown.expires_in);
        let interval = shown.interval;
        Ok(DeviceLogin { flow: self, shown, end, interval })
    }
}

impl Shown {
    fn read(fields: &Fields) -> Result<Self, TokenError> {
        let unreadable = |reason| move || fields.error(TokenErrorKind::Unreadable(reason));
        // Google says `verification_url`.
        let page = fields.text("verification_uri").or_else(|| fields.text("verification_url"));
        let seconds = |name, or| {
            let seconds = fields.seconds(name).and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            seconds.unwrap_or(or)
        };
        let device_code = fields.text("device_code").ok_or_else(unreadable("holds no `device_code`"))?;
        let user_code = fields.text("user_code").ok_or_else(unreadable("holds no `user_code`"))?;
        let page = page.filter(|page| is_page(page)).ok_or_else(unreadable("holds no `verification_uri` of a page"))?;
        let complete = fields.text("verification_uri_complete").filter(|page| is_page(page));
        Ok(Self {
            device_code: device_code.into(),
            user_code: shown(user_code, &[]),
            verification_uri: page.to_owned(),
            verification_uri_complete: complete.map(str::to_owned),
            expires_in: seconds("expires_in", EXPIRES),
            interval: seconds("interval", INTERVAL),
        })
    }
}

impl<K: TokenCredential> DeviceLogin<K> {
    /// The code that the person enters.
    #[must_use]
    pub fn user_code(&self) -> &str {
        &self.shown.user_code
    }

    /// The URL of the page on which the code is entered.
    #[must_use]
    pub fn verification_uri(&self) -> &str {
        &self.shown.verification_uri
    }

    /// The same with the code in it, for a link or a QR code, if the server gives one. The person still has to compare the
    /// code (RFC 8628, 3.3.1): show it, too.
    #[must_use]
    pub fn verification_uri_complete(&self) -> Option<&str> {
        self.shown.verification_uri_complete.as_deref()
    }

    /// The time from the beginning for which the code can be entered.
    #[must_use]
    pub fn expires_in(&self) -> Duration {
        self.shown.expires_in
    }

    /// Waits until the person has completed the login, refused it, or the code has expired. It can be dropped at any time.
    ///
    /// # Errors
    /// If there is no token: of code [`AccessDenied`](ErrorCode::AccessDenied) if the person refused,
    /// [`ExpiredToken`](ErrorCode::ExpiredToken) or of kind [`Expired`](TokenErrorKind::Expired) if nobody came.
    pub async fn wait(mut self) -> Result<SessionBuilder<K>, TokenError> {
        let runtime = self.flow.requests.core.runtime().clone();
        loop {
            let left = self.end.saturating_sub(runtime.monotonic());
            runtime.sleep(self.interval.min(left)).await;
            if runtime.monotonic() >= self.end {
                return Err(TokenError::new(TokenErrorKind::Expired));
            }
            match self.ask().await {
                Ok(reply) => return self.flow.starting_with(reply),
                Err(error) => self.interval = pause(self.interval, error)?,
            }
        }
    }

    async fn ask(&self) -> Result<Reply, TokenError> {
        let mut form = Form::of_grant(GRANT);
        form.secret("device_code", self.shown.device_code.expose_secret().into());
        self.flow.requests.token(form).await
    }
}

/// The pause before the next request after this error, unless the error ends the login (RFC 8628, 3.5).
fn pause(interval: Duration, error: TokenError) -> Result<Duration, TokenError> {
    match error.kind() {
        TokenErrorKind::Refused(ErrorCode::AuthorizationPending) => Ok(interval),
        TokenErrorKind::Refused(ErrorCode::SlowDown) => Ok(interval.saturating_add(INTERVAL)),
        // The connection, the server or a proxy failed: less and less often.
        TokenErrorKind::Refused(_) | TokenErrorKind::Status | TokenErrorKind::NotSent | TokenErrorKind::Unanswered
            if !error.is_final() =>
        {
            let asked = error.retry_after().unwrap_or_default().min(LONGEST);
            Ok(interval.max(Duration::from_secs(1)).saturating_mul(2).min(LONGEST).max(interval).max(asked))
        }
        TokenErrorKind::Refused(_)
        | TokenErrorKind::Status
        | TokenErrorKind::NotSent
        | TokenErrorKind::Unanswered
        | TokenErrorKind::Redirect
        | TokenErrorKind::Unreadable(_)
        | TokenErrorKind::TokenType
        | TokenErrorKind::Scope(_)
        | TokenErrorKind::Endpoint(_)
        | TokenErrorKind::Client
        | TokenErrorKind::Answer(_)
        | TokenErrorKind::Issuer
        | TokenErrorKind::Expired
        | TokenErrorKind::Local(_) => Err(error),
    }
}

/// Returns true if a person can be told to open this: a page, and no file, no program's own scheme, no control character.
fn is_page(text: &str) -> bool {
    let is_web = Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http"));
    is_web && text.len() <= 2048 && text.bytes().all(|byte| byte.is_ascii_graphic())
}

impl<K> fmt::Debug for DeviceLogin<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceLogin")
            .field("verification_uri", &self.shown.verification_uri)
            .field("expires_in", &self.shown.expires_in)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;

    #[test]
    fn only_pages_are_shown() {
        for (text, expected) in [
            ("https://example.com/device?a=b", true),
            ("http://127.0.0.1:8080/device", true),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("example.com/device", false),
            ("https://example.com/\u{1b}[31m", false),
            ("https://example.com/a b", false),
        ] {
            assert_eq!(is_page(text), expected, "{text}");
        }
    }

    #[test]
    fn pauses_grow_when_the_server_asks_for_it_or_fails() {
        let seconds = Duration::from_secs;
        let refused = |code| TokenError::new(TokenErrorKind::Refused(code));
        let after = |error| pause(seconds(5), error).ok();
        assert_eq!(after(refused(ErrorCode::AuthorizationPending)), Some(seconds(5)));
        assert_eq!(after(refused(ErrorCode::SlowDown)), Some(seconds(10)));
        assert_eq!(after(refused(ErrorCode::AccessDenied)), None);
        assert_eq!(after(refused(ErrorCode::ExpiredToken)), None);
        assert_eq!(after(TokenError::new(TokenErrorKind::Unanswered)), Some(seconds(10)));
        assert_eq!(pause(seconds(50), TokenError::new(TokenErrorKind::NotSent)).ok(), Some(seconds(60)));
        assert_eq!(pause(seconds(90), TokenError::new(TokenErrorKind::NotSent)).ok(), Some(seconds(90)));
        let headers = http::HeaderMap::from_iter([(http::header::RETRY_AFTER, http::HeaderValue::from_static("30"))]);
        let now = std::time::SystemTime::UNIX_EPOCH;
        let busy = TokenError::answered(TokenErrorKind::Status, StatusCode::SERVICE_UNAVAILABLE, &headers, now);
        assert_eq!(after(busy), Some(seconds(30)));
    }
}
