//! Warnings about what does not matter: real documents repeat one mistake hundreds of times, and one line says it.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};

/// Warnings by what they say; each is shown at its first place.
#[derive(Default)]
pub(super) struct Notes {
    found: BTreeMap<(Code, String), (Place, usize)>,
    order: Vec<(Code, String)>,
}

impl Notes {
    /// Notes a warning. Its message must not depend on the place, if it shall be shown once for all of them.
    pub(super) fn add(&mut self, code: Code, message: String, place: impl FnOnce() -> Place) {
        let key = (code, message);
        if let Some((_, count)) = self.found.get_mut(&key) {
            *count += 1;
        } else {
            self.found.insert(key.clone(), (place(), 1));
            self.order.push(key);
        }
    }

    /// Reports all of them.
    pub(super) fn report(mut self, diagnostics: &mut Diagnostics) {
        for key in self.order {
            let Some((place, count)) = self.found.remove(&key) else { continue };
            let (code, message) = key;
            let diagnostic = Diagnostic::warning(code, place, message);
            diagnostics.push(match count - 1 {
                0 => diagnostic,
                1 => diagnostic.help("the same problem is at one other place"),
                more => diagnostic.help(format!("the same problem is at {more} other places")),
            });
        }
    }
}
