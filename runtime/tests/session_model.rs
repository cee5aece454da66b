//! Random events against a session and against a model of it of eighty lines: they never differ.
//!
//! The events: time goes by, the clock is set, a credential is read, waited for, refused (the newest or the one before),
//! a login or renewal succeeds or fails, callers give up, the runtime is shut down, the session is ended. Time goes in steps of ten seconds, and lifetime, margin and pause lie between the steps, so that the jitter
//! of the session makes no difference.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use support::{Clock, Jwt, LogIns};
use warded::session::Session;
use warded::{CredentialError, Supplied, Supply};

const LIFETIME: i64 = 100;
const DUE: i64 = 60;
const LEAST: i64 = 1;
const PAUSE: i64 = 15;

/// A simple model of a session. Times are (monotonic, wall).
#[derive(Debug, Default)]
struct Model {
    now: (i64, i64),
    live: Option<Live>,
    generation: u64,
    flight: Option<Flight>,
    failed: Option<i64>,
    refused: Option<i64>,
    /// From when on the live credential may be renewed.
    renew_from: i64,
    ended: bool,
    /// Logins and renewals.
    asked: (usize, usize),
}

/// A credential, since when it lives, how long, and when it is due.
#[derive(Clone, Copy, Debug)]
struct Live {
    generation: u64,
    since: (i64, i64),
    lifetime: i64,
    due: i64,
}

/// The attempt under way.
#[derive(Clone, Copy, Debug)]
struct Flight {
    asked: (i64, i64),
    renews: bool,
    /// True if it continues without callers that wait for it.
    has_task: bool,
}

#[derive(Debug, PartialEq)]
enum Got {
    Credential(u64),
    Error,
    Waits,
}

impl Model {
    fn aged(&self, since: (i64, i64), age: i64) -> bool {
        self.now.0 >= since.0 + age || self.now.1 >= since.1 + age
    }

    fn depart(&mut self, renews: bool) {
        let pausing = self.failed.is_some_and(|at| self.now.0 < at + PAUSE);
        if self.flight.is_none() && !pausing && !self.ended {
            self.flight = Some(Flight { asked: self.now, renews, has_task: true });
            self.asked.0 += usize::from(!renews);
            self.asked.1 += usize::from(renews);
        }
    }

    fn ready(&mut self) -> Option<u64> {
        let Live { generation, since, due, .. } = self.live.filter(|live| !self.aged(live.since, live.lifetime))?;
        if self.aged(since, due) && self.now.0 >= self.renew_from {
            self.renew_from = self.now.0 + PAUSE;
            self.depart(true);
        }
        Some(generation)
    }

    fn supply(&mut self) -> Got {
        if let Some(generation) = self.ready() {
            return Got::Credential(generation);
        }
        self.depart(false);
        if self.flight.is_some() { Got::Waits } else { Got::Error }
    }

    /// The attempt under way ends; what those who waited get.
    fn land(&mut self, succeeds: bool) -> Got {
        let flight = self.flight.take().unwrap();
        if !succeeds && flight.renews {
            // The attempt goes on with a login.
            self.flight = Some(Flight { renews: false, ..flight });
            self.asked.0 += 1;
            return Got::Waits;
        }
        if !succeeds {
            self.failed = Some(self.now.0);
            self.renew_from = self.now.0 + PAUSE;
            return Got::Error;
        }
        self.failed = None;
        self.renew_from = 0;
        self.generation += 1;
        // What is over when it comes is served for a second.
        let is_over = self.aged(flight.asked, LIFETIME - LEAST);
        let (since, lifetime, due) = if is_over { (self.now, LEAST, LIFETIME) } else { (flight.asked, LIFETIME, DUE) };
        self.live = Some(Live { generation: self.generation, since, lifetime, due });
        Got::Credential(self.generation)
    }

    fn rejected(&mut self, generation: u64) -> bool {
        if self.live.is_some_and(|live| live.generation == generation) {
            if self.refused.is_some_and(|at| self.now.0 < at + PAUSE) {
                return false;
            }
            (self.refused, self.live) = (Some(self.now.0), None);
        }
        !self.ended
    }
}

/// Session and model side by side.
struct Pair {
    clock: Clock,
    server: LogIns,
    session: Session<Jwt>,
    model: Model,
    waiting: Vec<BoxFuture<'static, Result<Supplied, CredentialError>>>,
}

fn got(result: Option<Result<Supplied, CredentialError>>) -> Got {
    match result {
        Some(Ok(supplied)) => Got::Credential(supplied.generation),
        Some(Err(_)) => Got::Error,
        None => Got::Waits,
    }
}

impl Pair {
    fn new() -> Self {
        let (clock, server) = (Clock::default(), LogIns::default());
        let pause = Duration::from_secs(15);
        let session = server.renewing(&clock).margin(Duration::from_secs(40)).pauses(pause, pause).build();
        Self { clock, server, session, model: Model::default(), waiting: Vec::new() }
    }

    fn event(&mut self, random: u64) {
        let detail = random / 16 % 16;
        match random % 17 {
            0..3 => self.let_time_go_by(10 * (1 + detail % 3)),
            3 => {
                let seconds = 10 * (i64::try_from(detail).unwrap() - 7);
                self.clock.step(seconds);
                self.model.now.1 += seconds;
            }
            4..6 => assert_eq!(self.session.ready().map(|supplied| supplied.generation), self.model.ready()),
            6..10 => self.call(),
            10..12 => self.answer(true),
            12 => self.answer(false),
            13 | 14 => {
                let generation = self.model.generation.saturating_sub(detail % 2);
                assert_eq!(self.session.rejected(generation), self.model.rejected(generation));
            }
            15 if detail == 0 && random.is_multiple_of(5) => self.end(),
            15 => self.waiting.clear(),
            _ if detail < 4 => self.shut_down(),
            _ => {}
        }
        self.clock.run();
        if self.waiting.is_empty() {
            self.model.flight = self.model.flight.filter(|flight| flight.has_task);
        }
        assert_eq!(self.server.asked(), self.model.asked);
    }

    fn let_time_go_by(&mut self, seconds: u64) {
        self.clock.advance(seconds);
        let seconds = i64::try_from(seconds).unwrap();
        self.model.now = (self.model.now.0 + seconds, self.model.now.1 + seconds);
    }

    fn call(&mut self) {
        let session = self.session.clone();
        let mut call = async move { session.supply().await }.boxed();
        let result = got((&mut call).now_or_never());
        assert_eq!(result, self.model.supply());
        if result == Got::Waits {
            self.waiting.push(call);
        }
    }

    fn answer(&mut self, succeeds: bool) {
        if self.model.flight.is_none() {
            return;
        }
        self.server.answer(if succeeds { Ok(100) } else { Err("no") });
        self.clock.run();
        let expected = self.model.land(succeeds);
        self.waiting.retain_mut(|call| {
            assert_eq!(got(call.now_or_never()), expected);
            expected == Got::Waits
        });
    }

    fn shut_down(&mut self) {
        self.clock.shut_down();
        if let Some(flight) = &mut self.model.flight {
            flight.has_task = false;
        }
    }

    fn end(&mut self) {
        self.session.end();
        self.model = Model { ended: true, live: None, flight: None, ..std::mem::take(&mut self.model) };
        // Whoever waits learns of it when the login is answered, which then has no effect.
        self.server.answer(Ok(100));
        self.clock.run();
        assert!(self.waiting.drain(..).all(|call| got(call.now_or_never()) == Got::Error));
    }
}

#[test]
fn a_session_behaves_as_its_model() {
    let (mut generations, mut renewals) = (0, 0);
    for seed in 1..=2_000_u64 {
        let (mut pair, mut random) = (Pair::new(), seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        for _ in 0..150 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            pair.event(random >> 33);
        }
        generations += pair.model.generation;
        renewals += pair.model.asked.1;
    }
    assert!(generations > 10_000 && renewals > 3_000, "the events hardly do a thing: {generations}, {renewals}");
}
