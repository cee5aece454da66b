//! Header Object: a struct with the headers that an operation's successes document.
//!
//! ```yaml
//! responses: { "200": { headers: { X-Total: { required: true, schema: { type: integer } } } } }
//! ```
//! becomes `op::ListPetsHeaders { x_total: i64 }`, which `response.typed_headers()` gives. Those of errors are
//! `op::ListPetsErrorHeaders`, which `typed_headers` of an error's response reads.

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
    /// How often it is there.
    pub presence: HeaderPresence,
    /// `explode` of objects.
    pub is_exploded: bool,
}

/// How often a header is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeaderPresence {
    /// Every success, or error, has it.
    Required,
    /// Once or not.
    Optional,
    /// Any number of times, with a value of its own each time, which cannot be joined: `Set-Cookie`.
    Each,
}

impl<'a> Planner<'a, '_> {
    /// The structs; none if no header is documented.
    pub(super) fn headers(&self, id: OperationId) -> impl Iterator<Item = Companion<'a>> {
        let idents = &self.names.operations[id.index()];
        let successes = self.headers_of(id, Role::Headers, &idents.headers, &idents.header_fields);
        let errors = self.headers_of(id, Role::ErrorHeaders, &idents.error_headers, &idents.error_header_fields);
        successes.into_iter().chain(errors)
    }

    fn headers_of(&self, id: OperationId, role: Role, ident: &'a Ident, fields: &'a [Ident]) -> Option<Companion<'a>> {
        let headers = self.api[id].documented_headers(role == Role::Headers);
        if headers.is_empty() {
            return None;
        }
        let fields = headers.iter().zip(fields).map(|((header, is_required), ident)| {
            let is_cookie = header.name.eq_ignore_ascii_case("Set-Cookie");
            let (presence, ty) = match (is_cookie, is_required) {
                // A cookie is a credential, whatever the schema says.
                (true, _) => (HeaderPresence::Each, Type::List(Box::new(Type::Secret(Box::new(Type::Text))))),
                (false, true) => (HeaderPresence::Required, self.plain(header.ty)),
                (false, false) => (HeaderPresence::Optional, self.plain(header.ty)),
            };
            Header { ident, name: &header.name, ty, presence, is_exploded: header.explode }
        });
        Some(Companion {
            ident,
            role,
            shape: Shape::Headers(fields.collect()),
            descriptions: headers.iter().map(|(header, _)| header.description.as_deref()).collect(),
            shared: None,
        })
    }
}
