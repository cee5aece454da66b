//! The file of an entry of the store in a folder.
//!
//! | bytes | |
//! |---|---|
//! | 1 | the format: 1 |
//! | 1 | 1 if the holder of the newest lease holds a lock of the system, which ends with its process |
//! | 8 | the number of the newest lease: the greater of the last one plus one and the time in microseconds, so that it grows even if the file is removed |
//! | 8, 8 | when that lease ends, in milliseconds since 1970, and how long it was when it was taken; 0 if no one holds it |
//! | 4 | how many holders of a lease may have sent the stored refresh token, or renewed the stored token |
//! | 8 | the number of what is stored |
//! | rest | what is stored, encrypted; nothing if nothing is |
//!
//! Numbers are little-endian.

use std::time::{Duration, SystemTime};

use super::{Lease, StoreError};

/// An entry.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) is_locked: bool,
    pub(super) number: u64,
    lease_end: u64,
    lasts: u64,
    pub(super) spent: u32,
    pub(super) stored: u64,
    pub(super) sealed: Vec<u8>,
}

const FORMAT: u8 = 1;

impl Record {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, StoreError> {
        let record = Self::parse(bytes);
        record.ok_or_else(|| StoreError::new("the file is not what this store writes, or was changed"))
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let ([FORMAT, is_locked], rest) = bytes.split_first_chunk()? else { return None };
        let (number, rest) = rest.split_first_chunk()?;
        let (lease_end, rest) = rest.split_first_chunk()?;
        let (lasts, rest) = rest.split_first_chunk()?;
        let (spent, rest) = rest.split_first_chunk()?;
        let (stored, sealed) = rest.split_first_chunk()?;
        Some(Self {
            is_locked: *is_locked == 1,
            number: u64::from_le_bytes(*number),
            lease_end: u64::from_le_bytes(*lease_end),
            lasts: u64::from_le_bytes(*lasts),
            spent: u32::from_le_bytes(*spent),
            stored: u64::from_le_bytes(*stored),
            sealed: sealed.to_vec(),
        })
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let (number, lease_end, lasts) =
            (self.number.to_le_bytes(), self.lease_end.to_le_bytes(), self.lasts.to_le_bytes());
        let (spent, stored) = (self.spent.to_le_bytes(), self.stored.to_le_bytes());
        let head = [FORMAT, u8::from(self.is_locked)];
        [&head[..], &number, &lease_end, &lasts, &spent, &stored, &self.sealed].concat()
    }

    /// Returns true if the newest lease is held by the clock. One that has more left than it lasts was taken before the
    /// clock was set back, and counts as none.
    pub(super) fn is_leased(&self, now: SystemTime) -> bool {
        let left = self.lease_end.saturating_sub(since(now, Duration::as_millis));
        left > 0 && left <= self.lasts
    }

    /// Takes a new lease.
    pub(super) fn lease(&mut self, now: SystemTime, time: Duration, spends: bool) -> Lease {
        self.number = self.number.saturating_add(1).max(since(now, Duration::as_micros));
        self.lasts = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self.lease_end = since(now, Duration::as_millis).saturating_add(self.lasts);
        let lease = Lease { number: self.number, spent: self.spent };
        self.spent = self.spent.saturating_add(u32::from(spends));
        lease
    }

    /// Ends the lease.
    pub(super) fn release(&mut self) {
        (self.lease_end, self.lasts, self.is_locked) = (0, 0, false);
    }
}

fn since(now: SystemTime, unit: fn(&Duration) -> u128) -> u64 {
    u64::try_from(unit(&now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default())).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn what_was_written_is_read_and_nothing_else() {
        let mut record = Record { is_locked: true, stored: 7, sealed: b"sealed".to_vec(), ..Record::default() };
        let lease = record.lease(at(1000), Duration::from_secs(30), true);
        let bytes = record.write();
        let read = Record::read(&bytes).expect("it was written");
        assert_eq!((lease, read.number, read.spent), (Lease { number: 1_000_000_000, spent: 0 }, 1_000_000_000, 1));
        assert_eq!((read.is_locked, read.stored, &read.sealed[..]), (true, 7, &b"sealed"[..]));
        assert_eq!((read.lease_end, read.lasts), (1_030_000, 30_000));
        let head = bytes.len() - record.sealed.len();
        assert!((0..head).all(|length| Record::read(&bytes[..length]).is_err()));
        assert!(Record::read(&[&[2][..], &bytes[1..]].concat()).is_err());
    }

    #[test]
    fn a_lease_ends_by_the_clock_and_none_begins_in_the_future() {
        let mut record = Record::default();
        let first = record.lease(at(1000), Duration::from_secs(30), false);
        assert!(record.is_leased(at(1000)) && record.is_leased(at(1029)) && !record.is_leased(at(1030)));
        assert!(!record.is_leased(at(900)), "the clock was set back");
        let second = record.lease(at(900), Duration::from_secs(30), false);
        assert_eq!(second.number, first.number + 1);
        record.release();
        assert!(!record.is_leased(at(900)));
    }
}
