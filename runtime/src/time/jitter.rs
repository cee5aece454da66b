//! Random parts of pauses, by which those that failed together come apart.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::time::Duration;

/// A random part of `most`.
pub(crate) fn jitter(most: Duration) -> Duration {
    // The standard library's source of random keys; quality matters little here.
    let random = RandomState::new().hash_one(());
    most.mul_f64((random >> 11) as f64 / (1_u64 << 53) as f64)
}
