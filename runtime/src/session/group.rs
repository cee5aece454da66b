//! `x-warded.issues` as a list: a session whose login fills several slots.
//!
//! ```yaml
//! issues:
//!   - { scheme: session, token: { cookie: sessionid } }
//!   - { scheme: csrf, token: { cookie: csrftoken } }
//! ```
//! The credentials of one call are those of one login: the first one of a login keeps the others, and all have its
//! generation.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;

use super::{Session, SessionBuilder};
use crate::credential::{Credential, Scheme, Source, Supplied, Supply};
use crate::error::CredentialError;

/// A session of several credentials, all of the same login. [`split`](Self::split) gives a source for each slot.
pub struct SessionGroup<A: Credential, B> {
    session: Session<A>,
    beside: PhantomData<fn() -> B>,
}

/// Builds a [`SessionGroup`].
#[must_use]
pub struct GroupBuilder<A: Credential, B> {
    builder: SessionBuilder<A>,
    beside: PhantomData<fn() -> B>,
}

/// The credentials that a login issues beside its first one: a tuple of their types.
pub trait Beside: Sized {
    /// The sources of all credentials of a login whose first one is an `A`.
    type Sources<A: Credential>;

    /// The sources.
    fn sources<A: Credential>(session: &Session<A>) -> Self::Sources<A>;
}

impl<A: Credential> SessionBuilder<A> {
    /// The builder for all credentials that a login issues: only for generated code, which knows them.
    #[doc(hidden)]
    pub fn group<B: Beside>(self) -> GroupBuilder<A, B> {
        GroupBuilder::new(self)
    }
}

impl<A: Credential, B: Beside> GroupBuilder<A, B> {
    fn new(builder: SessionBuilder<A>) -> Self {
        Self { builder, beside: PhantomData }
    }

    /// See [`SessionBuilder::margin`].
    pub fn margin(self, margin: Duration) -> Self {
        Self::new(self.builder.margin(margin))
    }

    /// See [`SessionBuilder::default_lifetime`].
    pub fn default_lifetime(self, lifetime: impl Into<Option<Duration>>) -> Self {
        Self::new(self.builder.default_lifetime(lifetime))
    }

    /// See [`SessionBuilder::pauses`].
    pub fn pauses(self, first: Duration, longest: Duration) -> Self {
        Self::new(self.builder.pauses(first, longest))
    }

    /// See [`SessionBuilder::once`].
    pub fn once(self) -> Self {
        Self::new(self.builder.once())
    }

    /// Builds the session. Nothing is sent before a credential is needed.
    pub fn build(self) -> SessionGroup<A, B> {
        SessionGroup { session: self.builder.build(), beside: PhantomData }
    }
}

impl<A: Credential, B: Beside> SessionGroup<A, B> {
    /// The sources of all its credentials, in the order of the document, each for a slot of a client.
    pub fn split(&self) -> B::Sources<A> {
        B::sources(&self.session)
    }

    /// The session of the first one, which logs in for all.
    #[must_use]
    pub const fn session(&self) -> &Session<A> {
        &self.session
    }
}

/// Implements [`Beside`] for a tuple.
macro_rules! beside {
    ($($name:ident)+) => {
        impl<$($name: Credential),+> Beside for ($($name,)+) {
            type Sources<First: Credential> = (Source<First>, $(Source<$name>),+);

            fn sources<First: Credential>(session: &Session<First>) -> Self::Sources<First> {
                (session.clone().into(), $(Other::<First>::source::<$name>(session)),+)
            }
        }
    };
}

beside!(B);
beside!(B C);
beside!(B C D);
beside!(B C D E);

/// Supplies another credential of the logins of a session.
struct Other<A: Credential> {
    session: Session<A>,
    scheme: &'static Scheme,
}

impl<A: Credential> Other<A> {
    fn source<B: Credential>(session: &Session<A>) -> Source<B> {
        Source::of(Arc::new(Self { session: session.clone(), scheme: B::SCHEME }))
    }

    fn of(&self, first: &Supplied) -> Option<Supplied> {
        let attachment = first.attachment.beside(self.scheme)?;
        Some(Supplied { attachment: Arc::clone(attachment), generation: first.generation })
    }
}

impl<A: Credential> Supply for Other<A> {
    fn scheme(&self) -> &'static Scheme {
        self.scheme
    }

    fn ready(&self) -> Option<Supplied> {
        self.of(&self.session.ready()?)
    }

    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>> {
        async move {
            let first = self.session.supply().await?;
            let scheme = self.scheme.name;
            // Generated logins issue all or fail.
            self.of(&first).ok_or(CredentialError::NotIssued { scheme, member: "body" })
        }
        .boxed()
    }

    fn rejected(&self, generation: u64) -> bool {
        self.session.rejected(generation)
    }

    fn login(&self) -> Option<usize> {
        self.session.login()
    }

    fn clear(&self) {
        self.session.clear();
    }
}

impl<A: Credential, B> Clone for SessionGroup<A, B> {
    fn clone(&self) -> Self {
        Self { session: self.session.clone(), beside: PhantomData }
    }
}

impl<A: Credential, B> fmt::Debug for SessionGroup<A, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionGroup").field("session", &self.session).finish_non_exhaustive()
    }
}

impl<A: Credential, B> fmt::Debug for GroupBuilder<A, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GroupBuilder").field("builder", &self.builder).finish_non_exhaustive()
    }
}
