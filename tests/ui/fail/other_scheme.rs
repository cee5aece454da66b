//! A tracker key where a JWT is due.
use generated::synerise::{Client, TrackerKey};

fn main() {
    let _ = Client::new().jwt(TrackerKey::new("k"));
}
