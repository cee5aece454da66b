//! The code of a generator that does not fit the runtime says so, before all else.
warded::rt::generated_by!("9.9");

fn main() {}
