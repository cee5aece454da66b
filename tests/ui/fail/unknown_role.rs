//! A token of whose role only the server knows, and an operation that needs one of two.
use test_apis::security::*;

fn main() {
    let client = Client::new().member(Member::with_roles("t", warded::UnknownRole));
    let _ = client.clone().sign_out();
    let _ = client.change_members();
}
