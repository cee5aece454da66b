
#[allow(dead_code, unreachable_pub, unused_imports)]
#[allow(clippy::type_complexity, reason = "there is a type parameter for each scheme")]
mod client;

#[allow(dead_code, unreachable_pub, unused_imports)]
#[allow(
    clippy::self_named_constructors,
    reason = "schemes are called as the document calls them"
)]
mod credential;

#[allow(dead_code, unreachable_pub, unused_imports)]
pub mod only;

#[allow(dead_code, unreachable_pub, unused_imports)]
#[allow(
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::large_enum_variant,
    clippy::manual_range_patterns,
    reason = "as the document has responses"
)]
pub mod op;

#[allow(dead_code, unreachable_pub, unused_imports)]
#[allow(
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::too_many_arguments,
    reason = "as long as the document makes it"
)]
mod operations;

#[allow(dead_code, unreachable_pub, unused_imports)]
pub mod requires;

#[allow(dead_code, unreachable_pub, unused_imports)]
pub mod servers;

#[allow(dead_code, unreachable_pub, unused_imports)]
#[allow(
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::large_enum_variant,
    clippy::too_many_arguments,
    reason = "as large as the document makes them"
)]
pub mod types;

#[allow(dead_code, unreachable_pub, unused_imports)]
pub use client::{Call, Client};

#[allow(dead_code, unreachable_pub, unused_imports)]
pub use credential::{Credentials, DynamicCredentials, Certificate};
