//! Nobody else can declare that a requirement is met.
use test_apis::security::requires;

struct Anything;

impl requires::Bearer for Anything {}

fn main() {}
