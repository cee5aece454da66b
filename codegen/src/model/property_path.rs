//! Paths of property names into a body, as `x-warded` has them: `/data/token`.

use super::{Api, SchemaId, SchemaKind, TypeUse};

/// One step of a path: a property of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PropertyStep {
    /// The object's type.
    pub object: SchemaId,
    /// The position of the property in it.
    pub property: usize,
    /// The property's type.
    pub ty: TypeUse,
}

impl Api {
    /// The steps of a path from a value of type `ty`.
    ///
    /// # Errors
    /// The number of the first step that leads nowhere: to no property, or out of something that is no object.
    pub fn steps(&self, mut ty: TypeUse, path: &[String]) -> Result<Vec<PropertyStep>, usize> {
        let mut steps = Vec::with_capacity(path.len());
        for (index, name) in path.iter().enumerate() {
            let object = self.unaliased(ty.schema);
            let SchemaKind::Object(members) = &self[object].kind else { return Err(index) };
            let property = members.properties.iter().position(|property| property.name == *name).ok_or(index)?;
            ty = members.properties[property].ty;
            steps.push(PropertyStep { object, property, ty });
        }
        Ok(steps)
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
