//! Slot of a client for a credential: its type determines if it is filled.

use std::fmt;
use std::sync::Arc;

use super::{Absent, Credential, Source, Supply};

/// A slot for a credential: `Slot<Absent>` is empty, `Slot<Jwt>` holds a source of a `Jwt`.
pub struct Slot<K>(Option<Source<K>>);

impl Slot<Absent> {
    /// An empty slot.
    #[must_use]
    pub const fn absent() -> Self {
        Self(None)
    }
}

impl<K: Credential> Slot<K> {
    /// A filled slot.
    #[must_use]
    pub const fn held(source: Source<K>) -> Self {
        Self(Some(source))
    }
}

impl<K> Slot<K> {
    /// The provider of the credential, if there is one.
    #[must_use]
    pub fn supply(&self) -> Option<&Arc<dyn Supply>> {
        self.0.as_ref().map(Source::supply)
    }

    /// The name of the scheme whose credential it holds.
    #[must_use]
    pub fn scheme(&self) -> Option<&'static str> {
        self.supply().map(|supply| supply.scheme().name)
    }
}

impl Default for Slot<Absent> {
    fn default() -> Self {
        Self::absent()
    }
}

impl<K> Clone for Slot<K> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K> fmt::Debug for Slot<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Slot").field(&self.scheme()).finish()
    }
}
