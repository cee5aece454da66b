//! `discriminator` without `oneOf`: a parent whose children name it in their `allOf`.
//!
//! ```yaml
//! Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
//! Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, { properties: { indoor: { type: boolean } } }] }
//! ```
//! A value of `Pet` may be a `Cat` and have its members, so `Pet` is a union of its children and of itself. What the
//! children inherit are the parent's own properties.

use std::collections::{BTreeMap, BTreeSet};

use super::discriminator::Discriminator;
use super::merge::Merged;
use super::part::{Node, Part};
use super::view::View;
use super::{Schemas, id_at};
use crate::model::{self, SchemaId, SchemaKind, TypeUse, Union, UnionVariant};

impl<'a> Schemas<'a> {
    /// By component: the components that name it in their `allOf`, in document order.
    pub(super) fn find_children(&self) -> BTreeMap<SchemaId, Vec<SchemaId>> {
        let mut children: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
        for (index, (_, schema)) in self.components.iter().enumerate() {
            if schema.reference().is_some() {
                continue;
            }
            for reference in inherited(*schema) {
                if let Some(parent) = self.referenced(reference) {
                    children.entry(parent).or_default().push(id_at(index));
                }
            }
        }
        children
    }

    /// Returns true if `id` is a child of `parent`, and `parent` becomes the union of its children.
    pub(super) fn is_child(&self, id: SchemaId, parent: SchemaId) -> bool {
        let is_parent = self.components.get_index(parent.index()).is_some_and(|(_, schema)| {
            let keywords = schema.keywords();
            keywords.discriminator.is_some() && keywords.one_of.is_empty() && keywords.any_of.is_empty()
        });
        is_parent && self.children.get(&parent).is_some_and(|children| children.contains(&id))
    }

    /// The union that a parent is; `None` if the component is no parent.
    pub(super) fn family(&mut self, id: SchemaId, merged: &Merged<'a>, nodes: &[Node<'a>]) -> Option<SchemaKind> {
        let own = |node: &&Node<'a>| node.own && node.keywords.discriminator.is_some();
        let own = nodes.iter().find(own)?;
        let declared = own.keywords.discriminator?;
        let members = self.descendants(id, declared);
        if members.is_empty() || !merged.unions.is_empty() {
            return None;
        }
        let parts: Vec<_> = members.iter().map(|id| [Part::Reference(self.component(*id).1, *id)]).collect();
        let parts: Vec<&[Part<'a>]> = parts.iter().map(<[_; 1]>::as_slice).collect();
        let tags = self.tags(declared, &parts);
        let variant = |(schema, tags): (SchemaId, Vec<String>)| {
            let ty = TypeUse { schema, nullable: false, boxed: false };
            UnionVariant { name: self.component(schema).0.to_owned(), ty, tags }
        };
        let mut variants: Vec<UnionVariant> = members.into_iter().zip(tags).map(variant).collect();
        variants.push(self.itself(id, declared, nodes));
        let in_variants = merged.properties.contains_key(declared.property);
        let itself = |target| (target == id).then(|| variants.len() - 1);
        let index_of =
            |target| variants.iter().position(|variant| variant.ty.schema == target).or_else(|| itself(target));
        let default = self.default_mapping(&own.at.key("discriminator"), declared, index_of);
        let property = declared.property.to_owned();
        let discriminator = model::Discriminator { property, in_variants, is_optional: false, default };
        Some(SchemaKind::Union(Union { variants, discriminator: Some(discriminator), trial: Vec::new() }))
    }

    /// The children, their children and the components that the mapping names, in document order.
    fn descendants(&self, id: SchemaId, declared: Discriminator<'a>) -> Vec<SchemaId> {
        let mut found: BTreeSet<SchemaId> = declared.mapping().filter_map(|(_, to)| self.mapped(to)).collect();
        let mut open = vec![id];
        let mut entered = BTreeSet::new();
        while let Some(parent) = open.pop() {
            if entered.insert(parent) {
                let children = self.children.get(&parent).into_iter().flatten();
                open.extend(children.clone());
                found.extend(children);
            }
        }
        found.remove(&id);
        found.into_iter().collect()
    }

    /// The variant for values that are the parent's own, without what children add.
    fn itself(&mut self, id: SchemaId, declared: Discriminator<'a>, nodes: &[Node<'a>]) -> UnionVariant {
        let name = self.component(id).0.to_owned();
        let mut tags = self.mapped_tags(declared, id);
        if tags.is_empty() {
            tags.push(name.clone());
        }
        let parts = nodes.iter().cloned().map(|node| Part::Node(Box::new(node))).collect();
        let (ty, _) = self.resolve(parts, &[name.clone(), "base".to_owned()], &[]);
        UnionVariant { name, ty: TypeUse { nullable: false, ..ty }, tags }
    }
}

/// The references in a schema's `allOf`, nested ones too.
fn inherited(schema: View<'_>) -> Vec<&str> {
    let mut references = Vec::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        for member in schema.keywords().all_of {
            match member.view.reference() {
                Some(reference) => references.push(reference),
                None => open.push(member.view),
            }
        }
    }
    references
}
