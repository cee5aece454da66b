//! Tests of the values of `x-warded`, and of the diagnostics for others.

use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::document::typed;
use crate::model::{Api, Expiry, ReplyPart, SchemaKind, Unit};
use crate::resolve::resolve;

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: t, version: '1' }
paths:
  /x:
    post:
      SECURITY
      x-warded: MARKS
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { $ref: '#/components/schemas/Reply' } } }
components:
  securitySchemes:
    JWT: { type: http, scheme: bearer }
    Basic: { type: http, scheme: basic }
    Key: { type: apiKey, in: query, name: key }
  schemas:
    Reply:
      type: object
      properties:
        token: { type: string }
        note: { type: string }
        data: { type: object, properties: { token: { type: string }, seconds: { type: integer } } }
        status: { type: string, enum: [SUCCESS, MORE] }
";

/// The model of a document, and its errors.
fn resolved(document: &str) -> (Api, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let document = serde_yaml::from_str(document).expect("the test's document is YAML");
    let document = typed(document, &mut diagnostics).expect("the test's document is valid");
    let api = resolve(&document, &mut diagnostics);
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error);
    (api, errors.cloned().collect())
}

/// The model, and the places and messages of what was found.
fn read(security: &str, marks: &str) -> (Api, Vec<String>) {
    let (api, errors) = resolved(&DOCUMENT.replace("SECURITY", security).replace("MARKS", marks));
    let found = errors.iter().map(|one| format!("{:?}: {}", one.primary, one.message));
    (api, found.map(|text| text.replace("/paths/~1x/post/x-warded", "…")).collect())
}

/// The messages of a document's errors, with their helps.
fn helped(document: &str) -> String {
    let (_, errors) = resolved(document);
    errors.into_iter().map(|one| format!("{} | {}", one.message, one.help.unwrap_or_default())).collect()
}

fn errors(security: &str, marks: &str) -> String {
    read(security, marks).1.join("\n")
}

#[test]
fn what_a_login_issues_is_understood() {
    let marks = "{ issues: { scheme: JWT, role: client, token: /data/token, when: { /status: SUCCESS }, \
                 expires: [jwt, 24h, { in: /data/seconds }] } }";
    let (api, errors) = read("security: []", marks);
    assert_eq!(errors, [""; 0]);
    let issuance = api.operations[0].issues.as_ref().expect("it issues a credential");
    assert_eq!(api[issuance.scheme].name, "JWT");
    let roles = issuance.roles.iter().map(|role| api[issuance.scheme].roles[role.0 as usize].name.as_str());
    assert!(roles.eq(["client"]), "{issuance:?}");
    let part = |path: [&str; 2]| ReplyPart::Body(path.map(str::to_owned).to_vec());
    assert_eq!(issuance.token, part(["data", "token"]));
    let seconds = part(["data", "seconds"]);
    let day = std::time::Duration::from_secs(86_400);
    assert_eq!(issuance.expires, [Expiry::Jwt, Expiry::After(day), Expiry::In(seconds, Unit::Seconds)]);
}

#[test]
fn only_the_token_becomes_a_secret() {
    let (api, errors) = read("security: []", "{ issues: { scheme: JWT, token: /token } }");
    assert_eq!(errors, [""; 0]);
    let reply = api.schemas.iter().find(|schema| schema.component.as_deref() == Some("Reply"));
    let Some(SchemaKind::Object(reply)) = reply.map(|schema| &schema.kind) else { panic!("the reply is an object") };
    let is_secret = |at: usize| matches!(api[reply.properties[at].ty.schema].kind, SchemaKind::Secret(_));
    assert!(is_secret(0) && !is_secret(1), "{reply:?}");
}

const JWT: &str = "security: [{ JWT: [] }]";
const EITHER: &str = "security: [{ JWT: [] }, { Basic: [] }]";

/// What the operation needs, its marks, and the error of them.
const FAULTS: &[(&str, &str, &str)] = &[
    ("security: []", "{ isues: {} }", "Key(Pointer(\"…/isues\")): `isues` is none of the keys"),
    ("security: []", "{ issues: { scheme: JWT } }", "Pointer(Pointer(\"…/issues\")): `issues` must say `token`"),
    ("security: []", "{ issues: { scheme: Jwt, token: /token } }", "the security scheme `Jwt` is not defined"),
    ("security: []", "{ issues: { scheme: Basic, token: /token } }", "`Basic` can't be made of a token"),
    ("security: []", "{ issues: { scheme: JWT, token: token } }", "…/issues/token\")): `token` is no JSON Pointer"),
    ("security: []", "{ issues: { scheme: JWT, token: /data/tok } }", "body has no property `/data/tok`"),
    ("security: []", "{ issues: { scheme: JWT, token: /data } }", "`data` is not a string"),
    (
        "security: []",
        "{ issues: { scheme: JWT, token: /token, expires: soon } }",
        "…/issues/expires\")): `soon` is neither",
    ),
    ("security: []", "{ issues: { scheme: JWT, token: /token, expires: { in: /data } } }", "not a number of seconds"),
    ("security: []", "{ issues: { scheme: JWT, token: /token, when: { /status: No } } }", "not a type that `\"No\"`"),
    ("security: []", "{ issues: { scheme: JWT, token: { header: set-cookie } } }", "this header holds cookies"),
    ("security: []", "{ issues: { scheme: JWT, token: { cookie: 'a b' } } }", "`a b` can't be the name of a cookie"),
    ("security: []", "{ issues: { scheme: JWT, token: {} } }", "this must have either `header` or `cookie`"),
    (
        "security: []",
        "{ issues: { scheme: JWT, token: '' } }",
        "…/issues/token\")): the success's body is not a string",
    ),
    (
        "security: []",
        "{ issues: { scheme: JWT, token: /token, prefix: Token } }",
        "the word of its scheme before it already",
    ),
    ("security: []", "{ issues: { scheme: Key, token: /token, prefix: Token } }", "`Key` is not in a header"),
    (
        "security: []",
        "{ issues: { scheme: JWT, token: /token, expires: { in: /data/seconds, unit: h } } }",
        "…/issues/expires/unit\")): `h` is neither `s` nor `ms`",
    ),
    (
        "security: []",
        "{ issues: { scheme: JWT, token: /token, expires: { in: { cookie: sid } } } }",
        "a cookie's own end counts by itself",
    ),
    ("security: []", "{ issues: [] }", "…/issues\")): this list must have one to 5 credentials"),
    (
        "security: []",
        "{ issues: [{ scheme: JWT, token: /token }, { scheme: Key, token: /data/tok }] }",
        "…/issues/1/token\")): the success's body has no property `/data/tok`",
    ),
    (
        "security: []",
        "{ issues: [{ scheme: JWT, token: /token }, { scheme: JWT, token: /token }] }",
        "…/issues/1/scheme\")): the same login issues a credential of this scheme already",
    ),
    (
        "security: []",
        "{ issues: [{ scheme: JWT, token: /token }, { scheme: Key, token: /token, once: true }] }",
        "…/issues/1/once\")): `once` is none of the keys",
    ),
    (
        "security: []",
        "{ issues: { scheme: JWT, token: /token, refresh: /data/tok } }",
        "…/issues/refresh\")): the success's body has no property `/data/tok`",
    ),
    (
        "security: []",
        "{ issues: { scheme: JWT, token: /token, refresh-expires: 1h } }",
        "…/issues/refresh-expires\")): this is the end of a refresh token",
    ),
    ("security: []", "{ issues: { scheme: JWT, token: /token, once: 1 } }", "…/issues/once\")): this must be `true`"),
    (JWT, "{ renews: { with: /token } }", "…/renews\")): `renews` must say `scheme`"),
    (
        "security: []",
        "{ renews: { scheme: JWT, with: {} } }",
        "…/renews/with\")): this must have one of `header`, `cookie` and `scheme`",
    ),
    (EITHER, "{ issues: { scheme: JWT, token: /token, role: same } }", "it renews none of this scheme"),
    (
        EITHER,
        "{ issues: { scheme: JWT, token: /token }, requires-role: { JWT: [a] } }",
        "must declare the role of the credential of `JWT`",
    ),
    ("security: []", "{ revokes: JWT }", "…/revokes\")): the operation revokes a credential of `JWT`"),
    ("security: [{ JWT: [] }, {}]", "{ renews: JWT }", "…/renews\")): the operation renews a credential of `JWT`"),
    ("security: []", "{ requires-role: { JWT: [a] } }", "…/requires-role/JWT\")): the operation requires a role"),
    (JWT, "{ requires-role: { JWT: [] } }", "…/requires-role/JWT\")): this list must not be empty"),
    (JWT, "7", "Pointer(Pointer(\"…\")): this must be an object"),
];

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn faults_are_found_where_they_are() {
    for (security, marks, expected) in FAULTS {
        let errors = errors(security, marks);
        assert!(errors.contains(expected) && errors.lines().count() == 1, "{marks}: {errors}");
    }
}

/// An operation that needs what it issues is called with what another one issued, or never.
#[test]
fn a_login_needs_no_credential_that_only_it_issues() {
    let circle = "…/issues/scheme\")): the operation issues a credential of `JWT`, and cannot be called without one";
    let issues = "issues: { scheme: JWT, token: /token, role: user }";
    for (security, marks, is_circle) in [
        ("security: []", "{ ISSUES }", false),
        ("security: [{ JWT: [] }]", "{ ISSUES }", true),
        ("security: [{ JWT: [], Key: [] }, { JWT: [] }]", "{ ISSUES }", true),
        ("security: [{ JWT: [] }, { Basic: [] }]", "{ ISSUES }", false),
        ("security: [{ JWT: [] }, {}]", "{ ISSUES }", false),
        ("security: [{ JWT: [] }]", "{ ISSUES, renews: JWT }", false),
    ] {
        let errors = errors(security, &marks.replace("ISSUES", issues));
        assert_eq!(errors.is_empty(), !is_circle, "{security} {marks}: {errors}");
        assert!(!is_circle || errors.contains(circle), "{errors}");
    }
}

#[test]
fn a_second_step_of_a_login_is_called_with_what_the_first_one_issued() {
    let second = DOCUMENT.lines().skip_while(|line| *line != "  /x:").take_while(|line| *line != "components:");
    let second = second.collect::<Vec<_>>().join("\n").replace("/x:", "/y:");
    let with = |first: &str, second_marks: &str| {
        let second = second.replace("SECURITY", "security: [{ JWT: [] }]").replace("MARKS", second_marks);
        let document = DOCUMENT.replace("components:", &format!("{second}\ncomponents:"));
        let document =
            document.replace("SECURITY", first).replace("MARKS", "{ issues: { scheme: JWT, token: /token, role: a } }");
        resolved(&document).1.len()
    };
    let (any, b_by_a) = (
        "{ issues: { scheme: JWT, token: /token, role: b } }",
        "{ issues: { scheme: JWT, token: /token, role: b }, requires-role: { JWT: [a] } }",
    );
    let b_by_b = "{ issues: { scheme: JWT, token: /token, role: b }, requires-role: { JWT: [b] } }";
    assert_eq!([any, b_by_a, b_by_b].map(|marks| with("security: []", marks)), [0, 0, 1]);
    assert_eq!([any, b_by_a, b_by_b].map(|marks| with("security: [{ JWT: [] }]", marks)), [2, 2, 2]);
}

/// The errors of a login whose responses are these, beside a schema `Other` with a `token`, too.
fn with_responses(responses: &str) -> String {
    let (before, after) = DOCUMENT.split_once("      responses:").expect("the test's document has responses");
    let (_, after) = after.split_once("components:").expect("the test's document has components");
    let other = "    Other: { type: object, properties: { token: { type: string }, other: { type: string } } }\n";
    let document = format!("{before}      responses: {responses}\ncomponents:{after}{other}");
    let marks = "{ issues: { scheme: JWT, token: /token } }";
    let document = document.replace("SECURITY", "security: []").replace("MARKS", marks);
    helped(&document)
}

#[test]
fn one_success_or_one_variant_must_hold_the_token() {
    let json = |schema: &str| format!("{{ description: d, content: {{ application/json: {{ schema: {schema} }} }} }}");
    let (reply, other) = ("{ $ref: '#/components/schemas/Reply' }", "{ $ref: '#/components/schemas/Other' }");
    let without = "{ type: object, properties: { tokn: { type: string } } }";
    for (responses, expected) in [
        (format!("{{ '200': {}, '201': {} }}", json(reply), json(reply)), ""),
        (format!("{{ '200': {}, '202': {} }}", json(reply), json(without)), ""),
        (format!("{{ '200': {}, '202': {} }}", json(reply), json(other)), "several successes could hold"),
        (format!("{{ '200': {} }}", json(without)), "has no property `/token` | `/tokn` would do"),
        (format!("{{ '200': {} }}", json(&format!("{{ oneOf: [{reply}, {without}] }}"))), ""),
        (format!("{{ '200': {} }}", json(&format!("{{ oneOf: [{reply}, {other}] }}"))), "several variants of"),
        (
            "{ '204': { description: d, headers: { X-Auth-Token: { schema: { type: string } } } } }".to_owned(),
            "`token: { header: X-Auth-Token }` would do",
        ),
    ] {
        let errors = with_responses(&responses);
        assert!(errors.contains(expected) && errors.is_empty() == expected.is_empty(), "{responses}: {errors}");
    }
}

/// The error of a renewal by a refresh token; the first operation issues the token with `issues`.
fn refreshing(issues: &str, with: &str, security: &str) -> String {
    let renewal = format!(
        "  /y:\n    post:\n      {security}\n      x-warded: {{ renews: {{ scheme: JWT, with: {with} }}, issues: {{ scheme: JWT, token: /token }} }}\n      \
         parameters: [{{ name: X-Again, in: header, schema: {{ type: string }} }}]\n      \
         requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Reply' }} }} }} }}\n      \
         responses: {{ '200': {{ description: d, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Reply' }} }} }} }} }}\n"
    );
    let document = DOCUMENT.replace("components:", &format!("{renewal}components:"));
    let document = document.replace("SECURITY", "security: []").replace("MARKS", &format!("{{ issues: {issues} }}"));
    helped(&document)
}

#[test]
fn a_refresh_token_has_its_place_in_a_request_and_comes_from_a_login() {
    let (with_refresh, without) =
        ("{ scheme: JWT, token: /token, refresh: /data/token }", "{ scheme: JWT, token: /token }");
    let open = "security: []";
    for (issues, with, security, expected) in [
        (with_refresh, "/note", open, ""),
        (with_refresh, "{ header: x-again }", open, ""),
        (with_refresh, "{ scheme: Key }", "security: [{ Key: [] }]", ""),
        (without, "/note", open, "no operation issues a refresh token"),
        (with_refresh, "/not", open, "has no property `not` that is text | `/token`, `/note` would do"),
        (with_refresh, "{ header: Again }", open, "no header parameter `Again` that is text | `X-Again` would do"),
        (with_refresh, "{ cookie: again }", open, "no cookie parameter `again` that is text | declare it"),
        (with_refresh, "{ scheme: Key }", open, "does not take a credential of `Key` alone"),
        (with_refresh, "/note", "security: [{ JWT: [] }]", "by a refresh token, and needs a live one"),
    ] {
        let errors = refreshing(issues, with, security);
        assert!(errors.contains(expected) && errors.is_empty() == expected.is_empty(), "{with} {security}: {errors}");
    }
}

#[test]
fn a_renewal_without_a_live_credential_may_have_a_refresh_token() {
    let help = |security: &str| {
        let document = DOCUMENT.replace("SECURITY", security).replace("MARKS", "{ renews: JWT }");
        let mut diagnostics = Diagnostics::default();
        let document = serde_yaml::from_str(&document).expect("the test's document is YAML");
        let document = typed(document, &mut diagnostics).expect("the test's document is valid");
        let _ = resolve(&document, &mut diagnostics);
        diagnostics.iter().filter_map(|one| one.help.clone()).collect::<String>()
    };
    assert!(help("security: []").contains("`renews: { scheme: JWT, with: /refresh_token }`"));
    assert!(help("security: [{ Key: [] }]").contains("`renews: { scheme: JWT, with: { scheme: Key } }`"));
}

#[test]
fn a_scheme_says_which_statuses_refuse_its_credentials() {
    let errors = |refused: &str| {
        let declared = format!("JWT: {{ type: http, scheme: bearer, x-warded: {refused} }}");
        let document = DOCUMENT.replace("JWT: { type: http, scheme: bearer }", &declared);
        let document = document.replace("SECURITY", "security: [{ JWT: [] }]").replace("MARKS", "{ revokes: JWT }");
        let mut diagnostics = Diagnostics::default();
        let document = serde_yaml::from_str(&document).expect("the test's document is YAML");
        let document = typed(document, &mut diagnostics).expect("the test's document is valid");
        let api = resolve(&document, &mut diagnostics);
        let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
        (api.security_schemes.iter().flat_map(|scheme| scheme.refused.clone()).collect::<Vec<_>>(), errors)
    };
    assert_eq!(errors("{ refused: [419, 401, 419] }"), (vec![401, 419], 0));
    for wrong in
        ["{ refused: [] }", "{ refused: 401 }", "{ refused: [200] }", "{ refused: ['401'] }", "{ refuse: [401] }"]
    {
        assert_eq!(errors(wrong), (Vec::new(), 1), "{wrong}");
    }
}
