//! Types that hold secrets and nothing else: their values are written by `::warded::rt::Exposed`, and only so.
//!
//! ```yaml
//! keys: { type: array, items: { type: string, format: password } }
//! ```

use crate::model::{SchemaId, SchemaKind};
use crate::plan::Planner;

impl Planner<'_, '_> {
    /// Returns true if the type is a secret, or a list or map of secrets.
    pub(in crate::plan) fn is_secret(&self, mut schema: SchemaId) -> bool {
        // `resolve` leaves no circle here; the bound only makes sure that none can hang the generator.
        for _ in 0..=self.api.schemas.len() {
            schema = match &self.api[schema].kind {
                SchemaKind::Array(ty) | SchemaKind::Map(ty) | SchemaKind::Alias(ty) => ty.schema,
                // All elements are, or none is.
                SchemaKind::Tuple(elements) => match elements.first() {
                    Some(first) => first.schema,
                    None => return false,
                },
                SchemaKind::Secret(_) => return true,
                SchemaKind::Any
                | SchemaKind::Null
                | SchemaKind::Boolean
                | SchemaKind::Integer(_)
                | SchemaKind::Number(_)
                | SchemaKind::String(_)
                | SchemaKind::Enumeration(_)
                | SchemaKind::Object(_)
                | SchemaKind::Union(_) => return false,
            };
        }
        false
    }
}
