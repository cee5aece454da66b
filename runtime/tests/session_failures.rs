//! Logins that fail: what is refused for good is not tried again, and what passes is tried when the server says so. Time
//! stands still until a test moves it.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt as _;
use http::{Method, Response};
use support::{Clock, Get, Jwt, LogIns, Memory, ROOT, authorize, call, code, issued};
use warded::rt::{Authorization, Decoded, Decoding, Reply, Seconds as _};
use warded::session::store::MemoryStore;
use warded::session::{LogInError, Session};
use warded::{Core, CredentialError, Error, Issued, Issues, Lifetime, Never, Operation, Servers, Supply as _};

/// Issues a token that ends after the seconds which the reply's body says.
enum LogIn {}

impl Operation for LogIn {
    const ID: &'static str = "logIn";
    fn method() -> Method {
        Method::POST
    }
    const PATH: &'static str = "/start";
    const SERVERS: &'static Servers = &ROOT;
    const ACCEPT: &'static str = "";
    type Output = String;
    type Error = String;
    type Token = ();

    fn decode(reply: &mut Reply) -> Decoding<Self> {
        match reply.status().as_u16() {
            200 => reply.text().map(Decoded::Output),
            403 => reply.text().map(Decoded::Error),
            // Not what the document says.
            422 => reply.json::<u8>().map(|_| Decoded::Undocumented),
            _ => Ok(Decoded::Undocumented),
        }
    }
}

impl Issues for LogIn {
    type Credential = Jwt;

    fn issued(reply: &String, _: &http::HeaderMap) -> Result<Issued<Jwt>, CredentialError> {
        Ok(Issued { lifetime: Lifetime::unknown().after(reply.seconds()), ..issued("token", 0) })
    }
}

/// The server's response to a login: the status, `Retry-After` and the body.
type Said = (u16, Option<&'static str>, &'static str);

/// A server that counts.
struct World {
    clock: Clock,
    memory: Memory,
    core: Core,
    says: Arc<Mutex<Said>>,
}

impl World {
    fn new(says: Said) -> Self {
        let says = Arc::new(Mutex::new(says));
        let answer = Arc::clone(&says);
        let memory = Memory::new(move |sent| {
            let (status, retry_after, body) = match sent.method {
                Method::POST => *answer.lock().unwrap(),
                _ => (204, None, ""),
            };
            let response = Response::builder().status(status);
            let response =
                retry_after.into_iter().fold(response, |response, text| response.header("retry-after", text));
            response.body(body.to_owned()).unwrap()
        });
        let clock = Clock::default();
        let builder = Core::builder().base_url("https://api.example").runtime(clock.clone());
        let core = builder.transport(memory.clone()).build().unwrap();
        Self { clock, memory, core, says }
    }

    fn says(&self, says: Said) {
        *self.says.lock().unwrap() = says;
    }

    fn session(&self) -> Session<Jwt> {
        call::<LogIn>(&self.core, Authorization::none()).session().build()
    }

    /// The number of logins in so many consecutive calls.
    fn log_ins(&self, session: &Session<Jwt>, calls: usize) -> usize {
        self.memory.take();
        for _ in 0..calls {
            let supplies = authorize(&[Arc::new(session.clone())]);
            code(call::<Get>(&self.core, supplies)).now_or_never().expect("no call waits for a pause").ok();
            self.clock.run();
        }
        self.memory.take().iter().filter(|sent| sent.method == Method::POST).count()
    }
}

#[test]
fn a_login_that_is_refused_for_good_is_not_tried_again() {
    for status in [400, 401, 403, 404, 406, 410, 422, 423, 451] {
        let world = World::new((status, None, "no"));
        let session = world.session();
        assert_eq!(world.log_ins(&session, 100), 1, "{status}");
        world.clock.advance(899);
        assert_eq!(world.log_ins(&session, 100), 0, "{status}: after a pause of any transient failure");
        let error = session.credential().now_or_never().unwrap().map(drop).unwrap_err();
        assert_eq!(error.log_in::<LogIn>().unwrap().status().unwrap(), status, "the error keeps its type");
        world.clock.advance(1);
        assert_eq!(world.log_ins(&session, 100), 1, "{status}: once more, as a call asks");
        world.clock.advance(900);
        world.says((200, None, "3600"));
        assert_eq!(world.log_ins(&session, 100), 1, "{status}");
        assert!(session.ready().is_some());
    }
}

#[test]
fn what_passes_is_tried_again_after_the_pause() {
    for status in [408, 425, 429, 500, 502, 503, 504] {
        let world = World::new((status, None, ""));
        let session = world.session();
        assert_eq!(world.log_ins(&session, 10), 1, "{status}");
        // The first pause is a second and a fifth at most.
        world.clock.advance(2);
        assert_eq!(world.log_ins(&session, 10), 1, "{status}");
    }
}

#[test]
fn a_login_is_tried_again_when_the_caller_says_so() {
    let world = World::new((401, None, ""));
    let session = world.session();
    assert_eq!(world.log_ins(&session, 10), 1);
    session.try_again();
    assert_eq!(world.log_ins(&session, 10), 1, "and is refused again");
    session.clone().try_again();
    world.says((200, None, "3600"));
    assert_eq!(world.log_ins(&session, 10), 1);
    session.try_again();
    assert_eq!(world.log_ins(&session, 10), 0, "what lives is served");
    session.end();
    session.try_again();
    assert_eq!(world.log_ins(&session, 10), 0, "an ended session stays ended");
}

#[test]
fn the_server_says_when_to_come_again() {
    for (status, text, seconds) in [
        (429, "120", 120),
        (503, "120", 120),
        // The clock's own time is Saturday, 1 January 2000.
        (503, "Sat, 01 Jan 2000 00:02:00 GMT", 120),
        (401, "3600", 3600),
        (401, "60", 900),
        (429, "18446744073709551615", 86_400),
        (429, "999999999999999999999999999", 86_400),
        (503, "Thu, 30 Dec 9999 00:00:00 GMT", 86_400),
    ] {
        let world = World::new((status, Some(text), "no"));
        let session = world.session();
        assert_eq!(world.log_ins(&session, 10), 1, "{status} {text}");
        world.clock.advance(seconds - 1);
        assert_eq!(world.log_ins(&session, 10), 0, "{status} {text}");
        world.clock.advance(2);
        assert_eq!(world.log_ins(&session, 10), 1, "{status} {text}");
    }
    for garbage in ["-1", "soon", "", "1e9", "Sat, 01 Jan 1990 00:00:00 GMT"] {
        let world = World::new((429, Some(garbage), ""));
        let session = world.session();
        assert_eq!(world.log_ins(&session, 10), 1, "{garbage}");
        world.clock.advance(2);
        assert_eq!(world.log_ins(&session, 10), 1, "{garbage}");
    }
}

#[test]
fn a_token_that_ends_at_once_is_no_login_a_call() {
    for seconds in ["0.001", "0.000000001", "0.9", "0", "-5"] {
        let world = World::new((200, None, seconds));
        let session = world.session();
        assert_eq!(world.log_ins(&session, 100), 1, "{seconds}");
        assert!(session.ready().is_some(), "{seconds}: it is served for a second");
        let mut log_ins = 0;
        for _ in 0..10 {
            world.clock.advance(1);
            log_ins += world.log_ins(&session, 100);
        }
        assert!(log_ins <= 10, "{seconds}: {log_ins} logins in ten seconds");
    }
    let world = World::new((200, None, "0.001"));
    let builder = call::<LogIn>(&world.core, Authorization::none()).session().default_lifetime(Duration::ZERO);
    let store = Arc::new(MemoryStore::new(world.core.runtime()));
    let session = builder.store(store, "ada", |_| issued("token", 0).credential).build();
    assert_eq!(world.log_ins(&session, 100), 1, "with a store, too");
}

#[test]
fn a_function_that_logs_in_can_say_that_it_was_refused() {
    let clock = Clock::default();
    let session = |error: fn() -> LogInError| {
        let log_ins = Arc::new(Mutex::new(0));
        let counted = Arc::clone(&log_ins);
        let log_in = move || {
            *counted.lock().unwrap() += 1;
            std::future::ready(Err::<Issued<Jwt>, _>(error()))
        };
        (Session::builder(&clock.runtime(), log_in).build(), log_ins)
    };
    let log_in = |(session, log_ins): &(Session<Jwt>, Arc<Mutex<usize>>)| {
        let error = session.supply().now_or_never().unwrap().map(drop).unwrap_err();
        clock.run();
        (std::error::Error::source(&error).unwrap().to_string(), *log_ins.lock().unwrap())
    };
    let refused = session(|| LogInError::refused("no such user"));
    let passing = session(|| LogInError::passing("busy").after(Duration::from_secs(60)));
    assert_eq!(log_in(&refused), ("no such user".to_owned(), 1));
    assert_eq!(log_in(&passing), ("busy".to_owned(), 1));
    clock.advance(59);
    assert_eq!((log_in(&refused).1, log_in(&passing).1), (1, 1));
    clock.advance(1);
    assert_eq!((log_in(&refused).1, log_in(&passing).1), (1, 2));
    clock.advance(840);
    assert_eq!(log_in(&refused).1, 2);
}

#[test]
fn a_token_that_is_not_renewed_for_good_is_offered_once() {
    let (clock, server) = (Clock::default(), LogIns::default());
    let renewals = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&renewals);
    let renew = move |_| {
        *counted.lock().unwrap() += 1;
        std::future::ready(Err::<Issued<Jwt>, _>(LogInError::refused("it was renewed before")))
    };
    let session = server.builder(&clock).margin(Duration::from_secs(300)).renew(renew).build();
    server.answer(Ok(600));
    session.supply().now_or_never().unwrap().unwrap();
    clock.run();
    for _ in 0..20 {
        // Ahead of its end: the renewal is refused, and the login that follows it fails by chance.
        clock.advance(if server.asked().0 == 1 { 300 } else { 10 });
        assert!(session.ready().is_some());
        clock.run();
        server.answer(Err("busy"));
        clock.run();
    }
    assert_eq!(*renewals.lock().unwrap(), 1);
    assert!(server.asked().0 > 3, "logins go on: {:?}", server.asked());
}

#[test]
fn a_refused_login_ends_each_call_with_its_error_and_sends_nothing() {
    let world = World::new((403, None, "blocked"));
    let session = world.session();
    for number in 0..3 {
        let called = code(call::<Get>(&world.core, authorize(&[Arc::new(session.clone())])));
        let error: Error<Never> = called.now_or_never().unwrap().unwrap_err();
        let Error::Credential(error) = error else { panic!("{error:?}") };
        assert_eq!(error.log_in::<LogIn>().unwrap().documented().unwrap(), "blocked");
        assert_eq!(world.memory.take().len(), usize::from(number == 0), "the login, once");
    }
}
