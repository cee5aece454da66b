//! The parts of a reply that `x-warded.issues` names: where they are, and whether their types will do.

use super::super::sink::Sink;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Api, Astray, Issuance, NumberFormat, Operation, PathStep, ReplyPart, SchemaId, SchemaKind, StringFormat, TypeUse,
};
use crate::source::Pointer;

/// The maximum number of paths that a message proposes, and their maximum length.
const MOST_PROPOSED: usize = 6;
const LONGEST: usize = 4;

/// A kind of type that a part must have.
pub(super) struct Expected<'e> {
    /// The place in the mark that names the part.
    pub(super) at: &'e Pointer,
    /// The kind in words.
    pub(super) words: &'e str,
    pub(super) is_expected: &'e dyn Fn(&SchemaKind) -> bool,
}

/// The parts of a reply.
pub(super) struct Parts<'a> {
    pub(super) api: &'a Api,
    operation: &'a Operation,
    /// The position of the success that is meant, and the type of its body; `None` if the body has no part in it.
    pub(super) body: Option<(usize, TypeUse)>,
}

impl<'a> Parts<'a> {
    /// Those of the one success that the mark can mean; an error if there is none, or if there are several.
    pub(super) fn of(api: &'a Api, operation: &'a Operation, issuance: &Issuance, sink: &mut Sink<'_>) -> Option<Self> {
        let error = |message: &str| Diagnostic::error(Code::InvalidExtension, &issuance.origin, message);
        let error = match api.issuing(operation, issuance) {
            Ok(body) => return Some(Self { api, operation, body }),
            Err(bodies) if bodies.is_empty() => {
                let message = "`issues` needs an operation with a success (2XX) that has a JSON body with a schema";
                let responses = operation.origin.key("responses");
                let error = error(message).label(&responses, "the operation's responses are these");
                match elsewhere(operation) {
                    Some(header) => error.help(format!("`token: {{ header: {header} }}` would do")),
                    None => error.help(
                        "a token in a header is `token: { header: NAME }`, one in a cookie `token: { cookie: NAME }`, \
                         and text that is all of the body `token: \"\"`",
                    ),
                }
            }
            Err(bodies) => {
                let message = "several successes could hold what `issues` names, or none does: one of them must";
                bodies.iter().fold(error(message), |error, (_, ty)| {
                    error.label(&api[ty.schema].origin, "this is the body of one of them")
                })
            }
        };
        sink.report(error);
        None
    }

    /// The steps to a part, if there is one of the expected type; an error if not.
    pub(super) fn check(
        &self,
        part: &ReplyPart,
        expected: &Expected<'_>,
        sink: &mut Sink<'_>,
    ) -> Option<Vec<PathStep>> {
        let Expected { at, is_expected, .. } = expected;
        let path = match part {
            ReplyPart::Body(path) => path,
            ReplyPart::Header(name) if name.eq_ignore_ascii_case("Set-Cookie") => {
                let error = Diagnostic::error(Code::InvalidExtension, *at, "this header holds cookies");
                sink.report(error.help("say `{ cookie: NAME }`"));
                return None;
            }
            ReplyPart::Header(_) | ReplyPart::Cookie(_) => return Some(Vec::new()),
        };
        let (_, body) = self.body?;
        let steps = match self.api.steps(body, path) {
            Ok(steps) => steps,
            Err(astray) => {
                sink.report(self.astray(body, path, &astray, expected));
                return None;
            }
        };
        let end = steps.last().map_or(body, PathStep::ty);
        if is_expected(&self.api[self.api.unaliased(end.schema)].kind) {
            return Some(steps);
        }
        sink.report(self.unexpected(body, &steps, expected));
        None
    }

    fn astray(&self, body: TypeUse, path: &[String], astray: &Astray, expected: &Expected<'_>) -> Diagnostic {
        let to = |end: usize| format!("/{}", path[..=end].join("/"));
        let message = match astray {
            Astray::Nowhere(end) => format!("the success's body has no property `{}`", to(*end)),
            Astray::Several(end, names) => {
                format!("several variants of the success's body have `{}`: `{}`", to(*end), names.join("`, `"))
            }
        };
        let error = Diagnostic::error(Code::InvalidExtension, expected.at, message);
        let error = error.label(&self.api[body.schema].origin, "this is the body's schema");
        self.proposing(error, body, path, expected.is_expected)
    }

    fn unexpected(&self, body: TypeUse, steps: &[PathStep], expected: &Expected<'_>) -> Diagnostic {
        let property = steps.iter().rev().find_map(|step| match step {
            PathStep::Property { object, property, .. } => self.api.property(*object, *property),
            PathStep::Item { .. } | PathStep::Variant { .. } => None,
        });
        let error = |name: &str| {
            Diagnostic::error(Code::InvalidExtension, expected.at, format!("{name} is not {}", expected.words))
        };
        let error = match property {
            Some(property) => error(&format!("`{}`", property.name)).label(&property.origin, "this is the property"),
            None => error("the success's body").label(&self.api[body.schema].origin, "this is the body's schema"),
        };
        self.proposing(error, body, &[], expected.is_expected)
    }

    /// The error with what would do in its place.
    fn proposing(
        &self,
        error: Diagnostic,
        body: TypeUse,
        path: &[String],
        is_expected: &dyn Fn(&SchemaKind) -> bool,
    ) -> Diagnostic {
        let mut paths = Vec::new();
        self.fitting(body, &Pointer::root(), is_expected, &mut paths);
        let headers = self.operation.successes().flat_map(|(_, response)| &response.headers);
        let header = headers.map(|header| header.name.as_str()).find(|name| path == [*name]);
        if let Some(name) = header {
            return error.help(format!("this is a header: `{{ header: {name} }}`"));
        }
        if paths.is_empty() {
            return error;
        }
        error.help(format!("`{}` would do", paths.join("`, `")))
    }

    fn fitting(&self, ty: TypeUse, path: &Pointer, is_expected: &dyn Fn(&SchemaKind) -> bool, found: &mut Vec<String>) {
        let schema: SchemaId = self.api.unaliased(ty.schema);
        let kind = &self.api[schema].kind;
        if found.len() >= MOST_PROPOSED || path.segments().count() > LONGEST {
            return;
        }
        if is_expected(kind) {
            found.push(if path.as_str().is_empty() { "\"\"".to_owned() } else { path.as_str().to_owned() });
        }
        if let SchemaKind::Object(object) = kind {
            for property in &object.properties {
                self.fitting(property.ty, &path.key(&property.name), is_expected, found);
            }
        }
    }
}

/// A header of a success that is called like a token.
fn elsewhere(operation: &Operation) -> Option<&str> {
    let headers = operation.successes().flat_map(|(_, response)| &response.headers);
    headers.map(|header| header.name.as_str()).find(|name| {
        let name = name.to_ascii_lowercase();
        name.contains("token") || name == "authorization"
    })
}

/// What is behind a secret, or the kind itself.
fn shown<'k>(api: &'k Api, kind: &'k SchemaKind) -> &'k SchemaKind {
    if let SchemaKind::Secret(ty) = kind { &api[api.unaliased(ty.schema)].kind } else { kind }
}

/// Text that a token can be.
pub(super) fn is_text(api: &Api) -> impl Fn(&SchemaKind) -> bool {
    |kind| *shown(api, kind) == SchemaKind::String(StringFormat::Plain)
}

/// A number of seconds, in digits too.
pub(super) fn is_time_span(api: &Api) -> impl Fn(&SchemaKind) -> bool {
    |kind| match shown(api, kind) {
        SchemaKind::Integer(_) | SchemaKind::Number(NumberFormat::Float | NumberFormat::Double) => true,
        SchemaKind::String(format) => matches!(format, StringFormat::Plain),
        SchemaKind::Number(NumberFormat::Decimal) | SchemaKind::Any | SchemaKind::Null | SchemaKind::Boolean => false,
        SchemaKind::Enumeration(_) | SchemaKind::Array(_) | SchemaKind::Tuple(_) | SchemaKind::Map(_) => false,
        SchemaKind::Object(_) | SchemaKind::Union(_) | SchemaKind::Alias(_) | SchemaKind::Secret(_) => false,
    }
}

/// A number of seconds since 1970, or a date and a time.
pub(super) fn is_time(api: &Api) -> impl Fn(&SchemaKind) -> bool {
    |kind| *shown(api, kind) == SchemaKind::String(StringFormat::named("date-time")) || is_time_span(api)(kind)
}
