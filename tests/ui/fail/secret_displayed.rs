//! A credential has no Display.
use generated::synthreo::Jwt;

fn main() {
    let jwt = Jwt::new("t");
    println!("{}", jwt);
}
