//! Requirements as types: lists that are longer than a tuple, sets that nest, and the same answers at run time.

use api::credential::{Credentials, DynamicCredentials, Key, OAuth};
use api::{client, requires, scope};
use warded::rt::Authorization;
use warded::{CredentialError, UnknownRole};

/// A client as the generator makes it, by hand.
#[allow(unreachable_pub, reason = "as generated code has it")]
mod api {
    pub mod credential {
        warded::rt::credential! {
            /// A credential of the security scheme `OAuth`.
            pub struct OAuth of scopes = "OAuth", Bearer;
            /// Makes one of a token.
            new or with_scopes(secret: impl Into<warded::SecretString>) = new(&secret.into());
        }

        warded::rt::credential! {
            /// A credential of the security scheme `Key`.
            pub struct Key = "Key", Header("X-Key");
            /// Makes one of a key.
            new(secret: impl Into<warded::SecretString>) = new(&secret.into());
        }

        warded::rt::credentials! {
            o_auth: O = "OAuth", without_o_auth, OAuth<Grants>;
            key: K = "Key", without_key, Key;
        }
    }

    pub mod scope {
        macro_rules! scopes {
            ($($scope:ident $a:ident $b:ident;)*) => {$(
                warded::rt::scope! {
                    /// A scope.
                    pub struct $scope = "scope", $a $b => super::credential::OAuth;
                }
            )*};
        }

        scopes! {
            S0 D0 D0; S1 D0 D1; S2 D1 D0; S3 D1 D1; S4 Df D0; S5 D0 Df;
        }
    }

    pub mod requires {
        use super::{credential, scope};
        use warded::rt;

        warded::rt::requires! {
            /// More scopes than a tuple has: two lists in one.
            pub trait All = rt::With<credential::OAuth, (
                (scope::S0, scope::S1, scope::S2),
                (scope::S3, scope::S4, scope::S5)
            )>;
        }

        warded::rt::requires! {
            /// The last of nested alternatives.
            pub trait Nested = rt::OneOf<(
                rt::OneOf<(rt::With<credential::OAuth, scope::S0>, rt::With<credential::OAuth, scope::S1>)>,
                rt::OneOf<(rt::With<credential::OAuth, (scope::S2, scope::S3)>, rt::With<credential::Key>)>
            )>;
        }

        warded::rt::requires! {
            /// One of two lists of roles, with another credential.
            pub trait Any = (
                rt::With<credential::OAuth, (scope::S0, rt::AnyOf<(rt::AnyOf<(scope::S1, scope::S2)>, scope::S3)>)>,
                rt::With<credential::Key>
            );
        }

        warded::rt::requires! {
            /// An optional requirement.
            pub trait Optional = rt::OneOf<(rt::With<credential::OAuth, scope::S0>, ())>;
        }
    }

    /// The credentials of a client.
    pub fn client<O, K>(o_auth: warded::rt::Slot<O>, key: warded::rt::Slot<K>) -> credential::Credentials<O, K> {
        credential::Credentials { o_auth, key }
    }
}

fn held<K: warded::Credential>(credential: K) -> warded::rt::Slot<K> {
    warded::rt::Slot::held(credential.into())
}

fn names(authorization: &Authorization) -> Result<Vec<&'static str>, CredentialError> {
    Ok(authorization.supplies()?.iter().map(|supply| supply.scheme().name).collect())
}

fn absent() -> warded::rt::Slot<warded::Absent> {
    warded::rt::Slot::absent()
}

/// The authorization of a call that has this requirement.
macro_rules! sent {
    ($requirement:ident, $client:expr) => {{
        fn authorization(client: &impl requires::$requirement) -> Authorization {
            client.meet("the document's words")
        }
        authorization($client)
    }};
}

/// The credentials that are sent of these, by the compiler's choice and by the one at run time.
macro_rules! sends {
    ($requirement:ident: $token:expr, $key:expr => $expected:expr) => {{
        let sent = sent!($requirement, &client(held($token), $key));
        assert_eq!(names(&sent).expect("it is met"), $expected);
        let sent = sent!($requirement, &dynamic($token, $key.supply().is_some()));
        assert_eq!(names(&sent).expect("it is met at run time, too"), $expected);
    }};
}

fn dynamic<G: warded::rt::Granted<OAuth>>(token: OAuth<G>, has_key: bool) -> DynamicCredentials {
    let credentials = DynamicCredentials::new().o_auth(token);
    if has_key { credentials.key(Key::new("k")) } else { credentials }
}

#[test]
fn lists_nest() {
    use scope::{S0, S1, S2, S3, S4, S5};
    sends!(All: OAuth::with_scopes("t", ((S5, S4), (S3, (S2, S1), S0))), absent() => ["OAuth"]);
    sends!(All: OAuth::new("t"), absent() => ["OAuth"]);
    sends!(Nested: OAuth::with_scopes("t", (S1,)), absent() => ["OAuth"]);
    sends!(Nested: OAuth::with_scopes("t", S2), held(Key::new("k")) => ["Key"]);
    sends!(Nested: OAuth::with_scopes("t", (S3, S2)), held(Key::new("k")) => ["OAuth"]);
    sends!(Any: OAuth::with_scopes("t", (S0, S3)), held(Key::new("k")) => ["OAuth", "Key"]);
    sends!(Any: OAuth::with_scopes("t", (S0, S2)), held(Key::new("k")) => ["OAuth", "Key"]);
}

#[test]
fn what_is_optional_is_sent_where_it_is_met() {
    sends!(Optional: OAuth::with_scopes("t", scope::S0), absent() => ["OAuth"]);
    sends!(Optional: OAuth::with_scopes("t", scope::S1), absent() => [""; 0]);
    sends!(Optional: OAuth::with_scopes("t", UnknownRole), absent() => [""; 0]);
    assert_eq!(names(&sent!(Optional, &Credentials::new())).expect("it is optional"), [""; 0]);
}

#[test]
fn what_was_granted_is_known_at_run_time() {
    let missing = |credentials: DynamicCredentials| {
        let any = names(&sent!(Any, &credentials));
        any.expect_err("it is not met").to_string()
    };
    let message = "the operation needs the document's words, and the client carries no such credential";
    assert_eq!(missing(dynamic(OAuth::with_scopes("t", scope::S0), true)), message);
    assert_eq!(missing(dynamic(OAuth::with_scopes("t", (scope::S0, scope::S1)), false)), message);
    assert_eq!(missing(dynamic(OAuth::with_scopes("t", UnknownRole), true)), message);
    assert_eq!(missing(DynamicCredentials::new()), message);
}
