//! Credential providers: a fixed credential, a function, an environment variable, a file, or a session that logs in by
//! itself.

mod env;
mod file;

use std::error::Error;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use secrecy::SecretString;

use super::{Attachment, Credential, Scheme};
use crate::error::CredentialError;

/// A credential provider: it supplies credentials of one scheme.
pub trait Supply: Send + Sync + 'static {
    /// The scheme.
    fn scheme(&self) -> &'static Scheme;

    /// The credential, if it is available without waiting: takes no lock and allocates nothing.
    fn ready(&self) -> Option<Supplied>;

    /// The credential, after waiting for it if necessary, for example for a login.
    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>>;

    /// The server refused the credential of this generation (401). Returns true if [`Supply::supply`] may return
    /// another.
    fn rejected(&self, generation: u64) -> bool {
        let _ = generation;
        false
    }

    /// Identifies the logins that the credentials come from, if other providers have credentials of the same logins: those
    /// of one call are then of one login, which is that of equal generations.
    fn login(&self) -> Option<usize> {
        None
    }

    /// The credential was revoked, for example by a logout: it must not be supplied again.
    fn clear(&self) {}
}

/// A credential from a provider.
#[derive(Clone, Debug)]
pub struct Supplied {
    /// The part that it adds to a request.
    pub attachment: Arc<Attachment>,
    /// Counts the credentials of one provider, so that a late refusal cannot discard a newer one.
    pub generation: u64,
}

/// A source of credentials of type `K`. Made from a credential by `into()`.
pub struct Source<K> {
    supply: Arc<dyn Supply>,
    credential: PhantomData<fn() -> K>,
}

impl<K: Credential> Source<K> {
    /// A source that calls a function for each call, and once more if the server refuses the credential (401). Use a
    /// session for credentials that are slow to acquire.
    pub fn from_fn<F, Fut, E>(function: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<K, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::of(Arc::new(Function { function, credential: PhantomData }))
    }

    /// A source of the credentials of a provider, which must be of `K`'s scheme and role. The role is not checked. A
    /// credential of another scheme, even one with the same name in another API, is an error when a call requests it,
    /// before anything is sent.
    pub fn from_supply(supply: Arc<dyn Supply>) -> Self {
        Self::of(Arc::new(Checked { supply, scheme: K::SCHEME }))
    }

    /// A source of the `K` that a provider supplies.
    pub(crate) fn of(supply: Arc<dyn Supply>) -> Self {
        Self { supply, credential: PhantomData }
    }
}

impl<K> Source<K> {
    /// The provider.
    #[must_use]
    pub fn supply(&self) -> &Arc<dyn Supply> {
        &self.supply
    }
}

/// A value that fills a slot for credentials of type `K`: a `K`, a [`Source`] of it, or a type that converts into
/// one.
#[diagnostic::on_unimplemented(
    message = "this slot takes a `{K}`, and `{Self}` is none: give a `{K}`, or a `Source` of one",
    label = "not a `{K}`"
)]
pub trait IntoSource<K> {
    /// Converts it into the source.
    fn into_source(self) -> Source<K>;
}

// Without the attribute the compiler would explain `From` instead of the slot.
#[diagnostic::do_not_recommend]
impl<K, S: Into<Source<K>>> IntoSource<K> for S {
    fn into_source(self) -> Source<K> {
        self.into()
    }
}

impl<K: Credential> From<K> for Source<K> {
    fn from(credential: K) -> Self {
        let attachment = Arc::clone(credential.attachment());
        Self::of(Arc::new(Fixed { attachment }))
    }
}

impl<K> Clone for Source<K> {
    fn clone(&self) -> Self {
        Self { supply: Arc::clone(&self.supply), credential: PhantomData }
    }
}

impl<K> fmt::Debug for Source<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("scheme", &self.supply.scheme().name).finish_non_exhaustive()
    }
}

/// A provider of the user, whose type does not determine its credentials.
struct Checked {
    supply: Arc<dyn Supply>,
    /// The scheme of the credentials that it must supply.
    scheme: &'static Scheme,
}

impl Checked {
    fn is_own(&self, supplied: &Supplied) -> bool {
        supplied.attachment.scheme() == self.scheme
    }

    fn foreign(&self) -> CredentialError {
        CredentialError::Invalid { scheme: self.scheme.name, reason: "is one of another scheme, or of another API" }
    }
}

impl Supply for Checked {
    fn scheme(&self) -> &'static Scheme {
        self.scheme
    }

    fn ready(&self) -> Option<Supplied> {
        self.supply.ready().filter(|supplied| self.is_own(supplied))
    }

    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>> {
        // Not asked at all, as to ask may be to log in.
        if self.supply.scheme() != self.scheme {
            return std::future::ready(Err(self.foreign())).boxed();
        }
        async move {
            Some(self.supply.supply().await?).filter(|supplied| self.is_own(supplied)).ok_or_else(|| self.foreign())
        }
        .boxed()
    }

    fn rejected(&self, generation: u64) -> bool {
        self.supply.rejected(generation)
    }

    fn login(&self) -> Option<usize> {
        self.supply.login()
    }

    fn clear(&self) {
        self.supply.clear();
    }
}

/// Makes the credential of a text.
type Make = Box<dyn Fn(SecretString) -> Arc<Attachment> + Send + Sync>;

fn make<K: Credential>(make: impl Fn(SecretString) -> K + Send + Sync + 'static) -> Make {
    Box::new(move |text| Arc::clone(make(text).attachment()))
}

/// The text of what a file or a program holds, without the white space around it; otherwise the problem, as in "it …".
pub(crate) fn text(bytes: &[u8]) -> Result<SecretString, String> {
    if bytes.len() > MAX_TEXT {
        return Err("has more than 64 KiB".to_owned());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())?.trim();
    if text.is_empty() { Err("is empty".to_owned()) } else { Ok(text.into()) }
}

/// The largest text, in bytes.
pub(crate) const MAX_TEXT: usize = 64 * 1024;

/// A fixed credential.
struct Fixed {
    attachment: Arc<Attachment>,
}

impl Fixed {
    fn supplied(&self) -> Supplied {
        Supplied { attachment: Arc::clone(&self.attachment), generation: 0 }
    }
}

impl Supply for Fixed {
    fn scheme(&self) -> &'static Scheme {
        self.attachment.scheme()
    }

    fn ready(&self) -> Option<Supplied> {
        Some(self.supplied())
    }

    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>> {
        std::future::ready(Ok(self.supplied())).boxed()
    }
}

struct Function<F, K> {
    function: F,
    credential: PhantomData<fn() -> K>,
}

impl<F, Fut, K, E> Supply for Function<F, K>
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<K, E>> + Send + 'static,
    K: Credential,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    fn scheme(&self) -> &'static Scheme {
        K::SCHEME
    }

    fn ready(&self) -> Option<Supplied> {
        None
    }

    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>> {
        let credential = (self.function)();
        async move {
            let credential = credential.await.map_err(|error| CredentialError::source(K::SCHEME.name, error))?;
            Ok(Supplied { attachment: Arc::clone(credential.attachment()), generation: 0 })
        }
        .boxed()
    }

    fn rejected(&self, _: u64) -> bool {
        true
    }
}
