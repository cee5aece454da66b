
::warded::rt::generated_by!("0.1");

#[allow(dead_code, unreachable_pub, unused_imports)]
#[rustfmt::skip]
#[allow(clippy::type_complexity, reason = "one parameter for each scheme")]
mod client;

#[allow(dead_code, unreachable_pub, unused_imports)]
#[rustfmt::skip]
#[allow(clippy::self_named_constructors, reason = "named by the document")]
mod credential;

#[allow(dead_code, unreachable_pub, unused_imports)]
#[rustfmt::skip]
#[allow(
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::large_enum_variant,
    clippy::manual_range_patterns,
    reason = "follows from the responses"
)]
pub mod op;

#[allow(dead_code, unreachable_pub, unused_imports)]
#[rustfmt::skip]
#[allow(
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::too_many_arguments,
    reason = "follows from the document"
)]
mod operations;

#[allow(dead_code, unreachable_pub, unused_imports)]
#[rustfmt::skip]
pub mod servers;

#[allow(dead_code, unreachable_pub, unused_imports)]
#[rustfmt::skip]
#[allow(
    missing_docs,
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::large_enum_variant,
    clippy::too_many_arguments,
    reason = "follows from the document"
)]
pub mod types;

#[allow(dead_code, unreachable_pub, unused_imports)]
pub use client::{Call, Client};

#[allow(dead_code, unreachable_pub, unused_imports)]
#[rustfmt::skip]
pub use credential::Credentials;
