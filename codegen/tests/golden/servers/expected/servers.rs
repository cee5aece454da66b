//! Where the API is served.

/// The first of these is used unless the client's builder says otherwise:
///
/// - `/v1`
pub static ROOT: ::warded::Servers = ::warded::Servers {
    index: 0usize,
    servers: &[
        ::warded::rt::ServerUrl {
            url: "/v1",
            variables: &[],
        },
    ],
};

/// The first of these is used unless the client's builder says otherwise:
///
/// - `https://{region}.example.com/v2`: By region.
///   - `region`: Where.
pub static REGION_EXAMPLE_COM: ::warded::Servers = ::warded::Servers {
    index: 1usize,
    servers: &[
        ::warded::rt::ServerUrl {
            url: "https://{region}.example.com/v2",
            variables: &[
                ::warded::rt::ServerVariable {
                    name: "region",
                    default: "eu",
                    allowed: &["eu", "us"],
                },
            ],
        },
    ],
};
