//! Security Scheme Object. What kind of credential it is must be clear: there is no guessing.
//!
//! ```yaml
//! type: http
//! scheme: bearer
//! ```

use serde_json::{Map, json};

use super::check::{Check, Verdict};
use super::kind::Kind;
use super::scalar::quoted;
use super::table::{Key, Shape, Type, V2, V3, V31, key};
use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::document::version::Version;
use crate::source::Tree;

pub(super) static SECURITY_SCHEME: Shape =
    Shape::of(Kind::SecurityScheme, "security scheme", KEYS).referable().finish(finish);

#[rustfmt::skip]
static KEYS: &[Key] = &[
    key("authorizationUrl", &Type::Text).only(V2),
    key("bearerFormat", &Type::Text).only(V3),
    key("deprecated", &Type::Boolean).only(V31),
    key("description", &Type::Text),
    key("flow", &Type::Text).only(V2),
    key("flows", &Type::Object(&FLOWS)).only(V3),
    key("in", &Type::Word(&["query", "header", "cookie"])).matters(),
    key("name", &Type::Text).matters(),
    key("oauth2MetadataUrl", &Type::Text).only(V31),
    key("openIdConnectUrl", &Type::Text).only(V3),
    key("scheme", &Type::Text).only(V3).matters(),
    key("scopes", &Type::Map(&Type::Text)).only(V2).matters(),
    key("tokenUrl", &Type::Text).only(V2),
    key("type", &Type::Text).required(),
];

#[rustfmt::skip]
static FLOWS: Shape = Shape::new("flows object", &[
    key("authorizationCode", &Type::Object(&FLOW)),
    key("clientCredentials", &Type::Object(&FLOW)),
    key("deviceAuthorization", &Type::Object(&FLOW)).only(V31),
    key("implicit", &Type::Object(&FLOW)),
    key("password", &Type::Object(&FLOW)),
]).finish(finish_flows);

#[rustfmt::skip]
static FLOW: Shape = Shape::new("flow", &[
    key("authorizationUrl", &Type::Text),
    key("deviceAuthorizationUrl", &Type::Text).only(V31),
    key("refreshUrl", &Type::Text),
    key("scopes", &Type::Map(&Type::Text)).matters(),
    key("tokenUrl", &Type::Text),
]);

/// The keys that the type asks for.
fn finish(check: &mut Check<'_>, scheme: &mut Map<String, Tree>) -> Verdict {
    let Some(kind) = scheme.get("type").and_then(Tree::as_str).map(ToOwned::to_owned) else {
        return Verdict::Keep;
    };
    let needed: &[&str] = match (kind.as_str(), check.version) {
        ("apiKey", _) => &["in", "name"],
        ("http", Version::OpenApi30 | Version::OpenApi31 | Version::OpenApi32) => &["scheme"],
        ("basic", Version::Swagger2) | ("oauth2", _) => &[],
        ("mutualTLS" | "openIdConnect", Version::OpenApi30 | Version::OpenApi31 | Version::OpenApi32) => &[],
        (_, version) => {
            unknown_type(check, &kind, version);
            &[]
        }
    };
    if kind == "mutualTLS" && scheme.contains_key("x-warded") {
        check
            .error(Code::MisplacedKey, "`x-warded` is not read from `mutualTLS`: the connection refuses a certificate");
    }
    for key in needed.iter().filter(|key| !scheme.contains_key(**key)) {
        check.error(Code::MissingKey, format!("a security scheme of type `{kind}` needs `{key}`"));
    }
    // Nothing but documentation depends on these.
    if check.version != Version::Swagger2 {
        fill(check, scheme, &kind, "oauth2", "flows");
        fill(check, scheme, &kind, "openIdConnect", "openIdConnectUrl");
    }
    Verdict::Keep
}

fn unknown_type(check: &mut Check<'_>, kind: &str, version: Version) {
    let types: &[&str] = match version {
        Version::Swagger2 => &["apiKey", "basic", "oauth2"],
        Version::OpenApi30 | Version::OpenApi31 | Version::OpenApi32 => {
            &["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]
        }
    };
    let http = version != Version::Swagger2
        && ["basic", "bearer", "digest"].iter().any(|scheme| scheme.eq_ignore_ascii_case(kind));
    let help = match did_you_mean(kind, types.iter().copied()) {
        _ if http => format!("write `type: http` and `scheme: {}`", kind.to_ascii_lowercase()),
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the types are {}", quoted(types)),
    };
    let message = format!("`{kind}` is no type of security scheme in {version}");
    check.below("type", |check| {
        let at = check.pointer();
        check.push(Diagnostic::error(Code::InvalidValue, &at, message).help(help));
    });
}

fn fill(check: &mut Check<'_>, scheme: &mut Map<String, Tree>, kind: &str, wanted: &str, key: &str) {
    if kind == wanted && !scheme.contains_key(key) {
        check.note(Code::MissingKey, format!("a security scheme of type `{kind}` needs `{key}`"));
        let empty = if key == "flows" { json!({}) } else { json!("") };
        scheme.insert(key.to_owned(), empty);
    }
}

/// Checks the required keys of each flow; a client that is given its token does not need them.
fn finish_flows(check: &mut Check<'_>, flows: &mut Map<String, Tree>) -> Verdict {
    for (flow, keys) in [
        ("authorizationCode", &["authorizationUrl", "tokenUrl"][..]),
        ("clientCredentials", &["tokenUrl"]),
        ("deviceAuthorization", &["deviceAuthorizationUrl", "tokenUrl"]),
        ("implicit", &["authorizationUrl"]),
        ("password", &["tokenUrl"]),
    ] {
        let Some(Tree::Object(object)) = flows.get_mut(flow) else { continue };
        for key in keys.iter().chain(&["scopes"]).filter(|key| !object.contains_key(**key)).collect::<Vec<_>>() {
            check.below(flow, |check| check.note(Code::MissingKey, format!("the flow `{flow}` needs `{key}`")));
            object.insert((*key).to_owned(), if *key == "scopes" { json!({}) } else { json!("") });
        }
    }
    Verdict::Keep
}
