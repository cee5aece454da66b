//! A token endpoint of a session, answered by the test.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt as _;
use secrecy::ExposeSecret as _;
use warded::Supply as _;
use warded::session::{Grant, LogInError, RefreshToken, Session, SessionBuilder};

use super::{Clock, Jwt, issued};

pub type Answer = Result<Grant<Jwt>, LogInError>;

/// A token endpoint, answered by the test: what it was sent, and the answer to whatever asks next.
#[derive(Clone, Default)]
pub struct Endpoint {
    pub clock: Clock,
    sent: Arc<Mutex<Vec<String>>>,
    answer: Arc<Mutex<Option<Answer>>>,
}

impl Endpoint {
    pub fn ask(&self, what: &str) -> impl Future<Output = Answer> + Send + use<> {
        self.sent.lock().unwrap().push(what.to_owned());
        let answer = Arc::clone(&self.answer);
        std::future::poll_fn(move |_| match answer.lock().unwrap().take() {
            Some(answer) => std::task::Poll::Ready(answer),
            None => std::task::Poll::Pending,
        })
    }

    /// A session that only a person can log in.
    pub fn resumed(&self) -> SessionBuilder<Jwt> {
        self.refreshing(Session::resumed(&self.clock.runtime()))
    }

    /// A session that logs in, and refreshes.
    pub fn builder(&self) -> SessionBuilder<Jwt> {
        let endpoint = self.clone();
        self.refreshing(Session::builder(&self.clock.runtime(), move || endpoint.ask("log in")))
    }

    fn refreshing(&self, builder: SessionBuilder<Jwt>) -> SessionBuilder<Jwt> {
        let (endpoint, ten) = (self.clone(), Duration::from_secs(10));
        let refresh = move |token: RefreshToken| endpoint.ask(token.token().expose_secret());
        builder.margin(ten).pauses(ten, ten).refresh(refresh)
    }

    pub fn answer(&self, answer: Answer) {
        *self.answer.lock().unwrap() = Some(answer);
    }

    /// What a caller gets when this is the answer; the text of the error, with those of its causes.
    pub fn answered(&self, session: &Session<Jwt>, answer: Answer) -> Result<u64, String> {
        self.answer(answer);
        let got = self.asked(session);
        self.answer.lock().unwrap().take();
        got
    }

    pub fn asked(&self, session: &Session<Jwt>) -> Result<u64, String> {
        let got = session.supply().now_or_never().expect("there is an answer");
        self.clock.run();
        got.map(|supplied| supplied.generation).map_err(|error| chain(&error))
    }

    /// What was sent since the last time.
    pub fn sent(&self) -> Vec<String> {
        std::mem::take(&mut *self.sent.lock().unwrap())
    }
}

pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// An access token of 100 seconds, and a refresh token.
pub fn grant(refresh_token: &str) -> Grant<Jwt> {
    let refresh_token = (!refresh_token.is_empty()).then(|| RefreshToken::new(refresh_token.to_owned()));
    Grant { issued: issued("token", 100), refresh_token }
}

/// The reply was lost.
pub fn lost() -> Answer {
    Err(LogInError::passing("the reply was lost"))
}

/// The server did not process it.
pub fn busy() -> Answer {
    Err(LogInError::passing("the server is busy").keeps_refresh_token())
}

pub fn text(token: Option<RefreshToken>) -> Option<String> {
    token.map(|token| token.token().expose_secret().to_owned())
}
