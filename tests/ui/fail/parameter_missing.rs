//! A call without a parameter that is required.
use generated::synerise::{Client, TrackerKey};

fn main() {
    let _ = Client::new().tracker_key(TrackerKey::new("k")).search_items("index");
}
