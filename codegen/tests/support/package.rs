//! A package of generated modules that Cargo compiles.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use warded_codegen::output::{self, GeneratedFile};

/// A manifest up to the tables that a test adds. The default transport, which takes long to compile, is left out.
pub(crate) fn manifest(name: &str) -> String {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         warded = {{ path = {runtime:?}, default-features = false, features = [\"xml\"] }}\n\n[workspace]\n\n"
    )
}

/// A file of a client, as a part of a module.
pub(crate) fn moved(file: GeneratedFile, module: &str) -> GeneratedFile {
    GeneratedFile { path: PathBuf::from("src").join(module).join(file.path), ..file }
}

/// Writes the package, which has the same versions of all dependencies as this one.
pub(crate) fn write(files: &[GeneratedFile], root: &Path) {
    output::write(files, root).expect("the crate can be written");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the versions can be copied");
}

/// Runs Cargo on the package. A warning is an error.
pub(crate) fn cargo(root: &Path, arguments: &[&str]) {
    let output = output(root, arguments);
    assert!(output.status.success(), "cargo {arguments:?}:\n{}", String::from_utf8_lossy(&output.stderr));
}

/// Runs Cargo on a package that does not compile, and returns the errors.
pub(crate) fn refused(root: &Path, arguments: &[&str]) -> String {
    let output = output(root, arguments);
    assert!(!output.status.success(), "cargo {arguments:?} is a success");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn output(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--quiet", "--offline"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.with_file_name("packages"))
        // The packages are large, and nobody changes a part of one.
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .output()
        .expect("cargo can be run")
}
