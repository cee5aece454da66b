//! Server Object: servers that are not known, or that requests must not be sent to.
//!
//! ```yaml
//! servers: [{ url: /v1 }]   # relative: ServerError::BaseUrlNeeded, unless the client was given a base URL
//! ```

use std::fmt;

use warded_template::Misfit;

use crate::error::Origin;

/// A server's URL cannot be used. The URL itself is not repeated: it may hold what should not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServerError {
    /// The document gives a relative URL (or none), and the client was given no base URL.
    BaseUrlNeeded,
    /// The URL does not parse, or has no host.
    Invalid,
    /// The scheme is neither `https` nor `http`.
    Scheme,
    /// The URL holds a user name or password; credentials go into the client's slots.
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
        /// What it may be.
        allowed: &'static [&'static str],
    },
    /// The value of a variable, given or the document's default, cannot stand in its place in the URL: it would change
    /// more of the URL than that place, such as the host. `base_url` takes any URL instead.
    VariableMisfit {
        /// The variable.
        name: &'static str,
        /// The reason.
        reason: Misfit,
    },
    /// The URL with the values of its variables is read as another one than its text says: a part of the host has another
    /// meaning, or none.
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
            Self::Altered => f.write_str("the server's URL with its variables is not read as it is written"),
        }
    }
}

impl std::error::Error for ServerError {}
