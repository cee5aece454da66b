//! The program `warded`.
fn main() {}
