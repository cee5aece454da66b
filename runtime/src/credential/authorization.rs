//! Security Requirement Object at run time: the one alternative that a call sends.

use std::fmt;
use std::slice;
use std::sync::Arc;

use super::{Credential, Slot, Supply};
use crate::error::CredentialError;

/// The credentials that a call sends: those of exactly one alternative of its operation's `security`.
///
/// Making one allocates only if an alternative has two or more credentials.
#[derive(Clone)]
#[must_use]
pub struct Authorization(Kind);

#[derive(Clone)]
enum Kind {
    None,
    One(Arc<dyn Supply>),
    All(Vec<Arc<dyn Supply>>),
    Missing(&'static str),
}

/// The text of the error for a call that only a session can authorize.
const RENEWED: &str = "the credential that a session renews";

impl Authorization {
    /// Nothing is sent.
    pub const fn none() -> Self {
        Self(Kind::None)
    }

    /// The credential of one slot.
    pub fn one<K: Credential>(slot: &Slot<K>) -> Self {
        Self::none().and(slot)
    }

    /// Adds the credential of one more slot.
    pub fn and<K: Credential>(self, slot: &Slot<K>) -> Self {
        self.with_supply(slot.supply(), K::SCHEME.name)
    }

    /// Adds the provider of one more credential, of the scheme of this name.
    pub fn with_supply(self, supply: Option<&Arc<dyn Supply>>, scheme: &'static str) -> Self {
        match supply {
            Some(supply) => self.with(supply),
            // No slot of a credential's type is ever empty. Were there one, the call must fail, not go out open.
            None => Self::missing(scheme),
        }
    }

    /// A credential that a session renews: the session replaces it. A call without that session fails.
    pub const fn of_session() -> Self {
        Self::missing(RENEWED)
    }

    /// Replaces the credential of this slot's scheme. An authorization that does not include the scheme stays the
    /// same.
    pub(crate) fn renewed<K: Credential>(mut self, slot: &Slot<K>) -> Self {
        let Some(live) = slot.supply() else { return Self::missing(K::SCHEME.name) };
        let supplies = match &mut self.0 {
            Kind::Missing(RENEWED) => return Self::one(slot),
            Kind::None | Kind::Missing(_) => return self,
            Kind::One(supply) => slice::from_mut(supply),
            Kind::All(supplies) => supplies,
        };
        supplies.iter_mut().filter(|supply| supply.scheme() == K::SCHEME).for_each(|supply| *supply = Arc::clone(live));
        self
    }

    /// No alternative is met by the client's credentials.
    ///
    /// `needs` is the requirement in words.
    pub const fn missing(needs: &'static str) -> Self {
        Self(Kind::Missing(needs))
    }

    /// The providers of all credentials that the call must attach.
    ///
    /// # Errors
    /// [`CredentialError::Missing`] if the client's credentials meet no alternative.
    pub fn supplies(&self) -> Result<&[Arc<dyn Supply>], CredentialError> {
        match &self.0 {
            Kind::None => Ok(&[]),
            Kind::One(supply) => Ok(slice::from_ref(supply)),
            Kind::All(supplies) => Ok(supplies),
            Kind::Missing(needs) => Err(CredentialError::Missing { operation: None, needs }),
        }
    }

    fn with(self, supply: &Arc<dyn Supply>) -> Self {
        let supply = Arc::clone(supply);
        Self(match self.0 {
            Kind::None => Kind::One(supply),
            Kind::One(first) => Kind::All(vec![first, supply]),
            Kind::All(mut supplies) => {
                supplies.push(supply);
                Kind::All(supplies)
            }
            Kind::Missing(needs) => Kind::Missing(needs),
        })
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authorization ")?;
        match self.supplies() {
            Ok(supplies) => f.debug_set().entries(supplies.iter().map(|supply| supply.scheme().name)).finish(),
            Err(_) => f.write_str("missing"),
        }
    }
}
