//! Types that contain themselves.
//!
//! ```yaml
//! Node: { type: object, properties: { next: { $ref: "#/components/schemas/Node" } } }
//! ```
//! Rust needs an indirection somewhere in such a circle. Arrays and maps are one; of the others just enough uses are
//! boxed to cut every circle, found by a depth-first walk in the order of names, so that the order of the document
//! does not matter. A circle of nothing but names, arrays and maps would be a type alias that has no end, and one of
//! nothing but names and alternatives would be read forever: there one use becomes any JSON.

use std::collections::BTreeSet;

use super::id_at;
use crate::diagnostics::Code;
use crate::model::{Schema, SchemaId, SchemaKind, TypeUse};
use crate::resolve::sink::Sink;

/// Gives every type an end.
pub(in crate::resolve) fn break_endless(schemas: &mut [Schema], any: TypeUse, sink: &mut Sink<'_>) {
    for edges in [written_out, alternatives] {
        for (from, edge) in back_edges(schemas, edges) {
            let schema = &mut schemas[from.index()];
            let message = "this type contains nothing but itself; any JSON is taken at one place of the circle";
            sink.warning(Code::CircularReference, &schema.origin, message);
            match &mut schema.kind {
                SchemaKind::Alias(_) => schema.kind = SchemaKind::Any,
                SchemaKind::Union(union) => union.variants[edge].ty = any,
                SchemaKind::Array(ty) | SchemaKind::Map(ty) => *ty = any,
                SchemaKind::Tuple(elements) => elements[edge] = any,
                SchemaKind::Any
                | SchemaKind::Null
                | SchemaKind::Boolean
                | SchemaKind::Integer(_)
                | SchemaKind::Number(_)
                | SchemaKind::String(_)
                | SchemaKind::Enumeration(_)
                | SchemaKind::Object(_)
                | SchemaKind::Secret(_) => {}
            }
        }
    }
}

/// Boxes what would else contain itself.
pub(in crate::resolve) fn box_cycles(schemas: &mut [Schema]) {
    for (from, edge) in back_edges(schemas, direct) {
        match &mut schemas[from.index()].kind {
            SchemaKind::Object(object) => object.properties[edge].ty.boxed = true,
            SchemaKind::Union(union) => union.variants[edge].ty.boxed = true,
            SchemaKind::Tuple(elements) => elements[edge].boxed = true,
            SchemaKind::Any
            | SchemaKind::Null
            | SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::String(_)
            | SchemaKind::Enumeration(_)
            | SchemaKind::Array(_)
            | SchemaKind::Map(_)
            | SchemaKind::Alias(_)
            | SchemaKind::Secret(_) => {}
        }
    }
}

/// The uses that one type makes of others, each with its position.
type Edges = fn(&[Schema], &Schema) -> Vec<(usize, SchemaId)>;

/// Uses in what Rust writes out in place: an alias of an array of an alias …
fn written_out(_: &[Schema], schema: &Schema) -> Vec<(usize, SchemaId)> {
    match &schema.kind {
        SchemaKind::Alias(ty) | SchemaKind::Array(ty) | SchemaKind::Map(ty) => vec![(0, ty.schema)],
        SchemaKind::Tuple(elements) => elements.iter().map(|ty| ty.schema).enumerate().collect(),
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Enumeration(_)
        | SchemaKind::Object(_)
        | SchemaKind::Union(_)
        | SchemaKind::Secret(_) => Vec::new(),
    }
}

/// Uses that are the same JSON value.
fn alternatives(_: &[Schema], schema: &Schema) -> Vec<(usize, SchemaId)> {
    match &schema.kind {
        SchemaKind::Alias(ty) => vec![(0, ty.schema)],
        SchemaKind::Union(union) => union.variants.iter().map(|variant| variant.ty.schema).enumerate().collect(),
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
        | SchemaKind::Object(_)
        | SchemaKind::Secret(_) => Vec::new(),
    }
}

/// Uses whose value lies inside the user's.
fn direct(schemas: &[Schema], schema: &Schema) -> Vec<(usize, SchemaId)> {
    let mut uses: Vec<(usize, &str, TypeUse)> = match &schema.kind {
        SchemaKind::Object(object) => {
            object.properties.iter().enumerate().map(|(index, p)| (index, p.name.as_str(), p.ty)).collect()
        }
        SchemaKind::Union(union) => {
            union.variants.iter().enumerate().map(|(index, v)| (index, v.name.as_str(), v.ty)).collect()
        }
        SchemaKind::Tuple(elements) => elements.iter().enumerate().map(|(index, ty)| (index, "", *ty)).collect(),
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Enumeration(_)
        | SchemaKind::Array(_)
        | SchemaKind::Map(_)
        | SchemaKind::Alias(_)
        | SchemaKind::Secret(_) => Vec::new(),
    };
    uses.sort_by_key(|(_, name, _)| *name);
    uses.into_iter().map(|(index, _, ty)| (index, aliased(schemas, ty.schema))).collect()
}

/// The type at the end of a chain of aliases.
fn aliased(schemas: &[Schema], mut id: SchemaId) -> SchemaId {
    for _ in 0..schemas.len() {
        let SchemaKind::Alias(ty) = &schemas[id.index()].kind else { break };
        id = ty.schema;
    }
    id
}

/// The uses that lead back to a type from which the walk came: without them there is no circle.
fn back_edges(schemas: &[Schema], edges: Edges) -> Vec<(SchemaId, usize)> {
    let mut roots: Vec<SchemaId> = (0..schemas.len()).map(id_at).collect();
    roots.sort_by_key(|id| {
        let schema = &schemas[id.index()];
        (schema.component.is_none(), schema.component.as_deref(), schema.origin.as_str())
    });
    let mut search = Search { schemas, edges, done: vec![false; schemas.len()], found: Vec::new() };
    for root in roots {
        if !search.done[root.index()] {
            search.walk(root);
        }
    }
    search.found
}

/// The state of the walk over all types.
struct Search<'a> {
    schemas: &'a [Schema],
    edges: Edges,
    done: Vec<bool>,
    found: Vec<(SchemaId, usize)>,
}

impl Search<'_> {
    /// Walks depth first from `root`. Not by recursion: chains may be as long as the document.
    fn walk(&mut self, root: SchemaId) {
        let (schemas, edges) = (self.schemas, self.edges);
        let open = |id: SchemaId| (id, edges(schemas, &schemas[id.index()]).into_iter());
        let mut path = vec![open(root)];
        let mut on_path = BTreeSet::from([root]);
        while let Some((from, uses)) = path.last_mut() {
            match uses.next() {
                Some((edge, to)) if on_path.contains(&to) => self.found.push((*from, edge)),
                Some((_, to)) if self.done[to.index()] => {}
                Some((_, to)) => {
                    on_path.insert(to);
                    path.push(open(to));
                }
                None => {
                    self.done[from.index()] = true;
                    on_path.remove(from);
                    path.pop();
                }
            }
        }
    }
}
