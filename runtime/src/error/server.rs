//! Server Object: servers that are unknown, or that requests must not be sent to.
//!
//! ```yaml
//! servers: [{ url: /v1 }]   # relative: ServerError::BaseUrlNeeded, unless the client was given a base URL
//! ```

use std::fmt;

use warded_template::Misfit;

use crate::error::Origin;

/// A server's URL cannot be used. The error does not contain the URL, which may be confidential.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServerError {
    /// The document gives a relative URL (or none), and the client was given no base URL.
    BaseUrlNeeded,
    /// The URL does not parse, or has no host.
    Invalid,
    /// The scheme is neither `https` nor `http`.
    Scheme,
    /// The URL holds a user name or password; use the client's slots for credentials.
    UserInfo,
    /// The URL holds a query or a fragment.
    QueryOrFragment,
    /// Plain `http` to a host that is not this machine, without `allow_plain_http(true)`.
    PlainHttp {
        /// The server.
        origin: Origin,
    },
    /// The operation's path and query do not make a URL with the server's.
    Target,
    /// The document declares no such server variable.
    UnknownVariable {
        /// The name that was given.
        name: String,
    },
    /// The value is not among those that the document allows for the variable.
    VariableValue {
        /// The variable.
        name: &'static str,
        /// The allowed values.
        allowed: &'static [&'static str],
    },
    /// The value of a variable, set or the document's default, does not fit its place in the URL: it would change
    /// another part of it, such as the host. `base_url` accepts any URL instead.
    VariableMisfit {
        /// The variable.
        name: &'static str,
        /// The reason.
        reason: Misfit,
    },
    /// URL parsers do not read the URL as it is written: a part of the host is changed or dropped.
    Altered,
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrlNeeded => f.write_str("the document names no absolute server URL: give the client a base URL"),
            Self::Invalid => f.write_str("the server's URL is not valid"),
            Self::Scheme => f.write_str("the server's URL is neither https nor http"),
            Self::UserInfo => f.write_str("the server's URL must not hold a user name or password"),
            Self::QueryOrFragment => f.write_str("the server's URL must not hold a query or fragment"),
            Self::PlainHttp { origin } => {
                write!(f, "credentials must not travel over plain http to {origin}: use https, or `allow_plain_http`")
            }
            Self::Target => f.write_str("the operation's path and query do not make a URL with the server's"),
            Self::UnknownVariable { name } => write!(f, "the document declares no server variable `{name}`"),
            Self::VariableValue { name, allowed } => {
                write!(f, "the server variable `{name}` must be one of: {}", allowed.join(", "))
            }
            Self::VariableMisfit { name, reason } => {
                write!(f, "the value of the server variable `{name}` {reason}: set the variable, or give a base URL")
            }
            Self::Altered => {
                f.write_str("URL parsers do not read the server's URL with its variables as it is written")
            }
        }
    }
}

impl std::error::Error for ServerError {}
