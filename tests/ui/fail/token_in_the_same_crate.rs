//! The crate that a client was generated into cannot make a call around its methods either, wherever it put them: here at
//! its root.
#![allow(dead_code, unused_imports)]

#[path = "../../../codegen/tests/golden/security-mutual-tls/expected/client.rs"]
mod client;
#[path = "../../../codegen/tests/golden/security-mutual-tls/expected/credential.rs"]
mod credential;
#[path = "../../../codegen/tests/golden/security-mutual-tls/expected/op.rs"]
pub mod op;
#[path = "../../../codegen/tests/golden/security-mutual-tls/expected/operations.rs"]
mod operations;
#[path = "../../../codegen/tests/golden/security-mutual-tls/expected/requires.rs"]
pub mod requires;
#[path = "../../../codegen/tests/golden/security-mutual-tls/expected/servers.rs"]
pub mod servers;
#[path = "../../../codegen/tests/golden/security-mutual-tls/expected/types.rs"]
pub mod types;

pub use client::{Call, Client};
pub use credential::{Certificate, Credentials, DynamicCredentials};

fn main() {
    let client = Client::new();
    let _ = warded::Call::<op::ShowMe>::new(client.core(), warded::rt::Authorization::none(), operations::Token(()));
}
