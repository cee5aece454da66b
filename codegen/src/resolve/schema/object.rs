//! `type: object`: `properties`, `required` and `additionalProperties`.
//!
//! ```yaml
//! { type: object, required: [id], properties: { id: { type: integer } }, additionalProperties: { type: string } }
//! ```
//! With properties an object; without, a map from any name to one type; with `additionalProperties: false` and without
//! properties, an object that has none. A name under `required` that no part declares becomes a required property
//! that takes any JSON, with a warning.

use super::Schemas;
use super::kind::with;
use super::merge::{self, Merged};
use super::part::Part;
use crate::diagnostics::Code;
use crate::model::{Additional, Object, Property, SchemaKind, VALUE};
use crate::resolve::secret;
use crate::source::Pointer;

impl<'a> Schemas<'a> {
    /// The object or map that merged nodes describe.
    pub(super) fn object(&mut self, merged: &Merged<'a>, words: &[String]) -> SchemaKind {
        let is_closed = matches!(merged.additional, merge::Additional::Forbidden);
        if merged.properties.is_empty() && merged.required.is_empty() && !is_closed {
            let value = match &merged.additional {
                merge::Additional::Schema(parts) => self.resolve(parts.clone(), &with(words, VALUE), &[]).0,
                merge::Additional::Unspoken | merge::Additional::Forbidden | merge::Additional::Any => {
                    self.any(&merged.at)
                }
            };
            return SchemaKind::Map(value);
        }
        let mut properties: Vec<Property> =
            merged.properties.iter().map(|(name, parts)| self.property(name, parts, merged, words)).collect();
        for (name, at) in &merged.required {
            if !merged.properties.contains_key(*name) {
                properties.push(self.undeclared(name, at));
            }
        }
        SchemaKind::Object(Object { properties, additional: self.additional(merged, words) })
    }

    fn property(&mut self, name: &str, parts: &[Part<'a>], merged: &Merged<'a>, words: &[String]) -> Property {
        self.is_named_secret = secret::is_named(name, merged.properties.keys().copied());
        let (ty, meta) = self.resolve(parts.to_vec(), &with(words, name), &[]);
        let origin = match parts.first() {
            Some(Part::Reference(at, _)) => at.clone(),
            Some(Part::Node(node)) => node.at.clone(),
            None => merged.at.key("properties").key(name),
        };
        Property {
            name: name.to_owned(),
            origin,
            ty,
            required: merged.is_required(name),
            read_only: meta.read_only,
            write_only: meta.write_only,
            deprecated: meta.deprecated,
            description: meta.description,
            default: meta.default,
        }
    }

    fn undeclared(&mut self, name: &str, at: &Pointer) -> Property {
        let message = format!("`{name}` is required but no property; any JSON is taken for it");
        self.sink.warning(Code::InvalidValue, at, message);
        Property {
            name: name.to_owned(),
            origin: at.clone(),
            ty: self.any(at),
            required: true,
            read_only: false,
            write_only: false,
            deprecated: false,
            description: None,
            default: None,
        }
    }

    fn additional(&mut self, merged: &Merged<'a>, words: &[String]) -> Additional {
        match &merged.additional {
            // Nothing declares the members, so all of them are kept.
            merge::Additional::Unspoken if merged.properties.is_empty() => Additional::Kept(self.any(&merged.at)),
            merge::Additional::Unspoken | merge::Additional::Forbidden => Additional::Ignored,
            merge::Additional::Any => Additional::Kept(self.any(&merged.at)),
            merge::Additional::Schema(parts) => {
                Additional::Kept(self.resolve(parts.clone(), &with(words, VALUE), &[]).0)
            }
        }
    }
}
