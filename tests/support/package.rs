//! A package in a folder of its own that is built by Cargo, and what its builds did.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use serde_json::Value;

/// A package whose build script generates one API.
pub(crate) struct Package {
    pub(crate) folder: PathBuf,
}

impl Package {
    /// An empty folder with the versions of this repository.
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        let package = Self { folder };
        package.copy("Cargo.lock", "Cargo.lock");
        package
    }

    /// Copies a file of this repository.
    pub(crate) fn copy(&self, from: &str, to: &str) -> String {
        let text = fs::read_to_string(root().join(from)).unwrap();
        self.write(to, &text);
        text
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Shares the target folder of this test, so that what the package depends on is not built again.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Output {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_NET_OFFLINE", "true");
        cargo.output().unwrap()
    }

    /// Builds the library, with the module that the build script makes.
    pub(crate) fn build(&self, module: &str) -> Build {
        let output = self.cargo(&["build", "--lib", "--message-format=json"]);
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{messages}");
        let text = String::from_utf8(output.stdout).unwrap();
        let reports: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let artifacts = reports.iter().filter(|report| report["reason"] == "compiler-artifact");
        let stale = artifacts.filter(|artifact| artifact["fresh"] != true);
        let stale = stale.map(|artifact| artifact["target"]["name"].as_str().unwrap().to_owned()).collect();
        let own = self.folder.to_str().unwrap();
        let script = reports.iter().find(|report| {
            report["reason"] == "build-script-executed" && report["package_id"].as_str().unwrap().contains(own)
        });
        let out = Path::new(script.unwrap()["out_dir"].as_str().unwrap());
        let files = fs::read_dir(out.join(module)).unwrap().map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().modified().unwrap())
        });
        let said = fs::read_to_string(out.with_file_name("output")).unwrap();
        let lints = reports.iter().filter(|report| report["reason"] == "compiler-message");
        let lints = lints.map(|report| report["message"]["rendered"].as_str().unwrap().to_owned()).collect();
        Build { stale, files: files.collect(), said, lints }
    }
}

/// The folder of this repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The result of a build.
pub(crate) struct Build {
    /// The crates that were compiled.
    pub(crate) stale: Vec<String>,
    /// The generated files, and when each was written.
    files: BTreeMap<String, SystemTime>,
    /// The instructions of the build script to Cargo in its last run.
    pub(crate) said: String,
    /// The warnings of the compiler.
    pub(crate) lints: Vec<String>,
}

impl Build {
    /// The files that are not as `earlier` left them.
    pub(crate) fn rewritten(&self, earlier: &Self) -> Vec<&str> {
        let is_new = |name: &&String| earlier.files.get(*name) != self.files.get(*name);
        self.files.keys().filter(is_new).map(String::as_str).collect()
    }
}
