//! Parameter Object: parameters that carry a credential.
//!
//! ```yaml
//! security: [{ ApiKey: [] }]                                             # apiKey in the header X-API-Key
//! parameters:
//!   - { name: X-API-Key, in: header, required: true, … }                 # the credential itself: no argument
//!   - { name: Authorization, in: header, required: true, … }             # needed too, as if `security` said so
//! ```
//! A credential is sent in its scheme's place whatever the caller says, so that an argument for that place would be
//! thrown away. Where only some alternatives have the place, the parameter is sent with those.
//!
//! `Authorization` is no parameter of OpenAPI's, and so the operation would be open. It becomes a credential of the
//! declared schemes that are sent there, or else of a scheme of its own, whose maker says how it is sent. So does
//! whatever is required in the place of a declared scheme, if neither the operation nor the root has a `security`.
//! `security: []` says that an operation is open: parameters stay arguments, but for a required `Authorization`, which
//! cannot be one.

use serde_json::{Map, Value, json};

use super::super::parameter::{self, Declared};
use super::super::sink::Sink;
use super::conflict::{self, Place};
use super::scheme::{self, Schemes};
use crate::diagnostics::Code;
use crate::model::{ParameterLocation, Requirement, SchemeId, SchemeKind, SchemeUse, Security};
use crate::source::Pointer;

/// The maximum number of alternatives from parameters that may be of several schemes.
const MOST: usize = 64;

/// A parameter that is a credential, and nothing says so.
#[derive(Debug)]
pub(super) struct Carrier {
    /// The place of its declaration.
    pub(super) parameter: Pointer,
    /// The operation.
    pub(super) operation: Pointer,
    /// The `security` of the operation.
    pub(super) stated: Stated,
    /// The schemes that it may be a credential of.
    pub(super) schemes: Vec<String>,
    /// True if one of them is made by the generator.
    pub(super) is_new: bool,
    /// The `security` that the operation is taken to have.
    pub(super) security: Value,
}

/// The `security` that a document has for an operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stated {
    /// The operation's own.
    pub(super) has_own: bool,
    /// Its own or the root's.
    pub(super) has_any: bool,
}

/// A parameter in question.
struct Parameter {
    at: Pointer,
    place: Place,
    required: bool,
}

impl Parameter {
    fn of(declared: &Declared<'_>) -> Option<Self> {
        let (location, name, required) = parameter::place(declared);
        let place = match location {
            ParameterLocation::Header => Place::Header(name.to_ascii_lowercase()),
            ParameterLocation::Query => Place::Query(name.to_owned()),
            ParameterLocation::Cookie => Place::Cookie(name.to_owned()),
            ParameterLocation::Path | ParameterLocation::QueryString => return None,
        };
        Some(Self { at: declared.at.clone(), place, required })
    }

    fn is_authorization(&self) -> bool {
        self.place == Place::Header("authorization".to_owned())
    }

    /// Returns true if a credential of this kind is sent in the parameter's location. That of a scheme that is not
    /// declared is unknown, but `Authorization` is the most likely one.
    fn carries(&self, kind: &SchemeKind) -> bool {
        match Place::of(kind) {
            Some(Place::Cookie(_)) if self.place.is_cookie_header() => true,
            Some(place) => place == self.place,
            None => *kind == SchemeKind::Undeclared && self.is_authorization(),
        }
    }
}

/// Takes the parameters of the operation at `operation` that are credentials, and lets `security` ask for those of which
/// it does not speak.
pub(super) fn take(
    parameters: &mut Vec<Declared<'_>>,
    security: &mut Security,
    operation: &Pointer,
    schemes: &mut Schemes,
    sink: &mut Sink<'_>,
) {
    let stated = Stated {
        has_own: security.origin.as_ref() == Some(&operation.key("security")),
        has_any: security.origin.is_some(),
    };
    let mut unspoken = Vec::new();
    parameters.retain(|declared| {
        let Some(parameter) = Parameter::of(declared) else { return true };
        match treatment(&parameter, security, schemes) {
            Treatment::Argument => return true,
            Treatment::Credential => {}
            Treatment::OfSome => schemes.doubts.partly.push((parameter.at, operation.clone())),
            Treatment::InHeader(name) => {
                let message = format!(
                    "the cookie `{name}` is part of the header `Cookie`, which is a credential here; it is left out"
                );
                sink.warning(Code::ConflictingCredentials, &parameter.at, message);
            }
            Treatment::Unspoken => unspoken.push(parameter),
        }
        false
    });
    for parameter in unspoken {
        let (carriers, is_new) = ask(&parameter, security, schemes, sink);
        schemes.doubts.carriers.push(Carrier {
            parameter: parameter.at,
            operation: operation.clone(),
            stated,
            schemes: carriers.iter().map(|id| schemes.all[id.index()].name.clone()).collect(),
            is_new,
            security: written(&security.alternatives, schemes),
        });
    }
}

/// The treatment of a parameter.
enum Treatment {
    Argument,
    /// It is the credential that is sent.
    Credential,
    /// It is required, and the credential of some alternatives.
    OfSome,
    /// It is a cookie of this name, and a credential is all cookies.
    InHeader(String),
    /// It is a credential of which `security` does not speak.
    Unspoken,
}

fn treatment(parameter: &Parameter, security: &Security, schemes: &Schemes) -> Treatment {
    let alternatives = &security.alternatives;
    let carrying = alternatives.iter().filter(|one| carries(parameter, one, schemes)).count();
    if carrying > 0 {
        let is_of_some = parameter.required && carrying < alternatives.len();
        return if is_of_some { Treatment::OfSome } else { Treatment::Credential };
    }
    if let Place::Cookie(name) = &parameter.place
        && alternatives.iter().any(|one| has_cookie_header(one, schemes))
    {
        return Treatment::InHeader(name.clone());
    }
    let is_unspoken = match &security.origin {
        None => parameter.is_authorization() || parameter.required && !carriers(parameter, schemes).is_empty(),
        Some(_) => parameter.required && parameter.is_authorization(),
    };
    // That one is described elsewhere, says OpenAPI.
    let is_left_out = parameter.is_authorization();
    match (is_unspoken, is_left_out) {
        (true, _) => Treatment::Unspoken,
        (false, true) => Treatment::Credential,
        (false, false) => Treatment::Argument,
    }
}

fn carries(parameter: &Parameter, requirement: &Requirement, schemes: &Schemes) -> bool {
    requirement.schemes.iter().any(|one| parameter.carries(&schemes.all[one.scheme.index()].kind))
}

/// Returns true if one of the credentials is a whole header of cookies.
fn has_cookie_header(requirement: &Requirement, schemes: &Schemes) -> bool {
    let place = |one: &SchemeUse| Place::of(&schemes.all[one.scheme.index()].kind);
    requirement.schemes.iter().any(|one| place(one).is_some_and(|place| place.is_cookie_header()))
}

/// The declared schemes whose credentials are sent where the parameter is.
fn carriers(parameter: &Parameter, schemes: &Schemes) -> Vec<SchemeId> {
    let declared = schemes.all.iter().filter(|scheme| scheme.kind != SchemeKind::Undeclared);
    declared.filter(|scheme| parameter.carries(&scheme.kind)).filter_map(|scheme| schemes.find(&scheme.name)).collect()
}

/// Lets every alternative need the parameter's credential too. Gives the schemes that it may be one of, and whether that
/// is a scheme of our making.
fn ask(
    parameter: &Parameter,
    security: &mut Security,
    schemes: &mut Schemes,
    sink: &mut Sink<'_>,
) -> (Vec<SchemeId>, bool) {
    let mut carriers = carriers(parameter, schemes);
    let is_new = carriers.is_empty();
    if is_new {
        carriers.push(schemes.of_header("Authorization", &parameter.at));
    }
    carriers.iter().for_each(|id| scheme::check(&schemes.all[id.index()], sink));
    let before = match security.alternatives.is_empty() {
        true => vec![Requirement::default()],
        false => std::mem::take(&mut security.alternatives),
    };
    if before.len() * carriers.len() > MOST {
        carriers.truncate(1);
    }
    let with = |begun: &Requirement, scheme: SchemeId| {
        let one = SchemeUse { scheme, scopes: Vec::new(), roles: Vec::new(), any_role: Vec::new() };
        let is_there = begun.schemes.iter().any(|one| one.scheme == scheme);
        if is_there { begun.clone() } else { Requirement { schemes: [begun.schemes.as_slice(), &[one]].concat() } }
    };
    let needed = before.iter().flat_map(|begun| carriers.iter().map(move |scheme| with(begun, *scheme)));
    let optional = before.iter().filter(|_| !parameter.required).cloned();
    for requirement in needed.chain(optional) {
        for requirement in conflict::split(requirement, &parameter.at, schemes, sink) {
            if !security.alternatives.contains(&requirement) {
                security.alternatives.push(requirement);
            }
        }
    }
    security.origin.get_or_insert_with(|| parameter.at.clone());
    (carriers, is_new)
}

/// Alternatives as a document has them.
fn written(alternatives: &[Requirement], schemes: &Schemes) -> Value {
    let requirement = |requirement: &Requirement| -> Value {
        let schemes = requirement.schemes.iter().map(|one| {
            let scheme = &schemes.all[one.scheme.index()];
            let scopes = one.scopes.iter().map(|at| json!(scheme.scopes[*at].name));
            let roles = one.roles.iter().map(|role| json!(scheme.roles[role.0 as usize].name));
            (scheme.name.clone(), scopes.chain(roles).collect())
        });
        Value::Object(schemes.collect::<Map<_, _>>())
    };
    alternatives.iter().map(requirement).collect()
}
