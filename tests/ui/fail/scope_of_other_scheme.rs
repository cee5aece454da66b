//! A scope that the scheme does not have.
use test_apis::security::*;

fn main() {
    let _ = Member::with_roles("t", scope::PetsRead);
    let _ = Member::with_roles("t", (role::Admin, scope::PetsRead));
}
