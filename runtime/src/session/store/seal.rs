//! Encryption of stored tokens: XChaCha20-Poly1305, bound to the name and the number of the entry.
//!
//! `1 | key id (4 bytes) | nonce (24 bytes) | ciphertext`, where the plain text is the end of the token's life in
//! milliseconds since 1970 (8 bytes, all ones if it is not known) and then the token.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, SystemTime};

use chacha20poly1305::aead::{Aead as _, AeadCore as _, KeyInit as _, OsRng, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

use super::{NewToken, StoreError, StoredToken};

/// The keys by which a store encrypts: one for writing, others for reading while keys are rotated.
///
/// To change keys, first give all processes the new key with [`Keys::and`], then write with it, then drop the old one.
#[derive(Clone)]
pub struct Keys {
    current: u32,
    ciphers: BTreeMap<u32, XChaCha20Poly1305>,
}

const FORMAT: u8 = 1;
const HEAD: usize = 5;
const NONCE: usize = 24;
const FOREVER: u64 = u64::MAX;

impl Keys {
    /// Writes and reads with `key`: 32 random bytes. `id` identifies the key and is not secret.
    #[must_use]
    pub fn new(id: u32, key: &[u8; 32]) -> Self {
        Self { current: id, ciphers: BTreeMap::new() }.and(id, key)
    }

    /// Also reads with this key.
    #[must_use]
    pub fn and(mut self, id: u32, key: &[u8; 32]) -> Self {
        self.ciphers.insert(id, XChaCha20Poly1305::new(key.into()));
        self
    }

    pub(super) fn seal(&self, name: &str, number: u64, new: &NewToken) -> Result<Vec<u8>, StoreError> {
        let until = new.until.map_or(FOREVER, millis).to_le_bytes();
        let plain = Zeroizing::new([&until[..], new.token.expose_secret().as_bytes()].concat());
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let cipher =
            self.ciphers.get(&self.current).ok_or_else(|| StoreError::new("the key for writing is missing"))?;
        let sealed = cipher
            .encrypt(&nonce, Payload { msg: &plain, aad: &bound(name, number) })
            .map_err(|_| StoreError::new("the token could not be encrypted"))?;
        Ok([&[FORMAT][..], &self.current.to_le_bytes(), &nonce, &sealed].concat())
    }

    pub(super) fn open(&self, name: &str, number: u64, sealed: &[u8]) -> Result<StoredToken, StoreError> {
        let unreadable = || StoreError::new("the entry is not what this store writes, or was changed");
        let (head, sealed) = sealed.split_at_checked(HEAD).ok_or_else(unreadable)?;
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or_else(unreadable)?;
        let [FORMAT, id @ ..] = head else { return Err(unreadable()) };
        let id = u32::from_le_bytes(id.try_into().map_err(|_| unreadable())?);
        let cipher = self.ciphers.get(&id).ok_or_else(|| StoreError::new(format!("key {id} is not known here")))?;
        let payload = Payload { msg: sealed, aad: &bound(name, number) };
        let plain = cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| unreadable())?;
        let plain = Zeroizing::new(plain);
        let (until, token) = plain.split_first_chunk().ok_or_else(unreadable)?;
        let token = SecretString::from(std::str::from_utf8(token).map_err(|_| unreadable())?);
        let until = Some(u64::from_le_bytes(*until)).filter(|until| *until != FOREVER);
        let until = until.and_then(|until| SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(until)));
        Ok(StoredToken { token, until, number })
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("ids", &self.ciphers.keys()).finish_non_exhaustive()
    }
}

/// The data that the cipher text is bound to: it cannot be moved to another entry, or replayed later.
fn bound(name: &str, number: u64) -> Vec<u8> {
    [&number.to_le_bytes()[..], name.as_bytes()].concat()
}

fn millis(time: SystemTime) -> u64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(FOREVER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> NewToken {
        let until = Some(SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_123));
        NewToken { token: "secret".into(), until }
    }

    #[test]
    fn what_was_sealed_opens_with_the_same_key_name_and_number_only() {
        let keys = Keys::new(1, &[1; 32]);
        let sealed = keys.seal("a", 7, &token()).expect("it can be sealed");
        assert!(!String::from_utf8_lossy(&sealed).contains("secret"));
        assert_ne!(sealed, keys.seal("a", 7, &token()).expect("it can be sealed"), "the nonce is a new one each time");
        let opened = keys.open("a", 7, &sealed).expect("it is what was sealed");
        assert_eq!((opened.token.expose_secret(), opened.until, opened.number), ("secret", token().until, 7));
        let rotated = Keys::new(2, &[2; 32]).and(1, &[1; 32]);
        assert!(rotated.open("a", 7, &sealed).is_ok());
        for (keys, name, number) in
            [(&keys, "b", 7), (&keys, "a", 8), (&Keys::new(2, &[1; 32]), "a", 7), (&Keys::new(1, &[2; 32]), "a", 7)]
        {
            assert!(keys.open(name, number, &sealed).is_err(), "{keys:?} {name} {number}");
        }
        for length in 0..sealed.len() {
            assert!(keys.open("a", 7, &sealed[..length]).is_err(), "{length}");
        }
    }
}
