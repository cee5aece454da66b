//! The order of the runtime's rooms.

/// The rooms, each of which knows those before it only: so there is no circle.
pub(crate) const ROOMS: [&str; 11] =
    ["error", "time", "json", "xml", "credential", "exchange", "response", "request", "session", "oauth", "rt"];

/// The names behind `crate::` in a line, each with whether it is a macro's. Paths that a macro names in the crate of its
/// caller, `$crate::`, are left out.
pub(crate) fn paths_of_the_crate(line: &str) -> impl Iterator<Item = (&str, bool)> {
    line.match_indices("crate::").filter_map(move |(at, begin)| {
        let rest = &line[at + begin.len()..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        (!line[..at].ends_with('$')).then(|| (&rest[..end], rest[end..].starts_with('!')))
    })
}
