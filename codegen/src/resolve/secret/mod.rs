//! Secrets: what the document marks as one, and what is called one.
//!
//! ```yaml
//! Pin: { type: integer, format: password }
//! LogIn: { properties: { pin: { $ref: '#/components/schemas/Pin' }, password: { type: string }, kind: { type: string } } }
//! ```
//! A type is as the document says; where a value of it is a secret, the use is of another type, [`SchemaKind::Secret`],
//! that holds it: `pin` and `password` are such uses. Lists and maps of secrets are other lists and maps, and so
//! are tuples, of which all elements are secrets if one is. An object shows its properties, each of which may be a secret.

mod issued;
mod names;

use std::collections::BTreeMap;

pub(super) use self::issued::{IssuedIn, hide_issued};
use super::sink::Sink;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::uses::{operation_uses_mut, uses, uses_mut};
use crate::model::{Additional, Object, Operation, Schema, SchemaId, SchemaKind, Secrecy, StringFormat, TypeUse};

/// The maximum depth of lists of lists that are examined.
const MAX_DEPTH: usize = 16;

/// Makes uses of secrets of all that the document marks, or names so.
pub(super) fn hide(schemas: &mut Vec<Schema>, operations: &mut [Operation], sink: &mut Sink<'_>) {
    let mut secrets = Secrets { schemas, known: BTreeMap::new() };
    for index in 0..secrets.schemas.len() {
        secrets.hide_in(index, sink);
    }
    for operation in operations {
        for header in operation.responses.iter_mut().flat_map(|response| &mut response.headers) {
            secrets.replace(&mut header.ty, names::meant(&header.name, std::iter::empty()));
        }
        for ty in operation_uses_mut(operation) {
            secrets.replace(ty, Meant::Nothing);
        }
    }
}

/// Returns true if a property has the name of a secret; `others` are the names of those beside it.
pub(super) fn is_named<'n>(name: &str, others: impl Iterator<Item = &'n str>) -> bool {
    names::meant(name, others) != Meant::Nothing
}

/// The secrecy that a place gives to its value, if the value's type gives none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Meant {
    Nothing,
    /// If it is text, it is a secret.
    Text,
    /// If it is text or a number, it is a secret.
    Code,
    /// It is a secret, text or not.
    Anything,
}

/// The types, and those that were added: by the type whose values are hidden, and by what is meant.
struct Secrets<'s> {
    schemas: &'s mut Vec<Schema>,
    known: BTreeMap<(SchemaId, Meant), SchemaId>,
}

impl Secrets<'_> {
    /// Hides what a type holds.
    fn hide_in(&mut self, index: usize, sink: &mut Sink<'_>) {
        let schema = &self.schemas[index];
        let (said, inner) = (schema.secrecy, uses(&schema.kind));
        let by_type = match said {
            Secrecy::Unsaid | Secrecy::Open => Meant::Nothing,
            Secrecy::Named => Meant::Code,
            Secrecy::Password | Secrecy::Secret => Meant::Anything,
        };
        let meant: Vec<Meant> = match &schema.kind {
            // What it is another name for is no secret by this name.
            SchemaKind::Alias(_) if said == Secrecy::Open => return,
            SchemaKind::Object(object) if said != Secrecy::Open => by_name(self.schemas, object),
            SchemaKind::Array(_) | SchemaKind::Map(_) | SchemaKind::Union(_) => vec![by_type; inner.len()],
            SchemaKind::Tuple(elements) => {
                let elements = elements.clone();
                if let Some(kind) = self.tuple(&elements, by_type, 0) {
                    self.schemas[index].kind = kind;
                }
                return self.report_vain(&self.schemas[index], sink);
            }
            SchemaKind::Object(_) | SchemaKind::Alias(_) | SchemaKind::Secret(_) => vec![Meant::Nothing; inner.len()],
            SchemaKind::Any | SchemaKind::Null | SchemaKind::Boolean | SchemaKind::Integer(_) => return,
            SchemaKind::Number(_) | SchemaKind::String(_) | SchemaKind::Enumeration(_) => return,
        };
        let hidden: Vec<TypeUse> = inner.into_iter().zip(meant).map(|(ty, meant)| self.hidden(ty, meant)).collect();
        for (ty, hidden) in uses_mut(&mut self.schemas[index].kind).into_iter().zip(hidden) {
            *ty = hidden;
        }
        self.report_vain(&self.schemas[index], sink);
    }

    /// Reports what is said to be a secret and has parts of its own, none of which can be hidden by that.
    fn report_vain(&self, schema: &Schema, sink: &mut Sink<'_>) {
        let is_vain = match &schema.kind {
            SchemaKind::Union(union) => !union.variants.iter().any(|variant| self.is_secret(variant.ty.schema)),
            SchemaKind::Array(item) | SchemaKind::Map(item) => !self.is_secret(item.schema),
            SchemaKind::Tuple(elements) => !elements.iter().any(|element| self.is_secret(element.schema)),
            SchemaKind::Alias(ty) => {
                matches!(self.schemas[self.unaliased(ty.schema).index()].kind, SchemaKind::Object(_))
            }
            SchemaKind::Object(_) => true,
            SchemaKind::Any | SchemaKind::Null | SchemaKind::Boolean | SchemaKind::Integer(_) => false,
            SchemaKind::Number(_) | SchemaKind::String(_) | SchemaKind::Enumeration(_) | SchemaKind::Secret(_) => false,
        };
        let message = "an object cannot be a secret; its properties can";
        let help = "say `x-warded: { secret: true }` of the properties that are secrets";
        let report = match schema.secrecy {
            Secrecy::Password => Diagnostic::warning(Code::InvalidValue, &schema.origin, message),
            Secrecy::Secret => Diagnostic::error(Code::InvalidExtension, &schema.origin, message),
            Secrecy::Unsaid | Secrecy::Named | Secrecy::Open => return,
        };
        if is_vain {
            sink.report(report.help(help));
        }
    }

    /// Hides properties of an object; `meant` says what its property at a position is.
    fn hide_properties(&mut self, id: SchemaId, meant: impl Fn(&Object, usize) -> Meant) {
        let SchemaKind::Object(object) = &self.schemas[id.index()].kind else { return };
        let properties: Vec<(TypeUse, Meant)> =
            object.properties.iter().enumerate().map(|(at, property)| (property.ty, meant(object, at))).collect();
        let hidden: Vec<TypeUse> = properties.into_iter().map(|(ty, meant)| self.hidden(ty, meant)).collect();
        if let SchemaKind::Object(object) = &mut self.schemas[id.index()].kind {
            for (property, hidden) in object.properties.iter_mut().zip(hidden) {
                property.ty = hidden;
            }
        }
    }

    fn replace(&mut self, ty: &mut TypeUse, meant: Meant) {
        *ty = self.hidden(*ty, meant);
    }

    /// The use with its secrets hidden: what the type says of them counts before what the place says.
    fn hidden(&mut self, ty: TypeUse, meant: Meant) -> TypeUse {
        let meant = match self.said(ty.schema) {
            Secrecy::Open => Meant::Nothing,
            Secrecy::Password | Secrecy::Secret => Meant::Anything,
            Secrecy::Unsaid | Secrecy::Named => meant,
        };
        let hidden = (meant != Meant::Nothing).then(|| self.secret(ty.schema, meant, 0)).flatten();
        TypeUse { schema: hidden.unwrap_or(ty.schema), ..ty }
    }

    /// The secrecy of a type, or of the one that it is an alias of.
    fn said(&self, mut id: SchemaId) -> Secrecy {
        for _ in 0..self.schemas.len() {
            let schema = &self.schemas[id.index()];
            let SchemaKind::Alias(ty) = &schema.kind else { return schema.secrecy };
            if schema.secrecy != Secrecy::Unsaid {
                return schema.secrecy;
            }
            id = ty.schema;
        }
        Secrecy::Unsaid
    }

    /// The type at the end of a chain of aliases.
    fn unaliased(&self, mut id: SchemaId) -> SchemaId {
        for _ in 0..self.schemas.len() {
            let SchemaKind::Alias(ty) = &self.schemas[id.index()].kind else { break };
            id = ty.schema;
        }
        id
    }

    /// Returns true if it is a secret, or a list or map of secrets.
    fn is_secret(&self, id: SchemaId) -> bool {
        let mut id = self.unaliased(id);
        for _ in 0..MAX_DEPTH {
            let kind = &self.schemas[id.index()].kind;
            let item = match kind {
                SchemaKind::Array(item) | SchemaKind::Map(item) => Some(item),
                // All elements are secrets, or none is.
                SchemaKind::Tuple(elements) => elements.first(),
                SchemaKind::Secret(_) => return true,
                SchemaKind::Any | SchemaKind::Null | SchemaKind::Boolean | SchemaKind::Integer(_) => None,
                SchemaKind::Number(_) | SchemaKind::String(_) | SchemaKind::Enumeration(_) => None,
                SchemaKind::Object(_) | SchemaKind::Union(_) | SchemaKind::Alias(_) => None,
            };
            let Some(item) = item else { return false };
            id = self.unaliased(item.schema);
        }
        false
    }

    /// The type of such values that are secret; `None` if there is nothing to hide.
    fn secret(&mut self, id: SchemaId, meant: Meant, depth: usize) -> Option<SchemaId> {
        let id = self.unaliased(id);
        if depth > MAX_DEPTH {
            return None;
        }
        if let Some(known) = self.known.get(&(id, meant)) {
            return Some(*known);
        }
        let schema = &self.schemas[id.index()];
        let kind = match &schema.kind {
            // What it holds is hidden in place.
            SchemaKind::Array(_) | SchemaKind::Tuple(_) | SchemaKind::Map(_) if schema.secrecy != Secrecy::Unsaid => {
                return None;
            }
            SchemaKind::Tuple(elements) => {
                let elements = elements.clone();
                self.tuple(&elements, meant, depth)?
            }
            SchemaKind::Array(item) => SchemaKind::Array(self.item(*item, meant, depth)?),
            SchemaKind::Map(value) => SchemaKind::Map(self.item(*value, meant, depth)?),
            kind @ (SchemaKind::Any
            | SchemaKind::Null
            | SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::String(_)
            | SchemaKind::Enumeration(_)
            | SchemaKind::Object(_)
            | SchemaKind::Union(_)
            | SchemaKind::Alias(_)
            | SchemaKind::Secret(_)) => {
                least(kind).filter(|least| meant >= *least)?;
                SchemaKind::Secret(TypeUse { schema: id, nullable: false, boxed: false })
            }
        };
        let hidden = self.push(id, kind);
        self.known.insert((id, meant), hidden);
        Some(hidden)
    }

    /// The tuple with its elements hidden: all of them, as what is beside a secret is written with it. If they cannot all
    /// be, it is any JSON that is hidden. `None` if none of them is a secret.
    fn tuple(&mut self, elements: &[TypeUse], meant: Meant, depth: usize) -> Option<SchemaKind> {
        let is_meant = |element: &TypeUse| meant != Meant::Nothing && self.item(*element, meant, depth).is_some();
        if !elements.iter().any(is_meant) && !elements.iter().any(|element| self.holds(element.schema, depth)) {
            return None;
        }
        let hidden = elements.iter().map(|element| {
            if self.is_secret(element.schema) { Some(*element) } else { self.item(*element, Meant::Anything, depth) }
        });
        let hidden: Option<Vec<TypeUse>> = hidden.collect();
        if let Some(hidden) = hidden {
            return Some(SchemaKind::Tuple(hidden));
        }
        let schema = self.push(elements.first()?.schema, SchemaKind::Any);
        Some(SchemaKind::Secret(TypeUse { schema, nullable: false, boxed: false }))
    }

    /// Returns true if a type says that it is a secret, or that what it lists is.
    fn holds(&self, id: SchemaId, depth: usize) -> bool {
        if matches!(self.said(id), Secrecy::Password | Secrecy::Secret) || self.is_secret(id) {
            return true;
        }
        match &self.schemas[self.unaliased(id).index()].kind {
            SchemaKind::Array(item) | SchemaKind::Map(item) => depth < MAX_DEPTH && self.holds(item.schema, depth + 1),
            SchemaKind::Tuple(elements) => {
                depth < MAX_DEPTH && elements.iter().any(|element| self.holds(element.schema, depth + 1))
            }
            SchemaKind::Any | SchemaKind::Null | SchemaKind::Boolean | SchemaKind::Integer(_) => false,
            SchemaKind::Number(_) | SchemaKind::String(_) | SchemaKind::Enumeration(_) => false,
            SchemaKind::Object(_) | SchemaKind::Union(_) | SchemaKind::Alias(_) | SchemaKind::Secret(_) => false,
        }
    }

    /// Another type at the place of one.
    fn push(&mut self, like: SchemaId, kind: SchemaKind) -> SchemaId {
        let (component, places, secrecy) = (None, Vec::new(), Secrecy::Unsaid);
        let schema = Schema { component, places, secrecy, kind, ..self.schemas[like.index()].clone() };
        self.schemas.push(schema);
        SchemaId(u32::try_from(self.schemas.len() - 1).expect("a document has fewer than 2^32 schemas"))
    }

    fn item(&mut self, item: TypeUse, meant: Meant, depth: usize) -> Option<TypeUse> {
        if self.said(item.schema) == Secrecy::Open {
            return None;
        }
        let schema = self.secret(item.schema, meant, depth + 1)?;
        Some(TypeUse { schema, ..item })
    }
}

/// The least that must be meant for a value of this kind to be a secret; `None` if it never is one.
const fn least(kind: &SchemaKind) -> Option<Meant> {
    match kind {
        SchemaKind::Any | SchemaKind::String(StringFormat::Plain) => Some(Meant::Text),
        SchemaKind::String(StringFormat::Typed(typed)) if typed.is_random => Some(Meant::Text),
        SchemaKind::Integer(_) | SchemaKind::Number(_) => Some(Meant::Code),
        SchemaKind::String(StringFormat::Typed(_)) | SchemaKind::Boolean | SchemaKind::Enumeration(_) => {
            Some(Meant::Anything)
        }
        // The content of files is never shown.
        SchemaKind::String(StringFormat::Binary) | SchemaKind::Null => None,
        SchemaKind::Array(_) | SchemaKind::Tuple(_) | SchemaKind::Map(_) => None,
        SchemaKind::Object(_) | SchemaKind::Union(_) | SchemaKind::Alias(_) | SchemaKind::Secret(_) => None,
    }
}

/// The secrecy that an object's properties have by their names, and then that of its other members: beside a secret,
/// other text is secret too.
fn by_name(schemas: &[Schema], object: &Object) -> Vec<Meant> {
    let name = |at: usize| object.properties[at].name.as_str();
    let others = || object.properties.iter().map(|property| property.name.as_str());
    let mut meant: Vec<Meant> = (0..object.properties.len()).map(|at| names::meant(name(at), others())).collect();
    if let Additional::Kept(ty) = object.additional {
        let is_any = schemas[ty.schema.index()].kind == SchemaKind::Any;
        let holds_secrets = object.properties.iter().zip(&meant).any(|(property, meant)| {
            let schema = &schemas[property.ty.schema.index()];
            matches!(schema.secrecy, Secrecy::Password | Secrecy::Secret)
                || matches!(schema.kind, SchemaKind::Secret(_))
                || (*meant != Meant::Nothing && matches!(schema.kind, SchemaKind::String(_)))
        });
        meant.push(if holds_secrets && !is_any { Meant::Text } else { Meant::Nothing });
    }
    meant
}
