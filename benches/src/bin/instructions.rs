//! Counts the instructions of workloads, and compares them with those that are stored beside this crate.
//!
//! ```sh
//! cargo run --release -p benches --no-default-features --bin instructions             # fails if one costs 5 % more
//! cargo run --release -p benches --no-default-features --bin instructions -- --bless  # stores what they cost now
//! cargo run --release -p benches --bin instructions -- call/ read/wide                # tells what these cost
//! ```
//! Each workload runs in a process of its own under callgrind, some times to warm up, and then counted. Time would depend on
//! the machine and its other work; instructions depend on the compiler and the C library, which the stored counts name:
//! with others, nothing is compared. What the C library chooses by the processor is switched off.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// By how many percent a workload may cost more than is stored: the same code, built in another folder, differs by up to
/// 2.3.
const TOLERANCE: u64 = 5;
/// The tolerated difference in instructions: the heap decides if the allocator moves growing memory.
const SLACK: u64 = 1_000;
/// The workloads that are compared: the code that every call runs, the generator's stages on one document, and its
/// answers to hostile documents.
const STORED: &[&str] =
    &["read/", "reply/", "write/", "call/", "document/", "resolve/", "name/", "emit/", "format/", "hostile/"];
/// Workloads of other crates, and documents that add nothing to the smallest.
const SKIPPED: &[&str] = &["derive", "reqwest", "/own", "/syn", "2x", "4x", "8x"];
/// The same document in two sizes, by whose costs the exponent is told.
const SIZES: [(&str, f64); 2] = [("generate/made 1x", 1.0), ("generate/made 4x", 4.0)];
/// The largest exponent that is as good as 1.
const EXPONENT: f64 = 1.1;
/// The variants of the C library's functions that depend on the processor.
const TUNABLES: &str = "glibc.cpu.hwcaps=-AVX,-AVX2,-AVX512F,-AVX512VL,-AVX512BW,-BMI1,-BMI2,-ERMS,-FSRM,-MOVBE";
/// The number of runs before counting: until the allocator has its memory.
const WARMUPS: usize = 3;
/// The argument with which this program calls itself.
const RUN: &str = "--run";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [RUN, name] => run(name),
        ["--bless"] => bless(),
        [] => compare(),
        ref names => tell(names),
    }
}

/// Runs one workload, for callgrind to look on.
fn run(name: &str) -> ExitCode {
    let all = benches::workloads();
    let workload = all.iter().find(|workload| workload.name == name).expect("the workload exists");
    for _ in 0..WARMUPS {
        (workload.run)();
    }
    measured(&workload.run);
    ExitCode::SUCCESS
}

/// The function whose instructions callgrind counts.
#[inline(never)]
fn measured(run: &dyn Fn()) {
    run();
    // Keeps the call above from being the last thing, which would be a jump.
    std::hint::black_box(run as *const _ as *const ());
}

fn tell(names: &[&str]) -> ExitCode {
    let all = benches::workloads();
    for workload in all.iter().filter(|workload| names.iter().any(|name| workload.name.starts_with(name))) {
        println!("{:>12} {}", count(&workload.name), workload.name);
    }
    ExitCode::SUCCESS
}

fn counts() -> BTreeMap<String, u64> {
    let names = benches::workloads().into_iter().map(|workload| workload.name);
    let wanted = |name: &String| {
        STORED.iter().any(|stored| name.starts_with(stored)) && !SKIPPED.iter().any(|skipped| name.contains(skipped))
    };
    let sizes = SIZES.map(|(name, _)| name.to_owned());
    names.filter(wanted).chain(sizes).map(|name| (name.clone(), count(&name))).collect()
}

/// The instructions of one workload.
fn count(name: &str) -> u64 {
    let out = std::env::temp_dir().join(format!("instructions.{}", std::process::id()));
    let this = std::env::current_exe().expect("the program has a path");
    let result = Command::new("valgrind")
        .args(["--tool=callgrind", "--toggle-collect=*instructions::measured*"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .args([this.as_os_str(), RUN.as_ref(), name.as_ref()])
        .env("GLIBC_TUNABLES", TUNABLES)
        .output()
        .expect("valgrind is installed");
    assert!(result.status.success(), "{name}: {}", String::from_utf8_lossy(&result.stderr));
    let text = std::fs::read_to_string(&out).expect("callgrind wrote its file");
    drop(std::fs::remove_file(&out));
    let total = text.lines().find_map(|line| line.strip_prefix("totals: ")).expect("it has a total");
    total.trim().parse().expect("it is a number")
}

/// Returns true if the cost of generating grows faster than the document's size.
fn grows(now: &BTreeMap<String, u64>) -> bool {
    let [(small, smaller), (large, larger)] = SIZES.map(|(name, size)| (now[name] as f64, size));
    let exponent = (large / small).ln() / (larger / smaller).ln();
    println!("generating: exponent {exponent:.3}");
    exponent > EXPONENT
}

/// The versions that counts depend on, beside the code.
fn environment() -> String {
    let first_line = |program: &str, argument: &str| {
        let output = Command::new(program).arg(argument).output();
        let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
        text.lines().next().unwrap_or("unknown").to_owned()
    };
    format!("{}, {}", first_line("rustc", "--version"), first_line("ldd", "--version"))
}

fn stored() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instructions.txt")
}

fn bless() -> ExitCode {
    let mut text = format!("{}\n", environment());
    for (name, count) in counts() {
        text.push_str(&format!("{count:>12} {name}\n"));
    }
    std::fs::write(stored(), text).expect("the file can be written");
    ExitCode::SUCCESS
}

fn compare() -> ExitCode {
    let text = std::fs::read_to_string(stored()).expect("there are stored counts");
    let mut lines = text.lines();
    let of = lines.next().unwrap_or_default();
    if of != environment() {
        println!("nothing is compared: the stored counts are of {of}, and this is {}", environment());
        return ExitCode::SUCCESS;
    }
    let before: BTreeMap<&str, u64> = lines
        .filter_map(|line| line.trim().split_once(' '))
        .map(|(count, name)| (name, count.parse().expect("counts are numbers")))
        .collect();
    let now = counts();
    let mut worse = false;
    for (name, now) in &now {
        let Some(before) = before.get(name.as_str()) else {
            println!("{name}: {now}, not stored");
            worse = true;
            continue;
        };
        let is_worse = *now > before + SLACK.max(before * TOLERANCE / 100);
        worse |= is_worse;
        println!("{name}: {before} -> {now}{}", if is_worse { ", more than is allowed" } else { "" });
    }
    for name in before.keys().filter(|name| !now.contains_key(**name)) {
        println!("{name}: stored, and no longer there");
        worse = true;
    }
    worse |= grows(&now);
    if worse {
        println!("If that is as it should be, store it: run this again with `--bless`, and say why in the commit.");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
