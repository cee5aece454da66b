//! Security Scheme Object: its name in the document, and the location of its credential.

use std::any::TypeId;
use std::fmt;

use http::header::AUTHORIZATION;
use percent_encoding::percent_decode_str;

use super::attach::Carrier;

/// A security scheme of a document.
///
/// Two schemes are equal if they are the same scheme of the same API: those of two APIs differ, even with equal
/// declarations.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    /// Its key under `components.securitySchemes`.
    pub name: &'static str,
    /// The location of its credential in a request.
    pub placement: Placement<'static>,
    /// The statuses of responses that mean that a credential is no longer good.
    pub refused: &'static [u16],
    /// A type that belongs to this scheme alone. Not an address: the compiler may merge equal constants, and copy one.
    identity: TypeId,
}

impl Scheme {
    /// The scheme that is identified by `Identity`, a type that no other scheme has.
    #[must_use]
    pub const fn of<Identity: 'static>(name: &'static str, placement: Placement<'static>) -> Self {
        Self { name, placement, refused: &[401], identity: TypeId::of::<Identity>() }
    }

    /// Sets the statuses of responses that mean that a credential is no longer good (default: 401).
    #[must_use]
    pub const fn refused(mut self, statuses: &'static [u16]) -> Self {
        self.refused = statuses;
        self
    }
}

impl fmt::Debug for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scheme").field("name", &self.name).field("placement", &self.placement).finish()
    }
}

/// The location of a credential in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement<'a> {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// `Authorization: NAME …`, with the name of another scheme of HTTP.
    Http(&'a str),
    /// The header of this name.
    Header(&'a str),
    /// The query parameter of this name.
    Query(&'a str),
    /// The cookie of this name.
    Cookie(&'a str),
    /// The connection presents it (`mutualTLS`): nothing is added to a request.
    Connection,
    /// The document uses the scheme without declaring it: each credential has its own location.
    Undeclared,
}

impl Placement<'_> {
    /// Whether a credential that takes this place of requests is where the document says.
    pub(super) fn is_at(self, carrier: Carrier<'_>) -> bool {
        match (self, carrier) {
            (Self::Undeclared, carrier) => !matches!(carrier, Carrier::Connection),
            (Self::Connection, Carrier::Connection) => true,
            (Self::Bearer | Self::Basic | Self::Http(_), Carrier::Header(name)) => *name == AUTHORIZATION,
            (Self::Header(declared), Carrier::Header(name)) => name.as_str().eq_ignore_ascii_case(declared),
            (Self::Query(declared), Carrier::Query(name)) => percent_decode_str(name).eq(declared.bytes()),
            (Self::Cookie(declared), Carrier::Cookie(name)) => name == declared,
            (
                Self::Bearer
                | Self::Basic
                | Self::Http(_)
                | Self::Header(_)
                | Self::Query(_)
                | Self::Cookie(_)
                | Self::Connection,
                Carrier::Header(_) | Carrier::Query(_) | Carrier::Cookie(_) | Carrier::Connection,
            ) => false,
        }
    }
}
