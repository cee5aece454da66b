//! The table of a program that works with a real server: the outcome of each call that it makes.

use std::any::TypeId;
use std::collections::BTreeSet;
use std::env;
use std::future::IntoFuture;
use std::process::ExitCode;

use warded::{Error, Operation, Response};

/// Reads a variable that `run` sets: `ADDRESS`, the root of the server's paths, or `SECRET`, of this run.
///
/// # Panics
/// If the program was not started by `run`.
#[must_use]
pub fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: start this program by tests/servers/run"))
}

/// The calls of a program. Each becomes a line of three columns: operation, outcome, what the client did.
#[derive(Debug, Default)]
pub struct Table {
    operations: BTreeSet<&'static str>,
    typed: usize,
    deviating: usize,
    errors: usize,
    faults: usize,
}

impl Table {
    /// Makes a call and prints its line. Returns the response if there is one that was read as documented.
    pub async fn call<O: Operation>(
        &mut self,
        did: &str,
        call: impl IntoFuture<Output = Result<Response<O>, Error<O::Error>>>,
    ) -> Option<Response<O>> {
        self.operations.insert(O::ID);
        let result = call.await;
        let outcome = match &result {
            Ok(response) => self.success(response),
            Err(error) => self.failure(error),
        };
        println!("{}\t{outcome}\t{did}", O::ID);
        result.inspect_err(|error| eprintln!("{did}: {error}")).ok()
    }

    /// Prints a line if something that a response holds is not what the client had sent or done.
    pub fn expect(&mut self, holds: bool, expected: &str) {
        if !holds {
            self.faults += 1;
            println!("-\tFAULT: it does not hold\t{expected}");
        }
    }

    /// Prints the counts, and gives the exit code: failure if anything was lost or did not hold, or if fewer operations
    /// than these were called.
    #[must_use]
    pub fn finish(self, operations: usize) -> ExitCode {
        let Self { operations: called, typed, deviating, errors, faults } = self;
        eprintln!(
            "{} operations in {} calls: {typed} as documented, {deviating} deviating, {errors} errors, {faults} faults",
            called.len(),
            typed + deviating + errors
        );
        if faults == 0 && called.len() >= operations { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    /// The outcome of a success that was read.
    fn success<O: Operation>(&mut self, response: &Response<O>) -> String {
        self.typed += 1;
        let status = response.status().as_u16();
        match (TypeId::of::<O::Output>() == TypeId::of::<()>(), response.bytes().is_empty()) {
            (false, _) => format!("{status} typed"),
            (true, true) => format!("{status} empty"),
            (true, false) => format!("{status} bytes that the document does not describe"),
        }
    }

    /// The outcome of a call without an output: the server's, or a fault if nothing is known of what it answered.
    fn failure<E>(&mut self, error: &Error<E>) -> String {
        let (Some(status), Some(body)) = (error.status(), error.body()) else {
            self.faults += 1;
            return format!("FAULT: no response: {error}");
        };
        let status = status.as_u16();
        let said = error.response().and_then(|response| response.message()).map(masked);
        let said = said.unwrap_or_else(|| if body.is_empty() { "(no body)" } else { "(no message)" }.to_owned());
        match error {
            Error::Documented { .. } => {
                self.errors += 1;
                format!("{status} error as documented: {said}")
            }
            Error::Undocumented(_) => {
                self.errors += 1;
                format!("{status} error that the document does not describe: {said}")
            }
            Error::Decode(decode) if !body.is_empty() => {
                self.deviating += 1;
                let kind = if error.is_success() { "" } else { "error, " };
                let place = if decode.place().is_empty() { "the body" } else { decode.place() };
                format!("{status} {kind}deviating at {place}: {}", masked(decode.message()))
            }
            Error::Empty(_) => {
                self.deviating += 1;
                format!("{status} deviating: no body")
            }
            _ => {
                self.faults += 1;
                format!("FAULT: {status}, {error}")
            }
        }
    }
}

/// A text of the server without what differs from run to run: identifiers, and the temporary folder.
fn masked(text: &str) -> String {
    let folder = env::current_dir().map(|folder| folder.display().to_string()).unwrap_or_default();
    let text = text.replace(&folder, "…").replace('\t', " ");
    let mut masked = String::new();
    for word in text.split_inclusive(|c: char| !c.is_ascii_hexdigit() && c != '-') {
        let bare = word.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
        masked.push_str(if bare.len() >= 32 { "…" } else { bare });
        masked.push_str(&word[bare.len()..]);
    }
    masked
}
