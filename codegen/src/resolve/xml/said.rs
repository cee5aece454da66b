//! XML Objects as they are written: beside a schema, in its `allOf`, or in the component that it refers to.
//!
//! ```yaml
//! inputData: { allOf: [{ $ref: "#/components/schemas/Simple" }], xml: { name: InputData } }
//! ```
//! They are read from the tree, and not when types are resolved: a type is the same whatever its XML, and what no body of
//! XML reaches must not depend on it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::document::Typed;
use crate::resolve::reference::component_name;
use crate::source::Pointer;

/// The maximum number of references and parts that are followed from one schema.
const MAX_FOLLOWED: usize = 32;

/// The schemas of a document, by place.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    components: &'a Map<String, Value>,
    inline: &'a BTreeMap<Pointer, Value>,
}

/// The words of XML Objects about one use of a schema: nearer ones count.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) namespace: Option<&'a str>,
    pub(super) prefix: Option<&'a str>,
    pub(super) node_type: Option<&'a str>,
    pub(super) is_attribute: bool,
    pub(super) is_wrapped: bool,
    /// The component that is referred to first.
    pub(super) component: Option<&'a str>,
    pub(super) items: Option<&'a Value>,
    pub(super) properties: Option<&'a Map<String, Value>>,
    pub(super) additional: Option<&'a Value>,
}

impl<'a> Places<'a> {
    pub(super) fn of(document: &'a Typed) -> Self {
        Self { components: &document.component_schemas, inline: &document.inline_schemas }
    }

    /// The words about the schema at a place.
    pub(super) fn at(self, at: &Pointer) -> Said<'a> {
        self.find(at).map_or_else(Said::default, |schema| self.said(schema))
    }

    /// The words about a schema.
    pub(super) fn said(self, schema: &'a Value) -> Said<'a> {
        let (mut said, mut left) = (Said::default(), MAX_FOLLOWED);
        self.follow(schema, &mut said, &mut left);
        said
    }

    fn follow(self, schema: &'a Value, said: &mut Said<'a>, left: &mut usize) {
        let Some(object) = schema.as_object().filter(|_| *left > 0) else { return };
        *left -= 1;
        said.add(object);
        let members = |key: &str| object.get(key).and_then(Value::as_array).into_iter().flatten();
        // A part that is written out is nearer than one that is referred to.
        let is_reference = |member: &&Value| member.get("$ref").is_some();
        members("allOf").filter(|member| !is_reference(member)).for_each(|member| self.follow(member, said, left));
        let referring = members("allOf").filter(is_reference).chain(sole(object));
        for schema in referring.chain(object.contains_key("$ref").then_some(schema)) {
            let reference = schema.get("$ref").and_then(Value::as_str);
            let name = reference.and_then(|reference| component_name(reference, "schemas"));
            match name.and_then(|name| self.components.get_key_value(&name)) {
                Some((name, component)) => {
                    said.component = said.component.or(Some(name));
                    self.follow(component, said, left);
                }
                None if reference.is_none() => self.follow(schema, said, left),
                None => {}
            }
        }
    }

    fn find(self, at: &Pointer) -> Option<&'a Value> {
        let components = Pointer::root().key("components").key("schemas");
        if let Some(rest) = at.strip_prefix(&components) {
            let name = at.segments().nth(2)?;
            let below = rest.get(1..)?.find('/').map_or("", |end| &rest[end + 1..]);
            return self.components.get(&name)?.pointer(below);
        }
        let mut root = at.clone();
        loop {
            if let Some(schema) = self.inline.get(&root) {
                return schema.pointer(at.strip_prefix(&root)?);
            }
            root = root.parent()?;
        }
    }
}

impl<'a> Said<'a> {
    /// Returns true if both say the same of the form in XML.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let words = |said: &Said<'a>| {
            let flags = (said.is_attribute, said.is_wrapped, said.component);
            (said.name, said.namespace, said.prefix, said.node_type, flags, said.items)
        };
        words(self) == words(other)
    }

    /// Adds what an object says, unless it was said nearer.
    fn add(&mut self, object: &'a Map<String, Value>) {
        let Some(xml) = object.get("xml").and_then(Value::as_object) else { return self.add_inner(object) };
        let text = |key: &str| xml.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        self.name = self.name.or(text("name"));
        if self.namespace.is_none() {
            (self.namespace, self.prefix) = (text("namespace"), text("prefix"));
        }
        self.node_type = self.node_type.or(text("nodeType"));
        let is = |key: &str| xml.get(key) == Some(&Value::Bool(true));
        self.is_attribute |= is("attribute");
        self.is_wrapped |= is("wrapped");
        self.add_inner(object);
    }

    fn add_inner(&mut self, object: &'a Map<String, Value>) {
        self.properties = self.properties.or_else(|| object.get("properties").and_then(Value::as_object));
        self.items = self.items.or_else(|| object.get("items"));
        self.additional = self.additional.or_else(|| object.get("additionalProperties"));
    }
}

/// The only alternative beside `null`.
fn sole(object: &Map<String, Value>) -> Option<&Value> {
    let alternatives = ["oneOf", "anyOf"].into_iter().find_map(|key| object.get(key)?.as_array())?;
    let is_null = |schema: &&Value| schema.get("type").and_then(Value::as_str) == Some("null");
    let mut others = alternatives.iter().filter(|schema| !is_null(schema));
    others.next().filter(|_| others.next().is_none())
}
