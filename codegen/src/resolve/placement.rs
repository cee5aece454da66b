//! Paths Object: which parameter stands at each place of a template.
//!
//! ```yaml
//! /pets/{petId}/photos?size={size}:
//!   parameters: [{ name: petId, in: path, … }, { name: size, in: path, … }]    # the second belongs to the query
//! ```
//! A place without a parameter takes any text, with a warning, unless path parameters without a place may be meant: the
//! only one is, with a warning; of several, nobody can tell which. A path parameter that no place names cannot be sent
//! and is left out.

use super::media_type::is_text;
use super::path::{self, Pair, TemplatePart};
use super::schema::Schemas;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Parameter, ParameterEncoding, ParameterLocation, ParameterStyle, PathSegment, QueryPair};
use crate::model::{SchemaKind, StringFormat};
use crate::source::Pointer;

/// A template with its parameters.
pub(super) struct Placed {
    /// The template in parts.
    pub(super) segments: Vec<PathSegment>,
    /// The pairs of its query that are no parameters of their own.
    pub(super) query: Vec<QueryPair>,
    /// All parameters in their order: the path's, the required ones, the optional ones.
    pub(super) parameters: Vec<Parameter>,
}

/// Puts the parameters of an operation in their places.
pub(super) fn place(template: &str, parameters: Vec<Parameter>, at: &Pointer, schemas: &mut Schemas<'_>) -> Placed {
    let (unplaced, others) =
        parameters.into_iter().partition(|parameter| parameter.location == ParameterLocation::Path);
    let mut parts = path::parts(template);
    let mut places = Places { at, places: Vec::new(), unplaced, others };
    for part in &mut parts {
        if let TemplatePart::Name(name) = part {
            places.exact(name);
        }
    }
    let query = places.query(template, schemas);
    places.resembling(schemas);
    places.only_one(schemas);
    places.missing(schemas);
    for unused in &places.unplaced {
        let message = format!("`{}` has no place in the path `{template}`; it is left out", unused.name);
        schemas.sink.warning(Code::PathParameter, &unused.origin, message);
    }
    let query = query
        .into_iter()
        .map(|Pair { name, value }| QueryPair { name: places.segments(name), value: places.segments(value) });
    let (query, segments) = (query.collect(), places.segments(parts));
    Placed { segments, query, parameters: places.finish() }
}

/// The places of one template.
struct Places<'s> {
    at: &'s Pointer,
    /// Each name of the template once, and its parameter.
    places: Vec<(String, Option<Parameter>)>,
    unplaced: Vec<Parameter>,
    others: Vec<Parameter>,
}

impl Places<'_> {
    /// Takes the parameter of this name. The notations of RFC 6570 (`{;name*}`) and of servers (`{*name}`) are cut off:
    /// `style` says the same.
    fn exact(&mut self, name: &mut String) {
        if self.unplaced.iter().all(|parameter| parameter.name != *name) {
            let bare = name.trim_start_matches([';', '.', '*']).trim_end_matches('*');
            *name = bare.to_owned();
        }
        if self.places.iter().all(|(known, _)| known != name) {
            let parameter = self.take(|parameter| parameter.name == *name);
            self.places.push((name.clone(), parameter));
        }
    }

    /// Takes the parameters that differ from their place's name in case or separators only.
    fn resembling(&mut self, schemas: &mut Schemas<'_>) {
        let letters = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
        for index in 0..self.places.len() {
            let name = self.places[index].0.clone();
            if self.places[index].1.is_some() {
                continue;
            }
            let Some(parameter) = self.take(|parameter| letters(&parameter.name) == letters(&name)) else { continue };
            let message = format!("`{}` is taken for `{{{name}}}` in the path", parameter.name);
            schemas.sink.warning(Code::PathParameter, &parameter.origin, message);
            self.places[index].1 = Some(Parameter { name, ..parameter });
        }
    }

    /// Takes the only parameter without a place for the only place without a parameter.
    fn only_one(&mut self, schemas: &mut Schemas<'_>) {
        let mut open = self.places.iter_mut().filter(|(_, parameter)| parameter.is_none());
        let (Some((name, place)), None, 1) = (open.next(), open.next(), self.unplaced.len()) else { return };
        *place = self.unplaced.pop().map(|parameter| {
            let message = format!("`{}` is taken for `{{{name}}}`, the only other name in the path", parameter.name);
            schemas.sink.warning(Code::PathParameter, &parameter.origin, message);
            Parameter { name: name.clone(), ..parameter }
        });
    }

    /// Fills the places that have no parameter.
    fn missing(&mut self, schemas: &mut Schemas<'_>) {
        for (name, parameter) in &mut self.places {
            if parameter.is_some() {
                continue;
            }
            let message = format!("`{{{name}}}` in the path has no parameter");
            let help = format!("declare it: `{{ name: {name}, in: path, required: true, schema: … }}`");
            schemas.sink.report(
                match self.unplaced.first() {
                    None => Diagnostic::warning(Code::PathParameter, self.at, format!("{message}; it takes any text")),
                    Some(unplaced) => Diagnostic::error(Code::PathParameter, self.at, message)
                        .label(&unplaced.origin, "and this parameter no place"),
                }
                .help(help),
            );
            *parameter = Some(undeclared(name, ParameterLocation::Path, self.at, schemas));
        }
    }

    /// Makes parameters of the values of a query in the path, and gives back its other pairs.
    fn query(&mut self, template: &str, schemas: &mut Schemas<'_>) -> Vec<Pair> {
        let Some((query, pairs)) = path::query(template) else { return Vec::new() };
        let mut rest = Vec::new();
        for mut pair in pairs {
            if let ([TemplatePart::Text(name)], [TemplatePart::Name(parameter)]) = (&*pair.name, &*pair.value) {
                self.query_parameter(name, parameter, schemas);
                continue;
            }
            for part in pair.name.iter_mut().chain(&mut pair.value) {
                let TemplatePart::Name(name) = part else { continue };
                if !self.make_text(name, schemas) {
                    let message = format!("a path has no query; declare `?{query}` as parameters");
                    schemas.sink.error(Code::Unsupported, self.at, message);
                    return Vec::new();
                }
                self.exact(name);
            }
            rest.push(pair);
        }
        let taken = if query.contains('{') { "taken as parameters" } else { "sent with every call" };
        let message = format!("a path has no query; `?{query}` is {taken}");
        schemas.sink.warning(Code::InvalidValue, self.at, message);
        rest
    }

    /// The parameter for `name={parameter}`.
    fn query_parameter(&mut self, name: &str, parameter: &str, schemas: &mut Schemas<'_>) {
        let is_query = |parameter: &Parameter| parameter.location == ParameterLocation::Query;
        if self.others.iter().any(|other| is_query(other) && other.name == name) {
            return;
        }
        let (location, encoding) = (ParameterLocation::Query, encoding(ParameterStyle::Form));
        let parameter = self.take(|unplaced| unplaced.name == parameter);
        self.others.push(match parameter {
            Some(parameter) => Parameter { name: name.to_owned(), location, encoding, ..parameter },
            None => undeclared(name, location, self.at, schemas),
        });
    }

    /// Returns true if the parameter of this name is text, which can be a part of another, or another scalar, which then
    /// becomes text.
    fn make_text(&mut self, name: &str, schemas: &mut Schemas<'_>) -> bool {
        let placed = self.places.iter_mut().filter(|(known, _)| known == name);
        let placed = placed.filter_map(|(_, parameter)| parameter.as_mut());
        let mut found = placed.chain(self.unplaced.iter_mut().filter(|parameter| parameter.name == name));
        let Some(parameter) = found.next() else { return false };
        let is_scalar = is_text(parameter.ty, schemas);
        if is_scalar && !matches!(schemas.kind_of(parameter.ty), SchemaKind::String(StringFormat::Plain)) {
            parameter.ty = schemas.text(&parameter.origin);
            parameter.default = None;
        }
        is_scalar
    }

    fn take(&mut self, is_meant: impl Fn(&Parameter) -> bool) -> Option<Parameter> {
        let index = self.unplaced.iter().position(is_meant)?;
        Some(self.unplaced.remove(index))
    }

    fn segments(&self, parts: Vec<TemplatePart>) -> Vec<PathSegment> {
        let index = |name: &str| self.places.iter().position(|(known, _)| known == name);
        let segments = parts.into_iter().filter_map(|part| match part {
            TemplatePart::Text(text) => Some(PathSegment::Literal(text)),
            TemplatePart::Name(name) => index(&name).map(PathSegment::Parameter),
        });
        segments.collect()
    }

    fn finish(mut self) -> Vec<Parameter> {
        self.others.sort_by_key(|parameter| !parameter.required);
        let in_path = self.places.into_iter().filter_map(|(_, parameter)| parameter);
        in_path.chain(self.others).collect()
    }
}

/// A parameter of which only the name is known.
fn undeclared(name: &str, location: ParameterLocation, at: &Pointer, schemas: &mut Schemas<'_>) -> Parameter {
    let style = if location == ParameterLocation::Path { ParameterStyle::Simple } else { ParameterStyle::Form };
    Parameter {
        origin: at.clone(),
        name: name.to_owned(),
        location,
        required: true,
        deprecated: false,
        description: None,
        may_be_empty: false,
        encoding: encoding(style),
        ty: schemas.text(at),
        place: Vec::new(),
        default: None,
    }
}

fn encoding(style: ParameterStyle) -> ParameterEncoding {
    ParameterEncoding::Style { style, explode: style == ParameterStyle::Form, allow_reserved: false }
}
