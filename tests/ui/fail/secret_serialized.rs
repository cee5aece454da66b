//! A credential cannot be serialized.
use generated::synthreo::Jwt;
use generated::warded;

fn main() {
    let jwt = Jwt::new("t");
    let _ = warded::serde_json::to_string(&jwt);
}
