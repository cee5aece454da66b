//! Tests of the files that a document may refer to: a document is untrusted, and a referenced file could end in a
//! client, or in a message that others read.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files fails")]

use std::fs;
use std::path::{Path, PathBuf};

use warded_codegen::document::Boundary;
use warded_codegen::output::Layout;
use warded_codegen::{MessageFormat, Options, generate};

const SECRET: &str = "type: [do-not-show\n";

/// `project/.git`, `project/specs/own.yaml`, `project/common.yaml`, and `outside.yaml` that is no document's business.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("files").join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(folder.join("project/specs/.git")).unwrap();
    fs::rename(folder.join("project/specs/.git"), folder.join("project/.git")).unwrap();
    fs::write(folder.join("project/specs/own.yaml"), "type: string\n").unwrap();
    fs::write(folder.join("project/common.yaml"), "type: integer\n").unwrap();
    fs::write(folder.join("outside.yaml"), SECRET).unwrap();
    folder
}

/// The diagnostics of a document in `project/specs` that refers to a file. Empty if it is generated.
fn said(folder: &Path, reference: &str, boundary: Boundary) -> String {
    let document = folder.join("project/specs/openapi.yaml");
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Files, version: '1' }}\nservers: [{{ url: https://api.example.com }}]\npaths: {{}}\n\
         components: {{ schemas: {{ Held: {{ type: object, properties: {{ it: {{ $ref: '{reference}' }} }} }} }} }}\n"
    );
    fs::write(&document, text).unwrap();
    let mut options = Options::new(Layout::Module);
    options.load.boundary = boundary;
    let generation = generate(&document, &options).unwrap();
    let said = generation.report.render(MessageFormat::Human { color: false });
    assert_eq!(generation.files.is_some(), said.is_empty(), "{said}");
    said
}

#[test]
fn files_of_the_project_are_read() {
    let folder = folder("project");
    for reference in ["own.yaml", "./own.yaml#", "../common.yaml", "../specs/own.yaml", "%6Fwn.yaml"] {
        assert_eq!(said(&folder, reference, Boundary::Project), "", "{reference}");
    }
}

#[test]
fn files_outside_of_the_project_are_neither_read_nor_shown() {
    let folder = folder("outside");
    let absolute = folder.join("outside.yaml").display().to_string();
    let references = [
        ("../../outside.yaml", "is outside of the folder"),
        ("..%2F..%2foutside.yaml", "is outside of the folder"),
        ("%2e%2e/%2E%2E/outside.yaml#/type", "is outside of the folder"),
        ("../specs/../../outside.yaml", "is outside of the folder"),
        (&absolute, "is an absolute path"),
        (&format!("file://{absolute}"), "is an absolute path"),
        ("file:../../outside.yaml", "is an absolute path"),
        (&format!("FILE://{absolute}"), "nothing is fetched"),
        ("https://example.com/outside.yaml", "nothing is fetched"),
        ("//example.com/outside.yaml", "is an absolute path"),
        ("own.yaml\0", "cannot be read"),
    ];
    for (reference, reason) in references {
        let said = said(&folder, &reference.replace('\0', "%00"), Boundary::Project);
        assert!(said.contains(reason) && said.contains(" --> "), "{reference}: {said}");
        assert!(!said.contains("do-not-show"), "{reference}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_lead_nowhere_else() {
    let folder = folder("links");
    let specs = folder.join("project/specs");
    std::os::unix::fs::symlink(folder.join("outside.yaml"), specs.join("link.yaml")).unwrap();
    std::os::unix::fs::symlink(&folder, specs.join("above")).unwrap();
    std::os::unix::fs::symlink(specs.join("own.yaml"), specs.join("same.yaml")).unwrap();
    for reference in ["link.yaml", "above/outside.yaml"] {
        let said = said(&folder, reference, Boundary::Project);
        assert!(said.contains("is outside of the folder") && !said.contains("do-not-show"), "{reference}: {said}");
    }
    assert_eq!(said(&folder, "same.yaml", Boundary::Project), "");
}

#[test]
fn the_folder_can_be_another() {
    let folder = folder("chosen");
    let specs = || Boundary::Folder(folder.join("project/specs"));
    assert!(said(&folder, "../common.yaml", specs()).contains("is outside of the folder"));
    assert_eq!(said(&folder, "own.yaml", specs()), "");
    fs::write(folder.join("outside.yaml"), "type: string\n").unwrap();
    assert_eq!(said(&folder, "../../outside.yaml", Boundary::Folder(folder.clone())), "");
    assert_eq!(said(&folder, "../../outside.yaml", Boundary::Anywhere), "");
    let absent = Boundary::Folder(folder.join("absent"));
    assert!(said(&folder, "own.yaml", absent).contains("cannot be read"));
}

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_not_waited_for() {
    let folder = folder("pipes");
    let specs = folder.join("project/specs");
    let status = std::process::Command::new("mkfifo").arg(specs.join("pipe.yaml")).status().unwrap();
    assert!(status.success());
    let _socket = std::os::unix::net::UnixListener::bind(specs.join("socket.yaml"));
    std::os::unix::fs::symlink("/dev/zero", specs.join("device.yaml")).unwrap();
    for reference in ["pipe.yaml", "socket.yaml", "device.yaml", "../specs", "pipe.yaml#/A"] {
        let said = said(&folder, reference, Boundary::Anywhere);
        assert!(said.contains("error[dangling-reference]") && said.contains(" --> "), "{reference}: {said}");
        assert!(said.contains(&format!("`{reference}` cannot be read: it is no plain file")), "{reference}: {said}");
    }
}

/// Whoever names a pipe means it, as in `<(yq … openapi.yaml)`.
#[cfg(unix)]
#[test]
fn a_document_may_come_from_a_pipe() {
    let folder = folder("document-pipe");
    let pipe = folder.join("project/specs/pipe.yaml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let text = "openapi: 3.0.3\ninfo: { title: Pipe, version: '1' }\nservers: [{ url: https://api.example.com }]\npaths: {}\n\
                components: { schemas: { Held: { $ref: 'pipe.yaml#/components/schemas/It' }, It: { type: string } } }\n";
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::write(pipe, text)
    });
    let generation = generate(&pipe, &Options::new(Layout::Module)).unwrap();
    writer.join().unwrap().unwrap();
    assert!(generation.files.is_some(), "{}", generation.report.render(MessageFormat::Human { color: false }));
}
