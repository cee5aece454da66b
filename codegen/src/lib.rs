//! The generator of Warded as a library: an OpenAPI document in, the source of a Rust client out.

pub mod diagnostics;
pub mod model;
pub mod name;
pub mod source;
