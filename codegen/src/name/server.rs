//! Server Object: the constants in module `servers`.

use proc_macro2::Ident;

use super::scope::Scope;
use super::words::{constant_ident, ident};
use crate::model::{Api, ServerGroup};

/// The constants of all lists, and of the servers that have names in lists of several.
pub(super) fn constants(api: &Api) -> (Vec<Ident>, Vec<Vec<Option<Ident>>>) {
    let mut scope = Scope::default();
    let groups = groups(api, &mut scope);
    let named = api.server_groups.iter().zip(&groups).enumerate().map(|(index, (group, ident))| {
        let words = |name: &str| if index == 0 { name.to_owned() } else { format!("{ident} {name}") };
        let is_one_of_several = group.servers.len() > 1;
        let names = group.servers.iter().map(|server| server.name.as_ref().filter(|_| is_one_of_several));
        names.map(|name| Some(scope.claim(constant_ident(&words(name?))))).collect()
    });
    let named = named.collect();
    (groups, named)
}

/// `ROOT` for the document's own list; the others are called by the name or the host of their first server.
fn groups(api: &Api, scope: &mut Scope) -> Vec<Ident> {
    let (root, others) = match api.server_groups.split_first() {
        Some((_, others)) => (Some(scope.claim(ident("ROOT"))), others),
        None => (None, &api.server_groups[..]),
    };
    let words: Vec<String> = others.iter().map(words).collect();
    let others = scope.claim_all(words.iter().map(|words| (words.as_str(), constant_ident(words))));
    root.into_iter().chain(others).collect()
}

/// The name of the only server, or else the host of the first.
fn words(group: &ServerGroup) -> String {
    match group.servers.as_slice() {
        [server] => server.name.clone().unwrap_or_else(|| host(group)),
        _ => host(group),
    }
}

/// The host, or the path of a relative server.
fn host(group: &ServerGroup) -> String {
    let url = group.servers.first().map_or("", |server| server.url.as_str());
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    match rest.split('/').next() {
        Some("") | None if rest.trim_matches('/').is_empty() => "relative".to_owned(),
        Some("") | None => rest.to_owned(),
        Some(host) => host.to_owned(),
    }
}
