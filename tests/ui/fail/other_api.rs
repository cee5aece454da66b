//! A JWT of Synthreo is not a JWT of Synerise.
use generated::{synerise, synthreo};

fn main() {
    let _ = synerise::Client::new().jwt(synthreo::Jwt::new("t"));
}
