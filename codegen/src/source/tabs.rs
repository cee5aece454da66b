//! Tabs before comments and in blank lines, which YAML 1.2 allows and the parser does not.
//!
//! ```yaml
//! get:
//! →→# a comment after two tabs
//!   operationId: getA
//! ```

use super::nesting::{is_indented, literal_block};

/// The text with spaces for such tabs, so that every place stays where it is; `None` if there are none.
///
/// In a literal block a tab is content. Elsewhere such a line is a comment, or white space between the words of a scalar.
pub(super) fn as_spaces(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut block = None;
    for line in text.split_inclusive('\n') {
        if block.is_some_and(|parent| is_indented(line.as_bytes(), parent)) {
            mended.push_str(line);
            continue;
        }
        block = literal_block(line);
        let rest = line.trim_start_matches([' ', '\t']);
        let is_empty = rest.trim_ascii().is_empty();
        if is_empty || rest.starts_with('#') {
            mended.extend(std::iter::repeat_n(' ', line.len() - rest.len()));
            mended.push_str(rest);
        } else {
            mended.push_str(line);
        }
    }
    (mended != text).then_some(mended)
}
