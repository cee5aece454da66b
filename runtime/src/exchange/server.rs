//! Server Object: the servers of a document's operations.
//!
//! ```yaml
//! servers:
//!   - url: https://{region}.example.com/v1
//!     variables: { region: { default: eu, enum: [eu, us] } }
//! ```
//! Each list of servers (the document's, a path's, an operation's) is one static [`Servers`] of the generated client.
//! A request is sent to its first server, or to the one that the client's builder replaced it with.

#[cfg(feature = "oauth2")]
mod reference;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;
use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};
use percent_encoding::percent_decode_str;
use url::{Host, Url};
use warded_template::{Filled, Template, Variable};

use crate::error::{Origin, ServerError};

/// A list of servers of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Servers {
    /// The index of the list in its document; 0 is the document's own, which `base_url` replaces.
    pub index: usize,
    /// The servers; the first is used.
    pub servers: &'static [ServerUrl],
}

/// A server's URL as a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerUrl {
    /// The URL as in the document; relative ones need a base URL.
    pub url: &'static str,
    /// The variables that occur in it, as `{name}`.
    pub variables: &'static [ServerVariable],
}

/// A variable of a server's URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: &'static str,
    /// Its value unless the client's builder sets another.
    pub default: &'static str,
    /// The allowed values; empty if any is allowed.
    pub allowed: &'static [&'static str],
}

/// A server that requests can be sent to.
pub(crate) struct Base {
    origin: Origin,
    scheme: Scheme,
    authority: Authority,
    /// Without a slash at the end.
    prefix: String,
    /// Without path, as transports need it, which start from a parsed URL.
    root: Url,
    /// The URL as it was given, with the slash at the end, if it has one.
    #[cfg(feature = "oauth2")]
    whole: Url,
}

/// The servers of a client.
pub(crate) struct ServerTable {
    /// Replaces all lists.
    pub(crate) all: Option<Arc<Base>>,
    /// Replacements of lists, by index.
    pub(crate) replaced: BTreeMap<usize, Arc<Base>>,
    allow_plain_http: bool,
    /// The base URLs of the server lists that were used so far, so that a call parses no URL.
    known: ArcSwap<Vec<(Servers, Arc<Base>)>>,
}

impl ServerTable {
    pub(crate) fn new(allow_plain_http: bool) -> Self {
        Self { all: None, replaced: BTreeMap::new(), allow_plain_http, known: ArcSwap::default() }
    }

    pub(crate) fn allows_plain_http(&self) -> bool {
        self.allow_plain_http
    }

    /// The base URL of requests to these servers.
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
    pub(crate) fn declared(&self, servers: &Servers, values: &[(&str, &str)]) -> Result<Base, ServerError> {
        let server = servers.servers.first().ok_or(ServerError::BaseUrlNeeded)?;
        let filled = server.filled(values)?;
        let url = if filled.absolute {
            filled.url
        } else {
            self.replaced.get(&0).ok_or(ServerError::BaseUrlNeeded)?.beside(&filled.url)
        };
        let base = Base::parse(&url, self.allow_plain_http)?;
        if server.variables.is_empty() || base.is_as_written(&url) { Ok(base) } else { Err(ServerError::Altered) }
    }
}

impl ServerUrl {
    /// The URL with its variables replaced: by the values given, else by their defaults.
    fn filled(&self, values: &[(&str, &str)]) -> Result<Filled, ServerError> {
        for (name, value) in values {
            let declared = self.variables.iter().find(|variable| variable.name == *name);
            let variable = declared.ok_or_else(|| ServerError::UnknownVariable { name: (*name).to_owned() })?;
            if !variable.allowed.is_empty() && !variable.allowed.contains(value) {
                return Err(ServerError::VariableValue { name: variable.name, allowed: variable.allowed });
            }
        }
        let documented = self.variables.iter().map(|variable| {
            let values = std::iter::once(variable.default).chain(variable.allowed.iter().copied());
            Variable { name: variable.name, documented: values.collect() }
        });
        let value = |name: &str| {
            let given = values.iter().rev().find(|(given, _)| *given == name).map(|(_, value)| *value);
            let default = || self.variables.iter().find(|variable| variable.name == name).map(|known| known.default);
            given.or_else(default).unwrap_or_default()
        };
        let filled = Template::parse(self.url, &documented.collect::<Vec<_>>()).fill(value);
        filled.map_err(|(name, reason)| ServerError::VariableMisfit { name, reason })
    }
}

impl Base {
    /// A server from its absolute URL.
    pub(crate) fn parse(url: &str, allow_plain_http: bool) -> Result<Self, ServerError> {
        let mut url = Url::parse(url).map_err(|_| ServerError::Invalid)?;
        let (uri, origin) = usable(&url, false, allow_plain_http)?;
        let prefix = url.path().trim_end_matches('/').to_owned();
        #[cfg(feature = "oauth2")]
        let whole = url.clone();
        url.set_path("");
        let parts = uri.into_parts();
        match (parts.scheme, parts.authority) {
            (Some(scheme), Some(authority)) => Ok(Self {
                origin,
                scheme,
                authority,
                prefix,
                root: url,
                #[cfg(feature = "oauth2")]
                whole,
            }),
            (Some(_) | None, _) => Err(ServerError::Invalid),
        }
    }

    /// The URL of an operation: the server's path, and `target` after it. The host is the server's, whatever the
    /// target contains.
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

    /// Returns true if the server is the one that the text of its URL names when it is split at separators only. URL
    /// parsers drop and map characters, so that two parsers may find two hosts in one text. This check holds whatever
    /// value a variable was given.
    fn is_as_written(&self, text: &str) -> bool {
        let Some((scheme, rest)) = text.split_once("://") else { return false };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let behind_address = authority.rfind(']').map_or(0, |bracket| bracket + 1);
        let end = authority[behind_address..].find(':').map_or(authority.len(), |colon| behind_address + colon);
        let (host, port) = authority.split_at(end);
        // Only the document's own text can have other letters: what they are mapped to is its author's choice.
        let host = match Host::parse(host) {
            Ok(parsed) if !host.is_ascii() => parsed.to_string(),
            Ok(_) | Err(_) => host.to_ascii_lowercase(),
        };
        let port = match port.trim_start_matches(':') {
            "" => Some(if self.origin.is_https() { 443 } else { 80 }),
            port => port.parse().ok(),
        };
        self.scheme.as_str().eq_ignore_ascii_case(scheme)
            && self.origin.host() == host
            && Some(self.origin.port()) == port
            && percent_decode_str(&self.prefix).eq(percent_decode_str(path.trim_end_matches('/')))
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
/// The address of requests to this URL. An error if it holds credentials, a fragment, or a query that it must not have, if
/// it is no URL of HTTP, or if plain http to another machine is not allowed.
fn usable(url: &Url, may_have_query: bool, allow_plain_http: bool) -> Result<(Uri, Origin), ServerError> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ServerError::UserInfo);
    }
    if url.fragment().is_some() || url.query().is_some() && !may_have_query {
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
    Ok((uri, origin))
}

impl fmt::Debug for Base {
    /// The origin only: a path can be confidential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.origin.fmt(f)
    }
}

#[cfg(test)]
mod tests;
