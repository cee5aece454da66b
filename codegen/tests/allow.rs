//! Errors that are allowed: what is left out because of them, and what is said of it.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use support::allowance;
use warded_codegen::diagnostics::{Code, Severity};
use warded_codegen::output::Layout;
use warded_codegen::{Generation, MessageFormat, Options, generate_bytes};

/// For each code: what the operation `GET /bad` is, and the place of its error in the operation.
const FAULTS: &[(Code, &str, &str)] = &[
    (Code::MisspeltKey, "{ secruity: [], responses: { '204': { description: '' } } }", "/secruity"),
    (Code::MissingKey, "{ parameters: [{ name: a }], responses: { '204': { description: '' } } }", "/parameters/0"),
    (
        Code::WrongType,
        "{ responses: { '200': { description: '', content: { text/json: { schema: { type: array, items: x } } } } } }",
        "/responses/200/content/text~1json/schema/items",
    ),
    (Code::InvalidValue, "{ parameters: [{ name: a, in: body, schema: {} }], responses: {} }", "/parameters/0/in"),
    (
        Code::DanglingReference,
        "{ responses: { '200': { $ref: '#/components/responses/None' } } }",
        "/responses/200/$ref",
    ),
    (
        Code::UnknownSecurityScheme,
        "{ security: [{ Kee: [] }], responses: { '204': { description: '' } } }",
        "/security/0/Kee",
    ),
    (
        Code::InvalidExtension,
        "{ security: [{ Key: [] }], x-warded: { revokse: Key }, responses: { '204': { description: '' } } }",
        "/x-warded/revokse",
    ),
    (
        Code::DuplicateParameter,
        "{ parameters: [{ name: a, in: query, schema: { type: string } }, { name: a, in: query, schema: { type: integer } }], \
         responses: { '204': { description: '' } } }",
        "/parameters/1",
    ),
    (
        Code::Unsupported,
        "{ parameters: [{ name: a, in: query, content: { application/xml: { schema: { type: object } } } }], \
         responses: { '204': { description: '' } } }",
        "/parameters/0/content/application~1xml",
    ),
];

fn document(bad: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Allowed, version: '1' }}\nservers: [{{ url: https://api.example.com }}]\npaths:\n  \
         /bad: {{ get: {bad}, post: {{ responses: {{ '204': {{ description: '' }} }} }} }}\n  \
         /fine: {{ get: {{ security: [{{ Key: [] }}], responses: {{ '204': {{ description: '' }} }} }} }}\n\
         components: {{ securitySchemes: {{ Key: {{ type: http, scheme: bearer }} }} }}\n"
    )
}

fn generate(text: &str, allowed: &[&str]) -> Generation {
    let mut options = Options::new(Layout::Module);
    options.allow = allowed.iter().map(|text| allowance(text)).collect();
    generate_bytes(Path::new("openapi.yaml"), text.as_bytes(), &options).expect("no other file is read")
}

fn said(generation: &Generation) -> String {
    generation.report.render(MessageFormat::Human { color: false })
}

/// `GET /pets`, …
fn operations(generation: &Generation) -> BTreeSet<String> {
    let summary = generation.summary().unwrap_or_else(|| panic!("{}", said(generation)));
    let operations = summary["operations"].as_array().expect("it is a list");
    let name = |operation: &Value| format!("{} {}", operation["method"], operation["path"]).replace('"', "");
    operations.iter().map(name).collect()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn an_operation_is_left_out_by_its_own_pointer_and_by_that_of_its_error() {
    for (code, bad, place) in FAULTS {
        let text = document(bad);
        let refused = generate(&text, &[]);
        assert!(refused.files.is_none(), "{bad}");
        let option = format!("{}=/paths/~1bad/get{place}", code.name());
        assert!(said(&refused).contains(&format!("`--allow '{option}'`")), "{option}:\n{}", said(&refused));
        for pointer in ["/paths/~1bad/get".to_owned(), format!("/paths/~1bad/get{place}")] {
            let generation = generate(&text, &[&format!("{}={pointer}", code.name())]);
            assert_eq!(operations(&generation), names(&["POST /bad", "GET /fine"]), "{pointer}");
            let said = said(&generation);
            assert!(said.contains(&format!("warning[{}]", code.name())), "{said}");
            assert!(said.contains("allowed: `/paths/~1bad/get` is left out"), "{said}");
            assert!(!said.contains("unused-allowance"), "{said}");
        }
        let other = if *code == Code::Unsupported { Code::WrongType } else { Code::Unsupported };
        let generation = generate(&text, &[&format!("{}=/paths/~1bad/get", other.name())]);
        assert!(generation.files.is_none() && said(&generation).contains("warning[unused-allowance]"), "{bad}");
    }
}

/// Those that `openapiv3` has no place for.
#[test]
fn operations_of_other_methods_are_left_out_alike() {
    let bad = "{ parameters: [{ name: a, in: query, content: { application/xml: { schema: { type: object } } } }], responses: {} }";
    let others = format!("query: {bad}, additionalOperations: {{ COPY: {bad}, MOVE: {{ responses: {{}} }} }}");
    let text = document("{ responses: { '204': {} } }").replace("3.0.3", "3.2.0");
    let text = text.replacen("/bad: {", &format!("/bad: {{ {others},"), 1);
    let at = |place: &str| format!("unsupported=/paths/~1bad/{place}/parameters/0/content/application~1xml");
    let left: Vec<String> = ["query", "additionalOperations/COPY"].map(at).to_vec();
    for option in &left {
        assert!(said(&generate(&text, &[])).contains(&format!("`--allow '{option}'`")), "{option}");
        assert!(generate(&text, &[option]).files.is_none(), "{option} is not all");
    }
    let generation = generate(&text, &[&left[0], &left[1]]);
    assert_eq!(operations(&generation), names(&["GET /bad", "POST /bad", "MOVE /bad", "GET /fine"]));
    let generation =
        generate(&text, &["unsupported=/paths/~1bad/query", "unsupported=/paths/~1bad/additionalOperations/COPY"]);
    assert_eq!(operations(&generation), names(&["GET /bad", "POST /bad", "MOVE /bad", "GET /fine"]));
}

const SHARED: &str = "openapi: 3.0.3
info: { title: Shared, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /a: { get: { responses: { '200': { $ref: '#/components/responses/Cats' } } } }
  /b: { parameters: [{ $ref: '#/components/parameters/Cat' }], get: &fine { responses: { '204': { description: '' } } }, put: *fine }
  /c: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Unused' } } } }, responses: {} } }
  /d: { get: *fine }
components:
  parameters: { Cat: { name: cat, in: query, schema: { $ref: '#/components/schemas/Cat' } } }
  responses: { Cats: { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Cat' } } } } }
  schemas:
    Cat: { type: object, properties: { friend: { $ref: dog.yaml } } }
    Unused: { type: object, properties: { n: { type: string } } }
    Orphan: { allOf: [{ $ref: '#/components/schemas/Cat' }] }
";

#[test]
fn what_needs_a_component_goes_with_it() {
    let at = "/components/schemas/Cat/properties/friend/$ref";
    let generation = generate(SHARED, &[&format!("dangling-reference={at}")]);
    assert_eq!(operations(&generation), names(&["POST /c", "GET /d"]));
    let said = said(&generation);
    assert!(said.contains("`/paths/~1a/get`, `/paths/~1b/get` and `/paths/~1b/put` are left out"), "{said}");
    let files = generation.files.expect("there are no errors");
    let types = files.iter().find(|file| file.path == Path::new("types.rs")).expect("there are types");
    assert!(!types.content.contains("Cat") && !types.content.contains("Orphan"), "{}", types.content);
}

#[test]
fn each_operation_that_needs_it_must_be_allowed() {
    let of = |path: &str| format!("dangling-reference=/paths/{path}");
    let some = generate(SHARED, &[&of("~1a/get"), &of("~1b/get")]);
    assert!(some.files.is_none());
    let text = said(&some);
    assert!(text.contains("`/paths/~1b/put` needs the component with the error: allow it there"), "{text}");
    assert_eq!(text.matches("warning[unused-allowance]").count(), 2, "{text}");
    let all = generate(SHARED, &[&of("~1a/get"), &of("~1b/get"), &of("~1b/put")]);
    assert_eq!(operations(&all), names(&["POST /c", "GET /d"]));
    assert!(!said(&all).contains("unused-allowance"));
}

/// Operations that are left out for another reason need nothing any more.
#[test]
fn what_is_left_out_anyway_needs_no_allowance() {
    let of = |path: &str| format!("dangling-reference=/paths/{path}");
    let text = SHARED.replace("put: *fine", "put: { responses: {}, parameters: [{ name: [] }] }");
    let all = generate(&text, &[&of("~1a/get"), &of("~1b/get"), "missing-key=/paths/~1b/put"]);
    assert_eq!(operations(&all), names(&["POST /c", "GET /d"]));
    let mut options = Options::new(Layout::Module);
    options.allow = vec![allowance(&of("~1a/get"))];
    options.load.filter.exclude.push("path=/b".parse().expect("it is a selector"));
    let rest = generate_bytes(Path::new("openapi.yaml"), SHARED.as_bytes(), &options).expect("no other file is read");
    assert_eq!(operations(&rest), names(&["POST /c", "GET /d"]));
    assert!(!said(&rest).contains("unused-allowance"), "{}", said(&rest));
}

/// The pointer of a place in a stage differs from that in the document: both are accepted, and the latter is shown.
#[test]
fn places_of_swagger_are_those_of_the_document() {
    let text = "swagger: '2.0'
info: { title: Two, version: '1' }
host: api.example.com
schemes: [https]
paths:
  /a: { get: { parameters: [{ name: a, in: body, schema: { $ref: '#/definitions/A' } }, { name: b, in: query, type: string }, { name: b, in: query, type: integer }], responses: {} } }
  /b: { get: { responses: { '204': { description: '' } } } }
definitions:
  A: { type: object, properties: { a: { $ref: none.yaml } } }
";
    let shown = said(&generate(text, &[]));
    let option = "dangling-reference=/definitions/A/properties/a/$ref";
    assert!(shown.contains(option), "{shown}");
    let generation = generate(text, &[option]);
    assert_eq!(operations(&generation), names(&["GET /b"]));
    assert!(said(&generation).contains(" --> openapi.yaml:9:"), "{}", said(&generation));
    let sound = text.replace("properties: { a: { $ref: none.yaml } }", "properties: { a: { type: string } }");
    let refused = generate(&sound, &[]);
    let shown = said(&refused);
    let (_, rest) = shown.split_once("--allow '").unwrap_or_else(|| panic!("{shown}"));
    let (option, _) = rest.split_once('\'').expect("it is quoted");
    assert_eq!(operations(&generate(&sound, &[option])), names(&["GET /b"]), "{option}");
}

/// A pointer in another file would be one in any file.
#[test]
fn places_of_other_files_are_those_that_they_take() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("allow");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("the file can be written");
    let fine = "{ responses: { '204': { description: '' } } }";
    write("openapi.yaml", &document(fine).replace("components:", "  /other: { $ref: other.yaml }\ncomponents:"));
    write("other.yaml", &format!("put: {fine}\nget: {}\n", FAULTS.last().expect("there are some").1));
    let mut options = Options::new(Layout::Module);
    let path = folder.join("openapi.yaml");
    let shown = said(&support::generation_of(&path, &options));
    let option = "unsupported=/paths/~1other/get/parameters/0/content/application~1xml";
    assert!(shown.contains("other.yaml:2:") && shown.contains(&format!("--allow '{option}'")), "{shown}");
    for option in [option, "unsupported=/paths/~1other/get"] {
        options.allow = vec![allowance(option)];
        let generation = support::generation_of(&path, &options);
        assert_eq!(operations(&generation), names(&["GET /bad", "POST /bad", "GET /fine", "PUT /other"]));
        assert!(said(&generation).contains("other.yaml:2:"), "{}", said(&generation));
    }
}

#[test]
fn what_is_about_no_operation_cannot_be_left_out() {
    let text = document("{ responses: { '204': { description: '' } } }");
    for (old, new, option) in [
        ("servers: [{", "security: [text]\nservers: [{", "wrong-type=/security/0"),
        ("type: http, scheme: bearer", "type: bearer", "invalid-value=/components/securitySchemes/Key/type"),
    ] {
        let generation = generate(&text.replace(old, new), &[option]);
        let said = said(&generation);
        assert!(generation.files.is_none() && said.contains("warning[unused-allowance]"), "{said}");
        assert!(!said.contains("--allow '"), "{said}");
    }
}

/// Every error whose pointer is shown can be allowed by it: of what is wrong with the documents of all diagnostics, only
/// what nobody can leave out is left.
#[test]
fn what_is_shown_is_accepted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut number = 0;
    for code in Code::ALL.iter().filter(|code| code.refusal().is_none()) {
        let path = folder.join(format!("{}.yaml", code.name()));
        let mut options = support::options(&path, Layout::Module);
        // An error of a later stage may be found when those of the earlier ones are allowed.
        for _ in 0..3 {
            let shown = said(&support::generation_of(&path, &options));
            let found = shown.split("`--allow '").skip(1).filter_map(|part| Some(allowance(part.split_once('\'')?.0)));
            options.allow.extend(found);
        }
        number += options.allow.len();
        let generation = support::generation_of(&path, &options);
        let left = generation.report.diagnostics.iter().filter(|it| it.severity == Severity::Error);
        let text = said(&generation);
        assert!(!text.contains("--allow '") && !text.contains("unused-allowance"), "{text}");
        assert!(left.count() == 0 || generation.files.is_none(), "{text}");
    }
    assert!(number > 20, "only {number} errors could be allowed");
}
