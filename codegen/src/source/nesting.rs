//! A bound on nesting that holds before the YAML parser runs, since its time is quadratic in the depth of `[[[[`.

/// How many times deeper than allowed the estimate may be: it is an estimate, and the exact check follows.
const SLACK: usize = 8;

/// Where brackets nest far deeper than `max_depth`, if they do.
///
/// Only brackets that could open a collection count, so that those in prose do not add up: at the beginning of a line,
/// after another indicator, or after a tag or an anchor.
pub(super) fn too_deep(text: &str, max_depth: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut may_open = true;
    let mut word_start = true;
    let mut property = false;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' if may_open => {
                depth += 1;
                if depth > max_depth * SLACK {
                    return Some(offset);
                }
                (word_start, property) = (true, false);
            }
            b']' | b'}' => (depth, may_open) = (depth.saturating_sub(1), false),
            b'\n' | b',' | b':' | b'-' | b'?' => (may_open, word_start, property) = (true, true, false),
            b' ' | b'\t' | b'\r' => {
                may_open |= property;
                (word_start, property) = (true, false);
            }
            b'!' | b'&' if word_start => (may_open, word_start, property) = (false, false, true),
            _ => (may_open, word_start) = (false, false),
        }
    }
    None
}
