//! A login by a flow that the document does not declare.

use test_apis::oauth::{Client, OAuth, scope};

fn main() {
    let api = Client::new();
    let _ = OAuth::<(scope::Read,)>::device(&api, warded::oauth::Client::public("app"));
}
