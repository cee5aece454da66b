//! The first words of doc comments.

/// Words that begin a question instead of saying what a thing is or does.
const QUESTIONS: &[&str] = &["What", "Whether", "How", "Where", "As", "Which", "Why", "When"];

/// How many doc comments a file has, and how many of them begin with such a word.
pub(crate) fn questions(text: &str) -> (usize, usize) {
    let (mut blocks, mut found, mut in_block) = (0, 0, false);
    for line in text.lines().map(str::trim_start) {
        let doc = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
        if let (Some(doc), false) = (doc, in_block) {
            blocks += 1;
            let first = doc.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            found += usize::from(QUESTIONS.contains(&first));
        }
        in_block = doc.is_some();
    }
    (blocks, found)
}
