//! Benchmark of reading the credential of a live session in a call: alone and with eight threads.
//!
//! ```sh
//! cargo bench -p warded --bench session
//! ```

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use warded::rt::{Attachment, Placement};
use warded::session::Session;
use warded::{Credential, Issued, Lifetime, Runtime, Scheme, Supply, ThreadRuntime};

#[derive(Clone)]
struct Jwt(Arc<Attachment>);

impl Credential for Jwt {
    const SCHEME: &'static Scheme = &Scheme::of::<Self>("JWT", Placement::Bearer);

    fn attachment(&self) -> &Arc<Attachment> {
        &self.0
    }
}

/// A session that has its credential.
fn logged_in() -> Session<Jwt> {
    let runtime: Arc<dyn Runtime> = Arc::new(ThreadRuntime::new());
    let log_in = || async {
        let credential = Jwt(Arc::new(Attachment::new(Jwt::SCHEME, &"token".to_owned().into())));
        let lifetime = Lifetime::unknown().after(Some(86_400.0));
        Ok::<_, std::convert::Infallible>(Issued { credential, lifetime })
    };
    let session = Session::builder(&runtime, log_in).build();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("it needs nothing");
    runtime.block_on(session.supply()).expect("this login can't fail");
    session
}

/// The time that `threads` threads take for `reads` reads each.
fn concurrently(session: &Session<Jwt>, threads: usize, reads: u64) -> Duration {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| (0..reads).for_each(|_| drop(black_box(session.ready()))));
        }
    });
    start.elapsed()
}

fn reads(criterion: &mut Criterion) {
    let session = logged_in();
    let mut group = criterion.benchmark_group("read a live credential");
    group.bench_function("alone", |bencher| bencher.iter(|| session.ready()));
    for threads in [2, 8] {
        group.bench_function(BenchmarkId::new("threads", threads), |bencher| {
            bencher.iter_custom(|reads| concurrently(&session, threads, reads));
        });
    }
    group.finish();
}

criterion_group!(benches, reads);
criterion_main!(benches);
