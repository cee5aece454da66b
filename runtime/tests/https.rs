//! Redirects over TLS and through a proxy: each published fault of an HTTP client that handed secrets on, as a row.
//!
//! The default transport trusts the authorities and uses the proxy that the environment names, which is why the tests run
//! in a process of their own. All names lead to this machine, by way of the proxy, which keeps what it sees.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;
#[path = "support/tls.rs"]
#[allow(dead_code, reason = "this file uses a part of it")]
mod tls;

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::os::fd::{AsFd, OwnedFd};
use std::process::Command;
use std::sync::{Arc, Mutex};

use http::StatusCode;
use support::{
    CANARY, Carrier, Get, Post, Received, Server, answer, authorize, call, capture, code, fixed, leaks, redirect,
    with_body,
};
use tls::{Certificates, Proxy, https};
use warded::{Call, Core, Error, Operation, RedirectError};

/// The result of a redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Refused, and followed without anything of the caller's where the client is told to leave credentials behind.
    Left,
    /// Refused in any case.
    Refused,
}

/// One way to lose a secret.
struct Row {
    /// The client with this vulnerability.
    fault: &'static str,
    /// The targets of the redirects after the first, with `A` and `B` for the ports of the two servers of https and
    /// `P` for that of plain http.
    hops: &'static [&'static str],
    end: End,
}

/// From `https://api.test:A/start`.
const LADDER: &[Row] = &[
    Row { fault: "CVE-2018-1000007, curl: headers to another host", hops: &["https://other.test:A/"], end: End::Left },
    Row { fault: "CVE-2022-27774, curl: to another port", hops: &["https://api.test:B/"], end: End::Left },
    Row {
        fault: "CVE-2022-27776, curl: to the port before",
        hops: &["https://api.test:B/", "//api.test:A/"],
        end: End::Left,
    },
    Row { fault: "CVE-2021-22876, curl: in Referer", hops: &["//other.test:B/"], end: End::Left },
    Row {
        fault: "CVE-2025-0167, curl: for a user in the URL",
        hops: &["https://u:p@other.test:A/"],
        end: End::Refused,
    },
    Row { fault: "CVE-2018-18074, requests: https to http", hops: &["http://api.test:P/"], end: End::Refused },
    Row { fault: "https to http of this machine", hops: &["http://127.0.0.1:P/"], end: End::Refused },
    Row {
        fault: "https to http at the second hop",
        hops: &["https://other.test:A/", "http://127.0.0.1:P/"],
        end: End::Refused,
    },
    Row { fault: "CVE-2023-32681, requests: Proxy-Authorization", hops: &["https://127.0.0.1:A/"], end: End::Left },
    Row { fault: "CVE-2023-45289, Go: to a subdomain", hops: &["https://sub.api.test:A/"], end: End::Left },
    Row {
        fault: "CVE-2024-45336, Go: given again later in the chain",
        hops: &["https://other.test:A/", "https://other.test:A/", "https://api.test:A/"],
        end: End::Left,
    },
    Row {
        fault: "CVE-2025-4673, Go: proxy headers over a chain of three",
        hops: &["https://sub.api.test:A/", "https://other.test:B/", "https://api.test:B/"],
        end: End::Left,
    },
    Row { fault: "CVE-2022-0155, follow-redirects: Cookie", hops: &["//other.test:A/"], end: End::Left },
    Row { fault: "CVE-2024-28849, follow-redirects: proxy", hops: &["//other.test:B/"], end: End::Left },
    Row { fault: "CVE-2026-40895, follow-redirects: own keys", hops: &["//sub.api.test:B/"], end: End::Left },
];

/// `proxy:canary-7f3a9` as the proxy gets it.
const PROXY_BASIC: &str = "cHJveHk6Y2FuYXJ5LTdmM2E5";

/// Headers of the caller's that other clients were found to hand on.
const HEADERS: [&str; 6] =
    ["authorization", "proxy-authorization", "proxy-authenticate", "cookie", "x-own-key", "referer"];

/// The servers after the first redirect, which may receive requests without a secret.
struct World {
    servers: [Server; 3],
    /// The answer to each target.
    locations: Arc<Mutex<BTreeMap<String, (u16, String)>>>,
    proxy: Proxy,
    /// One that keeps to the origin, and one that leaves credentials behind.
    cores: [Core; 2],
}

impl World {
    async fn start() -> Self {
        let variable = |name| std::env::var(name).unwrap();
        let (certificate, key) = (variable("CERTIFICATE"), variable("KEY"));
        let locations = Arc::<Mutex<BTreeMap<String, (u16, String)>>>::default();
        let known = Arc::clone(&locations);
        let respond = move |request: &Received| {
            let path = request.target.split('?').next().unwrap_or_default();
            match known.lock().unwrap().get(path) {
                Some((status, location)) => redirect(*status, location),
                None => answer(200, &[], ""),
            }
        };
        let pair = (certificate.as_str(), key.as_str());
        let (a, b) = (https(pair, respond.clone()).await, https(pair, respond.clone()).await);
        let listener = std::io::stdin().as_fd().try_clone_to_owned().unwrap();
        let proxy = Proxy::start(TcpListener::from(listener));
        let home = format!("https://api.test:{}/", a.port);
        let core =
            |leaves| Core::builder().base_url(&home).leave_credentials_on_redirect(leaves).allow_plain_http(true);
        let cores = [false, true].map(|leaves| core(leaves).build().unwrap());
        Self { servers: [a, b, Server::start(respond).await], locations, proxy, cores }
    }

    /// With the servers' ports.
    fn url(&self, hop: &str) -> String {
        let ports = self.servers.each_ref().map(|server| server.port.to_string());
        hop.replace(":A/", &format!(":{}/", ports[0]))
            .replace(":B/", &format!(":{}/", ports[1]))
            .replace(":P/", &format!(":{}/", ports[2]))
    }

    /// Lets `/start` lead over these hops.
    fn lead(&self, status: u16, hops: &[&str]) {
        let mut locations = self.locations.lock().unwrap();
        locations.clear();
        for (number, hop) in hops.iter().enumerate() {
            let from = if number == 0 { "/start".to_owned() } else { format!("/{number}") };
            locations.insert(from, (status, format!("{}{}", self.url(hop), number + 1)));
        }
    }

    /// The requests except for the first, which must have had the secret.
    fn later(&self, row: &str) -> Vec<Received> {
        let mut received = self.servers[0].take();
        assert!(leaks(&received.remove(0).raw), "{row}: the first request has the secret");
        received.extend(self.servers[1..].iter().flat_map(Server::take));
        received
    }
}

fn carriers() -> [Vec<Carrier>; 2] {
    let (basic, others) = Carrier::ALL.into_iter().partition(|carrier| *carrier == Carrier::Basic);
    [basic, others]
}

fn with_headers<O: Operation>(call: Call<O>) -> Call<O> {
    HEADERS.iter().fold(call, |call, name| call.extra_header(*name, CANARY))
}

async fn climb(world: &World, status: u16, row: &Row, carriers: &[Carrier]) {
    let name = format!("{} ({status}, {carriers:?})", row.fault);
    world.lead(status, row.hops);
    let authorization = authorize(&carriers.iter().map(|carrier| fixed(*carrier)).collect::<Vec<_>>());
    for (core, leaves) in world.cores.iter().zip([false, true]) {
        let result = code(with_headers(call::<Get>(core, authorization.clone()))).await;
        let later = world.later(&name);
        match result {
            Ok(code) => {
                assert_eq!((code, row.end, leaves), (StatusCode::OK, End::Left, true), "{name}");
                assert_eq!(later.len(), row.hops.len(), "{name}");
            }
            Err(Error::Redirect(error)) => {
                assert!(!leaves || row.end == End::Refused, "{name}: {error}");
                assert!(later.len() < row.hops.len(), "{name}");
                assert!(!leaks(format!("{error} {error:?}").as_bytes()), "{name}: {error:?}");
            }
            Err(error) => panic!("{name}: {error:?}"),
        }
        for request in later {
            assert!(!leaks(&request.raw), "{name}: {}", String::from_utf8_lossy(&request.raw));
            assert_eq!(request.names(), ["accept", "user-agent"], "{name}");
        }
    }
}

/// A body goes along inside its origin only, even where no credential is attached.
async fn bodies(world: &World, status: u16) {
    for (hop, stays) in
        [("https://api.test:A/", true), ("https://other.test:A/", false), ("https://api.test:B/", false)]
    {
        world.lead(status, &[hop]);
        let sent = with_body::<Post>(&world.cores[1], warded::rt::Authorization::none(), CANARY);
        let result = code(sent).await;
        let later = world.later(hop);
        let repeats = matches!(status, 307 | 308);
        assert_eq!(later.iter().any(|request| leaks(&request.raw)), stays && repeats, "{status} {hop}");
        match result {
            Ok(code) => assert_eq!((code, stays || !repeats), (StatusCode::OK, true), "{status} {hop}"),
            Err(Error::Redirect(RedirectError::CrossOrigin { .. })) => assert!(repeats && !stays, "{status} {hop}"),
            Err(error) => panic!("{status} {hop}: {error:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "runs in a process of its own, whose environment names a proxy and an authority"]
async fn ladder() {
    let world = World::start().await;
    for status in [301, 302, 303, 307, 308] {
        for row in LADDER {
            for carriers in carriers() {
                climb(&world, status, row, &carriers).await;
            }
        }
        bodies(&world, status).await;
    }
    let seen = String::from_utf8_lossy(&world.proxy.seen()).into_owned();
    assert!(!leaks(seen.as_bytes()), "the proxy sees no secret");
    for name in ["api.test", "other.test", "sub.api.test"] {
        assert!(seen.contains(&format!("CONNECT {name}:")), "{name} was not asked for through the proxy");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "runs in a process of its own, whose environment names a proxy and an authority"]
async fn proxied() {
    capture();
    let world = World::start().await;
    for carriers in carriers() {
        let authorization = || authorize(&carriers.iter().map(|carrier| fixed(*carrier)).collect::<Vec<_>>());
        let secret = |core: &Core| with_headers(with_body::<Post>(core, authorization(), CANARY));
        code(secret(&world.cores[0])).await.unwrap();
        // Plain http holds the same secrets, and a proxy could read them: it goes straight to its server.
        let plain = Core::builder().base_url(world.url("http://127.0.0.1:P/")).build().unwrap();
        code(secret(&plain)).await.unwrap();
        let name = Core::builder().base_url(world.url("http://localhost:P/")).build().unwrap();
        code(secret(&name)).await.unwrap();
        // The proxy leads to no such server.
        let nowhere = Core::builder().base_url("https://api.test:1/").build().unwrap();
        let error = code(secret(&nowhere)).await.unwrap_err();
        assert!(!leaks(format!("{error} {error:?}").as_bytes()), "{error:?}");
    }
    assert_eq!(world.servers.each_ref().map(|server| server.received().len()), [2, 0, 4]);
    let seen = String::from_utf8_lossy(&world.proxy.seen()).into_owned();
    assert!(!leaks(seen.as_bytes()), "{seen}");
    assert!(!seen.contains("127.0.0.1") && !seen.contains("localhost"), "plain http is none of the proxy's business");
    assert_eq!(seen.matches("CONNECT api.test:").count(), 4);
    assert_eq!(seen.matches(PROXY_BASIC).count(), 4, "its own password is for the proxy");
    let logged = capture();
    assert!(!logged.contains(PROXY_BASIC));
    for crate_name in ["log reqwest::", "event hyper_util::", "log rustls::"] {
        assert!(logged.contains(crate_name), "what {crate_name} logs is not captured");
    }
    assert!(!leaks(logged.as_bytes()), "{}", logged.lines().find(|line| leaks(line.as_bytes())).unwrap());
}

/// Runs one of the tests above with a proxy and an authority.
fn run(test: &str) {
    let certificates = Certificates::new();
    let file = std::env::temp_dir().join(format!("warded-{}-{test}.pem", std::process::id()));
    std::fs::write(&file, &certificates.authority).unwrap();
    // The process inherits the listener as its standard input: no other test can take the port that its environment names.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = listener.local_addr().unwrap();
    // The proxy's own password is a secret too, for all but the proxy.
    let url = format!("http://proxy:{CANARY}@{proxy}");
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored"])
        .env("SSL_CERT_FILE", &file)
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .envs(["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"].map(|name| (name, &url)))
        .envs([("CERTIFICATE", &certificates.server), ("KEY", &certificates.key)])
        .stdin(OwnedFd::from(listener))
        .output()
        .unwrap();
    std::fs::remove_file(file).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn no_way_over_tls_hands_a_secret_on() {
    run("ladder");
}

#[test]
fn a_proxy_sees_no_secret() {
    run("proxied");
}
