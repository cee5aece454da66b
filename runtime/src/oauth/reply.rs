//! Token responses (RFC 6749, 5.1) and error responses (5.2), read generously where nothing is lost by it.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};
use secrecy::SecretString;
use serde_json::Value;

use super::error::{TokenError, TokenErrorKind};
use super::error_code::ErrorCode;
use crate::error::{message_of, shown};
use crate::exchange::Answer;
use crate::json::Secret;
use crate::response::Lifetime;
use crate::session::RefreshToken;

/// An answer whose body is an object of JSON, not read further.
pub(super) struct Fields {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    /// Overwritten when it is dropped, with tokens that nobody asked for, such as an `id_token`.
    json: Secret<Value>,
    now: SystemTime,
}

/// A token response.
pub(super) struct Reply {
    pub(super) access_token: SecretString,
    pub(super) lifetime: Lifetime,
    pub(super) refresh_token: Option<RefreshToken>,
    /// The granted scopes; `None` if they are those that were asked for.
    pub(super) scopes: Option<Vec<String>>,
}

impl Fields {
    /// Reads the answer of an endpoint: an object, unless it is an error. `secrets` are removed from what is shown of it.
    pub(super) fn read(answer: Answer, secrets: &[SecretString], now: SystemTime) -> Result<Self, TokenError> {
        let Answer { status, headers, body } = answer;
        let error = |kind| TokenError::answered(kind, status, &headers, now);
        if status.is_redirection() {
            return Err(error(TokenErrorKind::Redirect));
        }
        // Whatever its media type is (many send text/plain or text/html).
        let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body);
        let json = serde_json::from_slice(text).map(Secret::<Value>::new);
        let json = json.into_iter().find(|json| json.expose().is_object());
        let Some(json) = json else {
            let unreadable = TokenErrorKind::Unreadable("is no object of JSON");
            // Nothing of it is shown: it may be a token as it is.
            return Err(error(if status.is_success() { unreadable } else { TokenErrorKind::Status }));
        };
        let fields = Self { status, headers, json, now };
        // Some servers send errors with 200.
        if let Some(code) = fields.text("error") {
            let description = fields.text("error_description").map(|text| shown(text, secrets));
            let code = TokenErrorKind::Refused(ErrorCode::of(&shown(code, secrets)));
            return Err(fields.error(code).described(description));
        }
        if status.is_success() {
            return Ok(fields);
        }
        // As FastAPI's `{"detail":"Incorrect username or password"}`.
        let message = message_of(&fields.headers, &body, secrets).map(String::from);
        Err(fields.error(TokenErrorKind::Status).of_object().described(message))
    }

    /// A member that is text, and not empty.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.json.expose().get(name)?.as_str().filter(|text| !text.is_empty())
    }

    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.json.expose().get(name)
    }

    /// A member that is a number of seconds, in whatever form. Zero means that it is not known.
    pub(super) fn seconds(&self, name: &str) -> Option<f64> {
        let seconds = match self.json.expose().get(name)? {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        };
        seconds.filter(|seconds| *seconds > 0.0)
    }

    pub(super) fn error(&self, kind: TokenErrorKind) -> TokenError {
        TokenError::answered(kind, self.status, &self.headers, self.now)
    }

    /// The token response.
    pub(super) fn token(&self) -> Result<Reply, TokenError> {
        let missing = || self.error(TokenErrorKind::Unreadable("holds no `access_token`"));
        let access_token = self.text("access_token").ok_or_else(missing)?;
        // RFC 6749, 7.1: a token of a type that is not understood must not be used. Many servers leave the type out.
        if !self.text("token_type").is_none_or(|kind| kind.eq_ignore_ascii_case("bearer")) {
            return Err(self.error(TokenErrorKind::TokenType));
        }
        let lifetime = Lifetime::unknown().jwt(access_token).after(self.seconds("expires_in")).by_date(&self.headers);
        let refresh_token = self.text("refresh_token").map(|token| RefreshToken::new(token).until(self.refresh_end()));
        Ok(Reply { access_token: access_token.into(), lifetime, refresh_token, scopes: self.scopes() })
    }

    /// The end of the refresh token, by the names that servers have for it.
    fn refresh_end(&self) -> Option<SystemTime> {
        let names = ["refresh_token_expires_in", "refresh_expires_in"];
        let seconds = names.into_iter().find_map(|name| self.seconds(name))?;
        self.now.checked_add(Duration::try_from_secs_f64(seconds).ok()?)
    }

    /// A text with spaces (RFC 6749, 3.3), or with commas, or a list.
    fn scopes(&self) -> Option<Vec<String>> {
        let words = |text: &str| text.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        match self.json.expose().get("scope")? {
            Value::String(text) => Some(words(text)),
            Value::Array(list) => Some(list.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use http::header::{CONTENT_TYPE, RETRY_AFTER};
    use secrecy::ExposeSecret as _;
    use secrecy::zeroize::Zeroizing;

    use super::*;

    const NOW: SystemTime = SystemTime::UNIX_EPOCH;

    fn read(status: u16, body: &str) -> Result<Reply, TokenError> {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, "text/plain".parse().expect("header text"))]);
        read_with(status, headers, body)
    }

    fn read_with(status: u16, headers: HeaderMap, body: &str) -> Result<Reply, TokenError> {
        let status = StatusCode::from_u16(status).expect("a status");
        let answer = Answer { status, headers, body: Zeroizing::new(body.as_bytes().to_vec()) };
        Fields::read(answer, &["hunter2".into()], NOW)?.token()
    }

    #[test]
    fn the_replies_of_real_servers_are_read() {
        for (status, rest, within, scopes) in [
            (200, r#""token_type":"Bearer","expires_in":600"#, Some(600.0), None),
            (201, r#""token_type":"bearer","expires_in":600.5"#, Some(600.5), None),
            (200, r#""expires_in":"600""#, Some(600.0), None),
            (200, r#""expires_in":"599.9""#, Some(599.9), None),
            (200, r#""expires_in":0"#, None, None),
            (200, r#""expires_in":-5"#, None, None),
            (200, r#""expires_in":"soon""#, None, None),
            (200, r#""expires_in":null,"scope":null,"refresh_token":null"#, None, None),
            (200, r#""scope":"read write""#, None, Some(vec!["read", "write"])),
            (200, r#""scope":"read,write""#, None, Some(vec!["read", "write"])),
            (200, r#""scope":["read","write"]"#, None, Some(vec!["read", "write"])),
            (200, r#""scope":"""#, None, Some(vec![])),
            (200, r#""id_token":"e30.e30.c2ln","error":"""#, None, None),
        ] {
            let reply = read(status, &format!("\u{FEFF}{{\"access_token\":\"t\",{rest}}}"));
            let reply = reply.unwrap_or_else(|error| panic!("{rest}: {error}"));
            assert_eq!(reply.access_token.expose_secret(), "t");
            assert_eq!(reply.lifetime.within, within.map(Duration::from_secs_f64), "{rest}");
            assert_eq!(reply.scopes, scopes.map(|all| all.into_iter().map(str::to_owned).collect()), "{rest}");
        }
    }

    #[test]
    fn a_refresh_token_comes_with_its_end() {
        let reply = read(200, r#"{"access_token":"t","refresh_token":"r","refresh_expires_in":"60"}"#).ok();
        let token = reply.and_then(|reply| reply.refresh_token).expect("there is one");
        assert_eq!((token.token().expose_secret(), token.end()), ("r", Some(NOW + Duration::from_secs(60))));
        let reply = read(200, r#"{"access_token":"t","refresh_token":"r","refresh_token_expires_in":0}"#).ok();
        assert_eq!(reply.and_then(|reply| reply.refresh_token).map(|token| token.end()), Some(None));
    }

    #[test]
    fn what_is_no_token_is_a_typed_error() {
        use TokenErrorKind::{Redirect, Refused, Status, TokenType, Unreadable};
        let no_token = Unreadable("holds no `access_token`");
        for (status, body, kind, is_final, is_kept) in [
            (400, r#"{"error":"invalid_grant"}"#, Refused(ErrorCode::InvalidGrant), true, false),
            (401, r#"{"error":"invalid_client"}"#, Refused(ErrorCode::InvalidClient), true, true),
            (400, r#"{"error":"unauthorized_client"}"#, Refused(ErrorCode::UnauthorizedClient), true, true),
            (400, r#"{"error":"invalid_request"}"#, Refused(ErrorCode::InvalidRequest), true, false),
            (400, r#"{"error":"invalid_scope"}"#, Refused(ErrorCode::InvalidScope), true, true),
            (400, r#"{"error":"a b\u0007c"}"#, Refused(ErrorCode::Other("abc".to_owned())), true, false),
            (200, r#"{"error":"bad_verification_code"}"#, Refused(ErrorCode::of("bad_verification_code")), true, false),
            (400, r#"{"error":"temporarily_unavailable"}"#, Refused(ErrorCode::TemporarilyUnavailable), false, true),
            (400, r#"{"error":"slow_down"}"#, Refused(ErrorCode::SlowDown), false, true),
            (400, r#"{"error":"authorization_pending"}"#, Refused(ErrorCode::AuthorizationPending), false, false),
            (429, r#"{"error":"invalid_request"}"#, Refused(ErrorCode::InvalidRequest), false, true),
            (500, r#"{"error":"server_error"}"#, Refused(ErrorCode::ServerError), false, false),
            (503, r#"{"error":"invalid_grant"}"#, Refused(ErrorCode::InvalidGrant), false, true),
            (404, "<html>", Status, false, false),
            (401, "", Status, true, true),
            (401, r#"{"detail":"no"}"#, Status, true, false),
            (503, "busy", Status, false, true),
            (502, "", Status, false, false),
            (400, r#"{"detail":"no"}"#, Status, true, false),
            (404, r#"{"error":{"message":"no"}}"#, Status, true, false),
            (429, r#"{"detail":"no"}"#, Status, false, true),
            (500, r#"{"detail":"no"}"#, Status, false, false),
            (307, r#"{"access_token":"t"}"#, Redirect, false, false),
            (200, "<html>", Unreadable("is no object of JSON"), false, false),
            (200, "[]", Unreadable("is no object of JSON"), false, false),
            (200, r#"{"access_token":""}"#, no_token.clone(), false, false),
            (200, r#"{"access_token":7}"#, no_token, false, false),
            (200, r#"{"access_token":"t","token_type":"DPoP"}"#, TokenType, true, false),
        ] {
            let error = read(status, body).err().unwrap_or_else(|| panic!("{body} is no success"));
            assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (&kind, Some(status)), "{body}");
            assert_eq!((error.is_final(), error.keeps_refresh_token()), (is_final, is_kept), "{status} {body}");
        }
    }

    #[test]
    fn the_description_is_short_and_holds_no_secret_and_the_pause_is_the_servers() {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, "7".parse().expect("header text"))]);
        let body = r#"{"error":"invalid_grant","error_description":"hunter2\r\nis wrong"}"#;
        let error = read_with(400, headers, body).err().expect("it is an error");
        assert_eq!(error.description(), Some("(redacted)  is wrong"));
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
        let shown = "the authorization server refused: invalid_grant (400): (redacted)  is wrong";
        assert_eq!(error.to_string(), shown);
        assert!(!format!("{error:?}").contains("hunter2"));
        let error = read(400, r#"{"detail":"hunter2 is wrong"}"#).err().expect("it is an error");
        assert_eq!(error.description(), Some("(redacted) is wrong"));
        let long = format!(r#"{{"error":"{0}","error_description":"{0}"}}"#, "x".repeat(9999));
        assert!(read(400, &long).err().expect("it is an error").to_string().len() < 500);
    }
}
