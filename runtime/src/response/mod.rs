//! Responses: what an operation gives, how it is read, and the credential that it may issue.

mod issues;
mod operation;
mod refresh_token;
mod reply;
mod stream;
mod success;
mod token;

pub use issues::{Issued, Issues, Lifetime, Present, Seconds, equals_json, keep_beside, refresh_token};
pub use operation::{Decoded, Decoding, Operation, ResponseHeaders, TypedHeaders, other_method};
pub use refresh_token::RefreshToken;
pub use reply::{Reply, each_header, optional_header, required_header};
pub use stream::{ByteStream, Event, EventStream, JsonLines};
pub use success::Response;
pub use token::{SetCookie, TokenText, header_text, prefixed, without_bearer};
