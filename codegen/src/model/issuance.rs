//! `x-warded.issues`: a credential that an operation issues, and the parts of its reply that hold it.

use std::time::Duration;

use serde_json::Value;

use super::{RoleId, SchemeId};
use crate::source::Pointer;

/// A credential that an operation issues (`x-warded.issues`).
#[derive(Clone, Debug)]
pub struct Issuance {
    /// The place of its definition.
    pub origin: Pointer,
    /// The scheme of the issued credential.
    pub scheme: SchemeId,
    /// The roles of the credential, all of them; empty if the scheme has no roles, or if it is a renewal that keeps
    /// them.
    pub roles: Vec<RoleId>,
    /// The token.
    pub token: ReplyPart,
    /// The word before the token in the credential.
    pub prefix: Option<String>,
    /// The expiry of the token.
    pub expires: Vec<Expiry>,
    /// The condition on the body for the token to be issued: a path into the body and the value.
    pub when: Vec<(Vec<String>, Value)>,
}

/// A part of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyPart {
    /// A member of the body: the segments of its path from the outside in. All of the body without any.
    Body(Vec<String>),
    /// The header of this name.
    Header(String),
    /// The cookie of this name, which the reply sets.
    Cookie(String),
}

/// The unit of a time in a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Seconds,
    Milliseconds,
}

/// The expiry of an issued token. The earliest known one applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// The token is a JWT with an `exp` claim.
    Jwt,
    /// The reply has the time from now here.
    In(ReplyPart, Unit),
    /// The reply has the time since 1970, or a date, here.
    At(ReplyPart, Unit),
    /// The document declares the lifetime.
    After(Duration),
}

impl Issuance {
    /// The paths into the body.
    pub fn body_paths(&self) -> impl Iterator<Item = &[String]> {
        let ends = self.expires.iter().filter_map(Expiry::part);
        let parts = std::iter::once(&self.token).chain(ends).filter_map(ReplyPart::body_path);
        parts.chain(self.when.iter().map(|(path, _)| path.as_slice()))
    }
}

impl ReplyPart {
    /// The path of a part of the body.
    #[must_use]
    pub fn body_path(&self) -> Option<&[String]> {
        match self {
            Self::Body(path) => Some(path),
            Self::Header(_) | Self::Cookie(_) => None,
        }
    }
}

impl Expiry {
    /// The part of the reply that it is read from.
    #[must_use]
    pub const fn part(&self) -> Option<&ReplyPart> {
        match self {
            Self::In(part, _) | Self::At(part, _) => Some(part),
            Self::Jwt | Self::After(_) => None,
        }
    }
}
