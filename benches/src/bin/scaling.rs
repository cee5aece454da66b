//! Measures the growth of the generator's cost with the document: 1, 2, 4 and 8 times a megabyte.
//!
//! ```sh
//! cargo run --release -p benches --no-default-features --bin scaling            # CPU time
//! cargo run --release -p benches --no-default-features --bin scaling -- --count # instructions, by callgrind: slow
//! ```
//! Tells the exponent: 1 if twice the document costs twice as much. Each size runs in a process of its own.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use benches::synthetic;
use warded_codegen::output::Layout;
use warded_codegen::{Options, generate_bytes};

/// The argument with which this program calls itself.
const RUN: &str = "--run";
const SIZES: [usize; 4] = [1, 2, 4, 8];
/// Measurements of each size; the least counts, since all else that the machine does adds to it.
const ROUNDS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [RUN, format, size] => return run(format, size.parse().expect("it is a number")),
        [] | ["--count"] => {}
        _ => panic!("unknown arguments: {arguments:?}"),
    }
    for format in ["json", "yaml"] {
        let costs = SIZES.map(|size| if arguments.is_empty() { time(format, size) } else { count(format, size) });
        for (size, cost) in SIZES.iter().zip(costs) {
            println!("{format} {size}x: {cost}");
        }
        println!("{format}: exponent {:.3}", exponent(&costs));
    }
}

/// The slope of the logarithms, by least squares.
fn exponent(costs: &[f64]) -> f64 {
    let points: Vec<_> = SIZES.iter().zip(costs).map(|(size, cost)| ((*size as f64).ln(), cost.ln())).collect();
    let count = points.len() as f64;
    let (x, y) =
        (points.iter().map(|(x, _)| x).sum::<f64>() / count, points.iter().map(|(_, y)| y).sum::<f64>() / count);
    let covariance: f64 = points.iter().map(|(px, py)| (px - x) * (py - y)).sum();
    covariance / points.iter().map(|(px, _)| (px - x).powi(2)).sum::<f64>()
}

/// Generates, and tells the milliseconds of CPU time that it took.
fn run(format: &str, size: usize) {
    let document = synthetic::document(synthetic::MEGABYTE * size);
    let text = match format {
        "json" => document.to_string(),
        _ => serde_yaml::to_string(&document).expect("JSON is YAML"),
    };
    drop(document);
    println!("{}", measured(text.as_bytes()));
}

#[inline(never)]
fn measured(text: &[u8]) -> f64 {
    let before = cpu();
    let generation = generate_bytes(Path::new("synthetic"), text, &Options::new(Layout::Module));
    black_box(generation.expect("no other file is needed").files.expect("the document has no errors"));
    cpu() - before
}

fn time(format: &str, size: usize) -> f64 {
    let this = std::env::current_exe().expect("the program has a path");
    let once = || {
        let output = Command::new(&this).args([RUN, format, &size.to_string()]).output().expect("this program runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.trim().parse::<f64>().expect("it tells a number")
    };
    (0..ROUNDS).map(|_| once()).fold(f64::INFINITY, f64::min)
}

fn count(format: &str, size: usize) -> f64 {
    let out = std::env::temp_dir().join(format!("scaling.{}", std::process::id()));
    let this = std::env::current_exe().expect("the program has a path");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--toggle-collect=*scaling::measured*"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(this)
        .args([RUN, format, &size.to_string()])
        .output()
        .expect("valgrind is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(&out).expect("callgrind wrote its file");
    drop(std::fs::remove_file(&out));
    let total = text.lines().find_map(|line| line.strip_prefix("totals: ")).expect("it has a total");
    total.trim().parse().expect("it is a number")
}

/// The CPU time of all threads of this process, those that have ended included, in milliseconds.
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").expect("this runs on Linux");
    // The name of the program, in brackets, may hold anything.
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().expect("it is a number");
    (ticks(11) + ticks(12)) * 10.0
}
