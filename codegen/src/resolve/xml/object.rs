//! XML Object of properties: elements, attributes, lists with and without an element of their own, and text.

use super::said::Said;
use super::{Tables, name};
use crate::model::xml::{At, Holds, Missing, Row, Type};
use crate::model::{Additional, Object, Property, Schema, SchemaId, SchemaKind};

impl Tables<'_, '_, '_> {
    /// The table of an object or a union.
    pub(super) fn table(&mut self, id: SchemaId) -> Type {
        let schema = &self.schemas[id.index()];
        match &schema.kind {
            SchemaKind::Object(object) => self.object(schema, object),
            SchemaKind::Union(union) => self.union(union),
            SchemaKind::Any
            | SchemaKind::Null
            | SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::String(_)
            | SchemaKind::Enumeration(_)
            | SchemaKind::Array(_)
            | SchemaKind::Tuple(_)
            | SchemaKind::Map(_)
            | SchemaKind::Alias(_)
            | SchemaKind::Secret(_) => Type { rows: Vec::new(), others: None, variants: Vec::new() },
        }
    }

    fn object(&mut self, schema: &Schema, object: &Object) -> Type {
        let rows = object.properties.iter().filter_map(|property| self.row(schema, property)).collect();
        let others = match object.additional {
            Additional::Kept(value) => {
                let values = self.places.at(&schema.origin).additional;
                let said = values.map_or_else(Said::default, |values| self.places.said(values));
                Some(self.holds(value, &said, "item", &schema.origin))
            }
            Additional::Ignored => None,
        };
        Type { rows, others, variants: Vec::new() }
    }

    /// The row of a property; `None` if XML has no such name.
    pub(super) fn row(&mut self, schema: &Schema, property: &Property) -> Option<Row> {
        let said = self.places.at(&property.origin);
        let items = if is_wrapped(&said) { said.name.unwrap_or(&property.name) } else { &property.name };
        let holds = self.holds(property.ty, &said, items, &property.origin);
        let (at, holds, own) = self.place(property, &said, holds);
        let Some(mut found) = own.or_else(|| self.name(&said, &property.name)) else {
            self.tell(&property.origin, format!("`{}` cannot be a name in XML; it is left out there", property.name));
            return None;
        };
        if let (At::Attribute, Some((_, prefix))) = (at, &mut found.namespace)
            && prefix.is_empty()
        {
            // An attribute without prefix has no namespace.
            "ns".clone_into(prefix);
        }
        let is_left_out =
            (property.read_only && schema.usage.request) || (property.write_only && schema.usage.response);
        let missing = match at {
            _ if !property.required || is_left_out => Missing::Absent,
            At::Items => Missing::Empty,
            At::Attribute if property.ty.nullable => Missing::Null,
            At::Element | At::Attribute | At::Own | At::Cdata => Missing::Absent,
        };
        Some(Row { json: property.name.clone(), at, name: found, holds, missing })
    }

    /// The place of a property, with the content there, and the name of its items if they have no element around them.
    fn place(
        &mut self,
        property: &Property,
        said: &Said<'_>,
        holds: Holds,
    ) -> (At, Holds, Option<crate::model::xml::Name>) {
        if let Holds::List(name, item) = holds {
            if is_wrapped(said) {
                return (At::Element, Holds::List(name, item), None);
            }
            return (At::Items, *item, Some(name));
        }
        let node = said.node_type.unwrap_or(if said.is_attribute { "attribute" } else { "element" });
        let at = match node {
            "attribute" => At::Attribute,
            "text" => At::Own,
            "cdata" => At::Cdata,
            _ => At::Element,
        };
        let has_members = matches!(holds, Holds::Object(_) | Holds::Map(_) | Holds::List(..));
        if at != At::Element && has_members {
            self.tell(&property.origin, format!("`{}` has members; it is an element in XML", property.name));
            return (At::Element, holds, None);
        }
        let unnamed = matches!(at, At::Own | At::Cdata).then(|| name("text", &Said::default())).flatten();
        (at, holds, unnamed)
    }
}

/// Returns true if a list has an element of its own.
fn is_wrapped(said: &Said<'_>) -> bool {
    said.node_type.map_or(said.is_wrapped, |node| node == "element")
}
