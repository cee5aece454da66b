//! XML Object: where the members of the types that bodies of XML reach stand in XML.
//!
//! ```yaml
//! Blob: { type: object, properties: { id: { type: integer, xml: { attribute: true } } } }    # <Blob id="7"/>
//! ```
//! A name is that at the place of use, else that of the component that the place refers to, else the property's. Before
//! 3.2 a list has an element of its own if it is `wrapped`; in 3.2 its `nodeType` says so, and a reference without a name
//! of its own has the name of the component.

mod absent;
mod object;
mod said;
mod union;

use std::collections::BTreeMap;

pub(super) use absent::leave_out;
use said::{Places, Said};

use super::sink::Sink;
use crate::diagnostics::Code;
use crate::document::{Typed, Version};
use crate::model::xml::{Body, Holds, Name, Type};
use crate::model::{
    Api, Enumeration, MediaKind, MediaType, Object, Property, Schema, SchemaId, SchemaKind, StringFormat, TypeUse,
};
use crate::source::Pointer;

/// Makes the tables of all bodies of XML. One that cannot be written, because its root has no name, becomes bytes.
pub(super) fn tables(api: &mut Api, document: &Typed, version: Option<Version>, sink: &mut Sink<'_>) {
    let names_by_component = version == Some(Version::OpenApi32);
    let places = Places::of(document);
    let mut tables =
        Tables { places, schemas: &api.schemas, names_by_component, types: BTreeMap::new(), open: Vec::new(), sink };
    for operation in &mut api.operations {
        for media in operation.request_body.iter_mut().flat_map(|body| &mut body.content).filter(is_xml) {
            let body = tables.body(media);
            if body.name.is_some() {
                media.xml = Some(body);
            } else {
                media.kind = MediaKind::Binary;
                tables.tell(&media.origin, "the root of this XML has no name, so that bytes are sent");
            }
        }
        for media in operation.responses.iter_mut().flat_map(|response| &mut response.content).filter(is_xml) {
            media.xml = Some(tables.body(media));
        }
    }
    while let Some(id) = tables.open.pop() {
        if !tables.types.contains_key(&id) {
            let table = tables.table(id);
            tables.types.insert(id, table);
        }
    }
    api.xml = tables.types;
}

fn is_xml(media: &&mut MediaType) -> bool {
    media.kind == MediaKind::Xml
}

struct Tables<'a, 's, 'd> {
    places: Places<'a>,
    schemas: &'a [Schema],
    /// True if a reference without a name has that of its component.
    names_by_component: bool,
    types: BTreeMap<SchemaId, Type>,
    /// The types that need tables.
    open: Vec<SchemaId>,
    sink: &'s mut Sink<'d>,
}

impl<'a> Tables<'a, '_, '_> {
    fn body(&mut self, media: &MediaType) -> Body {
        let said = self.places.at(&media.origin.key("schema"));
        let local = said.name.or(said.component);
        let name = local.and_then(|local| name(local, &said));
        let items = said.items.and_then(|items| self.places.said(items).component);
        let holds = match media.ty {
            Some(ty) => self.holds(ty, &said, local.or(items).unwrap_or("item"), &media.origin),
            None => Holds::Any,
        };
        Body { name, holds }
    }

    /// The name of an element or attribute: said, or else a default. `None` if it cannot be one.
    fn name(&self, said: &Said<'_>, default: &str) -> Option<Name> {
        let component = said.component.filter(|_| self.names_by_component);
        name(said.name.or(component).unwrap_or(default), said)
    }

    /// The content of a type, of which the schema at the place of use says this. `default` is the name of items without
    /// a name.
    fn holds(&mut self, ty: TypeUse, said: &Said<'a>, default: &str, at: &Pointer) -> Holds {
        let (id, schema) = self.unaliased(ty.schema);
        match &schema.kind {
            SchemaKind::Boolean => Holds::Boolean,
            SchemaKind::Integer(_) | SchemaKind::Number(_) => Holds::Number,
            SchemaKind::String(StringFormat::Plain | StringFormat::Binary) => Holds::Text,
            SchemaKind::String(StringFormat::Typed(_)) | SchemaKind::Null => Holds::Word,
            SchemaKind::Enumeration(enumeration) => values(enumeration),
            SchemaKind::Any => Holds::Any,
            SchemaKind::Array(item) => {
                let items = said.items.map_or_else(Said::default, |items| self.places.said(items));
                let name =
                    self.name(&items, default).unwrap_or_else(|| Name { local: "item".to_owned(), namespace: None });
                let item = self.holds(*item, &items, &name.local, at);
                Holds::List(name, Box::new(item))
            }
            SchemaKind::Map(value) => {
                let values = said.additional.map_or_else(Said::default, |values| self.places.said(values));
                Holds::Map(Box::new(self.holds(*value, &values, "item", at)))
            }
            SchemaKind::Object(object) => {
                if schema.component.is_none() {
                    self.compare(object, said, at);
                }
                self.open.push(id);
                Holds::Object(id)
            }
            SchemaKind::Union(union) => self.union_holds(id, union, at),
            SchemaKind::Tuple(_) => {
                self.tell(at, "a list whose items differ has no form in XML; it is read as if it had no schema");
                Holds::Any
            }
            SchemaKind::Alias(_) | SchemaKind::Secret(_) => Holds::Any,
        }
    }

    /// Inline schemas of one structure are one type, which has one table: that of the first.
    fn compare(&mut self, object: &Object, said: &Said<'a>, at: &Pointer) {
        let differs = |property: &Property| {
            let here = said.properties.and_then(|properties| properties.get(&property.name));
            here.is_some_and(|here| !self.places.said(here).agrees(&self.places.at(&property.origin)))
        };
        if object.properties.iter().any(differs) {
            self.tell(at, "another schema of the same type has other names in XML, which are used here too");
        }
    }

    /// The type behind aliases and secrecy.
    fn unaliased(&self, mut id: SchemaId) -> (SchemaId, &'a Schema) {
        for _ in 0..self.schemas.len() {
            let (SchemaKind::Alias(ty) | SchemaKind::Secret(ty)) = &self.schemas[id.index()].kind else { break };
            id = ty.schema;
        }
        (id, &self.schemas[id.index()])
    }

    /// Reports that something has no form in XML, or none that is certain.
    fn tell(&mut self, at: &Pointer, message: impl Into<String>) {
        self.sink.warning(Code::XmlForm, at, message);
    }
}

/// A name in its namespace; `None` if XML has no such name. A prefix in the name itself is none that is declared.
fn name(text: &str, said: &Said<'_>) -> Option<Name> {
    let local = text.rsplit(':').next().unwrap_or_default();
    let is_name = |text: &str| {
        let begins = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
        begins && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    let prefix = said.prefix.filter(|prefix| is_name(prefix)).unwrap_or_default();
    let namespace = said.namespace.map(|uri| (uri.to_owned(), prefix.to_owned()));
    is_name(local).then(|| Name { local: local.to_owned(), namespace })
}

/// The content that is one of some values.
fn values(enumeration: &Enumeration) -> Holds {
    let all = |is: fn(&serde_json::Value) -> bool| enumeration.values.iter().all(|value| is(&value.value));
    if all(|value| value.as_str().is_some_and(|text| !text.is_empty() && text.trim() == text)) {
        Holds::Word
    } else if all(serde_json::Value::is_string) {
        Holds::Text
    } else if all(serde_json::Value::is_number) {
        Holds::Number
    } else if all(serde_json::Value::is_boolean) {
        Holds::Boolean
    } else {
        Holds::Scalar
    }
}
