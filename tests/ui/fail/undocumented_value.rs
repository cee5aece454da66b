//! A value that the enumeration does not document.
use generated::synerise::{types};

fn main() {
    let _ = types::IdentityProvider::Myspace;
}
