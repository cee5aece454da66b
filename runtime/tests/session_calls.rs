//! Sessions whose logins and refreshes are calls: what is sent, and that nothing below sends it again.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt as _;
use http::{Method, Response};
use secrecy::ExposeSecret as _;
use support::endpoint::chain;
use support::{Answer, Clock, Jwt, Memory, ROOT, Server, call, issued, with_body};
use warded::rt::{Authorization, Decoded, Decoding, Reply, Seconds as _};
use warded::session::{RefreshToken, Session};
use warded::{Call, Core, CredentialError, Issued, Issues, Lifetime, Never, Operation, Retries, Servers, Supply as _};

/// An exchange of a code or of a refresh token: an idempotent method, as a policy of retries likes it. The reply is
/// `seconds refresh-token`.
enum Exchange {}

impl Operation for Exchange {
    const ID: &'static str = "exchange";
    fn method() -> Method {
        Method::PUT
    }
    const PATH: &'static str = "/start";
    const SERVERS: &'static Servers = &ROOT;
    const ACCEPT: &'static str = "";
    type Output = String;
    type Error = Never;
    type Token = ();

    fn decode(reply: &mut Reply) -> Decoding<Self> {
        match reply.status().as_u16() {
            200 => reply.text().map(Decoded::Output),
            _ => Ok(Decoded::Undocumented),
        }
    }
}

impl Issues for Exchange {
    type Credential = Jwt;

    fn issued(reply: &String, _: &http::HeaderMap) -> Result<Issued<Jwt>, CredentialError> {
        let seconds = reply.split(' ').next().and_then(|text| text.to_owned().seconds());
        Ok(Issued { lifetime: Lifetime::unknown().after(seconds), ..issued("token", 0) })
    }

    fn refresh_token(reply: &String, _: &http::HeaderMap) -> Option<Issued<RefreshToken>> {
        let credential = RefreshToken::new(reply.split(' ').nth(1)?.to_owned());
        Some(Issued { credential, lifetime: Lifetime::unknown() })
    }
}

type Said = (u16, &'static str);

/// A server that keeps the bodies it was sent, and a client that retries whatever it may.
struct World {
    clock: Clock,
    core: Core,
    memory: Memory,
    says: Arc<Mutex<Said>>,
}

impl World {
    fn new() -> Self {
        let says = Arc::new(Mutex::new((200, "100 r1")));
        let answer = Arc::clone(&says);
        let memory = Memory::new(move |_| {
            let (status, body) = *answer.lock().unwrap();
            Response::builder().status(status).body(body.to_owned()).unwrap()
        });
        let clock = Clock::default();
        let builder = Core::builder().base_url("https://api.example").runtime(clock.clone()).retries(Retries::up_to(5));
        let core = builder.transport(memory.clone()).build().unwrap();
        Self { clock, core, memory, says }
    }

    fn exchange(&self, body: &str) -> Call<Exchange> {
        with_body(&self.core, Authorization::none(), body.to_owned())
    }

    fn says(&self, status: u16, body: &'static str) {
        *self.says.lock().unwrap() = (status, body);
    }

    /// The bodies that were sent since the last time.
    fn sent(&self) -> Vec<String> {
        self.memory.take().iter().map(|sent| String::from_utf8(sent.body.clone().unwrap()).unwrap()).collect()
    }
}

#[test]
fn a_code_is_exchanged_once_and_then_its_refresh_token_is_sent() {
    let world = World::new();
    let core = world.core.clone();
    let refresh = move |token: &RefreshToken| -> Call<Exchange> {
        with_body(&core, Authorization::none(), token.token().expose_secret().to_owned())
    };
    let session = world.exchange("code").session().once().refresh_by(refresh).build();
    session.supply().now_or_never().unwrap().unwrap();
    for (reply, sent) in [("100 r2", "r1"), ("100", "r2"), ("100 r3", "r2")] {
        world.clock.advance(100);
        world.says(200, reply);
        world.memory.take();
        session.supply().now_or_never().unwrap().unwrap();
        assert_eq!(world.sent(), [sent]);
    }
    world.clock.advance(100);
    world.says(502, "");
    let error = session.supply().now_or_never().expect("no retries").map(drop).unwrap_err();
    assert!(
        chain(&error).contains("someone has to log in again") && chain(&error).contains("502"),
        "{}",
        chain(&error)
    );
    assert!(error.log_in_needed().is_some());
    assert_eq!(world.sent(), ["r3"], "the client's retries do not send it again");
}

#[test]
fn a_code_is_not_retried() {
    let world = World::new();
    world.says(502, "");
    let session = world.exchange("code").session().once().build();
    session.supply().now_or_never().expect("no retries").map(drop).unwrap_err();
    world.clock.advance(100);
    session.supply().now_or_never().unwrap().map(drop).unwrap_err();
    assert_eq!(world.sent(), ["code"]);
    world.says(503, "");
    let session = world.exchange("code").session().once().build();
    session.supply().now_or_never().expect("no retries").map(drop).unwrap_err();
    world.clock.advance(100);
    world.says(200, "100");
    session.supply().now_or_never().unwrap().unwrap();
    assert_eq!(world.sent(), ["code", "code"], "the server did not process the first");
}

#[test]
fn a_login_that_can_be_repeated_is_retried_as_the_client_says() {
    let world = World::new();
    world.says(502, "");
    let session = call::<Exchange>(&world.core, Authorization::none()).session().build();
    let mut waiting = session.supply();
    assert!((&mut waiting).now_or_never().is_none(), "it waits to be retried");
}

/// A session with a refresh token that is sent with PUT to this server.
fn over_a_socket(url: &str) -> Session<Jwt> {
    let core = Core::builder().base_url(url).retries(Retries::up_to(3)).build().unwrap();
    let refreshing = core.clone();
    let refresh = move |token: &RefreshToken| -> Call<Exchange> {
        with_body(&refreshing, Authorization::none(), token.token().expose_secret().to_owned())
    };
    let builder = Session::resumed(core.runtime()).refresh_token(RefreshToken::new("r0")).refresh_by(refresh);
    builder.pauses(Duration::ZERO, Duration::ZERO).build()
}

#[tokio::test]
async fn over_a_socket_a_lost_reply_spends_the_token_and_a_closed_port_does_not() {
    let server = Server::start(|_| Answer { bytes: Vec::new(), hang: false }).await;
    let error = over_a_socket(&server.url()).credential().await.map(drop).unwrap_err();
    assert!(error.log_in_needed().is_some(), "{}", chain(&error));
    assert_eq!(server.received().len(), 1, "it is not sent again");
    let url = server.url();
    drop(server);
    let session = over_a_socket(&url);
    for _ in 0..3 {
        let error = session.credential().await.map(drop).unwrap_err();
        assert!(error.log_in_needed().is_none(), "{}", chain(&error));
    }
    assert!(session.refresh_token().is_some());
}
