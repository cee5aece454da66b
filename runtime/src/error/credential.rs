//! Errors of acquiring credentials. None of them can hold a credential.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::SourceError;

/// The reason that there is no credential to send. One error can answer many callers, so that it is cheap to clone.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum CredentialError {
    /// The client has no credential that meets the requirement. Only possible with credentials that are chosen at run
    /// time.
    Missing {
        /// The operation, once it is known.
        operation: Option<&'static str>,
        /// The requirement in words.
        needs: &'static str,
    },
    /// The text of the credential is not allowed in its scheme's location.
    Invalid {
        /// The scheme's name.
        scheme: &'static str,
        /// The problem with the text, as in "the credential …".
        reason: &'static str,
    },
    /// An operation that issues credentials succeeded, but its reply holds none.
    NotIssued {
        /// The scheme's name.
        scheme: &'static str,
        /// The part of the reply that is missing, or that does not have the required value: the path of a member, or
        /// `header NAME`, `cookie NAME`, `body`.
        member: &'static str,
    },
    /// The environment variable, the file or the program that the credential comes from gives none.
    Unavailable {
        /// The scheme's name.
        scheme: &'static str,
        /// Which of them, and the reason.
        error: Arc<SourceError>,
    },
    /// The provider of the credential failed: the caller's function, or a login.
    Source {
        /// The scheme's name.
        scheme: &'static str,
        /// The cause.
        source: Arc<dyn Error + Send + Sync>,
    },
}

impl CredentialError {
    /// Wraps the error of a credential provider. A `CredentialError` is returned unchanged.
    pub fn source(scheme: &'static str, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        match source.into().downcast::<Self>() {
            Ok(known) => *known,
            Err(source) => Self::Source { scheme, source: Arc::from(source) },
        }
    }

    pub(crate) fn unavailable(scheme: &'static str, error: SourceError) -> Self {
        Self::Unavailable { scheme, error: Arc::new(error) }
    }

    /// Adds the operation for which a credential is missing.
    #[must_use]
    pub fn of_operation(self, id: &'static str) -> Self {
        match self {
            Self::Missing { operation: None, needs } => Self::Missing { operation: Some(id), needs },
            other => other,
        }
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { operation: Some(id), needs } => {
                write!(f, "`{id}` needs {needs}, and the client carries no such credential")
            }
            Self::Missing { operation: None, needs } => {
                write!(f, "the operation needs {needs}, and the client carries no such credential")
            }
            Self::Invalid { scheme, reason } => write!(f, "the credential of `{scheme}` {reason}"),
            Self::NotIssued { scheme, member } => {
                write!(f, "the reply issues no credential of `{scheme}`: see its `{member}`")
            }
            Self::Unavailable { scheme, error } => write!(f, "no credential of `{scheme}`: {error}"),
            Self::Source { scheme, .. } => write!(f, "no credential of `{scheme}` could be acquired"),
        }
    }
}

impl Error for CredentialError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Source { source, .. } => Some(&**source),
            Self::Missing { .. } | Self::Invalid { .. } | Self::NotIssued { .. } | Self::Unavailable { .. } => None,
        }
    }
}
