//! Servers of the API.

use ::warded::rt;

/// The servers of these operations. The first is the default; the client's builder can select another.
///
/// - `https://api.example.com/v2`, `production`: The real one.
/// - `https://api.example.com/specs/{area}`, `staging`
///   - `area`
/// - `https://other.example.com`
pub static ROOT: ::warded::Servers = ::warded::Servers {
    index: 0usize,
    servers: &[
        rt::ServerUrl {
            url: "https://api.example.com/v2",
            variables: &[],
        },
        rt::ServerUrl {
            url: "https://api.example.com/specs/{area}",
            variables: &[
                rt::ServerVariable {
                    name: "area",
                    default: "test",
                    allowed: &[],
                },
            ],
        },
        rt::ServerUrl {
            url: "https://other.example.com",
            variables: &[],
        },
    ],
};

/// The server `production` of [`ROOT`], for `named_server` of the client's builder.
pub static PRODUCTION: ::warded::Servers = ::warded::Servers {
    index: 0usize,
    servers: &[
        rt::ServerUrl {
            url: "https://api.example.com/v2",
            variables: &[],
        },
    ],
};

/// The server `staging` of [`ROOT`], for `named_server` of the client's builder.
pub static STAGING: ::warded::Servers = ::warded::Servers {
    index: 0usize,
    servers: &[
        rt::ServerUrl {
            url: "https://api.example.com/specs/{area}",
            variables: &[
                rt::ServerVariable {
                    name: "area",
                    default: "test",
                    allowed: &[],
                },
            ],
        },
    ],
};

/// The servers of these operations. The first is the default; the client's builder can select another.
///
/// - `https://files.example.com`, `file store`
pub static FILE_STORE: ::warded::Servers = ::warded::Servers {
    index: 1usize,
    servers: &[
        rt::ServerUrl {
            url: "https://files.example.com",
            variables: &[],
        },
    ],
};

/// The servers of these operations. The first is the default; the client's builder can select another.
///
/// - `https://c.example.com`
/// - `https://api.example.com/specs/v2/v1.0/c`, `production`
/// - `https://api.example.com/specs/v2/v3.0`
pub static C_EXAMPLE_COM: ::warded::Servers = ::warded::Servers {
    index: 2usize,
    servers: &[
        rt::ServerUrl {
            url: "https://c.example.com",
            variables: &[],
        },
        rt::ServerUrl {
            url: "https://api.example.com/specs/v2/v1.0/c",
            variables: &[],
        },
        rt::ServerUrl {
            url: "https://api.example.com/specs/v2/v3.0",
            variables: &[],
        },
    ],
};

/// The server `production` of [`C_EXAMPLE_COM`], for `named_server` of the client's builder.
pub static C_EXAMPLE_COM_PRODUCTION: ::warded::Servers = ::warded::Servers {
    index: 2usize,
    servers: &[
        rt::ServerUrl {
            url: "https://api.example.com/specs/v2/v1.0/c",
            variables: &[],
        },
    ],
};
