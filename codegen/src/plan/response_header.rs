//! Header Object: a struct with the headers that an operation's successes document.
//!
//! ```yaml
//! responses: { "200": { headers: { X-Total: { required: true, schema: { type: integer } } } } }
//! ```
//! becomes `op::ListPetsHeaders { x_total: i64 }`, which `response.typed_headers()` gives.

use super::Planner;
use super::schema::Type;
use super::share::{Companion, Role, Shape};
use crate::model::OperationId;
use crate::name::Ident;

/// A field of such a struct.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Header<'a> {
    /// The field.
    pub ident: &'a Ident,
    /// The header's name.
    pub name: &'a str,
    /// Its type.
    pub ty: Type<'a>,
    /// True if every success has it.
    pub is_required: bool,
    /// `explode` of objects.
    pub is_exploded: bool,
}

impl<'a> Planner<'a, '_> {
    /// The struct; `None` if no header is documented.
    pub(super) fn headers(&self, id: OperationId) -> Option<Companion<'a>> {
        let idents = &self.names.operations[id.index()];
        let headers = self.api[id].success_headers();
        if headers.is_empty() {
            return None;
        }
        let fields = headers.iter().zip(&idents.header_fields).map(|((header, is_required), ident)| Header {
            ident,
            name: &header.name,
            ty: self.plain(header.ty),
            is_required: *is_required,
            is_exploded: header.explode,
        });
        Some(Companion {
            ident: &idents.headers,
            role: Role::Headers,
            shape: Shape::Headers(fields.collect()),
            descriptions: headers.iter().map(|(header, _)| header.description.as_deref()).collect(),
            shared: None,
        })
    }
}
