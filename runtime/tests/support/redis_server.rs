//! A Redis of its own for a test: on a free port, writing nothing to disk.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use redis::AsyncCommands as _;

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
        // Another test may take the port before Redis does.
        let started = (0..10).find_map(|_| {
            let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            Some(Self { process: run(port)?, port })
        });
        Some(started.expect("Redis starts"))
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    /// Sets a field of the entry `warded:fleet`.
    pub(crate) async fn set(&self, field: &str, value: u64) {
        let mut connection = redis::Client::open(self.url()).unwrap().get_multiplexed_async_connection().await.unwrap();
        let _: () = connection.hset("warded:fleet", field, value).await.unwrap();
    }

    /// Ends it, with all that it knows.
    pub(crate) fn stop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again, empty, at the same place.
    pub(crate) fn start_again(&mut self) {
        self.process = (0..10).find_map(|_| run(self.port)).expect("Redis starts again");
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Starts Redis at a port. `None` if it ends before it listens, as it does where the port is taken.
fn run(port: u16) -> Option<Child> {
    let mut process = Command::new("redis-server")
        .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
    if lines.any(|line| line.contains("Ready to accept connections")) {
        // Redis would block once the pipe is full.
        std::thread::spawn(move || lines.for_each(drop));
        return Some(process);
    }
    process.wait().unwrap();
    None
}
