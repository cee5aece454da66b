//! The program `warded`: an OpenAPI document in, a Rust client out.
//!
//! It exits with 0 when all is well, 1 when the document has errors or the output is not up to date, and 2 when it was
//! called wrongly, a file cannot be read or written, or one that is not its own is in the way.

mod arguments;
mod commands;
mod crate_name;
mod manifest;
mod say;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Generate(arguments) => commands::generate(&arguments),
        Command::Check(arguments) => commands::check(&arguments),
        Command::Explain { code } => Ok(commands::explain(code)),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(2)
    })
}
