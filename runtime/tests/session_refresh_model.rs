//! Random events against sessions with refresh tokens, and a server that knows which of these may be sent.
//!
//! In the first test time stands still until an event moves it. In the second, sessions of several processes share a store;
//! the processes are killed, the store is away, and answers are late, in Tokio's paused time.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use secrecy::ExposeSecret as _;
use support::endpoint::{Answer, Endpoint, grant, text};
use support::{Far, Jwt, issued};
use tokio::task::AbortHandle;
use warded::session::store::MemoryStore;
use warded::session::{Grant, LogInError, RefreshToken, Session, SessionBuilder};
use warded::{CredentialError, Runtime, Supplied, Supply as _, TokioRuntime};

/// The numbers of a generator that is good enough.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// What the server knows of a refresh token.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// How often it was sent with an outcome that the client does not know.
    unknown: u32,
    is_void: bool,
    is_reusable: bool,
}

struct World {
    endpoint: Endpoint,
    session: Session<Jwt>,
    resends: bool,
    tokens: BTreeMap<String, Known>,
    /// What is with the server.
    asked: Option<String>,
    waiting: Vec<BoxFuture<'static, Result<Supplied, CredentialError>>>,
    told: Arc<Mutex<Option<String>>>,
    sent: u32,
}

impl World {
    fn new(kind: u64) -> Self {
        let endpoint = Endpoint::default();
        let builder = if kind == 0 { endpoint.builder() } else { endpoint.resumed() };
        let builder = if kind == 2 { builder.resend_refresh_token() } else { builder };
        let told = Arc::new(Mutex::new(None));
        let note = Arc::clone(&told);
        let session = builder
            .starting_with(grant("r0"))
            .on_change(move |saved| *note.lock().unwrap() = text(saved.refresh_token.clone()))
            .build();
        let tokens = BTreeMap::from([("r0".to_owned(), Known::default())]);
        let (asked, waiting) = (None, Vec::new());
        Self { endpoint, session, resends: kind == 2, tokens, asked, waiting, told, sent: 0 }
    }

    fn event(&mut self, random: &mut Random) {
        match random.below(16) {
            0..4 => self.endpoint.clock.advance(10 * (1 + random.below(4))),
            4 => self.endpoint.clock.step(10 * (random.below(7) as i64 - 3)),
            5..9 => self.call(),
            9..13 => self.answer(random),
            13 => {
                let newest = self.session.ready().map_or(0, |supplied| supplied.generation);
                self.session.rejected(newest);
            }
            14 if random.below(8) == 0 => self.shut_down(),
            14 => self.waiting.clear(),
            _ => self.session.try_again(),
        }
        self.go_on();
    }

    /// Lets the session do what it can, and looks at what it sends.
    fn go_on(&mut self) {
        let is_live = self.session.ready().is_some();
        self.endpoint.clock.run();
        self.waiting.retain_mut(|call| call.now_or_never().is_none());
        for sent in self.endpoint.sent() {
            assert!(self.asked.replace(sent.clone()).is_none(), "one at a time");
            let Some(known) = self.tokens.get_mut(&sent) else { continue };
            let may = match known.unknown {
                0 => true,
                times => !is_live && (known.is_reusable || self.resends && times == 1),
            };
            assert!(may && !known.is_void, "{sent} {known:?} {is_live}");
            known.unknown += 1;
            self.sent += 1;
        }
    }

    fn call(&mut self) {
        let session = self.session.clone();
        let mut call = async move { session.supply().await }.boxed();
        if (&mut call).now_or_never().is_none() {
            self.waiting.push(call);
        }
    }

    fn answer(&mut self, random: &mut Random) {
        let Some(asked) = self.asked.take() else { return };
        let next = format!("r{}", self.tokens.len());
        let known = self.tokens.get_mut(&asked);
        let answer: Answer = match (random.below(8), known) {
            (0 | 1, Some(known)) => {
                known.unknown -= 1;
                Err(LogInError::passing("busy").keeps_refresh_token())
            }
            (2, _) => Err(LogInError::passing("the reply was lost")),
            (3, Some(known)) => {
                known.is_void = true;
                Err(LogInError::refused("invalid_grant"))
            }
            (4, Some(known)) => {
                (known.unknown, known.is_reusable) = (0, true);
                Ok(grant(""))
            }
            (_, known) => {
                if let Some(known) = known {
                    known.is_void = true;
                }
                self.tokens.insert(next.clone(), Known::default());
                Ok(grant(&next))
            }
        };
        let result = answer.as_ref().map(|grant| text(grant.refresh_token.clone())).ok();
        self.endpoint.answer(answer);
        self.endpoint.clock.run();
        self.waiting.retain_mut(|call| call.now_or_never().is_none());
        if let Some(refresh_token) = result {
            let saved = text(self.session.refresh_token());
            assert_eq!(saved, Some(refresh_token.unwrap_or(asked)));
            assert_eq!(*self.told.lock().unwrap(), saved, "the program is told the same");
        }
    }

    /// The tasks are gone; those who wait drive the attempt, unless they are gone as well.
    fn shut_down(&mut self) {
        self.waiting.clear();
        self.endpoint.clock.shut_down();
        self.asked = None;
    }
}

#[test]
fn a_session_sends_only_refresh_tokens_that_it_may_send() {
    let (mut sent, mut refreshed) = (0, 0);
    for seed in 1..=1_500_u64 {
        let mut world = World::new(seed % 3);
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        for _ in 0..150 {
            world.event(&mut random);
        }
        sent += world.sent;
        refreshed += world.tokens.len();
    }
    assert!(sent > 5_000 && refreshed > 3_000, "the events hardly do a thing: {sent}, {refreshed}");
}

thread_local! {
    static START: tokio::time::Instant = tokio::time::Instant::now();
}

/// A runtime of a process: its tasks end with it. The time of day goes on as Tokio's paused time does.
struct Mortal(TokioRuntime, Arc<Mutex<Vec<AbortHandle>>>);

impl Runtime for Mortal {
    fn monotonic(&self) -> Duration {
        START.with(tokio::time::Instant::elapsed)
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000) + self.monotonic()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.sleep(duration)
    }

    fn spawn(&self, task: BoxFuture<'static, ()>) {
        self.1.lock().unwrap().push(tokio::spawn(task).abort_handle());
    }
}

/// A server that rotates, answers as it likes, and sees what is sent twice.
#[derive(Clone)]
struct Server(Arc<Mutex<Seen>>);

struct Seen {
    random: Random,
    used: BTreeMap<String, u32>,
    issued: u32,
    log_ins: u32,
}

impl Server {
    async fn refresh(self, token: String) -> Result<Grant<Jwt>, LogInError> {
        let (what, seconds) = {
            let mut seen = self.0.lock().unwrap();
            let (what, seconds) = (seen.random.below(20), seen.random.below(4));
            if what > 2 {
                // It is processed, whether or not the client learns of it.
                let times = seen.used.entry(token).or_default();
                *times += 1;
                assert_eq!(*times, 1, "a refresh token was sent twice");
            }
            // Some answers come after the end of the lease.
            (what, if what == 3 { 40 } else { seconds })
        };
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        match what {
            0..=2 => Err(LogInError::passing("busy").keeps_refresh_token()),
            4 => Err(LogInError::passing("the reply was lost")),
            _ => Ok(self.grant()),
        }
    }

    async fn log_in(self) -> Result<Grant<Jwt>, LogInError> {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let mut seen = self.0.lock().unwrap();
        seen.log_ins += 1;
        drop(seen);
        Ok(self.grant())
    }

    fn grant(&self) -> Grant<Jwt> {
        let mut seen = self.0.lock().unwrap();
        seen.issued += 1;
        let (token, refresh_token) = (format!("token-{}", seen.issued), format!("r{}", seen.issued));
        Grant { issued: issued(&token, 60), refresh_token: Some(RefreshToken::new(refresh_token)) }
    }
}

/// A process with its way to the store, and five tasks that call.
struct Process {
    tasks: Arc<Mutex<Vec<AbortHandle>>>,
    store: Arc<Far>,
}

impl Process {
    fn start(server: &Server, store: &MemoryStore, random: &mut Random, calls: &Arc<Mutex<u32>>) -> Self {
        let tasks: Arc<Mutex<Vec<AbortHandle>>> = Arc::default();
        let runtime: Arc<dyn Runtime> = Arc::new(Mortal(TokioRuntime::new(), Arc::clone(&tasks)));
        let store = Far::with(store.clone(), Duration::from_millis(300 * random.below(4)));
        let (log_in, refresh) = (server.clone(), server.clone());
        let builder = Session::builder(&runtime, move || log_in.clone().log_in());
        let builder: SessionBuilder<Jwt> = builder
            .refresh(move |token: RefreshToken| refresh.clone().refresh(token.token().expose_secret().to_owned()));
        let session = builder
            .refresh_token(RefreshToken::new("first"))
            .margin(Duration::from_secs(10))
            .store(store.clone(), "ada", |token| issued(token.expose_secret(), 0).credential)
            .build();
        for _ in 0..5 {
            let (session, calls, pause) = (session.clone(), Arc::clone(calls), 500 + random.below(3000));
            runtime.spawn(Box::pin(async move {
                loop {
                    *calls.lock().unwrap() += u32::from(session.credential().await.is_ok());
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                }
            }));
        }
        Self { tasks, store }
    }

    fn kill(&self) {
        self.tasks.lock().unwrap().drain(..).for_each(|task| task.abort());
    }
}

#[tokio::test(start_paused = true)]
async fn processes_that_die_with_a_store_that_goes_away_send_no_refresh_token_twice() {
    let (mut refreshes, mut log_ins) = (0, 0);
    for seed in 1..=8_u64 {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let calls: Arc<Mutex<u32>> = Arc::default();
        let (used, issued, log_ins_before) = (BTreeMap::new(), 0, 0);
        let seen = Seen { random: Random(seed), used, issued, log_ins: log_ins_before };
        let server = Server(Arc::new(Mutex::new(seen)));
        let runtime: Arc<dyn Runtime> = Arc::new(Mortal(TokioRuntime::new(), Arc::default()));
        let store = MemoryStore::new(&runtime);
        let mut processes: Vec<_> = (0..4).map(|_| Process::start(&server, &store, &mut random, &calls)).collect();
        for _ in 0..300 {
            tokio::time::sleep(Duration::from_millis(500 + random.below(10_000))).await;
            let number = random.below(4) as usize;
            match random.below(6) {
                0 => {
                    processes[number].kill();
                    processes[number] = Process::start(&server, &store, &mut random, &calls);
                }
                1 => processes[number].store.away(true),
                _ => processes[number].store.away(false),
            }
        }
        processes.iter().for_each(Process::kill);
        let seen = server.0.lock().unwrap();
        refreshes += seen.used.len();
        log_ins += seen.log_ins;
        assert!(*calls.lock().unwrap() > 5_000, "calls go on: {}", calls.lock().unwrap());
    }
    assert!(refreshes > 100 && log_ins > 20, "the events hardly do a thing: {refreshes}, {log_ins}");
}
