//! "Did you mean …?"

/// The maximum number of candidates that are compared: a document may have a hundred thousand, and as many errors.
const MOST: usize = 1_000;

/// The candidate that `word` is most likely a misspelling of, if it is close enough to one.
#[must_use]
pub fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let allowed = (word.chars().count() / 3).max(1);
    nearest(word, candidates, allowed)
}

/// The first of the nearest candidates, at most `allowed` edits away. Case and separators do not count.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    allowed: usize,
) -> Option<&'c str> {
    let word = fold(word);
    candidates
        .into_iter()
        .take(MOST)
        .map(|candidate| (candidate, fold(candidate)))
        // The cheap test first: there may be thousands of words and of candidates.
        .filter(|(_, folded)| folded.len().abs_diff(word.len()) <= allowed * char::MAX.len_utf8())
        .map(|(candidate, folded)| (strsim::osa_distance(&word, &folded), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn fold(word: &str) -> String {
    // Names can be as long as a document likes, and the comparison takes the product of their lengths.
    word.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).take(100).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn near_words_only() {
        assert_eq!(did_you_mean("secruity", ["servers", "security"]), Some("security"));
        assert_eq!(did_you_mean("bearer-auth", ["BearerAuth", "basic"]), Some("BearerAuth"));
        assert_eq!(did_you_mean("Cat", ["Dog", "Animal"]), None);
    }
}
