//! Where the API is served.

/// The first of these is used unless the client's builder says otherwise:
///
/// - `https://api.example.com`
pub static ROOT: ::warded::Servers = ::warded::Servers {
    index: 0usize,
    servers: &[
        ::warded::rt::ServerUrl {
            url: "https://api.example.com",
            variables: &[],
        },
    ],
};
