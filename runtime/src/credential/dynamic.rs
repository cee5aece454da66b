//! Slot of a client whose credentials are chosen at run time.

use std::any::TypeId;
use std::fmt;
use std::sync::Arc;

use super::requirement::Carried;
use super::{Credential, Source, Supply};

/// A slot for a credential; it knows at run time what the type of a [`Slot`](super::Slot) says.
#[derive(Clone, Default)]
pub struct DynamicSlot {
    held: Option<Held>,
}

#[derive(Clone)]
struct Held {
    supply: Arc<dyn Supply>,
    /// Returns true if the credential was granted a scope or role.
    includes: fn(TypeId) -> bool,
}

impl DynamicSlot {
    /// A filled slot.
    #[must_use]
    pub fn held<K: Credential + Carried>(source: &Source<K>) -> Self {
        Self { held: Some(Held { supply: Arc::clone(source.supply()), includes: K::includes }) }
    }

    /// The provider of the credential, if there is one.
    #[must_use]
    pub fn supply(&self) -> Option<&Arc<dyn Supply>> {
        self.held.as_ref().map(|held| &held.supply)
    }

    /// Returns true if there is a credential that was granted this scope or role.
    #[must_use]
    pub fn includes(&self, scope: TypeId) -> bool {
        self.held.as_ref().is_some_and(|held| (held.includes)(scope))
    }

    /// The name of the scheme whose credential it holds.
    #[must_use]
    pub fn scheme(&self) -> Option<&'static str> {
        self.supply().map(|supply| supply.scheme().name)
    }
}

impl fmt::Debug for DynamicSlot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DynamicSlot").field(&self.scheme()).finish()
    }
}
