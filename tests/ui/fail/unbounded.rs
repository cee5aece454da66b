//! A generic function that does not say what it needs.
use generated::synthesq::Client;

fn whoami<C>(client: &Client<C>) {
    let _ = client.get_current_user();
}

fn main() {
    whoami(&Client::new());
}
