//! The code of a generator that fits the runtime compiles.
warded::rt::generated_by!("0.1");

fn main() {}
