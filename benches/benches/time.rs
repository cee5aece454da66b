//! Times every workload.
//!
//! ```sh
//! cargo bench -p benches -- read/wide
//! ```

use criterion::{Criterion, criterion_group, criterion_main};

fn time(criterion: &mut Criterion) {
    for workload in benches::workloads() {
        criterion.bench_function(&workload.name, |bencher| bencher.iter(&workload.run));
    }
}

criterion_group! {
    name = all;
    config = Criterion::default().sample_size(20);
    targets = time
}
criterion_main!(all);
