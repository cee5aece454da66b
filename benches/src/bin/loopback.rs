//! Measures the cost of calls over a socket against reqwest by hand: the client's CPU time and the throughput, with
//! one call at a time and with 64.
//!
//! ```sh
//! cargo run --release -p benches --bin loopback
//! cargo run --release -p benches --bin loopback -- warded 64 6400     # only that, for a profiler to look at
//! ```
//! The server is a process of its own. The two take turns, and the median counts of what one costs in relation to the
//! other right beside it: a machine that others use changes its pace from second to second. There is a row with a limit on
//! the time of a call, which a generated client always has unless it is told otherwise, and one without.

use std::convert::Infallible;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};

use benches::call::{self, by_hand};
use benches::derived;
use futures_util::FutureExt as _;
use futures_util::future::{LocalBoxFuture, join_all};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::runtime::Builder;
use warded::Core;

/// The argument with which this program calls itself.
const SERVE: &str = "--serve";
/// Measurements of each client.
const ROUNDS: usize = 60;
/// Calls of one measurement.
const CALLS: usize = 3_200;
/// The limit on the time of a call: the default of generated clients.
const LIMIT: Duration = Duration::from_secs(60);

fn main() {
    let runtime = Builder::new_current_thread().enable_all().build().expect("tokio starts");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == [SERVE] {
        return runtime.block_on(serve());
    }
    let this = std::env::current_exe().expect("the program has a path");
    let mut server = Command::new(this).arg(SERVE).stdout(Stdio::piped()).spawn().expect("the server starts");
    let mut base = String::new();
    let output = server.stdout.take().expect("it is piped");
    BufReader::new(output).read_line(&mut base).expect("the server tells where it is");
    runtime.block_on(async {
        if let [name, concurrent, calls] = &arguments[..] {
            let number = |text: &str| text.parse().expect("it is a number");
            let mut clients = clients(base.trim()).into_iter();
            let (_, client) = clients.find(|(known, _)| known == name).expect("there is a client of this name");
            client(number(concurrent), number(calls)).await;
            return;
        }
        for concurrent in [1, 64] {
            compare(base.trim(), concurrent).await;
        }
    });
    server.kill().expect("the server runs");
    server.wait().expect("the server ends");
}

/// Answers each request with a receipt, after having read it.
async fn serve() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("there is a port");
    println!("http://{}/v1", listener.local_addr().expect("it is bound"));
    let answer = Bytes::from(benches::values::receipt().to_string());
    loop {
        let (stream, _) = listener.accept().await.expect("connections are accepted");
        stream.set_nodelay(true).expect("it is a socket");
        let answer = answer.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let answer = answer.clone();
            async move {
                drop(request.into_body().collect().await);
                let response = Response::builder().header("content-type", "application/json").body(Full::new(answer));
                Ok::<_, Infallible>(response.expect("it is a response"))
            }
        });
        tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

/// The cost of a number of calls.
#[derive(Clone, Copy)]
struct Cost {
    wall: Duration,
    cpu: Duration,
}

/// Makes calls: how many at once, and how many in all.
type Client = Box<dyn Fn(usize, usize) -> LocalBoxFuture<'static, Cost>>;

/// The clients that are compared: each one, followed by its reference.
fn clients(base: &str) -> [(&'static str, Client); 4] {
    [
        ("warded", warded(base, Some(LIMIT))),
        ("by-hand", by_hand(base, Some(LIMIT))),
        ("warded-unlimited", warded(base, None)),
        ("by-hand-unlimited", by_hand(base, None)),
    ]
}

fn warded(base: &str, limit: Option<Duration>) -> Client {
    let core = Core::builder().base_url(base).timeout(limit).build().expect("it is a URL");
    let (client, payment) = (call::client(core), call::payment());
    measured(async move || {
        let response = client.create_payment("acct_81", &payment).await.expect("it is answered");
        assert_eq!(response.created, 1_695_000_000);
    })
}

fn by_hand(base: &str, limit: Option<Duration>) -> Client {
    // Generated clients name themselves: both send the same request.
    let builder = reqwest::Client::builder().user_agent(concat!("warded/", env!("CARGO_PKG_VERSION")));
    let builder = limit.into_iter().fold(builder, reqwest::ClientBuilder::timeout);
    let (client, payment) = (builder.build().expect("it is a client"), by_hand::payment());
    let base = base.to_owned();
    measured(async move || {
        let response = by_hand::request(&client, &base, &payment).send().await.expect("it is answered");
        let receipt: derived::Receipt =
            response.error_for_status().expect("it is one").json().await.expect("it is one");
        assert_eq!(receipt.created, 1_695_000_000);
    })
}

fn measured(call: impl AsyncFn() + 'static) -> Client {
    let call = Rc::new(call);
    Box::new(move |concurrent, calls| {
        let call = Rc::clone(&call);
        async move { measure(concurrent, calls, &*call).await }.boxed_local()
    })
}

async fn measure(concurrent: usize, calls: usize, call: &impl AsyncFn()) -> Cost {
    let (start, before) = (Instant::now(), cpu());
    let one = async || {
        for _ in 0..calls / concurrent {
            call().await;
        }
    };
    join_all((0..concurrent).map(|_| one())).await;
    Cost { wall: start.elapsed(), cpu: cpu() - before }
}

async fn compare(base: &str, concurrent: usize) {
    for pair in clients(base).chunks(2) {
        let [(name, client), (_, by_hand)] = pair else { continue };
        let mut costs = Vec::new();
        for round in 0..=ROUNDS {
            // What runs second finds other caches than what runs first.
            let pair = if round % 2 == 0 {
                let cost = client(concurrent, CALLS).await;
                [cost, by_hand(concurrent, CALLS).await]
            } else {
                let cost = by_hand(concurrent, CALLS).await;
                [client(concurrent, CALLS).await, cost]
            };
            // The first round connects.
            if round > 0 {
                costs.push(pair);
            }
        }
        let per_call = |of: fn(&[Cost; 2]) -> Duration| median(&costs, |pair| of(pair).as_secs_f64()) / CALLS as f64;
        println!(
            "{name}, {concurrent} at once: CPU {:.2} µs a call: {:.3} of by hand; throughput {:.0}/s: {:.3}",
            per_call(|[ours, _]| ours.cpu) * 1e6,
            median(&costs, |[ours, by_hand]| ours.cpu.as_secs_f64() / by_hand.cpu.as_secs_f64()),
            1.0 / per_call(|[ours, _]| ours.wall),
            median(&costs, |[ours, by_hand]| by_hand.wall.as_secs_f64() / ours.wall.as_secs_f64()),
        );
    }
}

fn median<T>(all: &[T], of: impl Fn(&T) -> f64) -> f64 {
    let mut all: Vec<f64> = all.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// The CPU time of all threads of this process, as Linux counts it in nanoseconds.
fn cpu() -> Duration {
    // Linux counts a running thread's time at each tick, which is too seldom, and when the thread gives way.
    std::thread::yield_now();
    let threads = std::fs::read_dir("/proc/self/task").expect("this runs on Linux");
    let of_thread = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(path.join("schedstat")).unwrap_or_default();
        text.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok()).unwrap_or(0)
    };
    Duration::from_nanos(threads.map(|thread| of_thread(thread.expect("it can be read").path())).sum())
}
