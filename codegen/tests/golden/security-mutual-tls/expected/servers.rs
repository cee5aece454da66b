//! Servers of the API.

use ::warded::rt;

/// The servers of these operations. The first is the default; the client's builder can select another.
///
/// - `https://api.example.com`
pub static ROOT: ::warded::Servers = ::warded::Servers {
    index: 0usize,
    servers: &[
        rt::ServerUrl {
            url: "https://api.example.com",
            variables: &[],
        },
    ],
};
