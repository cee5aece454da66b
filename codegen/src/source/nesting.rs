//! A bound on nesting that holds before the YAML parser runs, since its time is quadratic in the depth of `[[[[`.

/// The ratio of the estimate's limit to the exact one: an estimate may be too high, and the exact check follows.
const SLACK: usize = 8;

/// The place at which brackets nest far deeper than `max_depth`, if there is one.
///
/// Prose with brackets must not add up to that. So literal blocks do not count, and elsewhere only brackets that could
/// open a collection do: at the beginning of a line, after another indicator, or after a tag or an anchor.
pub(super) fn too_deep(text: &str, max_depth: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut block = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let in_block = block.is_some_and(|parent| is_indented(line.as_bytes(), parent));
        if !in_block {
            if let Some(at) = scan(line.as_bytes(), &mut depth, max_depth * SLACK) {
                return Some(offset + at);
            }
            block = if depth == 0 { literal_block(line) } else { None };
        }
        offset += line.len();
    }
    None
}

/// Counts the brackets of a line; where the depth exceeds `limit`, if it does. Here and below bytes are gone through by
/// index: a file has millions, and build scripts are not optimised.
fn scan(line: &[u8], depth: &mut usize, limit: usize) -> Option<usize> {
    let mut may_open = true;
    let mut word_start = true;
    let mut property = false;
    let mut at = 0;
    while at < line.len() {
        match line[at] {
            b'[' | b'{' if may_open => {
                *depth += 1;
                if *depth > limit {
                    return Some(at);
                }
                (word_start, property) = (true, false);
            }
            b']' | b'}' => (*depth, may_open) = (depth.saturating_sub(1), false),
            b',' | b':' | b'-' | b'?' => (may_open, word_start, property) = (true, true, false),
            b' ' | b'\t' | b'\r' => {
                may_open |= property;
                (word_start, property) = (true, false);
            }
            b'!' | b'&' if word_start => (may_open, word_start, property) = (false, false, true),
            _ => (may_open, word_start) = (false, false),
        }
        at += 1;
    }
    None
}

/// The column of the key or dash whose value is a block that begins after this line: `- key: |`. What is indented more
/// belongs to the block.
pub(super) fn literal_block(line: &str) -> Option<usize> {
    let line = line.trim_ascii_end();
    let Some(b'|' | b'>' | b'+' | b'-' | b'1'..=b'9') = line.as_bytes().last() else { return None };
    let header = line.rsplit(' ').next()?;
    if header.len() > 3 || !header.starts_with(['|', '>']) {
        return None;
    }
    let key = line.find(|c| !matches!(c, ' ' | '-' | '?'))?;
    if key + header.len() == line.len() { line[..key].rfind(['-', '?']) } else { Some(key) }
}

/// Returns true if the line is blank or indented beyond the column.
pub(super) fn is_indented(line: &[u8], column: usize) -> bool {
    let mut at = 0;
    while at < line.len() && line[at] == b' ' {
        at += 1;
    }
    at > column || line[at..].trim_ascii().is_empty()
}
