//! Server Object: the lists of servers, each once.
//!
//! ```yaml
//! servers: [{ url: "https://{region}.example.com/v1/", variables: { region: { default: eu } } }]
//! ```
//! An operation's own list replaces the path item's, which replaces the root's. A URL loses its final `/`; one that
//! names a host without a scheme gets `https`.

use openapiv3::ServerVariable as Declared;

use super::sink::Sink;
use crate::diagnostics::Code;
use crate::model::{Server, ServerGroup, ServerGroupId, ServerVariable};
use crate::source::Pointer;

/// The distinct lists so far. The first is the root's.
pub(super) struct Servers {
    groups: Vec<ServerGroup>,
}

impl Servers {
    /// The root's list; a document without one is served from `/`.
    pub(super) fn new(root: &[openapiv3::Server], sink: &mut Sink<'_>) -> Self {
        let origin = if root.is_empty() { Pointer::root() } else { Pointer::root().key("servers") };
        let mut servers: Vec<Server> =
            root.iter().enumerate().map(|(index, declared)| server(declared, &origin.index(index), sink)).collect();
        if servers.is_empty() {
            servers.push(Server { url: String::new(), description: None, variables: Vec::new() });
        }
        Self { groups: vec![ServerGroup { origin, servers }] }
    }

    /// The group of the innermost list that is not empty; `lists` are the operation's and the path item's.
    pub(super) fn group(&mut self, lists: [(&[openapiv3::Server], Pointer); 2], sink: &mut Sink<'_>) -> ServerGroupId {
        let Some((declared, origin)) = lists.into_iter().find(|(declared, _)| !declared.is_empty()) else {
            return ServerGroupId(0);
        };
        let servers: Vec<Server> =
            declared.iter().enumerate().map(|(index, declared)| server(declared, &origin.index(index), sink)).collect();
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

fn server(declared: &openapiv3::Server, at: &Pointer, sink: &mut Sink<'_>) -> Server {
    let mut url = url(&declared.url, &at.key("url"), sink);
    let mut variables = Vec::new();
    for name in names(&url) {
        let known = declared.variables.as_ref().and_then(|variables| variables.get(&name));
        match known {
            Some(known) => variables.push(variable(name, known, at, sink)),
            None => {
                let message = format!("`{{{name}}}` is no variable of this server; the user has to give the URL");
                sink.warning(Code::InvalidValue, &at.key("url"), message);
                url = String::new();
                variables.clear();
                break;
            }
        }
    }
    Server { url, description: declared.description.clone(), variables }
}

fn url(declared: &str, at: &Pointer, sink: &mut Sink<'_>) -> String {
    let declared = declared.trim();
    let end = declared.find(['?', '#']).unwrap_or(declared.len());
    if end < declared.len() {
        sink.warning(Code::InvalidValue, at, "a server's URL has neither query nor fragment; they are left out");
    }
    let url = declared[..end].trim_end_matches('/');
    let host = url.split('/').next().unwrap_or_default();
    let is_host = !url.contains("://") && (host.contains('.') || host.contains(':')) && !host.starts_with(['.', '{']);
    if let Some(rest) = url.strip_prefix("//") {
        return format!("https://{rest}");
    }
    if is_host {
        sink.warning(Code::InvalidValue, at, format!("`{host}` has no scheme; `https` is taken"));
        return format!("https://{url}");
    }
    url.to_owned()
}

/// The names in braces, each once, in their order.
fn names(url: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in url.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && names.iter().all(|known| known != name)
        {
            names.push(name.to_owned());
        }
    }
    names
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
