//! Everything that satisfies a requirement compiles.
use test_apis::security::*;

struct Reader;
impl scope::PetsRead for Reader {}

fn main() {
    let client = Client::new();
    let _ = client.open();
    let _ = client.with_optional();

    let bearer = client.clone().bearer(Bearer::new("t"));
    let _ = bearer.open();
    let _ = bearer.with_bearer();
    let _ = bearer.with_either();
    let _ = bearer.with_optional();

    let keys = client.clone().header_key(HeaderKey::new("k")).query_key(QueryKey::new("k"));
    let _ = keys.with_header_key();
    let _ = keys.with_query_key();
    let _ = keys.with_both();
    let _ = keys.with_either();
    let _ = keys.with_inherited();
    let _ = keys.list_members();

    let _ = client.clone().basic(Basic::new("ada", "p")).with_basic();
    let cookie = client.clone().cookie_key(CookieKey::new("k"));
    let _ = cookie.with_cookie_key();
    let _ = cookie.with_mixed();
    let _ = bearer.clone().query_key(QueryKey::new("k")).with_mixed();
    let _ = bearer.query_key(QueryKey::new("k")).cookie_key(CookieKey::new("k")).with_mixed();

    let _ = client.clone().o_auth(OAuth::new("t")).delete_pets();
    let _ = client.clone().o_auth(OAuth::<Reader>::with_scopes("t")).read_pets();

    let _ = client.clone().member(Member::<role::Admin>::new("t")).list_members();
    // A role that the first alternative does not take leaves the second.
    let _ = client.member(Member::<role::Member>::new("t")).header_key(HeaderKey::new("k")).list_members();
}
