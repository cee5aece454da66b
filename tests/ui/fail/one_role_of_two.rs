//! A token with one role, and an operation that needs two.
use test_apis::security::*;

fn main() {
    let client = Client::new().member(Member::with_roles("t", role::Admin));
    let _ = client.change_members();
    let _ = client.audit_members();
}
