//! Everything that satisfies a requirement compiles.
use test_apis::security::*;
use warded::Absent;

type Maintainer = (scope::PetsRead, scope::PetsWrite);

fn either<C: requires::OAuthWithPetsReadOrOAuthWithPetsWrite>(client: &Client<C>) {
    let _ = client.read_or_write_pets();
}

fn of_token<S: 'static>(token: OAuth<S>)
where
    Credentials<Absent, Absent, Absent, Absent, Absent, Absent, OAuth<S>>: requires::OAuthWithPetsRead,
{
    let _ = Client::new().o_auth(token).read_pets();
}

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
    let reader = OAuth::with_scopes("t", scope::PetsRead);
    let _ = client.clone().o_auth(reader.clone()).read_pets();
    let maintainer: OAuth<Maintainer> = OAuth::with_scopes("t", (scope::PetsRead, scope::PetsWrite));
    let _ = client.clone().o_auth(maintainer.clone()).delete_pets();
    of_token(maintainer);
    let writer = client.clone().o_auth(OAuth::with_scopes("t", ((), scope::PetsWrite)));
    either(&writer);
    either(&client.clone().o_auth(reader.clone()));
    let _ = writer.write_pets_or_key();
    // A token without the scope leaves the other alternative, and the one that needs nothing.
    let _ = client.clone().o_auth(reader.clone()).header_key(HeaderKey::new("k")).write_pets_or_key();
    let _ = client.clone().o_auth(reader).write_pets_if_granted();
    let _ = client.write_pets_if_granted();

    let both = client.clone().member(Member::with_roles("t", (role::Auditor, role::Admin)));
    let _ = both.audit_members();
    let _ = both.change_members();
    let _ = both.list_members();
    let _ = client.clone().member(Member::with_roles("t", scope::All)).audit_members();

    let _ = client.clone().member(Member::with_roles("t", role::Admin)).list_members();
    // A role that the first alternative does not take leaves the second.
    let _ = client.member(Member::with_roles("t", role::Member)).header_key(HeaderKey::new("k")).list_members();
}
