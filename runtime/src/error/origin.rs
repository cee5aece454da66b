//! The origin of a URL (RFC 6454), to which a credential is bound.

use std::fmt;

use http::Uri;

/// Scheme, host and effective port of a URL. Two URLs have the same origin if all three are equal.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    https: bool,
    host: Box<str>,
    port: u16,
}

impl Origin {
    /// The origin of an absolute `http` or `https` URL.
    pub(crate) fn of(uri: &Uri) -> Option<Self> {
        let https = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let authority = uri.authority()?;
        let port = authority.port_u16().unwrap_or(if https { 443 } else { 80 });
        let host = authority.host().to_ascii_lowercase().into_boxed_str();
        (!host.is_empty()).then_some(Self { https, host, port })
    }

    /// Returns true if requests to it are encrypted.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// The host's name or address, in lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, or the scheme's default port if the URL has none.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Returns true if requests may be sent there: over https, or over plain http if that is allowed or the host is
    /// this machine.
    pub(crate) fn may_be_asked(&self, allow_plain_http: bool) -> bool {
        self.https || allow_plain_http || self.is_loopback()
    }

    /// Returns true if it is this machine, which plain http does not leave.
    pub fn is_loopback(&self) -> bool {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.https { "https" } else { "http" };
        write!(f, "{scheme}://{}:{}", self.host, self.port)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(url: &'static str) -> Option<Origin> {
        Origin::of(&Uri::from_static(url))
    }

    #[test]
    fn the_schemes_own_port_and_letter_case_make_no_difference() {
        assert_eq!(origin("https://Example.com/a?b"), origin("https://example.COM:443/"));
        assert_ne!(origin("https://example.com"), origin("http://example.com"));
        assert_ne!(origin("https://example.com"), origin("https://example.com:444"));
        assert_ne!(origin("https://example.com"), origin("https://a.example.com"));
        assert_eq!(origin("ftp://example.com"), None);
    }

    #[test]
    fn loopback_is_recognised() {
        for (url, loopback) in [
            ("http://localhost:1", true),
            ("http://127.0.0.1", true),
            ("http://127.9.9.9", true),
            ("http://[::1]:80", true),
            ("http://127.0.0.1.example.com", false),
            ("http://localhost.example.com", false),
            ("http://10.0.0.1", false),
        ] {
            assert_eq!(origin(url).is_some_and(|origin| origin.is_loopback()), loopback, "{url}");
        }
    }
}
