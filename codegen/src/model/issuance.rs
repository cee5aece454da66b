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
    /// The refresh token that it comes with.
    pub refresh: Option<IssuedRefreshToken>,
    /// True if the server accepts the same login once, as with a code.
    pub once: bool,
    /// The other credentials that the same reply holds: they have a scheme, roles, a token and its expiry.
    pub beside: Vec<Issuance>,
    /// The condition on the body for the token to be issued: a path into the body and the value.
    pub when: Vec<(Vec<String>, Value)>,
}

/// A refresh token in a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedRefreshToken {
    /// The token.
    pub token: ReplyPart,
    /// Its expiry.
    pub expires: Vec<Expiry>,
}

/// A renewal by the refresh token of a credential (`x-warded.renews` with `with`).
#[derive(Clone, Debug)]
pub struct Refresh {
    /// The place of its definition.
    pub origin: Pointer,
    /// The scheme of the credential that it renews.
    pub scheme: SchemeId,
    /// The place of the refresh token in the request.
    pub with: RequestPart,
}

/// A part of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestPart {
    /// The property of this name of its body.
    Property(String),
    /// The header parameter of this name.
    Header(String),
    /// The cookie parameter of this name.
    Cookie(String),
    /// The credential of this scheme.
    Credential(SchemeId),
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
    #[must_use]
    pub fn body_paths(&self) -> Vec<&[String]> {
        let refresh = self.refresh.as_ref();
        let tokens = std::iter::once(&self.token).chain(refresh.map(|refresh| &refresh.token));
        let refresh_ends = refresh.into_iter().flat_map(|refresh| &refresh.expires);
        let ends = self.expires.iter().chain(refresh_ends).filter_map(Expiry::part);
        let parts = tokens.chain(ends).filter_map(ReplyPart::body_path);
        let beside = self.beside.iter().flat_map(Self::body_paths);
        parts.chain(self.when.iter().map(|(path, _)| path.as_slice())).chain(beside).collect()
    }

    /// All credentials that the reply holds.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.beside)
    }

    /// The schemes of all, and their roles.
    pub fn schemes(&self) -> impl Iterator<Item = (SchemeId, &[RoleId])> {
        self.all().map(|one| (one.scheme, one.roles.as_slice()))
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
