//! A Redis of its own for a test: on a free port, writing nothing to disk.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The server, until it is dropped.
pub(crate) struct RedisServer {
    process: Child,
    port: u16,
}

impl RedisServer {
    /// Starts it. `None`, with a word on standard error, where Redis is not installed; with `CI=true` it must be.
    pub(crate) fn start() -> Option<Self> {
        let installed = Command::new("redis-server").arg("--version").stdout(Stdio::null()).status().is_ok();
        if !installed {
            assert!(!std::env::var("CI").is_ok_and(|ci| ci == "true"), "redis-server is not installed");
            eprintln!("skipped: redis-server is not installed");
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Some(Self { process: run(port), port })
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    /// Ends it, with all that it knows.
    pub(crate) fn stop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again, empty, at the same place.
    pub(crate) fn start_again(&mut self) {
        self.process = run(self.port);
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(port: u16) -> Child {
    let process = Command::new("redis-server")
        .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let is_up = || TcpStream::connect(("127.0.0.1", port)).is_ok();
    let up = (0..500).any(|_| {
        is_up() || {
            std::thread::sleep(Duration::from_millis(20));
            false
        }
    });
    assert!(up, "Redis does not start");
    process
}
