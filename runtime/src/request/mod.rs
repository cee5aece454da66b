//! Requests: a call while it is built, and how its parameters and its body are written.

mod body;
mod call;
mod conditional;
mod draft;
mod media_type;
mod parameter;

pub use body::{FieldEncoding, File};
pub use call::Call;
pub use conditional::Conditional;
pub use parameter::{AsText, Style};
