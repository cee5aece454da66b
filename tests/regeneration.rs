//! What a change of a document does to the next build: a copy of this package, a document that is edited, and Cargo.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its package fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use serde_json::Value;

/// The operation that is added, in front of one that is there.
const NEIGHBOUR: &str = "  /auth/user:\n";
const PING: &str = "  /auth/ping:
    get:
      operationId: ping
      security: []
      responses: { '204': { description: Pong } }
";

/// What calls it.
const CALLER: &str = "fn main() {
    let _call: generated::synthesq::Call<generated::synthesq::op::Ping> = generated::synthesq::Client::new().ping();
    println!(\"made a call\");
}
";

/// A copy of the package `generated` with one API.
struct Package {
    folder: PathBuf,
    document: String,
}

impl Package {
    fn new() -> Self {
        let (root, folder) = (Path::new(env!("CARGO_MANIFEST_DIR")), Path::new(env!("CARGO_TARGET_TMPDIR")));
        let folder = folder.join("regeneration");
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        for inner in ["generated", "specs", "examples"] {
            fs::create_dir_all(folder.join(inner)).unwrap();
        }
        for file in ["build.rs", "generated/lib.rs", "specs/synthesq.yaml", "Cargo.lock"] {
            fs::copy(root.join(file), folder.join(file)).unwrap();
        }
        fs::write(folder.join("Cargo.toml"), manifest(root)).unwrap();
        fs::write(folder.join("examples/call.rs"), CALLER).unwrap();
        let document = fs::read_to_string(folder.join("specs/synthesq.yaml")).unwrap();
        Self { folder, document }
    }

    fn write(&self, document: &str) {
        fs::write(self.folder.join("specs/synthesq.yaml"), document).unwrap();
    }

    /// Shares the target folder of this test, so that what the package depends on is not built again.
    fn cargo(&self, arguments: &[&str]) -> Output {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_NET_OFFLINE", "true");
        cargo.output().unwrap()
    }

    /// Builds the library.
    fn build(&self) -> Build {
        let output = self.cargo(&["build", "--lib", "--message-format=json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let messages: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let artifacts = messages.iter().filter(|message| message["reason"] == "compiler-artifact");
        let stale = artifacts.filter(|artifact| artifact["fresh"] != true);
        let stale = stale.map(|artifact| artifact["target"]["name"].as_str().unwrap().to_owned()).collect();
        let own = self.folder.to_str().unwrap();
        let script = messages.iter().find(|message| {
            message["reason"] == "build-script-executed" && message["package_id"].as_str().unwrap().contains(own)
        });
        let generated = Path::new(script.unwrap()["out_dir"].as_str().unwrap()).join("synthesq");
        let files = fs::read_dir(generated).unwrap().map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().modified().unwrap())
        });
        Build { stale, files: files.collect() }
    }
}

fn manifest(root: &Path) -> String {
    let root = root.display();
    // The default transport is not what this is about, and takes long to compile.
    format!(
        "[package]\nname = \"generated\"\nversion = \"0.1.0\"\nedition = \"2024\"\n
[lib]\npath = \"generated/lib.rs\"\n
[features]\ndefault = [\"synthesq\"]\nsynerise = []\nsynthreo = []\nsynthesq = []\n
[dependencies]\nwarded = {{ path = '{root}/runtime', default-features = false }}\n
[build-dependencies]\nwarded-codegen = {{ path = '{root}/codegen' }}\n
[workspace]\n"
    )
}

/// What a build did.
struct Build {
    /// What was compiled.
    stale: Vec<String>,
    /// The generated files, and when each was written.
    files: BTreeMap<String, SystemTime>,
}

impl Build {
    /// The files that are not as `earlier` left them.
    fn rewritten(&self, earlier: &Self) -> Vec<&str> {
        let is_new = |name: &&String| earlier.files.get(*name) != self.files.get(*name);
        self.files.keys().filter(is_new).map(String::as_str).collect()
    }
}

#[test]
fn a_build_follows_the_document_and_does_nothing_else() {
    let package = Package::new();
    let first = package.build();

    let untouched = package.build();
    assert_eq!(untouched.stale, [] as [String; 0], "nothing changed, and these were compiled again");
    assert_eq!(untouched.rewritten(&first), [] as [&str; 0]);

    let with_ping = package.document.replace(NEIGHBOUR, &format!("{PING}{NEIGHBOUR}"));
    package.write(&with_ping);
    let call = package.cargo(&["run", "--example", "call"]);
    let error = String::from_utf8_lossy(&call.stderr);
    assert!(call.status.success() && String::from_utf8_lossy(&call.stdout).contains("made a call"), "{error}");

    let added = package.build();
    package.write(&with_ping.replace("See whom the token speaks for", "Tell whom the token speaks for"));
    let described = package.build();
    assert_eq!(described.rewritten(&added), ["operations.rs"]);
    assert_eq!(described.stale, ["generated"]);

    package.write(&package.document);
    let call = package.cargo(&["build", "--example", "call"]);
    let error = String::from_utf8_lossy(&call.stderr);
    assert!(!call.status.success() && error.contains("error[E0599]: no method named `ping`"), "{error}");
}
