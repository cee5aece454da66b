//! Prism, an implementation of OpenAPI that is not ours: it serves a document and validates what it is asked.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A Prism that serves one document on loopback until it is dropped.
pub(crate) struct Prism {
    process: Child,
    /// The port on 127.0.0.1. Prism serves the paths of a document without the paths of its servers.
    pub(crate) port: u16,
}

impl Prism {
    /// Serves `specs/{api}.yaml`. `None`, with a word on standard error, where Prism is not installed.
    ///
    /// # Panics
    ///
    /// If Prism is not installed on a machine that says `CI=true`, or does not start.
    pub(crate) fn serve(api: &str) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let program = root.join("tests/prism/node_modules/.bin/prism");
        let node = Command::new("node").arg("--version").stdout(Stdio::null()).status();
        if !program.exists() || node.is_err() {
            let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
            assert!(!ci, "Prism is not installed: run `npm ci` in tests/prism");
            eprintln!("skipped: Prism is not installed; run `npm ci` in tests/prism");
            return None;
        }
        // Another test may take the port before Prism does.
        let started = (0..10).find_map(|_| Self::start(&program, &root.join(format!("specs/{api}.yaml"))));
        Some(started.expect("Prism listens"))
    }

    /// `None` if it ends before it listens, as it does where the port is taken.
    fn start(program: &Path, document: &Path) -> Option<Self> {
        let port = free_port();
        let mut process = Command::new(program)
            .args(["mock", "--errors", "--host", "127.0.0.1", "--port", &port.to_string()])
            .arg(document)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Prism starts");
        let output = process.stdout.take().expect("standard output is piped");
        let prism = Self { process, port };
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        if !lines.any(|line| line.contains("listening on")) {
            return None;
        }
        // Prism would block once the pipe is full.
        std::thread::spawn(move || lines.for_each(drop));
        Some(prism)
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // It may have ended by itself, which the test has noticed then.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    listener.local_addr().expect("the listener is bound").port()
}
