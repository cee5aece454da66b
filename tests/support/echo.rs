//! A server in another language that answers with what arrived: `tests/echo/server.py`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The server, until it is dropped.
pub(crate) struct Echo {
    process: Child,
    /// `http://127.0.0.1:PORT/base`
    pub(crate) url: String,
}

impl Echo {
    /// Starts the server.
    ///
    /// # Panics
    ///
    /// If Python is not installed.
    pub(crate) fn start() -> Self {
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/echo/server.py");
        let mut process =
            Command::new("python3").arg(program).stdout(Stdio::piped()).spawn().expect("python3 is installed");
        let mut line = String::new();
        let output = process.stdout.take().expect("standard output is piped");
        BufReader::new(output).read_line(&mut line).expect("the server prints its port");
        Self { process, url: format!("http://127.0.0.1:{}/base", line.trim()) }
    }
}

impl Drop for Echo {
    fn drop(&mut self) {
        self.process.kill().expect("the server is running");
        self.process.wait().expect("the server was started by this process");
    }
}
