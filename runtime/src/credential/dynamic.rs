//! A place for a credential in a client whose credentials are chosen at run time.

use std::fmt;
use std::sync::Arc;

use super::{Credential, Source, Supply};

/// A place for a credential, empty or not; knows at run time what [`Slot`](super::Slot) knows in its type.
#[derive(Clone, Default)]
pub struct DynamicSlot {
    held: Option<Held>,
}

#[derive(Clone)]
struct Held {
    supply: Arc<dyn Supply>,
    role: Option<&'static str>,
}

impl DynamicSlot {
    /// A filled place.
    #[must_use]
    pub fn held<K: Credential>(source: &Source<K>) -> Self {
        Self { held: Some(Held { supply: Arc::clone(source.supply()), role: K::ROLE }) }
    }

    /// What supplies the credential, if there is one.
    #[must_use]
    pub fn supply(&self) -> Option<&Arc<dyn Supply>> {
        self.held.as_ref().map(|held| &held.supply)
    }

    /// What supplies the credential, if there is one and it may speak for one of these roles: where its role is not
    /// known it may.
    #[must_use]
    pub fn supply_as(&self, roles: &[Option<&str>]) -> Option<&Arc<dyn Supply>> {
        let held = self.held.as_ref()?;
        (held.role.is_none() || roles.contains(&held.role)).then_some(&held.supply)
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
