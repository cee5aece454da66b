//! A store in a folder of files: the login of a program of the command line, which the next run goes on with.
//!
//! An entry is a file (see `record`), and two others that are only locked: `.lock` while the entry is changed, and `.lease`
//! by who holds the lease. A lock of the system ends with its process: nobody waits for one that has died. A file is
//! written beside the old one, synced, and renamed: it is whole at any time.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use fs4::FileExt;
use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::record::Record;
use super::seal::Keys;
use super::{Acquired, Lease, StoreError, StoredToken, TokenStore};
use crate::session::Saved;
use crate::time::off_thread;

/// A store in a folder that only the user can read (mode 700, files 600), on a local disk. Its content is encrypted by
/// keys of the program, which can be in the keyring of the system. Clones share it, as do other processes.
///
/// ```no_run
/// use warded::session::store::{FileStore, Keys};
///
/// # fn key() -> [u8; 32] { [7; 32] }
/// # fn store() -> Result<FileStore, warded::session::store::StoreError> {
/// let folder = std::env::home_dir().unwrap_or_default().join(".local/state/tool");
/// FileStore::new(folder, Keys::new(1, &key()))
/// # }
/// ```
#[derive(Clone)]
pub struct FileStore(Arc<Folder>);

struct Folder {
    path: PathBuf,
    keys: Keys,
    /// The locks of the leases that this process holds.
    leases: Mutex<BTreeMap<String, File>>,
}

/// A name as that of a file, also where case makes no difference.
const IN_NAMES: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');
/// Longer names end with a digest, as no system takes more than 255 bytes.
const LONGEST_NAME: usize = 180;

impl FileStore {
    /// A store in this folder, which is made if there is none.
    ///
    /// # Errors
    /// If the folder cannot be made.
    pub fn new(folder: impl Into<PathBuf>, keys: Keys) -> Result<Self, StoreError> {
        let path = folder.into();
        make(&path).map_err(|error| failed("the folder cannot be made", &error))?;
        Ok(Self(Arc::new(Folder { path, keys, leases: Mutex::default() })))
    }

    /// Does `work`, which waits for the disk and for other processes, elsewhere.
    fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Folder) -> Result<T, StoreError> + Send + 'static,
    ) -> BoxFuture<'static, Result<T, StoreError>> {
        let folder = Arc::clone(&self.0);
        async {
            let done = off_thread(move || work(&folder)).await;
            done.unwrap_or_else(|| Err(StoreError::new("the thread of the store ended early")))
        }
        .boxed()
    }
}

impl TokenStore for FileStore {
    fn load<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>> {
        let name = name.to_owned();
        self.run(move |folder| folder.open(&name, &folder.read(&name)?))
    }

    fn acquire<'a>(
        &'a self,
        name: &'a str,
        time: Duration,
        spends: bool,
    ) -> BoxFuture<'a, Result<Option<Acquired>, StoreError>> {
        let name = name.to_owned();
        self.run(move |folder| folder.acquire(&name, time, spends))
    }

    fn save<'a>(
        &'a self,
        name: &'a str,
        lease: Lease,
        replaced: Option<u64>,
        saved: &'a Saved,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        let (name, saved) = (name.to_owned(), saved.clone());
        self.run(move |folder| folder.save(&name, lease, replaced, &saved))
    }

    fn release<'a>(&'a self, name: &'a str, lease: Lease, is_unspent: bool) -> BoxFuture<'a, Result<(), StoreError>> {
        let name = name.to_owned();
        self.run(move |folder| {
            folder.change(&name, |record| {
                let is_newest = record.number == lease.number;
                if is_newest {
                    folder.leases().remove(&name);
                    record.release();
                    record.spent = record.spent.saturating_sub(u32::from(is_unspent));
                }
                Ok((is_newest, ()))
            })
        })
    }

    fn remove<'a>(&'a self, name: &'a str, number: u64) -> BoxFuture<'a, Result<(), StoreError>> {
        let name = name.to_owned();
        self.run(move |folder| {
            folder.change(&name, |record| {
                let is_stored = record.stored == number && !record.sealed.is_empty();
                if is_stored {
                    (record.sealed, record.stored, record.spent) = (Vec::new(), 0, 0);
                }
                Ok((is_stored, ()))
            })
        })
    }
}

impl Folder {
    fn acquire(&self, name: &str, time: Duration, spends: bool) -> Result<Option<Acquired>, StoreError> {
        self.change(name, |record| {
            let now = SystemTime::now();
            // Whoever has died holds no lock.
            let dead = || Ok::<_, StoreError>(record.is_locked && self.lock(name)?.is_some());
            if record.is_leased(now) && !dead()? {
                return Ok((false, None));
            }
            // What nothing is sent of is replaced, whatever it is.
            let stored = match self.open(name, record) {
                Err(_) if !spends => None,
                stored => stored?,
            };
            self.leases().remove(name);
            let lock = self.lock(name)?;
            record.is_locked = lock.is_some();
            self.leases().extend(lock.map(|lock| (name.to_owned(), lock)));
            Ok((true, Some(Acquired { lease: record.lease(now, time, spends), stored })))
        })
    }

    fn save(&self, name: &str, lease: Lease, replaced: Option<u64>, saved: &Saved) -> Result<bool, StoreError> {
        let sealed = self.keys.seal(name, lease.number, saved)?;
        self.change(name, |record| {
            let stored = Some(record.stored).filter(|_| !record.sealed.is_empty());
            // A file that was removed meanwhile has nothing newer.
            let is_newest = record.number == lease.number || record.number == 0;
            if !is_newest && (replaced.is_none() || stored != replaced) {
                return Ok((false, false));
            }
            if is_newest {
                self.leases().remove(name);
                record.release();
                record.number = lease.number;
            }
            (record.sealed, record.stored, record.spent) = (sealed, lease.number, 0);
            Ok((true, true))
        })
    }

    /// Changes an entry, while no other process does. It is written if the function says so.
    fn change<T>(
        &self,
        name: &str,
        change: impl FnOnce(&mut Record) -> Result<(bool, T), StoreError>,
    ) -> Result<T, StoreError> {
        let guard = self.file(name, "lock")?;
        FileExt::lock(&guard).map_err(|error| failed("the file cannot be locked", &error))?;
        let mut record = self.read(name)?;
        let (is_changed, result) = change(&mut record)?;
        if is_changed {
            self.write(name, &record.write()).map_err(|error| failed("the file cannot be written", &error))?;
        }
        Ok(result)
    }

    /// The lock of the lease, unless another holds it.
    fn lock(&self, name: &str) -> Result<Option<File>, StoreError> {
        let file = self.file(name, "lease")?;
        match FileExt::try_lock(&file) {
            Ok(()) => Ok(Some(file)),
            Err(fs4::TryLockError::WouldBlock) => Ok(None),
            Err(fs4::TryLockError::Error(error)) => Err(failed("the file cannot be locked", &error)),
        }
    }

    fn read(&self, name: &str) -> Result<Record, StoreError> {
        match std::fs::read(self.path(name, "entry")?) {
            Ok(bytes) => Record::read(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Record::default()),
            Err(error) => Err(failed("the file cannot be read", &error)),
        }
    }

    fn open(&self, name: &str, record: &Record) -> Result<Option<StoredToken>, StoreError> {
        if record.sealed.is_empty() {
            return Ok(None);
        }
        self.keys.open(name, record.stored, &record.sealed).map(Some)
    }

    /// Replaces the file as a whole. It is on the disk when this returns.
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let new = self.path(name, "new").map_err(io::Error::other)?;
        let mut file = private().truncate(true).open(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(new, self.path(name, "entry").map_err(io::Error::other)?)?;
        sync(&self.path)
    }

    fn file(&self, name: &str, ending: &str) -> Result<File, StoreError> {
        let path = self.path(name, ending)?;
        private().truncate(false).open(path).map_err(|error| failed("the file cannot be opened", &error))
    }

    fn path(&self, name: &str, ending: &str) -> Result<PathBuf, StoreError> {
        let mut file = String::with_capacity(name.len() + 8);
        for character in name.chars() {
            if character.is_ascii_uppercase() {
                file.push_str(&format!("%{:x}", u32::from(character)));
            } else {
                file.extend(utf8_percent_encode(character.encode_utf8(&mut [0; 4]), IN_NAMES));
            }
        }
        if file.is_empty() {
            return Err(StoreError::new("the name of the entry is empty"));
        }
        if file.len() > LONGEST_NAME {
            file.truncate(LONGEST_NAME);
            file.push_str(&format!("{:032x}", digest(name)));
        }
        Ok(self.path.join(format!("{file}.{ending}")))
    }

    fn leases(&self) -> MutexGuard<'_, BTreeMap<String, File>> {
        self.leases.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// FNV-1a. It need not be hard to find names of the same digest: what is stored is bound to its name.
fn digest(name: &str) -> u128 {
    let start = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    name.bytes()
        .fold(start, |digest, byte| (digest ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b))
}

/// A file that only the user can read.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder that only the user can read.
fn make(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes the folder itself to the disk, where systems know that.
fn sync(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

fn failed(what: &'static str, error: &io::Error) -> StoreError {
    StoreError::new(format!("{what}: {error}"))
}

impl fmt::Debug for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileStore").field("keys", &self.0.keys).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_fnv_1a() {
        assert_eq!(digest(""), 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        assert_eq!(digest("a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
    }
}
