//! The generator of Warded as a library: an OpenAPI document in, the source of a Rust client out.

pub mod diagnostics;
pub mod document;
pub mod emit;
pub mod model;
pub mod resolve;
pub mod name;
pub mod output;
pub mod source;
pub mod summary;
