//! Requests: a call while it is built, and how its parameters and its body are written.

mod body;
mod call;
mod parameter;

pub use body::FieldEncoding;
pub use call::Call;
pub use parameter::{AsText, Style};
