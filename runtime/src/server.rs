//! Server Object: where the operations of a document are.
//!
//! ```yaml
//! servers:
//!   - url: https://{region}.example.com/v1
//!     variables: { region: { default: eu, enum: [eu, us] } }
//! ```
//! Each list of servers (the document's, a path's, an operation's) is one static [`Servers`] of the generated
//! client. A request goes to its first server, or to what the client's builder put in its place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;
use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};
use url::Url;

use crate::error::ServerError;
use crate::origin::Origin;

/// A list of servers of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Servers {
    /// Tells the lists of one document apart; 0 is the document's own, which `base_url` replaces.
    pub index: usize,
    /// The servers; the first is used.
    pub servers: &'static [ServerUrl],
}

/// A server's URL, with its variables still in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerUrl {
    /// The URL as the document has it; relative ones need a base URL.
    pub url: &'static str,
    /// The variables that stand in it, as `{name}`.
    pub variables: &'static [ServerVariable],
}

/// A variable of a server's URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: &'static str,
    /// Its value unless the client's builder sets another.
    pub default: &'static str,
    /// The values that it may have; empty if any.
    pub allowed: &'static [&'static str],
}

/// A server that requests can be sent to.
pub(crate) struct Base {
    origin: Origin,
    scheme: Scheme,
    authority: Authority,
    /// Without a slash at the end.
    prefix: String,
    /// Without path: what transports start from that need a parsed URL.
    root: Url,
}

/// The servers of a client.
pub(crate) struct ServerTable {
    /// Takes the place of all lists.
    pub(crate) all: Option<Arc<Base>>,
    /// By index, what takes the place of a list.
    pub(crate) replaced: BTreeMap<usize, Arc<Base>>,
    allow_plain_http: bool,
    /// What the lists that were used so far come to, so that a call parses no URL.
    known: ArcSwap<Vec<(Servers, Arc<Base>)>>,
}

impl ServerTable {
    pub(crate) fn new(allow_plain_http: bool) -> Self {
        Self { all: None, replaced: BTreeMap::new(), allow_plain_http, known: ArcSwap::default() }
    }

    pub(crate) fn allows_plain_http(&self) -> bool {
        self.allow_plain_http
    }

    /// Where requests to these servers go.
    pub(crate) fn base(&self, servers: &Servers) -> Result<Arc<Base>, ServerError> {
        if let Some(base) = self.all.as_ref().or_else(|| self.replaced.get(&servers.index)) {
            return Ok(Arc::clone(base));
        }
        if let Some((_, base)) = self.known.load().iter().find(|(known, _)| known == servers) {
            return Ok(Arc::clone(base));
        }
        let base = Arc::new(self.declared(servers, &[])?);
        self.known.rcu(|known| {
            let mut known = Vec::clone(known);
            known.push((*servers, Arc::clone(&base)));
            known
        });
        Ok(base)
    }

    /// The first server of the list, with these values for its variables.
    pub(crate) fn declared(&self, servers: &Servers, values: &[(&str, String)]) -> Result<Base, ServerError> {
        let server = servers.servers.first().ok_or(ServerError::BaseUrlNeeded)?;
        let url = server.filled(values)?;
        if url.contains("://") {
            return Base::parse(&url, self.allow_plain_http);
        }
        let root = self.replaced.get(&0).ok_or(ServerError::BaseUrlNeeded)?;
        Base::parse(&root.beside(&url), self.allow_plain_http)
    }
}

impl ServerUrl {
    /// The URL with its variables replaced: by the values given, else by their defaults.
    fn filled(&self, values: &[(&str, String)]) -> Result<Cow<'static, str>, ServerError> {
        let declared = |name: &str| self.variables.iter().any(|variable| variable.name == name);
        if let Some((name, _)) = values.iter().find(|(name, _)| !declared(name)) {
            return Err(ServerError::UnknownVariable { name: (*name).to_owned() });
        }
        let mut url = Cow::Borrowed(self.url);
        for variable in self.variables {
            let given = values.iter().rev().find(|(name, _)| *name == variable.name).map(|(_, value)| value.as_str());
            if let Some(value) = given
                && !variable.allowed.is_empty()
                && !variable.allowed.contains(&value)
            {
                return Err(ServerError::VariableValue { name: variable.name, allowed: variable.allowed });
            }
            url = Cow::Owned(url.replace(&["{", variable.name, "}"].concat(), given.unwrap_or(variable.default)));
        }
        Ok(url)
    }
}

impl Base {
    /// A server from its absolute URL.
    pub(crate) fn parse(url: &str, allow_plain_http: bool) -> Result<Self, ServerError> {
        let mut url = Url::parse(url).map_err(|_| ServerError::Invalid)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ServerError::UserInfo);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(ServerError::QueryOrFragment);
        }
        if !matches!(url.scheme(), "https" | "http") {
            return Err(ServerError::Scheme);
        }
        let uri: Uri = url.as_str().parse().map_err(|_| ServerError::Invalid)?;
        let origin = Origin::of(&uri).ok_or(ServerError::Invalid)?;
        if !origin.may_be_asked(allow_plain_http) {
            return Err(ServerError::PlainHttp { origin });
        }
        let prefix = url.path().trim_end_matches('/').to_owned();
        url.set_path("");
        let parts = uri.into_parts();
        match (parts.scheme, parts.authority) {
            (Some(scheme), Some(authority)) => Ok(Self { origin, scheme, authority, prefix, root: url }),
            (Some(_) | None, _) => Err(ServerError::Invalid),
        }
    }

    /// The URL of an operation: the server's path, and `target` after it. The host is the server's,
    /// whatever stands in the target.
    pub(crate) fn uri(&self, target: &str) -> Result<Uri, ServerError> {
        let slash =
            if target.starts_with('/') || (target.starts_with('?') && !self.prefix.is_empty()) { "" } else { "/" };
        let target = [&self.prefix, slash, target].concat();
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::try_from(target).map_err(|_| ServerError::Target)?);
        Uri::from_parts(parts).map_err(|_| ServerError::Target)
    }

    /// The server's URL without path.
    pub(crate) fn root(&self) -> &Url {
        &self.root
    }

    /// A relative server URL of the document, seen from this one.
    fn beside(&self, relative: &str) -> String {
        if relative.starts_with('/') {
            format!("{}{relative}", self.origin)
        } else {
            format!("{}{}/{relative}", self.origin, self.prefix)
        }
    }
}

impl fmt::Debug for Base {
    /// The origin only: a path can be confidential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.origin.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGIONS: Servers = Servers {
        index: 3,
        servers: &[ServerUrl {
            url: "https://{region}.example.com/v1/",
            variables: &[ServerVariable { name: "region", default: "eu", allowed: &["eu", "us"] }],
        }],
    };
    const RELATIVE: Servers = Servers { index: 1, servers: &[ServerUrl { url: "/auth", variables: &[] }] };

    fn uri(table: &ServerTable, servers: &Servers, target: &str) -> Result<String, ServerError> {
        Ok(table.base(servers)?.uri(target)?.to_string())
    }

    #[test]
    fn path_and_query_follow_the_servers_path() {
        let table = ServerTable::new(false);
        for (target, expected) in [
            ("/a?b=c", "https://eu.example.com/v1/a?b=c"),
            ("?b=c", "https://eu.example.com/v1?b=c"),
            ("@evil.example/", "https://eu.example.com/v1/@evil.example/"),
            ("//evil.example/", "https://eu.example.com/v1//evil.example/"),
        ] {
            assert_eq!(uri(&table, &REGIONS, target).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn relative_servers_need_a_base_url() {
        let mut table = ServerTable::new(false);
        assert_eq!(uri(&table, &RELATIVE, "/log-in"), Err(ServerError::BaseUrlNeeded));
        let base = Base::parse("https://example.com/api", false).expect("a valid URL");
        table.replaced.insert(0, Arc::new(base));
        assert_eq!(uri(&table, &RELATIVE, "/log-in").as_deref(), Ok("https://example.com/auth/log-in"));
    }

    #[test]
    fn what_a_server_must_not_be() {
        for (url, expected) in [
            ("https://u:p@example.com", ServerError::UserInfo),
            ("https://u@example.com", ServerError::UserInfo),
            ("https://example.com/?a", ServerError::QueryOrFragment),
            ("https://example.com/#a", ServerError::QueryOrFragment),
            ("ftp://example.com", ServerError::Scheme),
            ("https://", ServerError::Invalid),
            ("/v1", ServerError::Invalid),
        ] {
            assert_eq!(Base::parse(url, false).map(|_| ()), Err(expected), "{url}");
        }
        assert!(matches!(Base::parse("http://example.com", false), Err(ServerError::PlainHttp { .. })));
        assert!(Base::parse("http://example.com", true).is_ok());
        assert!(Base::parse("http://[::1]:8080/v1", false).is_ok());
    }

    #[test]
    fn variables_take_only_what_the_document_allows() {
        let table = ServerTable::new(false);
        let with = |name, value: &str| table.declared(&REGIONS, &[(name, value.to_owned())]).map(|base| base.origin);
        assert_eq!(with("region", "us").map(|origin| origin.to_string()).as_deref(), Ok("https://us.example.com:443"));
        assert!(matches!(with("region", "evil.example/"), Err(ServerError::VariableValue { .. })));
        assert_eq!(with("zone", "us"), Err(ServerError::UnknownVariable { name: "zone".to_owned() }));
    }
}
