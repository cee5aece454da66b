//! A credential that a program prints: a session that logs in by running it.

use std::ffi::{OsStr, OsString};
use std::io::Read as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};
use std::{io, thread};

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

use super::Session;
use crate::credential::{Credential, MAX_TEXT, Source, text};
use crate::error::{CredentialError, SourceError};
use crate::response::{Issued, Lifetime};
use crate::time::{Runtime, ThreadRuntime, off_thread};

/// The time after which a program is ended.
const LIMIT: Duration = Duration::from_secs(60);

impl<K: Credential> Source<K> {
    /// A source of the credential that a program prints, such as `gcloud auth print-access-token`. `make` makes one of its
    /// output, without the white space around it, such as `Jwt::new`, or `|token| Jwt::with_roles(token, role::Client)`.
    ///
    /// It is a [`Session`] that logs in by the program: this runs when a call first needs the credential, once for all
    /// calls; five minutes before the end of a token that says its own (the claim `exp` of a JWT), in the background; and
    /// after a refusal (401). After a failure there is a pause, in which calls get the same error.
    ///
    /// No shell is between: `args` are passed as they are. The program has no input, and the error output of this one. It
    /// is waited for on a thread of its own, and ended after 60 seconds. The error is a [`SourceError`], which says the
    /// program and its exit status, but neither its arguments nor what it printed.
    pub fn command<A, F>(program: impl Into<OsString>, args: A, make: F) -> Self
    where
        A: IntoIterator<Item: Into<OsString>>,
        F: Fn(SecretString) -> K + Send + Sync + 'static,
    {
        let line = Arc::new(Line { program: program.into(), args: args.into_iter().map(Into::into).collect() });
        let make = Arc::new(make);
        let runtime: Arc<dyn Runtime> = Arc::new(ThreadRuntime::new());
        let session = Session::builder(&runtime, move || {
            let (line, make) = (Arc::clone(&line), Arc::clone(&make));
            async move {
                let output =
                    line.output().await.map_err(|error| CredentialError::unavailable(K::SCHEME.name, error))?;
                let lifetime = Lifetime::unknown().jwt(output.expose_secret());
                Ok::<_, CredentialError>(Issued { credential: make(output), lifetime })
            }
        });
        session.default_lifetime(None).build().into()
    }
}

/// A program and its arguments.
struct Line {
    program: OsString,
    args: Vec<OsString>,
}

impl Line {
    /// Runs the program on a thread; the text that it prints.
    async fn output(self: Arc<Self>) -> Result<SecretString, SourceError> {
        let program = self.program.to_string_lossy().into_owned();
        let output = off_thread(move || output(&self.program, &self.args)).await;
        let output = output.unwrap_or_else(|| Err("cannot be started: there is no thread for it".to_owned()));
        output.map_err(|reason| SourceError::Program { program, reason })
    }
}

/// The text that a program prints, or the problem, as in "the program …".
fn output(program: &OsStr, args: &[OsString]) -> Result<SecretString, String> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("cannot be started: {error}"))?;
    let (printed, receive) = mpsc::channel();
    if let Some(mut output) = child.stdout.take() {
        thread::spawn(move || {
            let mut bytes = Zeroizing::new(Vec::with_capacity(4096));
            let read = (&mut output).take(MAX_TEXT as u64 + 1).read_to_end(&mut bytes).map(|_| bytes);
            // Who waited may have given up.
            printed.send(read).unwrap_or_default();
        });
    }
    let end = Instant::now() + LIMIT;
    let read = receive.recv_timeout(LIMIT);
    match (ended(&mut child, end), read) {
        (Ok(Some(status)), Ok(Ok(bytes))) if status.success() => {
            text(&bytes).map_err(|reason| format!("printed text that {reason}"))
        }
        (Ok(Some(status)), _) if !status.success() => Err(format!("failed: {status}")),
        (Ok(Some(_)), Ok(Err(error))) | (Err(error), _) => Err(format!("cannot be read from: {error}")),
        (Ok(_), _) => Err(format!("did not end within {} seconds", LIMIT.as_secs())),
    }
}

/// The exit status of a program that ends until then; any other is ended.
fn ended(child: &mut Child, end: Instant) -> io::Result<Option<ExitStatus>> {
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(100));
    }
}
