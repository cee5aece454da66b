//! A token of a scheme with roles whose role is not said.
use test_apis::security::*;

fn main() {
    let _ = Client::new().member(Member::new("t")).list_members();
}
