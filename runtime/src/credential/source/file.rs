//! A credential in a file, which is read again when the file changes.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Instant, SystemTime};

use arc_swap::ArcSwapOption;
use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use futures_util::future::{Shared, WeakShared};
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use tracing::warn;

use super::{Make, Source, Supplied, Supply};
use crate::credential::{Credential, MAX_TEXT, Scheme};
use crate::error::{CredentialError, SourceError};
use crate::time::off_thread;

/// The time within which the file is looked at once at most, in milliseconds.
const INTERVAL: u64 = 1_000;

/// A file that is read when a call first needs it, and when it has changed.
struct Watched(Arc<State>);

struct State {
    path: PathBuf,
    scheme: &'static Scheme,
    make: Make,
    held: ArcSwapOption<Held>,
    start: Instant,
    /// The time at which the file was last looked at, in milliseconds from the start.
    looked: AtomicU64,
    /// The reading that is going on, for which all calls wait that have no credential.
    reading: Mutex<Option<WeakShared<Reading>>>,
}

type Outcome = Result<Supplied, CredentialError>;
type Reading = BoxFuture<'static, Outcome>;

/// The credential that was read.
struct Held {
    supplied: Supplied,
    version: Version,
    is_refused: AtomicBool,
}

/// What tells one version of a file from another: a file that takes its name, as by a link that is replaced, has another
/// number.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Version {
    length: u64,
    modified: Option<SystemTime>,
    number: Option<[u64; 2]>,
}

impl<K: Credential> Source<K> {
    /// A source of the credential in a file, such as a secret that Kubernetes mounts. `make` makes one of its text, without
    /// the white space around it, such as `Jwt::new`, or `|token| Jwt::with_roles(token, role::Client)`.
    ///
    /// The file is read when a call first needs the credential, and again when it has changed, by its length, its time of
    /// change or its number: once a second at most, a call looks at these. It is also looked at if the server refuses the
    /// credential (401); another one is sent at once. A file that cannot be read any more changes nothing, with a warning
    /// by `tracing`; where there is no credential yet, or it was refused, calls fail with an error that says its path: a
    /// [`SourceError`]. Files of more than 64 KiB are none of credentials. It is read on a thread of its own.
    pub fn file<F>(path: impl Into<PathBuf>, make: F) -> Self
    where
        F: Fn(SecretString) -> K + Send + Sync + 'static,
    {
        Self::of(Arc::new(Watched(Arc::new(State {
            path: path.into(),
            scheme: K::SCHEME,
            make: super::make(make),
            held: ArcSwapOption::empty(),
            start: Instant::now(),
            looked: AtomicU64::new(0),
            reading: Mutex::new(None),
        }))))
    }
}

impl Supply for Watched {
    fn scheme(&self) -> &'static Scheme {
        self.0.scheme
    }

    fn ready(&self) -> Option<Supplied> {
        let held = self.0.held.load();
        let held = held.as_ref().filter(|held| !held.is_refused.load(Ordering::Relaxed))?;
        (!self.0.is_due() || !self.0.has_changed(held)).then(|| held.supplied.clone())
    }

    fn supply(&self) -> BoxFuture<'_, Outcome> {
        self.0.reading().boxed()
    }

    fn rejected(&self, generation: u64) -> bool {
        let held = self.0.held.load();
        let Some(held) = held.as_ref().filter(|held| held.supplied.generation == generation) else { return true };
        let has_changed = self.0.has_changed(held);
        held.is_refused.fetch_or(has_changed, Ordering::Relaxed);
        has_changed
    }
}

impl State {
    /// Returns true for one call an interval.
    fn is_due(&self) -> bool {
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let looked = self.looked.load(Ordering::Relaxed);
        now.saturating_sub(looked) >= INTERVAL
            && self.looked.compare_exchange(looked, now, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }

    /// Looks at the file, without reading it.
    fn has_changed(&self, held: &Held) -> bool {
        !std::fs::metadata(&self.path).is_ok_and(|found| Version::of(&found) == held.version)
    }

    /// Reads the file, or waits until it is read.
    fn reading(self: &Arc<Self>) -> Shared<Reading> {
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = reading.as_ref().and_then(WeakShared::upgrade) {
            return known;
        }
        let state = Arc::clone(self);
        let new = async move { state.read().await }.boxed().shared();
        *reading = new.downgrade();
        new
    }

    async fn read(&self) -> Outcome {
        let path = self.path.clone();
        let read = off_thread(move || read(&path)).await;
        let read = read.unwrap_or_else(|| Err("cannot be read: there is no thread for it".to_owned()));
        let held = self.held.load_full();
        let error = match read {
            Ok((text, version)) => {
                let generation = held.map_or(0, |held| held.supplied.generation + 1);
                let supplied = Supplied { attachment: (self.make)(text), generation };
                let is_refused = AtomicBool::new(false);
                self.held.store(Some(Arc::new(Held { supplied: supplied.clone(), version, is_refused })));
                return Ok(supplied);
            }
            Err(reason) => SourceError::File { path: self.path.clone(), reason },
        };
        match held.filter(|held| !held.is_refused.load(Ordering::Relaxed)) {
            Some(held) => {
                warn!(%error, "the credential of a file that was read before is used");
                Ok(held.supplied.clone())
            }
            None => Err(CredentialError::unavailable(self.scheme.name, error)),
        }
    }
}

/// The text of a file, and its version before it was read: what is written meanwhile makes another one. Otherwise the
/// problem, as in "the file …".
fn read(path: &Path) -> Result<(SecretString, Version), String> {
    let failed = |error: io::Error| format!("cannot be read: {error}");
    let mut file = File::open(path).map_err(failed)?;
    let found = file.metadata().map_err(failed)?;
    let mut bytes =
        Zeroizing::new(Vec::with_capacity(MAX_TEXT.min(usize::try_from(found.len()).unwrap_or(MAX_TEXT)) + 1));
    (&mut file).take(MAX_TEXT as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok((super::text(&bytes)?, Version::of(&found)))
}

impl Version {
    fn of(found: &Metadata) -> Self {
        Self { length: found.len(), modified: found.modified().ok(), number: number(found) }
    }
}

#[cfg(unix)]
fn number(found: &Metadata) -> Option<[u64; 2]> {
    use std::os::unix::fs::MetadataExt as _;
    Some([found.dev(), found.ino()])
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> Option<[u64; 2]> {
    None
}
