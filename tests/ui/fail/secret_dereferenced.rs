//! A credential is no text.
use generated::synthreo::Jwt;

fn main() {
    let jwt = Jwt::new("t");
    let _: &str = &jwt;
}
