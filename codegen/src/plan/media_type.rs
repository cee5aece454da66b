//! Media Type Object: a representation of a body.

use super::Planner;
use super::schema::{Place, Type};
use crate::model::MediaType;

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Representation<'a> {
    /// The media type.
    pub of: &'a MediaType,
    /// Its type; `None` where the document gives no schema.
    pub ty: Option<Type<'a>>,
}

impl<'a> Planner<'a, '_> {
    pub(super) fn representation(&self, of: &'a MediaType) -> Representation<'a> {
        Representation { of, ty: of.ty.map(|ty| self.ty_at(ty, Place::At(&of.place))) }
    }
}
