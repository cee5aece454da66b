//! URLs that a document writes beside its servers, such as those of an authorization server.
//!
//! ```yaml
//! servers: [{ url: https://api.example.com/v1/ }]
//! flows: { clientCredentials: { tokenUrl: oauth/token } }   # https://api.example.com/v1/oauth/token
//! ```

use url::{ParseError, Url};

use super::{ServerTable, Servers, usable};
use crate::error::ServerError;
use crate::exchange::Core;

impl Core {
    /// The URL of an endpoint. A relative one is a URL reference (RFC 3986, section 5) from the first server of the list, or
    /// from what the client replaced that with; an absolute one stays.
    pub(crate) fn endpoint(&self, servers: &Servers, reference: &str) -> Result<Url, ServerError> {
        self.servers().endpoint(servers, reference)
    }
}

impl ServerTable {
    fn endpoint(&self, servers: &Servers, reference: &str) -> Result<Url, ServerError> {
        let url = match Url::parse(reference) {
            Err(ParseError::RelativeUrlWithoutBase) => self.base(servers)?.whole.join(reference),
            other => other,
        };
        let url = url.map_err(|_| ServerError::Invalid)?;
        // RFC 6749, 3.1 and 3.2: a query is kept, and there is no fragment.
        usable(&url, true, self.allows_plain_http()).map(|_| url)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::exchange::ServerUrl;
    use crate::exchange::server::Base;

    const ROOT: Servers = Servers { index: 0, servers: &[ServerUrl { url: "/", variables: &[] }] };

    fn seen_from(base: &str, reference: &str) -> Result<String, ServerError> {
        let mut table = ServerTable::new(false);
        table.replaced.insert(0, Arc::new(Base::parse(base, false)?));
        table.endpoint(&ROOT, reference).map(String::from)
    }

    /// The vectors of RFC 3986, 5.4, whose base is a server's URL, and that name no fragment.
    #[test]
    fn relative_urls_are_references() {
        for (reference, expected) in [
            ("g", "https://a/b/c/g"),
            ("./g", "https://a/b/c/g"),
            ("g/", "https://a/b/c/g/"),
            ("/g", "https://a/g"),
            ("//g", "https://g/"),
            ("?y", "https://a/b/c/d?y"),
            ("g?y", "https://a/b/c/g?y"),
            (";x", "https://a/b/c/;x"),
            ("g;x=1/./y", "https://a/b/c/g;x=1/y"),
            ("", "https://a/b/c/d"),
            (".", "https://a/b/c/"),
            ("..", "https://a/b/"),
            ("../g", "https://a/b/g"),
            ("../..", "https://a/"),
            ("../../g", "https://a/g"),
            ("../../../g", "https://a/g"),
            ("/../g", "https://a/g"),
            ("g.", "https://a/b/c/g."),
            ("./../g", "https://a/b/g"),
            ("g/../h", "https://a/b/c/h"),
            ("g?y/../x", "https://a/b/c/g?y/../x"),
        ] {
            assert_eq!(seen_from("https://a/b/c/d", reference).as_deref(), Ok(expected), "{reference}");
        }
        assert_eq!(seen_from("https://a/v1/", "token").as_deref(), Ok("https://a/v1/token"));
        assert_eq!(seen_from("https://a/v1/", "../auth?p=x").as_deref(), Ok("https://a/auth?p=x"));
    }

    #[test]
    fn absolute_urls_stay_and_must_be_usable() {
        let own = "https://auth.example.com/token?p=policy";
        assert_eq!(seen_from("https://a/v1", own).as_deref(), Ok(own));
        assert_eq!(seen_from("https://a/v1", "http://127.0.0.1:9/t").as_deref(), Ok("http://127.0.0.1:9/t"));
        assert_eq!(seen_from("https://a/v1", "https://u@b/t"), Err(ServerError::UserInfo));
        assert_eq!(seen_from("https://a/v1", "/t#f"), Err(ServerError::QueryOrFragment));
        assert_eq!(seen_from("https://a/v1", "urn:a:b"), Err(ServerError::Scheme));
        assert!(matches!(seen_from("https://a/v1", "http://b/t"), Err(ServerError::PlainHttp { .. })));
        assert!(matches!(seen_from("https://a", "https://"), Err(ServerError::Invalid)));
        let bare = ServerTable::new(false);
        assert_eq!(bare.endpoint(&ROOT, "/t").map(String::from), Err(ServerError::BaseUrlNeeded));
    }

    #[test]
    fn all_servers_and_a_base_url_move_relative_urls_only() {
        let mut table = ServerTable::new(false);
        table.all = Some(Arc::new(Base::parse("http://127.0.0.1:8080/x/", false).expect("a server")));
        let moved = |reference| table.endpoint(&ROOT, reference).map(String::from);
        assert_eq!(moved("token").as_deref(), Ok("http://127.0.0.1:8080/x/token"));
        assert_eq!(moved("https://auth.example.com/token").as_deref(), Ok("https://auth.example.com/token"));
    }
}
