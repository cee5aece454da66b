//! Credentials cannot be compared.
use generated::synthreo::Jwt;

fn main() {
    let jwt = Jwt::new("t");
    let _ = jwt == Jwt::new("u");
}
