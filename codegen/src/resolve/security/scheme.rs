//! Security Scheme Object: how a credential is sent.
//!
//! ```yaml
//! components:
//!   securitySchemes:
//!     JWT: { type: http, scheme: bearer }
//!     ApiKey: { type: apiKey, in: header, name: X-Api-Key }
//! ```

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, ReferenceOr, SecurityScheme as Declared};

use super::super::extension;
use super::super::reference::{component_name, follow};
use super::super::sink::Sink;
use super::doubt::Doubts;
use super::flow;
use crate::diagnostics::{Code, Diagnostic};
use crate::document::{Additions, MutualTls, Typed};
use crate::model::{Role, RoleId, SchemeId, SchemeKind, SecurityScheme};
use crate::source::Pointer;

/// Headers that belong to HTTP itself: a client that let a credential replace one could not send the request.
const FORBIDDEN: &[&str] = &[
    "connection",
    "content-length",
    "content-type",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];
/// The names of HTTP's schemes in their registry's spelling. They are compared without case.
const REGISTERED: &[&str] = &[
    "Concealed",
    "Digest",
    "DPoP",
    "GNAP",
    "HOBA",
    "Mutual",
    "Negotiate",
    "OAuth",
    "PrivateToken",
    "SCRAM-SHA-1",
    "SCRAM-SHA-256",
    "vapid",
];

/// `components.securitySchemes`, as far as `openapiv3` has them.
type Section = IndexMap<String, ReferenceOr<Declared>>;

/// The schemes that a document declares.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Schemes {
    /// By [`SchemeId`], in document order. Roles and scopes are those that requirements and `x-warded` name.
    pub(in crate::resolve) all: Vec<SecurityScheme>,
    /// By [`SchemeId`]: the scopes that the flows declare, if only those exist.
    declared_scopes: Vec<Option<IndexMap<String, String>>>,
    /// By [`SchemeId`]: whether the list in a requirement holds scopes; it holds roles else.
    has_scopes: Vec<bool>,
    /// Doubts about the document's security.
    pub(super) doubts: Doubts,
}

impl Schemes {
    /// The scheme with this name.
    pub(in crate::resolve) fn find(&self, name: &str) -> Option<SchemeId> {
        let at = self.all.iter().position(|scheme| scheme.name == name)?;
        Some(SchemeId(u32::try_from(at).expect("a document has fewer than 2^32 schemes")))
    }

    /// The names of all schemes.
    pub(in crate::resolve) fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|scheme| scheme.name.as_str())
    }

    /// The names of those that the document declares.
    pub(super) fn declared_names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().filter(|scheme| scheme.kind != SchemeKind::Undeclared).map(|scheme| scheme.name.as_str())
    }

    /// A scheme that the requirement at `origin` needs and the document does not declare. What its requirements list is
    /// taken for scopes: OAuth's lists are the common ones, and all scopes are needed.
    pub(super) fn add_undeclared(&mut self, name: &str, origin: Pointer) -> SchemeId {
        self.all.push(scheme(name, origin, SchemeKind::Undeclared));
        self.has_scopes.push(true);
        self.declared_scopes.push(None);
        self.find(name).expect("it was just added")
    }

    /// The scheme of what is sent in a header of this name, for which the document declares none.
    pub(super) fn of_header(&mut self, name: &str, origin: &Pointer) -> SchemeId {
        let mut free = name.to_owned();
        let mut number = 1;
        while let Some(known) = self.find(&free) {
            if self.all[known.index()].kind == SchemeKind::Undeclared {
                return known;
            }
            number += 1;
            free = format!("{name}{number}");
        }
        self.add_undeclared(&free, origin.clone())
    }

    /// Returns true if the list in a requirement of this scheme holds scopes.
    pub(super) fn has_scopes(&self, scheme: SchemeId) -> bool {
        self.has_scopes[scheme.index()]
    }

    /// The role of this name, which exists from now on.
    pub(in crate::resolve) fn role(&mut self, scheme: SchemeId, name: &str) -> RoleId {
        let at = position(&mut self.all[scheme.index()].roles, name, || None);
        RoleId(u32::try_from(at).expect("a document has fewer than 2^32 roles"))
    }

    /// The scope of this name, which exists from now on, and whether a flow declares it.
    pub(super) fn scope(&mut self, scheme: SchemeId, name: &str) -> (usize, bool) {
        let declared = self.declared_scopes[scheme.index()].as_ref();
        let description = || declared.and_then(|scopes| scopes.get(name)).filter(|text| !text.is_empty()).cloned();
        let at = position(&mut self.all[scheme.index()].scopes, name, description);
        (at, declared.is_none_or(|scopes| scopes.contains_key(name)))
    }
}

/// The schemes under `components.securitySchemes`.
pub(in crate::resolve) fn declared(document: &Typed, sink: &mut Sink<'_>) -> Schemes {
    let Typed { openapi, additions, .. } = document;
    let mut schemes = Schemes { doubts: Doubts::of(document), ..Schemes::default() };
    let Some(components) = &openapi.components else { return schemes };
    let declared = &components.security_schemes;
    for name in names(declared, additions) {
        let at = Pointer::root().key("components").key("securitySchemes").key(name);
        if let Some(certificate) = certificate(name, declared, additions) {
            schemes.has_scopes.push(false);
            schemes.declared_scopes.push(None);
            schemes.all.push(SecurityScheme {
                description: certificate.description.clone(),
                deprecated: certificate.is_deprecated,
                ..scheme(name, at, SchemeKind::MutualTls)
            });
            continue;
        }
        let Some(item) = declared.get(name) else { continue };
        let Some(target) = follow(item, &at, ("securitySchemes", declared), sink) else { continue };
        let (kind, description) = kind(target.item);
        let flows = flow::flows(target.item, &target.at, additions, sink);
        let is_oauth = matches!(target.item, Declared::OAuth2 { .. });
        schemes.has_scopes.push(is_oauth || matches!(target.item, Declared::OpenIDConnect { .. }));
        schemes.declared_scopes.push(is_oauth.then(|| flow::scopes(&flows)));
        schemes.all.push(SecurityScheme {
            description: description.clone(),
            deprecated: additions.deprecated_schemes.contains(&target.at),
            metadata: flow::metadata(target.item, &target.at, additions, sink),
            flows,
            refused: extension::refused(extensions(target.item).get(extension::KEY), &target.at, sink),
            ..scheme(name, at, kind)
        });
    }
    schemes
}

/// The names of all schemes, in the document's order.
fn names<'a>(declared: &'a Section, additions: &'a Additions) -> Vec<&'a str> {
    let mut names: Vec<&str> = declared.keys().map(String::as_str).collect();
    for (name, certificate) in &additions.mutual_tls {
        names.insert(certificate.position.min(names.len()), name);
    }
    names
}

/// The scheme of this name, or the one that it refers to, if it is `mutualTLS`.
fn certificate<'a>(name: &str, declared: &Section, additions: &'a Additions) -> Option<&'a MutualTls> {
    let mut name = name.to_owned();
    for _ in 0..=declared.len() {
        if let Some(certificate) = additions.mutual_tls.get(&name) {
            return Some(certificate);
        }
        match declared.get(&name)? {
            ReferenceOr::Reference { reference } => name = component_name(reference, "securitySchemes")?,
            ReferenceOr::Item(_) => return None,
        }
    }
    None
}

/// Reports what makes it impossible to send a credential of this scheme.
pub(super) fn check(scheme: &SecurityScheme, sink: &mut Sink<'_>) {
    let at = scheme.origin.key("name");
    match &scheme.kind {
        SchemeKind::Header { name } if !is_token(name) => {
            sink.error(Code::InvalidValue, &at, format!("`{name}` is no name that a header can have"));
        }
        SchemeKind::Header { name } if FORBIDDEN.contains(&name.to_ascii_lowercase().as_str()) => {
            let message = format!("a credential can't be sent in the header `{name}`, which belongs to HTTP itself");
            sink.error(Code::InvalidValue, &at, message);
        }
        SchemeKind::Query { name } if name.is_empty() => {
            sink.error(Code::InvalidValue, &at, "a query parameter needs a name");
        }
        SchemeKind::Cookie { name } if !is_token(name) => {
            sink.error(Code::InvalidValue, &at, format!("`{name}` is no name that a cookie can have"));
        }
        SchemeKind::Http { scheme: name } if !is_token(name) => {
            let message = format!("`{name}` is no name of an HTTP authentication scheme");
            let help = "use one of the registered names, such as `bearer`, `basic` or `digest`";
            sink.report(Diagnostic::error(Code::InvalidValue, &scheme.origin.key("scheme"), message).help(help));
        }
        SchemeKind::Header { .. } | SchemeKind::Cookie { .. } | SchemeKind::Http { .. } => {}
        SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Query { .. } => {}
        SchemeKind::MutualTls | SchemeKind::Undeclared => {}
    }
}

fn kind(declared: &Declared) -> (SchemeKind, &Option<String>) {
    match declared {
        Declared::APIKey { location, name, description, .. } => {
            let name = name.clone();
            let kind = match location {
                APIKeyLocation::Query => SchemeKind::Query { name },
                APIKeyLocation::Header => SchemeKind::Header { name },
                APIKeyLocation::Cookie => SchemeKind::Cookie { name },
            };
            (kind, description)
        }
        Declared::HTTP { scheme, description, .. } => (http(scheme.trim()), description),
        Declared::OAuth2 { description, .. } | Declared::OpenIDConnect { description, .. } => {
            (SchemeKind::Bearer, description)
        }
    }
}

fn extensions(declared: &Declared) -> &IndexMap<String, serde_json::Value> {
    match declared {
        Declared::APIKey { extensions, .. } | Declared::HTTP { extensions, .. } => extensions,
        Declared::OAuth2 { extensions, .. } | Declared::OpenIDConnect { extensions, .. } => extensions,
    }
}

fn http(scheme: &str) -> SchemeKind {
    if scheme.eq_ignore_ascii_case("bearer") {
        return SchemeKind::Bearer;
    }
    if scheme.eq_ignore_ascii_case("basic") {
        return SchemeKind::Basic;
    }
    let registered = REGISTERED.iter().find(|name| scheme.eq_ignore_ascii_case(name));
    SchemeKind::Http { scheme: registered.map_or_else(|| scheme.to_owned(), |name| (*name).to_owned()) }
}

/// RFC 9110's `token`: names of headers, cookies and schemes.
fn is_token(name: &str) -> bool {
    let is_token_char = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !name.is_empty() && name.bytes().all(is_token_char)
}

/// A scheme of which nothing else is known.
fn scheme(name: &str, origin: Pointer, kind: SchemeKind) -> SecurityScheme {
    SecurityScheme {
        origin,
        name: name.to_owned(),
        description: None,
        kind,
        roles: Vec::new(),
        scopes: Vec::new(),
        deprecated: false,
        refused: Vec::new(),
        flows: Vec::new(),
        metadata: None,
    }
}

fn position(list: &mut Vec<Role>, name: &str, description: impl FnOnce() -> Option<String>) -> usize {
    if let Some(at) = list.iter().position(|one| one.name == name) {
        return at;
    }
    list.push(Role { name: name.to_owned(), description: description() });
    list.len() - 1
}
