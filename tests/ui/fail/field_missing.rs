//! A request without a field that is required.
use generated::synerise::{types};

fn main() {
    let _ = types::ClientTokenRefresh {};
}
