//! A login that does not say for what it asks.

use test_apis::oauth::{Client, OAuth};

fn main() {
    let api = Client::new();
    let _ = OAuth::<warded::UnknownRole>::client_credentials(&api, warded::oauth::Client::public("app"));
}
