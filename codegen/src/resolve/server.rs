//! Server Object: the lists of servers, each once.
//!
//! ```yaml
//! servers: [{ url: "https://{region}.example.com/v1/", variables: { region: { default: eu } } }]
//! ```
//! An operation's own list replaces the path item's, which replaces the root's. A URL loses its final `/`; one that
//! names a host without a scheme gets `https`, and a relative one is seen from `$self`, if that is a URL. What variables may hold is the matter of the crate `warded-template`.

use openapiv3::ServerVariable as Declared;

use warded_template::{Template, Variable};

use super::sink::Sink;
use crate::diagnostics::{Code, Diagnostic};
use crate::document::Additions;
use crate::model::{Server, ServerGroup, ServerGroupId, ServerVariable};
use crate::source::Pointer;

/// The distinct lists so far. The first is the root's.
pub(super) struct Servers<'a> {
    groups: Vec<ServerGroup>,
    additions: &'a Additions,
}

impl<'a> Servers<'a> {
    /// The root's list; a document without one is served from `/`.
    pub(super) fn new(root: &[openapiv3::Server], additions: &'a Additions, sink: &mut Sink<'_>) -> Self {
        let origin = if root.is_empty() { Pointer::root() } else { Pointer::root().key("servers") };
        let mut list = list(root, &origin, additions, sink);
        if list.is_empty() {
            let declared = openapiv3::Server { url: "/".to_owned(), ..openapiv3::Server::default() };
            list.push(server(&declared, &origin, additions, sink));
        }
        Self { groups: vec![ServerGroup { origin, servers: list }], additions }
    }

    /// The group of the innermost list that is not empty; `lists` are the operation's and the path item's.
    pub(super) fn group(&mut self, lists: [(&[openapiv3::Server], Pointer); 2], sink: &mut Sink<'_>) -> ServerGroupId {
        let Some((declared, origin)) = lists.into_iter().find(|(declared, _)| !declared.is_empty()) else {
            return ServerGroupId(0);
        };
        let servers = list(declared, &origin, self.additions, sink);
        let index = self.groups.iter().position(|group| group.servers == servers).unwrap_or_else(|| {
            self.groups.push(ServerGroup { origin, servers });
            self.groups.len() - 1
        });
        ServerGroupId(u32::try_from(index).expect("documents are limited to fewer than 2^32 bytes"))
    }

    /// All groups.
    pub(super) fn finish(self) -> Vec<ServerGroup> {
        self.groups
    }
}

/// The servers of a list. The second of two with one name has none.
fn list(list: &[openapiv3::Server], at: &Pointer, additions: &Additions, sink: &mut Sink<'_>) -> Vec<Server> {
    let mut servers: Vec<Server> = Vec::new();
    for (index, declared) in list.iter().enumerate() {
        let at = at.index(index);
        let mut server = server(declared, &at, additions, sink);
        if let Some(name) = server.name.take_if(|name| servers.iter().any(|other| other.name.as_ref() == Some(name))) {
            let message = format!("`{name}` is the name of another server; this one has none");
            sink.warning(Code::InvalidValue, &at.key("name"), message);
        }
        servers.push(server);
    }
    servers
}

fn server(declared: &openapiv3::Server, at: &Pointer, additions: &Additions, sink: &mut Sink<'_>) -> Server {
    let mut url = url(&declared.url, &at.key("url"), additions.self_uri.as_deref(), sink);
    let mut variables = Vec::new();
    for name in warded_template::names(&url) {
        let known = declared.variables.as_ref().and_then(|variables| variables.get(name));
        match known {
            Some(known) => variables.push(variable(name.to_owned(), known, at, sink)),
            None => {
                let message = format!("`{{{name}}}` is no variable of this server; users must set the URL");
                sink.warning(Code::InvalidValue, &at.key("url"), message);
                url = String::new();
                variables.clear();
                break;
            }
        }
    }
    let fits = values_fit(&url, &variables, &at.key("variables"), sink);
    let name = additions.server_names.get(at).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    Server { names_host: fits && url.contains("://"), url, name, description: declared.description.clone(), variables }
}

/// Reports the document's own values that cannot stand in their places, which clients refuse. Tells whether all defaults
/// can.
fn values_fit(url: &str, variables: &[ServerVariable], at: &Pointer, sink: &mut Sink<'_>) -> bool {
    let documented: Vec<Variable<'_>> = variables.iter().map(documented).collect();
    let template = Template::parse(url, &documented);
    let default = |name: &str| variables.iter().find(|other| other.name == name).map_or("", |other| &other.default);
    let mut defaults_fit = true;
    for variable in variables {
        let misfit =
            |value| template.misfit(&variable.name, |name| if name == variable.name { value } else { default(name) });
        let at = at.key(&variable.name);
        if let Some(reason) = misfit(variable.default.as_str()) {
            defaults_fit = false;
            let message =
                format!("the default `{}` {reason}; users must set the variable or a base URL", variable.default);
            sink.report(Diagnostic::warning(Code::ServerVariable, &at.key("default"), message).help(HELP));
        }
        for (index, value) in variable.values.iter().enumerate().filter(|(_, value)| **value != variable.default) {
            if let Some(reason) = misfit(value.as_str()) {
                let message = format!("the value `{value}` {reason}; clients reject it");
                sink.report(
                    Diagnostic::warning(Code::ServerVariable, &at.key("enum").index(index), message).help(HELP),
                );
            }
        }
    }
    defaults_fit
}

const HELP: &str = "put text that changes other parts of the URL into the template, or declare another server";

fn documented(variable: &ServerVariable) -> Variable<'_> {
    let values = std::iter::once(&variable.default).chain(&variable.values);
    Variable { name: &variable.name, documented: values.map(String::as_str).collect() }
}

fn url(declared: &str, at: &Pointer, self_uri: Option<&str>, sink: &mut Sink<'_>) -> String {
    let declared = declared.trim();
    let end = declared.find(['?', '#']).unwrap_or(declared.len());
    if end < declared.len() {
        sink.warning(Code::InvalidValue, at, "a server's URL has neither query nor fragment; they are left out");
    }
    let url = declared[..end].trim_end_matches('/');
    if let Some(rest) = url.strip_prefix("//") {
        return format!("https://{rest}");
    }
    // What begins with a variable may be absolute.
    let base = self_uri.filter(|_| !url.contains("://") && !url.starts_with('{'));
    if let Some(url) = base.and_then(|base| beside(base, &declared[..end])) {
        return url;
    }
    let host = url.split('/').next().unwrap_or_default();
    let is_host = !url.contains("://") && (host.contains('.') || host.contains(':')) && !host.starts_with(['.', '{']);
    if is_host {
        sink.warning(Code::InvalidValue, at, format!("`{host}` has no scheme; `https` is taken"));
        return format!("https://{url}");
    }
    url.to_owned()
}

/// A relative URL as it is seen from the document's own; `None` if that is no URL of HTTP.
fn beside(base: &str, relative: &str) -> Option<String> {
    let (scheme, rest) = base.split_once("://")?;
    let is_http = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if !is_http || host.is_empty() {
        return None;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).split('/');
    let folder = folder.filter(|_| !relative.starts_with('/'));
    let mut segments = Vec::new();
    for segment in folder.chain(relative.split('/')).filter(|segment| !matches!(*segment, "" | ".")) {
        if segment == ".." {
            segments.pop();
        } else {
            segments.push(segment);
        }
    }
    let mut url = format!("{scheme}://{host}");
    for segment in segments {
        url.push('/');
        url.push_str(segment);
    }
    Some(url)
}

fn variable(name: String, declared: &Declared, at: &Pointer, sink: &mut Sink<'_>) -> ServerVariable {
    if !declared.enumeration.is_empty() && !declared.enumeration.contains(&declared.default) {
        let message = format!("the default `{}` is none of the values that the variable may have", declared.default);
        sink.warning(Code::InvalidDefault, &at.key("variables").key(&name).key("default"), message);
    }
    ServerVariable {
        name,
        default: declared.default.clone(),
        values: declared.enumeration.clone(),
        description: declared.description.clone(),
    }
}
