//! Benchmarks of generating, reading, writing and calling.
//!
//! Everything that is measured is a [`Workload`], which Criterion times (`benches/time.rs`) and of which callgrind
//! counts the instructions (`src/bin/instructions.rs`).
#![allow(missing_docs, reason = "the types are those of `values.yaml`")]

pub mod call;
pub mod derived;
pub mod hostile;
pub mod stages;
pub mod synthetic;
pub mod values;

/// The client of `values.yaml`.
pub mod generated {
    warded::include_api!("values");
}

/// Something that can be done again and again, and costs the same each time.
pub struct Workload {
    pub name: String,
    pub run: Box<dyn Fn()>,
}

impl Workload {
    #[must_use]
    pub fn new(name: impl Into<String>, run: impl Fn() + 'static) -> Self {
        Self { name: name.into(), run: Box::new(run) }
    }
}

/// All workloads, each with what it is compared with beside it.
#[must_use]
pub fn workloads() -> Vec<Workload> {
    let mut all = values::workloads();
    all.extend(call::workloads());
    all.extend(stages::workloads());
    all.extend(hostile::workloads());
    all
}
