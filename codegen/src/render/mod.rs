//! Diagnostics as text, for people and for programs: each with the file, the line and the column of its place.

mod escape;
mod human;
mod located;
mod machine;
#[cfg(test)]
mod tests;

pub use human::render_human;
pub use machine::{github_command, json_note, render_cargo, render_github, render_json, render_sarif};
