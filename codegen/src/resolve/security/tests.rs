//! Requirements, with inheritance, and the alternatives that can be sent.

use super::super::sink::Sink;
use super::{Schemes, guard};
use crate::diagnostics::Diagnostics;
use crate::document::typed;
use crate::model::{Requirement, Role, RoleId, SchemeId, SchemeKind, SchemeUse, SecurityScheme};
use crate::source::Pointer;

fn scheme(name: &str, roles: &[&str]) -> SecurityScheme {
    let roles = roles.iter().map(|name| Role { name: (*name).to_owned(), description: None }).collect();
    let (name, kind) = (name.to_owned(), SchemeKind::Bearer);
    SecurityScheme {
        origin: Pointer::root(),
        name,
        description: None,
        kind,
        roles,
        scopes: Vec::new(),
        deprecated: false,
        refused: Vec::new(),
        flows: Vec::new(),
        metadata: None,
    }
}

fn needs(scheme: u32, roles: &[u32]) -> SchemeUse {
    let roles = roles.iter().map(|role| RoleId(*role)).collect();
    SchemeUse { scheme: SchemeId(scheme), scopes: Vec::new(), roles, any_role: Vec::new() }
}

/// Every product of one element of each list.
fn products<T: Clone>(lists: &[Vec<T>]) -> Vec<Vec<T>> {
    lists.iter().fold(vec![Vec::new()], |begun, list| {
        let extend = |begun: Vec<T>| list.iter().map(move |item| [begun.clone(), vec![item.clone()]].concat());
        begun.into_iter().flat_map(extend).collect()
    })
}

/// The state of a slot is absent, or the roles of the credential in it.
fn is_met(state: &[Option<Vec<u32>>], requirement: &Requirement) -> bool {
    requirement.schemes.iter().all(|one| {
        let has = |held: &Vec<u32>, RoleId(role): &RoleId| held.contains(role);
        state[one.scheme.index()].as_ref().is_some_and(|held| {
            one.roles.iter().all(|role| has(held, role))
                && (one.any_role.is_empty() || one.any_role.iter().any(|role| has(held, role)))
        })
    })
}

/// All lists of up to three alternatives over three schemes, one of them with two roles, in all states of a client.
#[test]
fn what_is_left_of_a_list_chooses_as_the_list_does() {
    let optional = |uses: Vec<SchemeUse>| uses.into_iter().map(Some).chain([None]).collect::<Vec<_>>();
    let one_of = SchemeUse { any_role: vec![RoleId(0), RoleId(1)], ..needs(1, &[]) };
    let choices = [
        optional(vec![needs(0, &[])]),
        optional([&[][..], &[0], &[0, 1]].map(|roles| needs(1, roles)).into_iter().chain([one_of]).collect()),
        optional(vec![needs(2, &[])]),
    ];
    let to_requirement = |uses: Vec<Option<SchemeUse>>| Requirement { schemes: uses.into_iter().flatten().collect() };
    let requirements: Vec<Requirement> = products(&choices).into_iter().map(to_requirement).collect();
    let plain = vec![None, Some(vec![])];
    let states =
        products(&[plain.clone(), vec![None, Some(vec![]), Some(vec![0]), Some(vec![1]), Some(vec![0, 1])], plain]);
    for length in 1..=3 {
        for mut list in products(&vec![requirements.clone(); length]) {
            list.sort_by_key(|requirement| requirement.schemes.is_empty());
            let left = guard::reachable(&list);
            for state in &states {
                let first = |list: &[Requirement]| list.iter().find(|one| is_met(state, one)).cloned();
                assert_eq!(first(&left), first(&list), "{state:?} of {list:?}");
            }
        }
    }
}

#[test]
fn an_alternative_behind_a_weaker_one_is_left_out() {
    let with = |scopes: &[usize]| Requirement { schemes: vec![SchemeUse { scopes: scopes.to_vec(), ..needs(0, &[]) }] };
    assert_eq!(guard::reachable(&[with(&[0, 1]), with(&[1, 2])]), [with(&[0, 1]), with(&[1, 2])]);
    assert_eq!(guard::reachable(&[with(&[0]), with(&[0, 1]), with(&[])]), [with(&[0]), with(&[])]);
}

/// `security` of one operation, and what was found.
fn read(document: &str) -> (Schemes, super::OperationSecurity, Vec<String>) {
    let document = serde_yaml::from_str(document).expect("the test's document is YAML");
    let mut diagnostics = Diagnostics::default();
    let document = typed(document, &mut diagnostics).expect("the test's document is valid");
    let openapi = &document.openapi;
    let mut sink = Sink::new(&mut diagnostics);
    let mut schemes = super::schemes(&document, &mut sink);
    let path = openapi.paths.paths.get("/x").and_then(openapiv3::ReferenceOr::as_item).expect("it has a path");
    let origin = Pointer::root().key("paths").key("/x").key("get");
    let get = path.get.as_ref().expect("it has an operation");
    let security = super::operation(openapi, (get, &mut Vec::new()), &origin, &mut schemes, &mut sink);
    let found = diagnostics.iter().map(|one| format!("{:?} {}: {}", one.primary, one.code.name(), one.message));
    let found = found.collect();
    (schemes, security, found)
}

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: t, version: '1' }
security: [{ Key: [] }]
paths: { /x: { get: { SECURITY, responses: { '200': { description: ok } } } } }
components:
  securitySchemes:
    Jwt: { type: http, scheme: BEARER }
    Key: { type: apiKey, in: header, name: Authorization }
    Digest: { type: http, scheme: digest }
    Tls: { type: mutualTLS }
    OAuth: { type: oauth2, flows: { implicit: { authorizationUrl: 'https://a', scopes: { read: Reads } } } }
";

fn names(document_security: &str) -> (Vec<Vec<String>>, Vec<String>) {
    let (schemes, operation, found) = read(&DOCUMENT.replace("SECURITY,", document_security));
    let name = |one: &SchemeUse| schemes.all[one.scheme.index()].name.clone();
    let alternatives = &operation.security.alternatives;
    (alternatives.iter().map(|one| one.schemes.iter().map(name).collect()).collect(), found)
}

#[test]
fn the_three_states_are_kept_apart() {
    assert_eq!(names("").0, [["Key"]]);
    assert_eq!(names("security: [],").0, Vec::<Vec<String>>::new());
    assert_eq!(names("security: [{}, { Jwt: [] }, { Jwt: [] }],").0, [vec!["Jwt".to_owned()], vec![]]);
}

#[test]
fn kinds_are_read_without_case() {
    let (schemes, ..) = read(&DOCUMENT.replace("SECURITY,", ""));
    let kinds: Vec<_> = schemes.all.iter().map(|scheme| scheme.kind.clone()).collect();
    let header = SchemeKind::Header { name: "Authorization".to_owned() };
    let digest = SchemeKind::Http { scheme: "Digest".to_owned() };
    assert_eq!(kinds, [SchemeKind::Bearer, header, digest, SchemeKind::MutualTls, SchemeKind::Bearer]);
}

#[test]
fn faults_are_found_where_they_are() {
    let found = |security: &str| names(security).1.join("\n");
    let unknown = found("security: [{ JWT: [] }],");
    assert_eq!(
        unknown,
        "Key(Pointer(\"/paths/~1x/get/security/0/JWT\")) unknown-security-scheme: the security scheme `JWT` is not declared"
    );
    assert_eq!(found("security: [{ Jwt: [], Tls: [] }],"), "");
    let scope = found("security: [{ OAuth: [read, write] }],");
    assert!(scope.contains("security/0/OAuth/1\")) unknown-scope"), "{scope}");
}

#[test]
fn what_is_neither_declared_nor_misspelt_is_a_scheme_of_its_own() {
    let (alternatives, found) = names("security: [{ Session: [a], Token: [] }, { Session: [] }, { Keys: [] }, {}],");
    // `Keys` is a misspelling, an error, and no way in without a credential.
    assert_eq!(alternatives, [vec!["Session", "Token"], vec!["Session"], vec![], vec![]]);
    let is_about = |at: usize, text: &str| assert!(found[at].contains(text), "{found:#?}");
    assert_eq!(found.len(), 3, "{found:#?}");
    is_about(
        0,
        "security/0/Session\")) unknown-security-scheme: the security scheme `Session` is not declared: its credentials",
    );
    is_about(1, "security/0/Token\"))");
    is_about(2, "security/2/Keys\")) unknown-security-scheme: the security scheme `Keys` is not declared");
    let (schemes, ..) = read(&DOCUMENT.replace("SECURITY,", "security: [{ Session: [a] }],"));
    let session = schemes.all.last().expect("it is there");
    assert_eq!((&session.kind, session.scopes[0].name.as_str()), (&SchemeKind::Undeclared, "a"));
}

#[test]
fn a_scheme_may_be_named_by_its_uri() {
    let uri = "'#/components/securitySchemes/Jwt'";
    let (alternatives, found) = names(&format!("security: [{{ {uri}: [] }}, {{ {uri}: [a], Jwt: [b] }}],"));
    assert_eq!((alternatives, found), (vec![vec!["Jwt".to_owned()]; 2], Vec::new()));
    let (alternatives, found) = names("security: [{ '#/components/securitySchemes/None': [] }, {}],");
    assert_eq!(alternatives, [[""; 0]; 2], "it is an error, and no way in without a credential");
    assert!(found.len() == 1 && found[0].contains("dangling-reference"), "{found:#?}");
}

#[test]
fn credentials_of_one_place_become_alternatives() {
    let (alternatives, found) = names("security: [{ Key: [], Tls: [], Jwt: [], Digest: [] }, { Jwt: [], Tls: [] }],");
    // The last of the first one is the second.
    assert_eq!(alternatives, [["Key", "Tls"], ["Jwt", "Tls"], ["Digest", "Tls"]]);
    let message = "conflicting-credentials: `Key` and `Jwt` and `Digest` are sent in one place, the header";
    assert!(found.len() == 1 && found[0].contains(message), "{found:#?}");
}

#[test]
fn credentials_that_combine_in_too_many_ways_are_refused() {
    let uses = |kinds: &mut Vec<SecurityScheme>, place: usize| {
        let name = format!("Key{place}");
        (0..2).for_each(|_| {
            kinds.push(SecurityScheme { kind: SchemeKind::Query { name: name.clone() }, ..scheme("S", &[]) });
        });
        [needs(2 * place as u32, &[]), needs(2 * place as u32 + 1, &[])]
    };
    let mut schemes = Schemes::default();
    let requirement = Requirement { schemes: (0..20).flat_map(|place| uses(&mut schemes.all, place)).collect() };
    let mut diagnostics = Diagnostics::default();
    super::conflict::split(requirement, &Pointer::root(), &schemes, &mut Sink::new(&mut diagnostics));
    assert!(diagnostics.has_errors());
}
