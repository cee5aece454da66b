//! Common code of the tests of calls: a server that keeps the received bytes, credentials of all kinds, and
//! operations without a document.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its server fails")]
#![allow(dead_code, unreachable_pub, unused_imports, missing_docs, reason = "each test file uses its own part of this")]

mod api;
mod capture;
mod clock;
mod credential;
pub mod endpoint;
mod far;
mod log_in;
mod memory;
mod server;

pub use api::{Get, Head, OTHER, Patch, Post, Put, Query, ROOT, call, code, with_body};
pub use capture::capture;
pub use clock::Clock;
pub use credential::{Carrier, Renewing, attached, authorize, fixed};
pub use far::Far;
pub use log_in::{Jwt, LogIns, issued};
pub use memory::{Memory, Sent};
pub use server::{Answer, Received, Server, answer, redirect};

/// The secret that only the intended server may receive.
pub const CANARY: &str = "canary-7f3a9";
/// `user:canary-7f3a9` as Basic sends it.
pub const CANARY_BASIC: &str = "dXNlcjpjYW5hcnktN2YzYTk=";

/// Returns true if the bytes contain the canary in any encoding.
pub fn leaks(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.contains(CANARY) || text.contains(CANARY_BASIC)
}
