//! Tests that credentials are sent in the right form, and that nothing shows them.

use std::any::TypeId;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use http::request::Parts;
use http::{HeaderName, HeaderValue, Request};
use secrecy::ExposeSecret as _;

use super::grant::{No, Scope, Yes};
use super::requirement::Carried;
use super::{
    Attach, AttachError, Attachment, Authorization, Carrier, Credential, DynamicSlot, Placement, Revocation, Scheme,
    Slot, Source, Supplied, Supply,
};
use crate::error::CredentialError;

const SECRET: &str = "s3cr3t-t0ken";

macro_rules! credential {
    ($name:ident, $scheme:ident = $placement:expr) => {
        static $scheme: Scheme = Scheme::of::<$name>(stringify!($name), $placement);

        #[derive(Clone, Debug)]
        struct $name(Arc<Attachment>);

        impl $name {
            fn new(secret: &str) -> Self {
                Self(Arc::new(Attachment::new(&$scheme, &secret.to_owned().into())))
            }
        }

        impl Credential for $name {
            const SCHEME: &'static Scheme = &$scheme;
            fn attachment(&self) -> &Arc<Attachment> {
                &self.0
            }
        }

        impl Carried for $name {
            type Held = Yes;
            type Has<X: Scope> = No;
            type Set = ();

            fn includes(_: TypeId) -> bool {
                false
            }
        }
    };
}

credential!(Jwt, JWT = Placement::Bearer);
credential!(Key, KEY = Placement::Header("X-Api-Key"));
credential!(Tracker, TRACKER = Placement::Query("to ken"));
credential!(Session, SESSION = Placement::Cookie("sid"));

/// A request with the credential in it.
fn request(attachment: &Attachment) -> Parts {
    let (mut request, ()) = Request::get("https://h/").body(()).expect("a valid URL").into_parts();
    let way = attachment.way().expect("the secret is valid");
    way.attach(&mut request).expect("the request can have it");
    request
}

fn text(attachment: &Attachment) -> String {
    let request = request(attachment);
    match request.headers.iter().next() {
        Some((name, value)) => {
            assert!(value.is_sensitive());
            format!("{name}: {}", value.to_str().expect("it was made from text"))
        }
        None => request.uri.query().map_or_else(String::new, |query| format!("?{query}")),
    }
}

#[test]
fn each_placement_has_its_form() {
    assert_eq!(text(Jwt::new("a.b.c").attachment()), "authorization: Bearer a.b.c");
    assert_eq!(text(Key::new("a b").attachment()), "x-api-key: a b");
    assert_eq!(text(Tracker::new("a&b=ü").attachment()), "?to%20ken=a%26b%3D%C3%BC");
    assert_eq!(text(Session::new("a=b").attachment()), "cookie: sid=a=b");
    static BASIC: Scheme = Scheme::of::<()>("Basic", Placement::Basic);
    let basic = Attachment::basic(&BASIC, "Aladdin", &"open sesame".to_owned().into());
    assert_eq!(text(&basic), "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    static DIGEST: Scheme = Scheme::of::<()>("Digest", Placement::Http("Digest"));
    let digest = Attachment::new(&DIGEST, &"username=\"x\"".to_owned().into());
    assert_eq!(text(&digest), "authorization: Digest username=\"x\"");
    static TLS: Scheme = Scheme::of::<()>("Tls", Placement::Connection);
    assert_eq!(text(&Attachment::connection(&TLS)), "");
}

#[test]
fn text_that_cannot_be_sent_is_refused_without_being_shown() {
    let with = |tail: &str| format!("{SECRET}{tail}");
    let refused = [
        Jwt::new(&with("\r\nX-Evil: 1")).0,
        Jwt::new(&with("\n")).0,
        Jwt::new(&with("\0")).0,
        Jwt::new(&format!("Bearer {SECRET}")).0,
        Jwt::new("").0,
        Key::new(&with("ü")).0,
        Key::new(&with(" ")).0,
        Tracker::new("").0,
        Session::new(&with("; admin=1")).0,
    ];
    for attachment in refused {
        let error = attachment.way().err().expect("it can't be sent");
        let shown = format!("{error} {error:?} {attachment:?}");
        assert!(!shown.contains(SECRET), "{shown}");
        assert!(matches!(error, CredentialError::Invalid { .. }));
    }
    static BASIC: Scheme = Scheme::of::<()>("Basic", Placement::Basic);
    assert!(Attachment::basic(&BASIC, "a:b", &SECRET.to_owned().into()).way().is_err());
}

static OTHER: Scheme = Scheme::of::<()>("Other", Placement::Undeclared);

fn placed(placement: Placement<'_>) -> Attachment {
    Attachment::placed(&OTHER, placement, &SECRET.to_owned().into())
}

#[test]
fn an_undeclared_credential_goes_where_its_maker_says() {
    let name = "X-Other".to_owned();
    assert_eq!(text(&placed(Placement::Bearer)), format!("authorization: Bearer {SECRET}"));
    assert_eq!(text(&placed(Placement::Header(&name))), format!("x-other: {SECRET}"));
    assert_eq!(text(&placed(Placement::Query(&name))), format!("?X-Other={SECRET}"));
    assert_eq!(text(&placed(Placement::Cookie(&name))), format!("cookie: X-Other={SECRET}"));
    assert!(Attachment::new(&OTHER, &SECRET.to_owned().into()).way().is_err());
}

#[test]
fn names_that_http_forbids_are_refused() {
    for name in ["", "a b", "a:b", "a\r\nb", "ü", "Host", "content-length", "Transfer-Encoding"] {
        let refused = placed(Placement::Header(name));
        let shown = format!("{} {refused:?}", refused.way().err().expect(name));
        assert!(!shown.contains(SECRET), "{shown}");
    }
    for name in ["", "a=b", "a;b", "a b"] {
        assert!(placed(Placement::Cookie(name)).way().is_err(), "{name}");
    }
    assert!(placed(Placement::Query("")).way().is_err());
}

#[test]
fn one_place_has_room_for_one_credential() {
    let (jwt, key, tracker, session) = (Jwt::new("a").0, Key::new("b").0, Tracker::new("c").0, Session::new("d").0);
    let shares = |one: &Attachment, other: &Attachment| {
        let (one, other) = (one.way().expect("it is valid"), other.way().expect("it is valid"));
        let (one, other) = (one.carrier(), other.carrier());
        assert_eq!(one.is_shared(other), other.is_shared(one));
        one.is_shared(other)
    };
    assert!(shares(&placed(Placement::Bearer), &jwt));
    assert!(shares(&placed(Placement::Header("x-API-key")), &key));
    assert!(shares(&placed(Placement::Query("to ken")), &tracker));
    assert!(shares(&placed(Placement::Cookie("sid")), &session));
    assert!(shares(&placed(Placement::Header("Cookie")), &session));
    for (one, other) in [(&jwt, &key), (&jwt, &tracker), (&key, &session), (&tracker, &session)] {
        assert!(!shares(one, other));
    }
    assert!(!shares(&placed(Placement::Cookie("SID")), &session));
}

/// A signature of the request, in the place of a key.
struct Signed(HeaderName);

impl Attach for Signed {
    fn carrier(&self) -> Carrier<'_> {
        Carrier::Header(&self.0)
    }

    fn attach(&self, request: &mut Parts) -> Result<(), AttachError> {
        let signature = format!("signed {} {}", request.method, request.uri.path());
        let mut value = HeaderValue::try_from(signature).map_err(|_| AttachError::Credential("signs no such path"))?;
        value.set_sensitive(true);
        request.headers.insert(&self.0, value);
        Ok(())
    }
}

#[test]
fn a_way_of_ones_own_sees_the_request_and_keeps_to_the_documents_place() {
    let by = |scheme, name| Attachment::by(scheme, Signed(HeaderName::from_static(name)));
    assert_eq!(text(&by(&KEY, "x-api-key")), "x-api-key: signed GET /");
    assert_eq!(text(&by(&JWT, "authorization")), "authorization: signed GET /");
    assert_eq!(text(&by(&OTHER, "x-other")), "x-other: signed GET /");
    for scheme in [&JWT, &TRACKER, &SESSION] {
        assert!(by(scheme, "x-api-key").way().is_err(), "{scheme:?}");
    }
}

#[test]
fn a_store_learns_what_an_issuer_gave() {
    let secret = |attachment: &Attachment| attachment.secret().map(|secret| secret.expose_secret().to_owned());
    for attachment in [Jwt::new("a.b").0, Key::new("a.b").0, Tracker::new("a.b").0, Session::new("a.b").0] {
        assert_eq!(secret(&attachment).as_deref(), Some("a.b"), "{attachment:?}");
    }
    assert_eq!(secret(&Tracker::new("a b&c").0).as_deref(), Some("a b&c"));
    static BASIC: Scheme = Scheme::of::<()>("Basic", Placement::Basic);
    assert_eq!(secret(&Attachment::basic(&BASIC, "ada", &"p".to_owned().into())), None);
    static TLS: Scheme = Scheme::of::<()>("Tls", Placement::Connection);
    assert_eq!(secret(&Attachment::connection(&TLS)), None);
}

#[test]
fn nothing_shows_the_secret() {
    let source = Source::from(Jwt::new(SECRET));
    let supplied = source.supply().ready().expect("it is fixed");
    let slot = Slot::held(source.clone());
    let authorization = Authorization::one(&slot);
    let carrier = supplied.attachment.way().expect("it is valid").carrier();
    let shown =
        format!("{source:?} {supplied:?} {slot:?} {authorization:?} {carrier:?} {:?}", DynamicSlot::held(&source));
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(shown.contains("Authorization {\"Jwt\"}"), "{shown}");
    let headers = request(&supplied.attachment).headers;
    assert_eq!(format!("{headers:?}"), r#"{"authorization": Sensitive}"#);
}

#[test]
fn an_authorization_supplies_what_its_alternative_names() {
    let (jwt, key) = (Slot::held(Jwt::new("a").into()), Slot::held(Key::new("b").into()));
    let names = |authorization: &Authorization| -> Vec<&str> {
        authorization.supplies().expect("it is held").iter().map(|supply| supply.scheme().name).collect()
    };
    assert_eq!(names(&Authorization::none()), [""; 0]);
    assert_eq!(names(&Authorization::one(&jwt)), ["Jwt"]);
    assert_eq!(names(&Authorization::one(&jwt).and(&key)), ["Jwt", "Key"]);
    assert_eq!(names(&Authorization::none().with_supply(key.supply(), "Key")), ["Key"]);
    let error = Authorization::one(&jwt).with_supply(None, "`Jwt` and `Key` together").supplies().map(<[_]>::len);
    let error = error.expect_err("half of it is not enough").of_operation("search");
    assert_eq!(error.to_string(), "`search` needs `Jwt` and `Key` together, and the client carries no such credential");
}

#[tokio::test]
async fn a_function_is_asked_and_its_failure_keeps_its_cause() {
    let source = Source::from_fn(|| async { Ok::<_, std::io::Error>(Jwt::new("a")) });
    assert!(source.supply().ready().is_none());
    assert_eq!(text(&source.supply().supply().await.expect("it succeeds").attachment), "authorization: Bearer a");
    let source = Source::<Jwt>::from_fn(|| async { Err("no vault") });
    let error = source.supply().supply().await.expect_err("it fails");
    assert_eq!(error.to_string(), "no credential of `Jwt` could be acquired");
    assert_eq!(std::error::Error::source(&error).expect("it has a cause").to_string(), "no vault");
}

#[derive(Default)]
struct Clearable(AtomicBool);

impl Supply for Clearable {
    fn scheme(&self) -> &'static Scheme {
        &JWT
    }
    fn ready(&self) -> Option<Supplied> {
        None
    }
    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>> {
        std::future::ready(Ok(Supplied { attachment: Jwt::new("a").0, generation: 1 })).boxed()
    }
    fn clear(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[tokio::test]
async fn only_a_success_clears_the_source() {
    let source = Arc::new(Clearable::default());
    let revoke = |reply: Result<u8, u8>| Revocation::new(std::future::ready(reply), Some(source.clone()), "client");
    assert_eq!(revoke(Err(7)).await.map(|revoked| revoked.response), Err(7));
    assert!(!source.0.load(Ordering::Relaxed));
    let revoked = revoke(Ok(1)).call(|_| std::future::ready(Ok(2))).await.expect("it succeeds");
    assert_eq!((revoked.client, revoked.response), ("client", 2));
    assert!(source.0.load(Ordering::Relaxed));
}
