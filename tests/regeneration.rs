//! Tests of the next build after a change of a document: packages with a document that is edited, and Cargo.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its package fails")]

#[path = "support/package.rs"]
mod package;

use std::collections::BTreeSet;

use package::{Package, root};

/// The operation that is added, in front of one that is there.
const NEIGHBOUR: &str = "  /auth/user:\n";
const PING: &str = "  /auth/ping:
    get:
      operationId: ping
      security: []
      responses: { '204': { description: Pong } }
";

/// The code that calls it.
const CALLER: &str = "fn main() {
    let _call: generated::synthesq::Call<generated::synthesq::op::Ping> = generated::synthesq::Client::new().ping();
    println!(\"made a call\");
}
";

/// The default transport is not what this is about, and takes long to compile.
fn manifest(name: &str, others: &str) -> String {
    let root = root().display();
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n
[dependencies]\nwarded = {{ path = '{root}/runtime', default-features = false }}\n
[build-dependencies]\nwarded-codegen = {{ path = '{root}/codegen' }}\n
[workspace]\n
{others}"
    )
}

#[test]
fn a_build_follows_the_document_and_does_nothing_else() {
    let package = Package::new("regeneration");
    let others = "[lib]\npath = \"generated/lib.rs\"\n
[features]\ndefault = [\"synthesq\"]\nsynerise = []\nsynthreo = []\nsynthesq = []\n";
    package.write("Cargo.toml", &manifest("generated", others));
    package.copy("build.rs", "build.rs");
    package.copy("generated/lib.rs", "generated/lib.rs");
    package.write("examples/call.rs", CALLER);
    let document = package.copy("specs/synthesq.yaml", "specs/synthesq.yaml");
    let first = package.build("synthesq");

    let untouched = package.build("synthesq");
    assert_eq!(untouched.stale, [] as [String; 0], "nothing changed, and these were compiled again");
    assert_eq!(untouched.rewritten(&first), [] as [&str; 0]);

    let with_ping = document.replace(NEIGHBOUR, &format!("{PING}{NEIGHBOUR}"));
    package.write("specs/synthesq.yaml", &with_ping);
    let call = package.cargo(&["run", "--example", "call"]);
    let error = String::from_utf8_lossy(&call.stderr);
    assert!(call.status.success() && String::from_utf8_lossy(&call.stdout).contains("made a call"), "{error}");

    let added = package.build("synthesq");
    let described = with_ping.replace("See whom the token speaks for", "Tell whom the token speaks for");
    package.write("specs/synthesq.yaml", &described);
    let described = package.build("synthesq");
    assert_eq!(described.rewritten(&added), ["operations.rs"]);
    assert_eq!(described.stale, ["generated"]);

    package.write("specs/synthesq.yaml", &document);
    let call = package.cargo(&["build", "--example", "call"]);
    let error = String::from_utf8_lossy(&call.stderr);
    assert!(!call.status.success() && error.contains("error[E0599]: no method named `ping`"), "{error}");
}

/// The example's document, with a schema in a file of its own, a tag from an overlay, and all that Cargo is to know.
#[test]
fn a_build_script_runs_again_for_the_files_that_it_read_and_for_no_other() {
    let package = Package::new("own-api");
    package.write("Cargo.toml", &manifest("own-api", ""));
    package.write("src/lib.rs", "//! The example.\npub mod parcels {\n    warded::include_api!(\"parcels\");\n}\n");
    let script = package.copy("examples/own-api/build.rs", "build.rs");
    let options = ".overlay(\"parcels.overlay.yaml\").features_by_tag().run()";
    package.write("build.rs", &script.replace(".run()", options));
    let document = package.copy("examples/own-api/parcels.yaml", "parcels.yaml");
    let (rest, schema) = document.split_once("    Parcel:\n").unwrap();
    package.write("parcels.yaml", &format!("{rest}    Parcel: {{ $ref: schemas/parcel.yaml }}\n"));
    package.write("schemas/parcel.yaml", schema);
    package.write(
        "parcels.overlay.yaml",
        "overlay: 1.0.0\ninfo: { title: Tags, version: '1' }\n\
         actions: [{ target: \"$.paths['/parcels/{number}'].get\", update: { tags: [tracking] } }]\n",
    );

    let first = package.build("parcels");
    let read = first.said.lines().filter_map(|line| line.strip_prefix("cargo::rerun-if-changed="));
    let manifest_path = package.folder.join("Cargo.toml").display().to_string();
    let expected = ["parcels.yaml", "parcels.overlay.yaml", "schemas/parcel.yaml", &manifest_path];
    assert_eq!(read.collect::<BTreeSet<_>>(), BTreeSet::from(expected));
    assert!(
        first.said.contains("cargo::warning=`[features]` of Cargo.toml lacks `tag-tracking = []`"),
        "{}",
        first.said
    );
    assert_eq!(first.lints, [] as [String; 0], "the feature is no misspelling");

    package.write("README.md", "Another file.\n");
    package.write("schemas/other.yaml", "type: string\n");
    let untouched = package.build("parcels");
    assert_eq!(
        untouched.stale,
        [] as [String; 0],
        "these have nothing to do with it, and something was compiled again"
    );

    package.write("schemas/parcel.yaml", &schema.replace("A parcel on its way.", "A parcel that moves."));
    let described = package.build("parcels");
    assert_eq!(
        (described.rewritten(&first), described.stale.as_slice()),
        (vec!["types.rs"], &["own_api".to_owned()][..])
    );

    package.write("Cargo.toml", &manifest("own-api", "[features]\ntag-tracking = []\n"));
    let declared = package.build("parcels");
    assert!(!declared.said.contains("cargo::warning"), "{}", declared.said);
    assert_eq!(declared.lints, [] as [String; 0]);
}

#[test]
fn a_build_stops_at_the_errors_of_a_document_and_names_their_places() {
    let package = Package::new("wrong-api");
    package.write("Cargo.toml", &manifest("wrong-api", ""));
    package.write("src/lib.rs", "//! The example.\npub mod parcels {\n    warded::include_api!(\"parcels\");\n}\n");
    package.copy("examples/own-api/build.rs", "build.rs");
    let document = package.copy("examples/own-api/parcels.yaml", "parcels.yaml");
    let wrong = document.replace("security:", "secruity:").replace("#/components/schemas/Parcel", "missing.yaml");
    package.write("parcels.yaml", &wrong);
    let output = package.cargo(&["build", "--lib"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    for error in ["unknown key `secruity`", "missing.yaml"] {
        let told =
            said.lines().find(|line| line.starts_with("error: wrong-api@0.1.0: parcels.yaml:") && line.contains(error));
        assert!(told.is_some_and(|line| line.ends_with(']')), "{error}: {said}");
    }
    assert!(!said.contains("panicked"), "{said}");
}
