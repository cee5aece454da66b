//! Values of JSON: the traits of generated types, the formats that they hold, and how both are read and written.

pub(crate) mod decode;
pub mod enumeration;
pub mod format;
pub(crate) mod kind;
mod nullable;
pub mod object;
pub(crate) mod place;
pub(crate) mod read;
mod secret;
mod tuple;
pub mod union;

pub use enumeration::Enumeration;
pub use nullable::Nullable;
pub use read::Read;
pub use secret::{Exposed, Hidden, Secret, Sensitive};
