//! A password in a request has no Display.
use generated::synthesq::types::LogInRequest;

fn main() {
    println!("{}", LogInRequest::new("ada@example.com", "p").password);
}
