//! A call that nobody awaits does nothing.
#![deny(unused_must_use)]
use generated::synthesq::{AccessToken, Client};

fn main() {
    Client::new().access_token(AccessToken::new("t")).get_current_user();
}
