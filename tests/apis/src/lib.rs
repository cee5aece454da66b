//! APIs made for tests.

/// Every security scheme, alone and combined.
pub mod security {
    warded::include_api!("security");
}

/// Every way to encode a parameter, a request body and a response.
pub mod encoding {
    warded::include_api!("encoding");
}

/// Servers with variables in every place.
pub mod variables {
    warded::include_api!("variables");
}

/// What OpenAPI 3.2 adds.
pub mod openapi32 {
    warded::include_api!("openapi32");
}

/// Every place of a secret.
pub mod secrets {
    warded::include_api!("secrets");
}

/// Bodies of XML.
pub mod xml {
    warded::include_api!("xml");
}

/// Bodies of XML by the words of OpenAPI 3.2.
pub mod xml32 {
    warded::include_api!("xml32");
}

/// Arrays of a fixed length.
pub mod tuples {
    warded::include_api!("tuples");
}

/// Bodies in several media types.
pub mod representations {
    warded::include_api!("representations");
}

/// Schemes whose credentials a program can get by itself.
pub mod oauth {
    warded::include_api!("oauth");
}

/// Logins whose replies hold a token, each in another place.
pub mod tokens {
    warded::include_api!("tokens");
}

/// Renewals by a refresh token, each in another place.
pub mod refresh {
    warded::include_api!("refresh");
}

/// A login that fills several slots.
pub mod groups {
    warded::include_api!("groups");
}

/// A scheme whose credentials are refused by other statuses than 401.
pub mod refused {
    warded::include_api!("refused");
}
