//! Headers as errors show them: the names of all, and the values of those that cannot hold a secret.

use std::fmt;

use http::HeaderMap;
use http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, DATE, RETRY_AFTER};

/// The `Debug` of a header map, without the values that may be secret.
///
/// An allow-list: `Set-Cookie` and `Location` carry secrets, and so may any field that a vendor invents.
pub(crate) struct ShownHeaders<'a>(pub(crate) &'a HeaderMap);

impl fmt::Debug for ShownHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let harmless = [ALLOW, CONTENT_LENGTH, CONTENT_TYPE, DATE, RETRY_AFTER];
        f.debug_map()
            .entries(self.0.iter().map(|(name, value)| {
                let shown: &dyn fmt::Debug = if harmless.contains(name) { value } else { &Redacted };
                (name, shown)
            }))
            .finish()
    }
}

struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(redacted)")
    }
}
