//! Servers of the API.

use ::warded::rt;

/// The servers of these operations. The first is the default; the client's builder can select another.
///
/// - `/v1`
pub static ROOT: ::warded::Servers = ::warded::Servers {
    index: 0usize,
    servers: &[
        rt::ServerUrl {
            url: "/v1",
            variables: &[],
        },
    ],
};

/// The servers of these operations. The first is the default; the client's builder can select another.
///
/// - `https://{region}.example.com/v2`: By region.
///   - `region`: Where.
pub static REGION_EXAMPLE_COM: ::warded::Servers = ::warded::Servers {
    index: 1usize,
    servers: &[
        rt::ServerUrl {
            url: "https://{region}.example.com/v2",
            variables: &[
                rt::ServerVariable {
                    name: "region",
                    default: "eu",
                    allowed: &["eu", "us"],
                },
            ],
        },
    ],
};
