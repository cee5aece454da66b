//! Server Object: the constants in module `servers`.

use proc_macro2::Ident;

use super::scope::Scope;
use super::words::{constant_ident, ident};
use crate::model::{Api, ServerGroup};

/// `ROOT` for the document's own list; the others are called by the host of their first server.
pub(super) fn groups(api: &Api) -> Vec<Ident> {
    let mut scope = Scope::default();
    let (root, others) = match api.server_groups.split_first() {
        Some((_, others)) => (Some(scope.claim(ident("ROOT"))), others),
        None => (None, &api.server_groups[..]),
    };
    let words: Vec<String> = others.iter().map(host).collect();
    let others = scope.claim_all(words.iter().map(|words| (words.as_str(), constant_ident(words))));
    root.into_iter().chain(others).collect()
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
