//! A member's token where an admin's is needed.
use test_apis::security::*;

fn main() {
    let client = Client::new();
    let _ = client.member(Member::with_roles("t", role::Member)).list_members();
}
