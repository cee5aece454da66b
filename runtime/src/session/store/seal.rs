//! Encryption of stored tokens: XChaCha20-Poly1305, bound to the name and the number of the entry.
//!
//! `2 | key id (4 bytes) | nonce (24 bytes) | ciphertext`, where the plain text is the end of the token's life in
//! milliseconds since 1970 (8 bytes, all ones if it is not known), that of the refresh token's, a byte of flags, the
//! length of the token (4 bytes), the token, and the refresh token. Numbers are little-endian. Entries of format 1, which
//! have no refresh token, are read as well: the end, and then the token.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, SystemTime};

use chacha20poly1305::aead::{Aead as _, AeadCore as _, KeyInit as _, OsRng, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

use super::{StoreError, StoredToken};
use crate::session::{RefreshToken, Saved};

/// The keys by which a store encrypts: one for writing, others for reading while keys are rotated.
///
/// To change keys, first give all processes the new key with [`Keys::and`], then write with it, then drop the old one.
#[derive(Clone)]
pub struct Keys {
    current: u32,
    ciphers: BTreeMap<u32, XChaCha20Poly1305>,
}

const FORMAT: u8 = 2;
const FIRST_FORMAT: u8 = 1;
const HEAD: usize = 5;
const NONCE: usize = 24;
const FOREVER: u64 = u64::MAX;
const HAS_TOKEN: u8 = 1;
const HAS_REFRESH_TOKEN: u8 = 2;
const IS_REUSABLE: u8 = 4;

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

    pub(super) fn seal(&self, name: &str, number: u64, saved: &Saved) -> Result<Vec<u8>, StoreError> {
        let plain = plain(saved)?;
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let cipher =
            self.ciphers.get(&self.current).ok_or_else(|| StoreError::new("the key for writing is missing"))?;
        let sealed = cipher
            .encrypt(&nonce, Payload { msg: &plain, aad: &bound(FORMAT, name, number) })
            .map_err(|_| StoreError::new("the token could not be encrypted"))?;
        Ok([&[FORMAT][..], &self.current.to_le_bytes(), &nonce, &sealed].concat())
    }

    pub(super) fn open(&self, name: &str, number: u64, sealed: &[u8]) -> Result<StoredToken, StoreError> {
        let (head, sealed) = sealed.split_at_checked(HEAD).ok_or_else(unreadable)?;
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or_else(unreadable)?;
        let [format @ (FIRST_FORMAT | FORMAT), id @ ..] = head else { return Err(unreadable()) };
        let id = u32::from_le_bytes(id.try_into().map_err(|_| unreadable())?);
        let cipher = self.ciphers.get(&id).ok_or_else(|| StoreError::new(format!("key {id} is not known here")))?;
        let payload = Payload { msg: sealed, aad: &bound(*format, name, number) };
        let plain = cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| unreadable())?;
        let plain = Zeroizing::new(plain);
        let saved = if *format == FIRST_FORMAT { read_first(&plain) } else { read(&plain) };
        Ok(StoredToken { saved: saved.ok_or_else(unreadable)?, number })
    }
}

fn unreadable() -> StoreError {
    StoreError::new("the entry is not what this store writes, or was changed")
}

/// The plain text of an entry, in one piece that is wiped.
fn plain(saved: &Saved) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    let token = saved.token.as_ref().map_or("", |token| token.expose_secret());
    let refresh = saved.refresh_token.as_ref();
    let length = u32::try_from(token.len()).map_err(|_| StoreError::new("the token is too long"))?;
    let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
    let flags = flag(saved.token.is_some(), HAS_TOKEN)
        | flag(refresh.is_some(), HAS_REFRESH_TOKEN)
        | flag(refresh.is_some_and(RefreshToken::is_reusable), IS_REUSABLE);
    let until = saved.until.map_or(FOREVER, millis).to_le_bytes();
    let end = refresh.and_then(RefreshToken::end).map_or(FOREVER, millis).to_le_bytes();
    let refresh_token = refresh.map_or("", |refresh| refresh.token().expose_secret());
    let parts = [&until, &end, &[flags][..], &length.to_le_bytes(), token.as_bytes(), refresh_token.as_bytes()];
    Ok(Zeroizing::new(parts.concat()))
}

fn read(plain: &[u8]) -> Option<Saved> {
    let (until, rest) = plain.split_first_chunk()?;
    let (end, rest) = rest.split_first_chunk()?;
    let ([flags], rest) = rest.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (token, refresh_token) = rest.split_at_checked(length)?;
    let has = |flag: u8| flags & flag != 0;
    let token = if has(HAS_TOKEN) { Some(text(token)?) } else { None };
    let refresh_token = if has(HAS_REFRESH_TOKEN) {
        Some(RefreshToken::new(text(refresh_token)?).until(time(*end)).reusable(has(IS_REUSABLE)))
    } else {
        None
    };
    Some(Saved { token, until: time(*until), refresh_token })
}

fn read_first(plain: &[u8]) -> Option<Saved> {
    let (until, token) = plain.split_first_chunk()?;
    Some(Saved { token: Some(text(token)?), until: time(*until), refresh_token: None })
}

fn text(bytes: &[u8]) -> Option<SecretString> {
    std::str::from_utf8(bytes).map(SecretString::from).ok()
}

fn time(millis: [u8; 8]) -> Option<SystemTime> {
    let millis = Some(u64::from_le_bytes(millis)).filter(|millis| *millis != FOREVER);
    millis.and_then(|millis| SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(millis)))
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("ids", &self.ciphers.keys()).finish_non_exhaustive()
    }
}

/// The data that the cipher text is bound to: it cannot be moved to another entry, replayed later, or read as of another
/// format.
fn bound(format: u8, name: &str, number: u64) -> Vec<u8> {
    let format: &[u8] = if format == FIRST_FORMAT { &[] } else { &[format] };
    [format, &number.to_le_bytes()[..], name.as_bytes()].concat()
}

fn millis(time: SystemTime) -> u64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(FOREVER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(millis: u64) -> Option<SystemTime> {
        Some(SystemTime::UNIX_EPOCH + Duration::from_millis(millis))
    }

    fn saved() -> Saved {
        let refresh_token = RefreshToken::new("refresh").until(end(1_800_000_000_456)).reusable(true);
        Saved { token: Some("secret".into()), until: end(1_700_000_000_123), refresh_token: Some(refresh_token) }
    }

    #[test]
    fn what_was_sealed_opens_with_the_same_key_name_and_number_only() {
        let keys = Keys::new(1, &[1; 32]);
        let sealed = keys.seal("a", 7, &saved()).expect("it can be sealed");
        let shown = String::from_utf8_lossy(&sealed);
        assert!(!shown.contains("secret") && !shown.contains("refresh"));
        assert_ne!(sealed, keys.seal("a", 7, &saved()).expect("it can be sealed"), "the nonce is a new one each time");
        let opened = keys.open("a", 7, &sealed).expect("it is what was sealed");
        assert_eq!((same(&opened.saved, &saved()), opened.number), (true, 7));
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
        let other_format = [&[FIRST_FORMAT][..], &sealed[1..]].concat();
        assert!(keys.open("a", 7, &other_format).is_err());
    }

    fn same(one: &Saved, other: &Saved) -> bool {
        let texts = |saved: &Saved| {
            let token = saved.token.as_ref().map(|token| token.expose_secret().to_owned());
            let refresh = saved.refresh_token.as_ref();
            let refresh = refresh.map(|it| (it.token().expose_secret().to_owned(), it.end(), it.is_reusable()));
            (token, saved.until, refresh)
        };
        texts(one) == texts(other)
    }

    #[test]
    fn each_part_may_be_missing() {
        let keys = Keys::new(1, &[1; 32]);
        let Saved { token, until, refresh_token } = saved();
        let empty = Some(SecretString::from(""));
        for saved in [
            Saved::default(),
            Saved { token: token.clone(), ..Saved::default() },
            Saved { token, until, refresh_token: None },
            Saved { token: empty, until, refresh_token: Some(RefreshToken::new("")) },
            Saved { refresh_token, ..Saved::default() },
        ] {
            let sealed = keys.seal("a", 7, &saved).expect("it can be sealed");
            assert!(same(&keys.open("a", 7, &sealed).expect("it is what was sealed").saved, &saved), "{saved:?}");
        }
    }

    #[test]
    fn an_entry_of_the_first_format_is_a_token_without_a_refresh_token() {
        let keys = Keys::new(1, &[1; 32]);
        let plain = [&1_700_000_000_123_u64.to_le_bytes()[..], b"secret"].concat();
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let payload = Payload { msg: &plain, aad: &[&7_u64.to_le_bytes()[..], b"a"].concat() };
        let sealed = keys.ciphers[&1].encrypt(&nonce, payload).expect("it can be encrypted");
        let sealed = [&[1][..], &1_u32.to_le_bytes(), &nonce, &sealed].concat();
        let opened = keys.open("a", 7, &sealed).expect("it is of the first format").saved;
        assert!(same(&opened, &Saved { refresh_token: None, ..saved() }));
    }
}
