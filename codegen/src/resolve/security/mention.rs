//! Mentions of credentials in a document that declares none.
//!
//! ```yaml
//! info: { description: "Send your key as `Authorization: Bearer KEY`." }
//! ```

use crate::diagnostics::Place;
use crate::model::{Api, Operation};
use crate::source::Pointer;

/// The header that carries most credentials.
const HEADER: &str = "Authorization";

/// The place of the first mention of a header by which a server takes credentials, or gives or asks for them, and that header.
pub(super) fn first(api: &Api, operations: &[&Operation]) -> Option<(Place, &'static str)> {
    let info = Pointer::root().key("info").key("description");
    let tags = api.tags.iter().map(|tag| (tag.origin.key("description"), &tag.description));
    let texts = [(info, &api.description)].into_iter().chain(tags);
    let operations = operations.iter().flat_map(|operation| {
        let (at, headers) = (&operation.origin, operation.responses.iter().flat_map(|response| &response.headers));
        let headers = headers.filter_map(|header| {
            let known =
                [HEADER, "WWW-Authenticate"].into_iter().find(|known| header.name.eq_ignore_ascii_case(known))?;
            Some((Place::Key(header.origin.clone()), known))
        });
        let texts = [("description", &operation.description), ("summary", &operation.summary)];
        let texts = texts.into_iter().map(|(key, text)| (at.key(key), text));
        texts.filter_map(|(at, text)| mentioned(at, text.as_ref())).chain(headers)
    });
    texts.filter_map(|(at, text)| mentioned(at, text.as_ref())).chain(operations).next()
}

fn mentioned(at: Pointer, text: Option<&String>) -> Option<(Place, &'static str)> {
    let is_header = text.is_some_and(|text| names_header(text));
    is_header.then_some((Place::Key(at), HEADER))
}

/// Returns true if a text speaks of the header, and not of authorization.
fn names_header(text: &str) -> bool {
    text.match_indices(HEADER).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + HEADER.len()..]);
        let is_quoted = before.ends_with(['`', '"', '\'']) && after.starts_with(['`', '"', '\'', ':']);
        let bare = after.trim_start_matches(['`', '"', '\'', '*']);
        let is_sent = [": Bearer", ": Basic", ": Token", ":Bearer"].iter().any(|value| bare.starts_with(value));
        is_quoted || is_sent || bare.trim_start().to_ascii_lowercase().starts_with("header")
    })
}

#[cfg(test)]
mod tests {
    use super::names_header;

    #[test]
    fn a_header_is_told_from_authorization() {
        for text in [
            "Send `Authorization`.",
            "an Authorization header",
            "Authorization: Bearer KEY",
            "the \"Authorization\" Header",
        ] {
            assert!(names_header(text), "{text}");
        }
        for text in ["See our Authorization Guide.", "Authorization: who may do what", "List Authorizations"] {
            assert!(!names_header(text), "{text}");
        }
    }
}
