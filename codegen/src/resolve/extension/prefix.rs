//! The word before a key in `Authorization`, which the description of its scheme may tell.
//!
//! ```yaml
//! tokenAuth:            # as Django REST framework has it
//!   { type: apiKey, in: header, name: Authorization, description: 'Token-based authentication with required prefix "Token"' }
//! ```

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Issuance, SchemeKind, SecurityScheme};

/// A warning, if a token becomes a key without the word that belongs before it.
pub(super) fn doubt(scheme: &SecurityScheme, issuance: &Issuance) -> Option<Diagnostic> {
    let is_authorization = match &scheme.kind {
        SchemeKind::Header { name } => name.eq_ignore_ascii_case("Authorization"),
        SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http { .. } | SchemeKind::Query { .. } => false,
        SchemeKind::Cookie { .. } | SchemeKind::MutualTls | SchemeKind::Undeclared => false,
    };
    if !is_authorization || issuance.prefix.is_some() {
        return None;
    }
    let word = scheme.description.as_deref().and_then(word)?;
    let name = &scheme.name;
    let message =
        format!("`{name}` says that its keys have the word `{word}` before them, and the token is sent without it");
    let warning = Diagnostic::warning(Code::TokenPrefix, &issuance.origin, message);
    let help = format!("say `prefix: {word}`, if the reply has the token without it");
    Some(warning.label(&scheme.origin, "this is the scheme").help(help))
}

/// The word after `prefix`, or between `Authorization:` and the key.
fn word(description: &str) -> Option<&str> {
    let words: Vec<&str> = description.split_whitespace().collect();
    let after = |is: fn(&str) -> bool| {
        let found = words.iter().zip(words.iter().skip(1)).filter(|(before, _)| is(before));
        found.map(|(_, next)| bare(next)).find(|next| is_word(next))
    };
    // Without quotes, `prefix` may have any word after it.
    let quoted = |(before, next): &(&&str, &&str)| bare(before) == "prefix" && next.starts_with(QUOTES);
    let prefix = words.iter().zip(words.iter().skip(1)).find(quoted).map(|(_, next)| bare(next));
    prefix.filter(|word| is_word(word)).or_else(|| after(|before| bare(before).eq_ignore_ascii_case("authorization")))
}

const QUOTES: [char; 3] = ['"', '\'', '`'];

/// Without quotes and punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-')
}

/// A scheme begins with a capital letter.
fn is_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.len() < 20
        && word.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn a_description_tells_the_word() {
        for (description, expected) in [
            ("Token-based authentication with required prefix \"Token\"", Some("Token")),
            ("Send `Authorization: Token <key>`.", Some("Token")),
            ("Authorization: ApiKey 123", Some("ApiKey")),
            ("The prefix is needed", None),
            ("Put the token into the header Authorization.", None),
            ("The Authorization header", None),
            ("", None),
        ] {
            assert_eq!(word(description), expected, "{description}");
        }
    }
}
