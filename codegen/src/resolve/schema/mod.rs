//! Schema Object: every schema of the document becomes a type of the model.
//!
//! ```yaml
//! components:
//!   schemas:
//!     Pet: { type: object, properties: { owner: { $ref: "#/components/schemas/Person" } } }
//! ```
//! Components come first and keep their order, so that a [`SchemaId`] is known before its schema is looked at and
//! references may be circular. Inline schemas follow, each structure once (`sharing`). A schema is read in three
//! steps: its parts (`part`: `allOf` and `$ref`), what they say together (`merge`), what that is (`kind`).

mod content;
mod default;
mod discriminator;
mod enumeration;
mod event;
mod home;
mod inheritance;
mod keywords;
mod kind;
mod members;
mod merge;
mod null;
mod nullability;
mod object;
mod part;
mod patch;
mod recursion;
mod scalar;
mod sharing;
mod trial;
mod types;
mod union;
mod untyped_part;
mod usage;
mod variant;
mod view;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::Value;

pub(super) use default::drop_invalid as drop_invalid_defaults;
pub(super) use nullability::spread as spread_nullability;
pub(super) use patch::{loosen as loosen_patches, separate as separate_patches};
pub(super) use recursion::{box_cycles, break_endless};
pub(super) use trial::order_variants;
pub(super) use untyped_part::make_files;
pub(super) use usage::mark as mark_usage;

use self::part::{Node, Part, Trail};
use self::sharing::{Arena, described};
use self::view::View;
use super::sink::Sink;
use crate::diagnostics::Code;
use crate::document::{Additions, Typed};
use crate::model::{Schema, SchemaId, SchemaKind, Secrecy, StringFormat, TypeUse};
use crate::source::Pointer;

/// The maximum depth of inline schemas in each other. More than a document can nest, but merging can.
const MAX_OPEN: usize = 128;

/// The maximum number of nodes that are merged. The largest known documents need 150,000; alternatives of
/// alternatives of alternatives, all with common properties, can need any number.
const MAX_MERGED: usize = 400_000;

/// Resolves schemas: where references lead, and the types so far.
pub(super) struct Schemas<'a> {
    /// The destination of findings.
    pub(super) sink: Sink<'a>,
    /// True if the client has bodies of XML.
    pub(super) takes_xml: bool,
    /// What the document says that its typed form has no place for.
    pub(super) additions: &'a Additions,
    components: IndexMap<&'a str, View<'a>>,
    /// All other schemas, by place.
    inline: &'a BTreeMap<Pointer, Value>,
    /// By component: those that have it in their `allOf`.
    children: BTreeMap<SchemaId, Vec<SchemaId>>,
    arena: Arena,
    /// The words of the places that components were moved from.
    homes: BTreeMap<SchemaId, Vec<Vec<String>>>,
    /// The number of nodes that were merged so far: see [`Self::is_exhausted`].
    merged_nodes: usize,
    /// True if a limit was reported.
    is_refused: bool,
    /// The inline schemas that are being resolved, and what was promised to those inside that refer to them.
    open: Vec<(Vec<Pointer>, Option<SchemaId>)>,
    /// True if the next schema is that of a property with the name of a secret.
    is_named_secret: bool,
}

/// The declarations of a place about its value, beside its type.
#[derive(Default)]
pub(super) struct Meta {
    pub(super) description: Option<String>,
    pub(super) deprecated: bool,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    pub(super) default: Option<Value>,
    nullable: bool,
}

impl<'a> Schemas<'a> {
    /// Resolves the components.
    pub(super) fn new(document: &'a Typed, sink: Sink<'a>) -> Self {
        let Typed { openapi: _, component_schemas, inline_schemas: inline, additions } = document;
        let components = component_schemas.iter().map(|(name, schema)| (name.as_str(), View::of(schema)));
        let components: IndexMap<&str, View<'_>> = components.collect();
        let children = BTreeMap::new();
        let arena = Arena::with_components(component_schemas.keys());
        let mut this = Self {
            sink,
            takes_xml: false,
            additions,
            components,
            inline,
            children,
            arena,
            homes: BTreeMap::new(),
            merged_nodes: 0,
            is_refused: false,
            open: Vec::new(),
            is_named_secret: false,
        };
        this.children = this.find_children();
        for index in 0..component_schemas.len() {
            this.resolve_component(id_at(index));
        }
        this
    }

    /// The type at a place, if a schema stands there; `words` say where that is, for the name of an inline schema.
    pub(super) fn place(&mut self, at: Pointer, words: &[String]) -> Option<(TypeUse, Meta)> {
        let schema = View::of(self.inline.get(&at)?);
        let parts = self.part(schema, at).into_iter().collect();
        Some(self.resolve(parts, words, &[]))
    }

    /// Returns true if the schema at a place, or the component that it refers to, says that empty text is a value:
    /// `minLength: 0`, or an empty one of its values.
    pub(super) fn may_be_empty(&self, at: &Pointer) -> bool {
        let Some(mut schema) = self.inline.get(at).map(View::of) else { return false };
        let target = schema.reference().and_then(|reference| self.referenced(reference));
        if let Some((_, target)) = target.and_then(|id| self.components.get_index(id.index())) {
            schema = *target;
        }
        let listed = schema.get("enum").and_then(Value::as_array);
        schema.get("minLength").is_some_and(|length| *length == 0)
            || listed.is_some_and(|values| values.iter().any(|value| value == ""))
    }

    /// Returns true if a schema stands at a place.
    pub(super) fn has(&self, at: &Pointer) -> bool {
        self.inline.contains_key(at)
    }

    /// Returns true if what stands at two places has the same schemas.
    pub(super) fn are_same(&self, a: &Pointer, b: &Pointer) -> bool {
        self.below(a).eq(self.below(b))
    }

    fn below(&self, at: &Pointer) -> impl Iterator<Item = (&str, &'a Value)> {
        let from = self.inline.range(at..).take_while(move |(place, _)| place.as_str().starts_with(at.as_str()));
        from.filter_map(move |(place, schema)| Some((place.strip_prefix(at)?, schema)))
    }

    /// The type at a place that says more of its secrecy than its schema does.
    pub(super) fn marked(&mut self, ty: TypeUse, secrecy: Option<Secrecy>, at: &Pointer) -> TypeUse {
        let Some(secrecy) = secrecy else { return ty };
        let kind = SchemaKind::Alias(TypeUse { nullable: false, ..ty });
        let marked = self.arena.insert(Schema { secrecy, ..described(kind, at) });
        TypeUse { nullable: ty.nullable, ..marked }
    }

    /// A type that takes any JSON value.
    pub(super) fn any(&mut self, at: &Pointer) -> TypeUse {
        self.arena.insert(described(SchemaKind::Any, at))
    }

    /// A type that takes any text.
    pub(super) fn text(&mut self, at: &Pointer) -> TypeUse {
        self.arena.insert(described(SchemaKind::String(StringFormat::Plain), at))
    }

    /// The kind of a type, with aliases resolved; `None` while the component is not resolved yet.
    pub(super) fn kind_of(&self, ty: TypeUse) -> &SchemaKind {
        let mut kind = &self.arena[ty.schema].kind;
        for _ in 0..=self.components.len() {
            let SchemaKind::Alias(target) = kind else { break };
            kind = &self.arena[target.schema].kind;
        }
        kind
    }

    /// The types.
    pub(super) fn finish(self) -> (Vec<Schema>, Sink<'a>) {
        let mut schemas = self.arena.into_schemas();
        home::call_by_place(&mut schemas, &self.homes);
        (schemas, self.sink)
    }

    /// The type of the value that all parts describe together. `owners`: see [`Trail`].
    fn resolve(&mut self, parts: Vec<Part<'a>>, words: &[String], owners: &[SchemaId]) -> (TypeUse, Meta) {
        let is_named_secret = std::mem::take(&mut self.is_named_secret);
        let parts = self.flattened(parts);
        let meta = Meta::of(&parts);
        if let Some(schema) = sole_reference(&parts) {
            self.note_home(&parts, words);
            let ty = TypeUse { schema, nullable: meta.nullable, boxed: false };
            return (self.marked_by(ty, &parts), meta);
        }
        let key: Vec<Pointer> = parts.iter().map(|part| self.part_key(part)).collect();
        if let Some(ty) = self.promised(&key) {
            return (ty, meta);
        }
        self.open.push((key, None));
        let mut trail = Trail { merged: Vec::new(), owners: owners.to_vec() };
        let nodes = self.nodes(parts, &mut trail);
        let ty = self.inline(&nodes, is_named_secret, words, owners);
        (ty, meta)
    }

    /// Resolves and shares the innermost open schema.
    fn inline(&mut self, nodes: &[Node<'a>], is_named_secret: bool, words: &[String], owners: &[SchemaId]) -> TypeUse {
        let mut merged = self.merge(nodes);
        let (kind, nullable) = self.kind(&merged, nodes, words, owners);
        if is_named_secret && merged.secrecy == Secrecy::Unsaid && self.takes_text(&kind) {
            merged.secrecy = Secrecy::Named;
        }
        let promised = self.open.pop().and_then(|(_, promised)| promised);
        let ty = match (kind, promised) {
            (SchemaKind::Alias(ty), None) => {
                let said = Some(merged.secrecy).filter(|secrecy| *secrecy != Secrecy::Unsaid);
                self.marked(ty, said, &merged.at)
            }
            (kind, None) => {
                let place = kind.is_item().then(|| words.to_vec());
                self.arena.share(kind, &merged, place)
            }
            (kind, Some(id)) => {
                self.arena.fulfil(id, kind, &merged, words.to_vec());
                TypeUse { schema: id, nullable: false, boxed: false }
            }
        };
        TypeUse { nullable: ty.nullable || nullable, ..ty }
    }

    /// The use of a component, with what stands beside the reference to it.
    fn marked_by(&mut self, ty: TypeUse, parts: &[Part<'a>]) -> TypeUse {
        let mut marked = ty;
        for part in parts {
            if let Part::Node(node) = part {
                let secrecy = self.mark(node);
                marked = self.marked(marked, secrecy, &node.at);
            }
        }
        marked
    }

    /// Returns true if a value may be text or something else. (Other uses are of types that are known to hold text or
    /// not.)
    fn takes_text(&self, kind: &SchemaKind) -> bool {
        let is_text = |ty: TypeUse| matches!(self.arena[ty.schema].kind, SchemaKind::String(_));
        matches!(kind, SchemaKind::Union(union) if union.variants.iter().any(|variant| is_text(variant.ty)))
    }

    /// The type of a schema that is being resolved further out, since it contains itself, or that is refused.
    fn promised(&mut self, key: &[Pointer]) -> Option<TypeUse> {
        let known = self.open.iter().position(|(open, _)| open == key);
        let Some(index) = known else {
            if self.open.len() < MAX_OPEN && !self.is_exhausted() {
                return None;
            }
            let at = key.first().cloned().unwrap_or_default();
            self.report_limit(&at);
            return Some(self.any(&at));
        };
        let schema = *self.open[index].1.get_or_insert_with(|| self.arena.reserve());
        Some(TypeUse { schema, nullable: false, boxed: false })
    }

    /// Returns true if so much was merged that the document must be an attack.
    fn is_exhausted(&self) -> bool {
        self.merged_nodes > MAX_MERGED
    }

    /// Reports once that schemas merge each other without end.
    fn report_limit(&mut self, at: &Pointer) {
        if !self.is_refused {
            let message = "the schemas of this document contain each other too deeply or too often to be merged";
            self.sink.error(Code::Limit, at, message);
        }
        self.is_refused = true;
    }

    fn resolve_component(&mut self, id: SchemaId) {
        let Some(part) = self.component_part(id) else { return };
        let (name, origin) = self.component(id);
        let words = [name.to_owned()];
        let parts = self.flattened(vec![part]);
        if let Some(target) = sole_reference(&parts).filter(|target| !self.is_child(id, *target)) {
            let meta = Meta::of(&parts);
            let ty = TypeUse { schema: target, nullable: meta.nullable, boxed: false };
            let ty = self.marked_by(ty, &parts);
            let schema = &mut self.arena[id];
            (schema.kind, schema.nullable) = (SchemaKind::Alias(ty), meta.nullable);
            (schema.description, schema.deprecated) = (meta.description, meta.deprecated);
        } else {
            let mut trail = Trail { merged: vec![id], owners: Vec::new() };
            let mut nodes = self.nodes(parts, &mut trail);
            for node in &mut nodes {
                node.owner = node.owner.or(Some(id));
            }
            let merged = self.merge(&nodes);
            let (kind, nullable) = match self.family(id, &merged, &nodes) {
                Some(kind) => (kind, merged.nullable),
                None => self.kind(&merged, &nodes, &words, &[id]),
            };
            let schema = &mut self.arena[id];
            (schema.kind, schema.nullable) = (kind, nullable);
            schema.title = merged.title.map(str::to_owned);
            schema.description = merged.description.map(str::to_owned);
            (schema.deprecated, schema.secrecy) = (merged.deprecated, merged.secrecy);
        }
        self.arena[id].origin = origin;
    }

    fn part_key(&self, part: &Part<'a>) -> Pointer {
        match part {
            Part::Reference(_, id) => self.component(*id).1,
            Part::Node(node) => node.at.clone(),
        }
    }

    /// The name of a component and where it is defined.
    fn component(&self, id: SchemaId) -> (&'a str, Pointer) {
        let name = self.components.get_index(id.index()).map_or("", |(name, _)| *name);
        (name, Pointer::root().key("components").key("schemas").key(name))
    }

    fn component_id(&self, name: &str) -> Option<SchemaId> {
        self.components.get_index_of(name).map(id_at)
    }

    fn component_part(&mut self, id: SchemaId) -> Option<Part<'a>> {
        let (_, schema) = self.components.get_index(id.index())?;
        self.part(*schema, self.component(id).1)
    }
}

impl Meta {
    fn of(parts: &[Part<'_>]) -> Self {
        let mut meta = Self::default();
        for part in parts {
            let Part::Node(node) = part else { continue };
            if !node.own {
                continue;
            }
            let keywords = &node.keywords;
            meta.description = keywords.description.map(str::to_owned).or_else(|| meta.description.take());
            meta.default = keywords.default.cloned().or_else(|| meta.default.take());
            meta.deprecated |= keywords.deprecated;
            meta.read_only |= keywords.read_only;
            meta.write_only |= keywords.write_only;
            meta.nullable |= keywords.nullable;
        }
        meta
    }
}

/// The component that the parts are a use of: nothing else among them shapes the type.
fn sole_reference(parts: &[Part<'_>]) -> Option<SchemaId> {
    let mut found = None;
    for part in parts {
        match part {
            Part::Reference(_, id) if found.is_none() => found = Some(*id),
            Part::Reference(..) => return None,
            Part::Node(node) if node.keywords.shape() => return None,
            Part::Node(_) => {}
        }
    }
    found
}

/// The id of the component at an index. Documents are limited in size long before 2^32 schemas.
fn id_at(index: usize) -> SchemaId {
    SchemaId(u32::try_from(index).expect("documents are limited to fewer than 2^32 bytes"))
}
