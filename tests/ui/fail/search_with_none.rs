//! A search with none of the three schemes that would do.
use generated::synerise::{Client};

fn main() {
    let _ = Client::new().search_items("index", "lamp");
}
