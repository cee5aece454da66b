//! A credential in an environment variable.

use std::env::{self, VarError};
use std::sync::Arc;

use arc_swap::ArcSwapOption;
use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use secrecy::{ExposeSecret as _, SecretString};

use super::{Make, Source, Supplied, Supply};
use crate::credential::{Credential, Scheme};
use crate::error::{CredentialError, SourceError};

/// A variable that is read when a call first needs it, and when its value was refused.
struct Variable {
    name: String,
    scheme: &'static Scheme,
    make: Make,
    held: ArcSwapOption<Held>,
}

struct Held {
    supplied: Supplied,
    /// The value, which shows after a refusal if there is another one.
    text: SecretString,
}

impl<K: Credential> Source<K> {
    /// A source of the credential in an environment variable. `make` makes one of its value, such as `Jwt::new`, or
    /// `|token| Jwt::with_roles(token, role::Client)`.
    ///
    /// The variable is read when a call first needs the credential, and again if the server refuses it (401): another
    /// value is sent at once. As long as the variable is not set, or empty, each call fails with an error that says its
    /// name: a [`SourceError`].
    pub fn env<F>(name: impl Into<String>, make: F) -> Self
    where
        F: Fn(SecretString) -> K + Send + Sync + 'static,
    {
        let held = ArcSwapOption::empty();
        Self::of(Arc::new(Variable { name: name.into(), scheme: K::SCHEME, make: super::make(make), held }))
    }
}

impl Variable {
    fn read(&self) -> Result<SecretString, SourceError> {
        let reason = match env::var(&self.name) {
            Ok(text) if !text.is_empty() => return Ok(text.into()),
            Ok(_) => "is empty",
            Err(VarError::NotPresent) => "is not set",
            Err(VarError::NotUnicode(_)) => "is not UTF-8",
        };
        Err(SourceError::Variable { name: self.name.clone(), reason })
    }

    fn keep(&self, text: SecretString, generation: u64) -> Supplied {
        let supplied = Supplied { attachment: (self.make)(text.clone()), generation };
        self.held.store(Some(Arc::new(Held { supplied: supplied.clone(), text })));
        supplied
    }
}

impl Supply for Variable {
    fn scheme(&self) -> &'static Scheme {
        self.scheme
    }

    fn ready(&self) -> Option<Supplied> {
        self.held.load().as_ref().map(|held| held.supplied.clone())
    }

    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>> {
        let read = self.read().map(|text| self.keep(text, 0));
        let read = read.map_err(|error| CredentialError::unavailable(self.scheme.name, error));
        std::future::ready(read).boxed()
    }

    fn rejected(&self, generation: u64) -> bool {
        let held = self.held.load_full();
        let Some(held) = held.filter(|held| held.supplied.generation == generation) else { return true };
        let other = self.read().ok().filter(|text| text.expose_secret() != held.text.expose_secret());
        other.map(|text| self.keep(text, generation + 1)).is_some()
    }
}
