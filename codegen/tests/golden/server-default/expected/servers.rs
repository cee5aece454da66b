//! Where the API is served.

/// The first of these is used unless the client's builder says otherwise:
///
/// - `https://{tenant}.example.com`
///   - `tenant`
pub static ROOT: ::warded::Servers = ::warded::Servers {
    index: 0usize,
    servers: &[
        ::warded::rt::ServerUrl {
            url: "https://{tenant}.example.com",
            variables: &[
                ::warded::rt::ServerVariable {
                    name: "tenant",
                    default: "<tenant>",
                    allowed: &[],
                },
            ],
        },
    ],
};
