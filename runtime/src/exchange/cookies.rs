//! Cookies that servers set, kept for the calls that follow (RFC 6265).
//!
//! ```text
//! Set-Cookie: session=8f1c; Path=/; HttpOnly
//! ```

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cookie_store::CookieStore;
use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Uri};
use url::Url;

use crate::json::Secret;

/// A jar of cookies, for [`CoreBuilder::cookies`](crate::CoreBuilder::cookies). Clones are the same jar.
///
/// Cookies are kept of the servers of the document only, and sent to those that set them. A redirect to another server
/// neither gets nor sets any. A cookie of the call, or one that is a credential, replaces one of the jar.
///
/// ```
/// let cookies = warded::Cookies::new();
/// let builder = warded::Core::builder().cookies(cookies.clone());
/// // After calls: the token that a server wants in a header too.
/// assert!(cookies.get("csrftoken").is_none());
/// # drop(builder);
/// ```
#[derive(Clone, Default)]
pub struct Cookies(Arc<Mutex<CookieStore>>);

impl Cookies {
    /// An empty jar.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of a cookie that is still valid; any, if several servers or paths have one of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Secret> {
        let jar = self.lock();
        jar.iter_unexpired().find(|cookie| cookie.name() == name).map(|cookie| cookie.value().into())
    }

    /// Removes all cookies.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// The pairs for a request to this URL, as the value of `Cookie`.
    pub(crate) fn of(&self, uri: &Uri) -> Option<HeaderValue> {
        self.beside(uri, &HeaderMap::new())
    }

    /// Adds the cookies of a request, but for those whose names it has.
    pub(crate) fn attach(&self, uri: &Uri, headers: &mut HeaderMap) {
        if let Some(cookies) = self.beside(uri, headers) {
            headers.insert(COOKIE, cookies);
        }
    }

    /// Keeps the cookies of the response to a request to this URL.
    pub(crate) fn keep(&self, uri: &Uri, headers: &HeaderMap) {
        let mut cookies = headers.get_all(SET_COOKIE).iter().peekable();
        if cookies.peek().is_none() {
            return;
        }
        let Ok(url) = Url::parse(&uri.to_string()) else { return };
        let mut jar = self.lock();
        for text in cookies.filter_map(|cookie| std::str::from_utf8(cookie.as_bytes()).ok()) {
            // A cookie that is not one, or not for this server, is ignored, as everywhere.
            let _ = jar.parse(text, &url);
        }
    }

    fn beside(&self, uri: &Uri, headers: &HeaderMap) -> Option<HeaderValue> {
        let url = Url::parse(&uri.to_string()).ok()?;
        let own: Vec<&str> = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).collect();
        let own = own.join("; ");
        let is_own =
            |name: &str| own.split(';').any(|pair| pair.split('=').next().is_some_and(|own| own.trim() == name));
        let jar = self.lock();
        let kept = jar.get_request_values(&url).filter(|(name, _)| !is_own(name));
        let mut pairs: Vec<String> = kept.map(|(name, value)| format!("{name}={value}")).collect();
        if pairs.is_empty() {
            return None;
        }
        // The tree of the jar has no order.
        pairs.sort();
        if !own.is_empty() {
            pairs.insert(0, own.clone());
        }
        let mut value = HeaderValue::try_from(pairs.join("; ")).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    fn lock(&self) -> MutexGuard<'_, CookieStore> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Cookies {
    /// Cookies are credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cookies({})", self.lock().iter_unexpired().count())
    }
}
