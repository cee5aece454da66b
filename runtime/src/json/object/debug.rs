//! Formatting objects as the derive does.

use std::fmt::{Debug, Formatter, Result};

/// Formats an object: `names` are those of the type and of its fields, between spaces.
///
/// One text holds all of them, and the values are a list: as the derive has it, a field costs its user's compiler twice
/// the memory.
///
/// # Errors
///
/// If the formatter fails.
pub fn debug(f: &mut Formatter<'_>, names: &str, values: &[&dyn Debug]) -> Result {
    let mut names = names.split_ascii_whitespace().map(|name| name.trim_start_matches("r#"));
    let mut object = f.debug_struct(names.next().unwrap_or_default());
    for (name, value) in names.zip(values) {
        object.field(name, value);
    }
    object.finish()
}
