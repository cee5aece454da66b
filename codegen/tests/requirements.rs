//! Compares requirements with a small model of the specification, in the compiler and at run time: random
//! requirements of scopes, roles, AND, OR and `{}`. The first alternative that is met is sent.
//!
//! `WARDED_REQUIREMENTS=300 WARDED_SEED=7` tries more of them, and others.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value, json};
use support::{files, generation, package};
use warded_codegen::output::GeneratedFile;

/// The schemes: two of OAuth with scopes of the same names, one with roles, two with neither.
const SCHEMES: [&str; 5] = ["Alpha", "Omega", "Jay", "Kay", "Cee"];
/// The grants of each scheme. A role has the name of a scope.
const GRANTS: [&[&str]; 5] = [&["s0", "s1", "s2", "s3"], &["s0", "s1", "s2"], &["r0", "r1", "s0"], &[], &[]];
const ROLES: usize = 2;

/// A use of a scheme in an alternative: all of these grants, and one of those.
#[derive(Clone, Debug)]
struct Use {
    scheme: usize,
    all: BTreeSet<usize>,
    any: BTreeSet<usize>,
}

/// An operation: the alternatives in the document's order, in which `{}` is empty.
type Requirement = Vec<Vec<Use>>;

/// The credential of a scheme that a client has.
#[derive(Clone, Debug)]
enum Held {
    Absent,
    All,
    Unknown,
    Set(BTreeSet<usize>),
}

impl Held {
    fn has(&self, grant: usize) -> bool {
        match self {
            Self::All => true,
            Self::Absent | Self::Unknown => false,
            Self::Set(set) => set.contains(&grant),
        }
    }
}

/// The specification: the first alternative of which every scheme is held with what it lists. `{}` is met by all, and
/// tried last, so that a credential that is held is sent.
fn chosen<'r>(requirement: &'r Requirement, state: &[Held]) -> Option<&'r Vec<Use>> {
    let is_met = |alternative: &&Vec<Use>| {
        alternative.iter().all(|one| {
            let held = &state[one.scheme];
            !matches!(held, Held::Absent)
                && one.all.iter().all(|grant| held.has(*grant))
                && (one.any.is_empty() || one.any.iter().any(|grant| held.has(*grant)))
        })
    };
    let (empty, needed): (Vec<_>, Vec<_>) = requirement.iter().partition(|alternative| alternative.is_empty());
    needed.into_iter().chain(empty).find(is_met)
}

/// Numerical Recipes' linear congruential generator: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn subset(&mut self, of: usize, most: usize) -> BTreeSet<usize> {
        (0..self.below(most + 1)).filter(|_| of > 0).map(|_| self.below(of.max(1))).collect()
    }

    fn requirement(&mut self) -> Requirement {
        // `x-warded.requires-role` holds for all alternatives of the operation.
        let any = if self.one_in(3) { self.subset(GRANTS[ROLES].len(), 3) } else { BTreeSet::new() };
        let alternatives = (0..1 + self.below(5)).map(|_| {
            if self.one_in(8) {
                return Vec::new();
            }
            let mut alternative: Vec<Use> = Vec::new();
            for _ in 0..1 + self.below(3) {
                let scheme = self.below(SCHEMES.len());
                // Both are sent in `Authorization`, so that a request has no room for them together.
                let is_bearer = |scheme| scheme < ROLES;
                if alternative.iter().any(|one| one.scheme == scheme || is_bearer(scheme) && is_bearer(one.scheme)) {
                    continue;
                }
                let any = if scheme == ROLES { any.clone() } else { BTreeSet::new() };
                alternative.push(Use { scheme, all: self.subset(GRANTS[scheme].len(), 3), any });
            }
            alternative
        });
        alternatives.collect()
    }

    fn state(&mut self) -> Vec<Held> {
        let held = |scheme: usize| match self.below(5) {
            0 | 1 => Held::Absent,
            2 => Held::All,
            3 if scheme == ROLES && self.one_in(3) => Held::Unknown,
            _ => Held::Set(self.subset(GRANTS[scheme].len(), 4)),
        };
        (0..SCHEMES.len()).map(held).collect()
    }
}

/// A client that tries an operation, and what the model says of it.
struct Trial {
    operation: usize,
    state: Vec<Held>,
    /// The schemes that are sent; none if the call must not compile.
    sent: Option<BTreeSet<usize>>,
}

#[test]
fn requirements_mean_what_openapi_says() {
    let setting = |name: &str, usual| std::env::var(name).map_or(usual, |text| text.parse().expect("it is a number"));
    let mut random = Random(setting("WARDED_SEED", 1));
    let requirements: Vec<Requirement> =
        (0..setting("WARDED_REQUIREMENTS", 40)).map(|_| random.requirement()).collect();
    let trials: Vec<Trial> = requirements
        .iter()
        .enumerate()
        .flat_map(|(operation, requirement)| {
            let trial = |_| {
                let state = random.state();
                let sent = chosen(requirement, &state).map(|one| one.iter().map(|one| one.scheme).collect());
                Trial { operation, state, sent }
            };
            (0..10).map(trial).collect::<Vec<_>>()
        })
        .collect();
    let (met, unmet): (Vec<&Trial>, Vec<&Trial>) = trials.iter().partition(|trial| trial.sent.is_some());
    assert!(met.len() > trials.len() / 4 && unmet.len() > trials.len() / 4, "{} {}", met.len(), unmet.len());

    let root = write(&requirements, "met", &program(&trials));
    package::cargo(&root, &["run"]);
    let root = write(&requirements, "unmet", &misuse(&unmet));
    let found = errors(&root);
    let odd = |(at, error): (usize, &Option<String>)| {
        let is_right = error.as_ref().is_some_and(|error| error.starts_with("this operation needs "));
        (!is_right).then(|| format!("{:?} {:?}: {error:?}", unmet[at].state, requirements[unmet[at].operation]))
    };
    let odd: Vec<String> = found.iter().enumerate().filter_map(odd).collect();
    assert!(odd.is_empty() && found.len() == unmet.len(), "{odd:#?}");
}

fn write(requirements: &[Requirement], name: &str, program: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("requirements-{name}"));
    let mut output: Vec<GeneratedFile> = files(generation(&document(requirements).to_string()))
        .into_iter()
        .map(|file| package::moved(file, "api"))
        .collect();
    let tower = "[dependencies.tower]\nversion = \"0.5\"\ndefault-features = false\nfeatures = [\"util\"]\n";
    let manifest = format!("{}{tower}", package::manifest(&format!("requirements-{name}")));
    output.push(GeneratedFile { path: "Cargo.toml".into(), content: manifest });
    output.push(GeneratedFile { path: "src/main.rs".into(), content: program.to_owned() });
    package::write(&output, &root);
    root
}

fn document(requirements: &[Requirement]) -> Value {
    let path = |(index, requirement): (usize, &Requirement)| {
        let names = |scheme: usize, grants: &BTreeSet<usize>| {
            json!(grants.iter().map(|grant| GRANTS[scheme][*grant]).collect::<Vec<_>>())
        };
        let alternatives = requirement.iter().map(|alternative| {
            let uses = alternative.iter().map(|one| (SCHEMES[one.scheme].to_owned(), names(one.scheme, &one.all)));
            Value::Object(uses.collect::<Map<_, _>>())
        });
        let mut operation = json!({
            "operationId": format!("op{index}"),
            "security": alternatives.collect::<Vec<_>>(),
            "responses": { "204": { "description": "Done" } },
        });
        if let Some(one) = requirement.iter().flatten().find(|one| !one.any.is_empty()) {
            operation["x-warded"] = json!({ "requires-role": { "Jay": names(one.scheme, &one.any) } });
        }
        (format!("/op{index}"), json!({ "get": operation }))
    };
    let mut paths: Map<String, Value> = requirements.iter().enumerate().map(path).collect();
    // Every scope and role is named somewhere, so that each has a marker.
    let everything = SCHEMES.iter().zip(GRANTS).map(|(scheme, grants)| json!({ *scheme: grants }));
    let security: Vec<Value> = everything.collect();
    let responses = json!({ "204": { "description": "Done" } });
    let operation = json!({ "operationId": "everything", "security": security, "responses": responses });
    paths.insert("/everything".to_owned(), json!({ "get": operation }));
    let flows = |grants: &[&str]| {
        let scopes: Map<String, Value> = grants.iter().map(|name| ((*name).to_owned(), json!(""))).collect();
        json!({ "clientCredentials": { "tokenUrl": "https://a.example", "scopes": scopes } })
    };
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Requirements", "version": "1" },
        "servers": [{ "url": "https://api.example.com" }],
        "paths": paths,
        "components": { "securitySchemes": {
            "Alpha": { "type": "oauth2", "flows": flows(GRANTS[0]) },
            "Omega": { "type": "oauth2", "flows": flows(GRANTS[1]) },
            "Jay": { "type": "apiKey", "in": "header", "name": "X-Jay" },
            "Kay": { "type": "apiKey", "in": "query", "name": "kay" },
            "Cee": { "type": "apiKey", "in": "cookie", "name": "cee" },
        } },
    })
}

/// `.alpha(Alpha::with_scopes("Alpha", (scope::S0, scope::S1)))` for each scheme that is held.
fn credentials(state: &[Held]) -> String {
    let mut text = String::new();
    for (scheme, held) in state.iter().enumerate().filter(|(_, held)| !matches!(held, Held::Absent)) {
        let (name, slot) = (SCHEMES[scheme], SCHEMES[scheme].to_lowercase());
        let (module, with) = if scheme == ROLES { ("role", "with_roles") } else { ("scope", "with_scopes") };
        let marker = |grant: &usize| format!("{module}::{}", GRANTS[scheme][*grant].to_uppercase());
        let markers: Vec<String> = match held {
            Held::Absent | Held::All | Held::Unknown => Vec::new(),
            // From the last to the first, and the first two in a tuple of their own: order and nesting are of no account.
            Held::Set(set) => set.iter().rev().map(marker).collect(),
        };
        let set = match (held, markers.as_slice()) {
            (Held::All, _) => format!("{module}::All"),
            (Held::Unknown, _) => "role::UnknownRole".to_owned(),
            (_, []) => "()".to_owned(),
            (_, [only]) => only.clone(),
            (_, [first, second, rest @ ..]) => {
                format!("(({first}, {second}), {})", rest.join(", ")).replace(", )", ",)")
            }
        };
        let made = match GRANTS[scheme] {
            [] => format!("{name}::new(\"{name}\")"),
            _ => format!("{name}::{with}(\"{name}\", {set})"),
        };
        write!(text, ".{slot}({made})").expect("a string takes it");
    }
    text
}

/// Calls whose requirement is met compile, and send the model's alternative; with credentials chosen at run time, an
/// unmet requirement is an error.
fn program(trials: &[Trial]) -> String {
    let mut calls = String::new();
    for Trial { operation, state, sent } in trials {
        let (credentials, state) = (credentials(state), format!("{state:?}"));
        let names = sent.as_ref().map(|sent| sent.iter().map(|scheme| SCHEMES[*scheme]).collect::<Vec<_>>());
        if let Some(names) = &names {
            writeln!(calls, "    check(client(){credentials}.op{operation}(), Some(&{names:?}), {state:?});")
                .expect("a string takes it");
        }
        let names = names.map_or_else(|| "None".to_owned(), |names| format!("Some(&{names:?})"));
        let client = format!("client().with_credentials(DynamicCredentials::new(){credentials})");
        writeln!(calls, "    check({client}.op{operation}(), {names}, {state:?});").expect("a string takes it");
    }
    PROGRAM.replace("    // calls\n", &calls)
}

const PROGRAM: &str = r#"#![allow(unused_imports)]
#[allow(dead_code)]
mod api;

use std::pin::pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

use api::*;
use warded::http::{Request, Response};
use warded::{Body, Error, Operation};

static SENT: Mutex<Vec<&str>> = Mutex::new(Vec::new());

async fn answer(request: Request<Body>) -> Result<Response<Body>, std::io::Error> {
    let mut texts = vec![request.uri().to_string()];
    texts.extend(request.headers().values().map(|value| value.to_str().unwrap().to_owned()));
    let is_sent = |name: &&str| texts.iter().any(|text| text.contains(*name));
    SENT.lock().unwrap().extend(["Alpha", "Omega", "Jay", "Kay", "Cee"].iter().filter(|name| is_sent(name)));
    Ok(Response::builder().status(204).body(Body::empty()).unwrap())
}

fn client() -> Client {
    Client::builder().transport(tower::service_fn(answer)).build().unwrap()
}

fn check<O: Operation>(call: Call<O>, expected: Option<&[&str]>, state: &str) {
    let mut call = pin!(call.send_raw());
    let result = loop {
        if let Poll::Ready(result) = call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            break result;
        }
        std::thread::yield_now();
    };
    let sent = std::mem::take(&mut *SENT.lock().unwrap());
    match expected {
        Some(expected) => assert!(result.is_ok() && sent == expected, "{} {state}: {sent:?}, not {expected:?}", O::ID),
        None => assert!(matches!(result, Err(Error::Credential(_))) && sent.is_empty(), "{} {state}: {sent:?}", O::ID),
    }
}

fn main() {
    // calls
}
"#;

/// Each call in a function of its own, on a line of its own.
fn misuse(trials: &[&Trial]) -> String {
    let mut text = "#[allow(dead_code)]\nmod api;\n#[allow(unused_imports)]\nuse api::*;\nfn main() {}\n".to_owned();
    for (index, Trial { operation, state, .. }) in trials.iter().enumerate() {
        let credentials = credentials(state);
        writeln!(text, "pub fn trial{index}() {{ let _ = Client::new(){credentials}.op{operation}(); }}")
            .expect("a string takes it");
    }
    text
}

/// The first line of each function's error; `None` where there is none, or more than one.
fn errors(root: &Path) -> Vec<Option<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--message-format", "json"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.with_file_name("packages"))
        .output()
        .expect("cargo can be run");
    let text = String::from_utf8(output.stdout).expect("it is JSON");
    let source = std::fs::read_to_string(root.join("src/main.rs")).expect("it was written");
    let first = source.lines().position(|line| line.starts_with("pub fn trial0()")).expect("there is one") + 1;
    let mut errors = vec![Vec::new(); source.lines().count() + 1 - first];
    for line in text.lines() {
        let message: Value = serde_json::from_str(line).expect("it is JSON");
        let message = &message["message"];
        if message["level"] != "error" || message["code"].is_null() {
            continue;
        }
        let spans = message["spans"].as_array().expect("a list");
        let primary = spans.iter().find(|span| span["is_primary"] == true).expect("there is one");
        let line = primary["line_start"].as_u64().expect("a number") as usize;
        assert!(primary["file_name"] == "src/main.rs" && line >= first, "{message}");
        errors[line - first].push(message["message"].as_str().expect("a text").to_owned());
    }
    errors.into_iter().map(|mut found| found.pop().filter(|_| found.is_empty())).collect()
}
