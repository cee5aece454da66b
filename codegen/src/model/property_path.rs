//! Paths into a body, as `x-warded` has them: `/data/token`, `/tokens/0/value`; and what of a reply issues a credential.

use super::{
    Api, Issuance, MediaKind, Object, Operation, Property, Response, SchemaId, SchemaKind, StatusPattern, TypeUse,
};

/// The maximum depth of unions in unions that are looked into.
const MAX_DEPTH: usize = 8;

/// The position of a success among an operation's responses, and the type of its body.
pub type SuccessBody = (usize, TypeUse);

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStep {
    /// To a property of an object.
    Property {
        /// The object's type.
        object: SchemaId,
        /// The position of the property in it.
        property: usize,
        /// The property's type.
        ty: TypeUse,
    },
    /// To an item of a list.
    Item {
        /// The item's position.
        index: usize,
        /// The item's type.
        ty: TypeUse,
    },
    /// To the one variant of a union from which the path goes on. It has no name in the path.
    Variant {
        /// The union's type.
        union: SchemaId,
        /// The position of the variant in it.
        variant: usize,
        /// The variant's type.
        ty: TypeUse,
    },
}

/// A path that leads nowhere, or to several places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Astray {
    /// There is nothing at the segment of this number.
    Nowhere(usize),
    /// Several variants of a union have the segment of this number: their names.
    Several(usize, Vec<String>),
}

impl PathStep {
    /// The type that it leads to.
    #[must_use]
    pub const fn ty(&self) -> TypeUse {
        match self {
            Self::Property { ty, .. } | Self::Item { ty, .. } | Self::Variant { ty, .. } => *ty,
        }
    }
}

impl Api {
    /// The steps of a path from a value of type `ty`.
    ///
    /// # Errors
    /// If it leads nowhere: to no property or item, or out of something that has none.
    pub fn steps(&self, ty: TypeUse, path: &[String]) -> Result<Vec<PathStep>, Astray> {
        let mut steps = Vec::with_capacity(path.len());
        self.go(ty, path, 0, &mut steps)?;
        Ok(steps)
    }

    fn go(&self, from: TypeUse, path: &[String], at: usize, steps: &mut Vec<PathStep>) -> Result<(), Astray> {
        let Some(name) = path.get(at) else { return Ok(()) };
        let whole = self.unaliased(from.schema);
        let (step, next) = match &self[whole].kind {
            SchemaKind::Object(members) => {
                let position = members.properties.iter().position(|property| property.name == *name);
                let property = position.ok_or(Astray::Nowhere(at))?;
                let ty = members.properties[property].ty;
                (PathStep::Property { object: whole, property, ty }, at + 1)
            }
            SchemaKind::Array(item) => {
                let index = position(name).ok_or(Astray::Nowhere(at))?;
                (PathStep::Item { index, ty: *item }, at + 1)
            }
            SchemaKind::Union(_) => (self.variant(whole, path, at, steps)?, at),
            SchemaKind::Any | SchemaKind::Null | SchemaKind::Boolean | SchemaKind::Integer(_) => {
                return Err(Astray::Nowhere(at));
            }
            SchemaKind::Number(_) | SchemaKind::String(_) | SchemaKind::Enumeration(_) | SchemaKind::Tuple(_) => {
                return Err(Astray::Nowhere(at));
            }
            SchemaKind::Map(_) | SchemaKind::Alias(_) | SchemaKind::Secret(_) => return Err(Astray::Nowhere(at)),
        };
        steps.push(step);
        self.go(step.ty(), path, next, steps)
    }

    /// The one variant from which the rest of a path goes on.
    fn variant(&self, union: SchemaId, path: &[String], at: usize, steps: &[PathStep]) -> Result<PathStep, Astray> {
        let SchemaKind::Union(members) = &self[union].kind else { return Err(Astray::Nowhere(at)) };
        let is_variant = |step: &&PathStep| matches!(step, PathStep::Variant { .. });
        if steps.iter().rev().take_while(is_variant).count() >= MAX_DEPTH {
            return Err(Astray::Nowhere(at));
        }
        let mut farthest = Astray::Nowhere(at);
        let mut fitting = Vec::new();
        for (variant, one) in members.variants.iter().enumerate() {
            let step = PathStep::Variant { union, variant, ty: one.ty };
            let mut tried: Vec<PathStep> = steps.iter().copied().chain([step]).collect();
            match self.go(one.ty, path, at, &mut tried) {
                Ok(()) => fitting.push((&one.name, step)),
                Err(astray) => farthest = farthest.or(astray),
            }
        }
        match fitting.as_slice() {
            [] => Err(farthest),
            [(_, step)] => Ok(*step),
            [..] => Err(Astray::Several(at, fitting.iter().map(|(name, _)| (*name).clone()).collect())),
        }
    }

    /// The position among an operation's responses of the success whose body holds what it issues, with the type of that
    /// body; `None` if the body has no part in it.
    ///
    /// # Errors
    /// The successes that could be meant, by position: none, or several whose bodies differ.
    pub fn issuing(&self, operation: &Operation, issuance: &Issuance) -> Result<Option<SuccessBody>, Vec<SuccessBody>> {
        let paths = issuance.body_paths();
        if paths.is_empty() {
            return Ok(None);
        }
        let is_whole = paths.iter().all(|path| path.is_empty());
        let bodies = operation.successes().filter_map(|(at, response)| Some((at, body(response, is_whole)?)));
        let mut bodies: Vec<SuccessBody> = bodies.collect();
        if bodies.len() > 1 && bodies.iter().any(|(_, ty)| *ty != bodies[0].1) {
            let leads = |ty: TypeUse, path: &[String]| !matches!(self.steps(ty, path), Err(Astray::Nowhere(_)));
            let has_all = |ty: TypeUse| paths.iter().all(|path| leads(ty, path));
            let fitting: Vec<_> = bodies.iter().copied().filter(|(_, ty)| has_all(*ty)).collect();
            bodies = if fitting.is_empty() { bodies } else { fitting };
        }
        match bodies.first() {
            Some(first) if bodies.iter().all(|(_, ty)| *ty == first.1) => Ok(Some(*first)),
            Some(_) | None => Err(bodies),
        }
    }

    /// The object that a type is, behind its other names.
    #[must_use]
    pub fn object(&self, schema: SchemaId) -> Option<&Object> {
        if let SchemaKind::Object(object) = &self[self.unaliased(schema)].kind { Some(object) } else { None }
    }

    /// The property at a position in an object.
    #[must_use]
    pub fn property(&self, object: SchemaId, position: usize) -> Option<&Property> {
        self.object(object)?.properties.get(position)
    }

    /// The type behind a chain of aliases.
    #[must_use]
    pub fn unaliased(&self, mut schema: SchemaId) -> SchemaId {
        // A chain has no cycles; the bound only makes sure that none can hang the generator.
        for _ in 0..self.schemas.len() {
            match &self[schema].kind {
                SchemaKind::Alias(ty) => schema = ty.schema,
                SchemaKind::Any | SchemaKind::Null | SchemaKind::Boolean | SchemaKind::Integer(_) => break,
                SchemaKind::Number(_) | SchemaKind::String(_) | SchemaKind::Enumeration(_) | SchemaKind::Secret(_) => {
                    break;
                }
                SchemaKind::Array(_) | SchemaKind::Tuple(_) | SchemaKind::Map(_) => break,
                SchemaKind::Object(_) | SchemaKind::Union(_) => break,
            }
        }
        schema
    }
}

impl Operation {
    /// Its successes with a body to read, by position: the 2XX, or `default` where none is documented.
    pub fn successes(&self) -> impl Iterator<Item = (usize, &Response)> {
        let documents = self.responses.iter().any(|response| response.status.is_success());
        let is_success = move |status: StatusPattern| {
            if documents { status.is_success() } else { status == StatusPattern::Default }
        };
        self.responses.iter().enumerate().filter(move |(_, response)| is_success(response.status))
    }
}

impl Astray {
    /// The one that got farther.
    fn or(self, other: Self) -> Self {
        match (&self, &other) {
            (Self::Several(..), _) => self,
            (Self::Nowhere(_), Self::Several(..)) => other,
            (Self::Nowhere(own), Self::Nowhere(others)) => Self::Nowhere(*own.max(others)),
        }
    }
}

/// JSON, or text that is a token as a whole.
fn body(response: &Response, is_whole: bool) -> Option<TypeUse> {
    let media = response.content.first()?;
    let is_read = media.kind == MediaKind::Json || (is_whole && media.kind == MediaKind::Text);
    media.ty.filter(|_| is_read)
}

/// A JSON Pointer's index: digits without zeros before them.
fn position(segment: &str) -> Option<usize> {
    let is_index = segment == "0" || (segment.bytes().all(|b| b.is_ascii_digit()) && !segment.starts_with('0'));
    segment.parse().ok().filter(|_| is_index)
}
