//! Text, numbers and booleans. What is obviously meant is taken, with a warning.

use serde_json::Number;

use super::check::{Check, Verdict};
use crate::diagnostics::{Code, did_you_mean};
use crate::source::Tree;

/// `description: 5` is the text `5`.
pub(super) fn text(check: &mut Check<'_>, value: &mut Tree, matters: bool) -> Verdict {
    let text = match value {
        Tree::String(_) => return Verdict::Keep,
        Tree::Number(number) => number.to_string(),
        Tree::Bool(boolean) => boolean.to_string(),
        Tree::Null | Tree::Array(_) | Tree::Object(_) => return check.mismatch(value, "text", matters),
    };
    check.note(Code::WrongType, "a number or boolean stands for text; it is taken as text");
    *value = text.into();
    Verdict::Keep
}

/// `version: 1.0`
pub(super) fn version(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    if let Tree::Number(number) = value {
        *value = number.to_string().into();
    }
    text(check, value, false)
}

/// One of a few words.
pub(super) fn word(check: &mut Check<'_>, value: &mut Tree, words: &[&str], matters: bool) -> Verdict {
    let Tree::String(word) = value else { return check.mismatch(value, "text", matters) };
    if words.contains(&word.as_str()) {
        return Verdict::Keep;
    }
    if let Some(meant) = words.iter().find(|candidate| candidate.eq_ignore_ascii_case(word)) {
        check.note(Code::InvalidValue, format!("`{word}` is taken as `{meant}`"));
        *value = (*meant).into();
        return Verdict::Keep;
    }
    let words_given = quoted(words);
    let meant = did_you_mean(word, words.iter().copied()).map_or_else(String::new, |word| format!(" (`{word}`?)"));
    if matters {
        check.error(Code::InvalidValue, format!("`{word}` is none of {words_given}{meant}"));
        Verdict::Keep
    } else {
        check.note(Code::InvalidValue, format!("`{word}` is none of {words_given}; it is left out"));
        Verdict::Remove
    }
}

/// Words as they are listed in messages.
pub(super) fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// `required: "yes"`
pub(super) fn boolean(check: &mut Check<'_>, value: &mut Tree, matters: bool) -> Verdict {
    if value.is_boolean() {
        return Verdict::Keep;
    }
    match truth(value) {
        Some(truth) => {
            check.note(Code::WrongType, format!("`{value}` stands for a boolean; it is taken as `{truth}`"));
            *value = Tree::Bool(truth);
            Verdict::Keep
        }
        None => check.mismatch(value, "a boolean", matters),
    }
}

/// The boolean that a value is obviously meant to be.
pub(super) fn truth(value: &Tree) -> Option<bool> {
    match value {
        Tree::Bool(truth) => Some(*truth),
        Tree::Number(number) => match number.as_u64() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            Some(_) | None => None,
        },
        Tree::String(text) => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        },
        Tree::Null | Tree::Array(_) | Tree::Object(_) => None,
    }
}

/// `minimum: "1"`
pub(super) fn number(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    if value.is_number() {
        return Verdict::Keep;
    }
    match value.as_str().and_then(parse) {
        Some(number) => {
            check.note(Code::WrongType, "text stands for a number; it is taken as the number");
            *value = Tree::Number(number);
            Verdict::Keep
        }
        None => check.mismatch(value, "a number", false),
    }
}

/// `maxLength: 10.0`
pub(super) fn count(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    if number(check, value) == Verdict::Remove {
        return Verdict::Remove;
    }
    if value.as_u64().is_some() {
        return Verdict::Keep;
    }
    // Every whole number up to 2^53 is exact as a float, and nothing counts further.
    match value.as_f64() {
        Some(float) if float.fract() == 0.0 && (0.0..9e15).contains(&float) => {
            *value = Tree::from(float as u64);
            Verdict::Keep
        }
        Some(_) | None => {
            check.note(Code::InvalidValue, format!("`{value}` counts nothing; it is left out"));
            Verdict::Remove
        }
    }
}

fn parse(text: &str) -> Option<Number> {
    match text.trim().parse::<i64>() {
        Ok(integer) => Some(integer.into()),
        Err(_) => text.trim().parse::<f64>().map_or(None, Number::from_f64),
    }
}
