//! A login that asks for fewer scopes than an operation needs.

use test_apis::oauth::{Client, OAuth, scope};

fn main() {
    let api = Client::new();
    let login = OAuth::<(scope::Read,)>::client_credentials(&api, warded::oauth::Client::public("app"));
    let _ = api.o_auth(login.session().build()).add_item();
}
