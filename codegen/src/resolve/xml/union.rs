//! `oneOf` and `anyOf` in XML: by the discriminator, or the rows of all variants together.

use super::Tables;
use crate::model::xml::{Holds, Missing, Row, Type};
use crate::model::{Object, Schema, SchemaId, SchemaKind, Union};
use crate::source::Pointer;

impl<'a> Tables<'a, '_, '_> {
    /// The content that is one of several types.
    pub(super) fn union_holds(&mut self, id: SchemaId, union: &Union, at: &Pointer) -> Holds {
        let variants: Vec<&SchemaKind> =
            union.variants.iter().map(|variant| &self.unaliased(variant.ty.schema).1.kind).collect();
        if variants.iter().all(|kind| matches!(kind, SchemaKind::Object(_))) {
            self.open.push(id);
            return Holds::Object(id);
        }
        let scalars: Option<Vec<bool>> = variants.iter().map(|kind| is_text(kind)).collect();
        match scalars {
            Some(are_text) if are_text.iter().all(|is_text| *is_text) => return Holds::Text,
            Some(_) => return Holds::Scalar,
            None => {}
        }
        self.tell(at, "XML does not tell these alternatives apart; it is read as if it had no schema");
        Holds::Any
    }

    pub(super) fn union(&mut self, union: &Union) -> Type {
        let variants: Vec<(SchemaId, &'a Schema)> =
            union.variants.iter().map(|variant| self.unaliased(variant.ty.schema)).collect();
        let objects: Vec<(&'a Schema, &'a Object)> = variants.iter().filter_map(|(_, schema)| object(schema)).collect();
        let tag = union.discriminator.as_ref().and_then(|discriminator| {
            let declared = objects.iter().find_map(|(schema, object)| {
                let property = object.properties.iter().find(|property| property.name == discriminator.property)?;
                Some((*schema, property))
            });
            match declared {
                Some((schema, property)) => self.row(schema, property),
                None => self.undeclared(&discriminator.property),
            }
        });
        if let Some(tag) = tag {
            let tagged = union.variants.iter().zip(&variants);
            let tagged = tagged.flat_map(|(variant, (id, _))| variant.tags.iter().map(|tag| (tag.clone(), *id)));
            let mut tags: Vec<(String, SchemaId)> = Vec::new();
            for (tag, id) in tagged {
                if !tags.iter().any(|(known, _)| *known == tag) {
                    tags.push((tag, id));
                }
            }
            self.open.extend(tags.iter().map(|(_, id)| *id));
            return Type { rows: vec![Row { holds: Holds::Word, ..tag }], others: None, variants: tags };
        }
        self.together(&objects)
    }

    /// A discriminator that no variant declares.
    fn undeclared(&self, property: &str) -> Option<Row> {
        let name = self.name(&super::Said::default(), property)?;
        let (json, at) = (property.to_owned(), crate::model::xml::At::Element);
        Some(Row { json, at, name, holds: Holds::Word, missing: Missing::Absent })
    }

    /// The rows of all variants: which of them it is, is told from the JSON that they become.
    fn together(&mut self, objects: &[(&'a Schema, &'a Object)]) -> Type {
        let mut rows: Vec<Row> = Vec::new();
        for (schema, object) in objects {
            for property in &object.properties {
                let Some(row) = self.row(schema, property) else { continue };
                let row = Row { missing: Missing::Absent, ..row };
                let is_same = |known: &&Row| known.json == row.json || (known.at == row.at && known.name == row.name);
                match rows.iter().find(is_same) {
                    Some(known) if *known == row => {}
                    Some(_) => {
                        let message = "another alternative has the same name for something else, which is read first";
                        self.tell(&property.origin, message);
                    }
                    None => rows.push(row),
                }
            }
        }
        Type { rows, others: None, variants: Vec::new() }
    }
}

fn object(schema: &Schema) -> Option<(&Schema, &Object)> {
    if let SchemaKind::Object(object) = &schema.kind { Some((schema, object)) } else { None }
}

/// Returns true if a scalar is text; `None` for what is no scalar.
fn is_text(kind: &SchemaKind) -> Option<bool> {
    match kind {
        SchemaKind::String(_) => Some(true),
        SchemaKind::Enumeration(enumeration) => Some(enumeration.values.iter().all(|value| value.value.is_string())),
        SchemaKind::Boolean | SchemaKind::Integer(_) | SchemaKind::Number(_) => Some(false),
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Array(_)
        | SchemaKind::Tuple(_)
        | SchemaKind::Map(_)
        | SchemaKind::Object(_)
        | SchemaKind::Union(_)
        | SchemaKind::Alias(_)
        | SchemaKind::Secret(_) => None,
    }
}
