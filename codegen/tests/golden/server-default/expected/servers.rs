//! Servers of the API.

use ::warded::rt;

/// The servers of these operations. The first is the default; the client's builder can select another.
///
/// - `https://{tenant}.example.com`
///   - `tenant`
pub static ROOT: ::warded::Servers = ::warded::Servers {
    index: 0usize,
    servers: &[
        rt::ServerUrl {
            url: "https://{tenant}.example.com",
            variables: &[
                rt::ServerVariable {
                    name: "tenant",
                    default: "<tenant>",
                    allowed: &[],
                },
            ],
        },
    ],
};
