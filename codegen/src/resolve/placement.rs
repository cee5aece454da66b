//! Paths Object: which parameter stands at each place of a template.
//!
//! ```yaml
//! /pets/{petId}/photos?size={size}:
//!   parameters: [{ name: petId, in: path, … }, { name: size, in: path, … }]    # the second belongs to the query
//! ```
//! A place without a parameter takes any text, with a warning, unless path parameters without a place may be meant: the
//! only one is, with a warning; of several, nobody can tell which. A path parameter that no place names cannot be sent
//! and is left out.

use super::path::{self, QueryValue, TemplatePart};
use super::schema::Schemas;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Parameter, ParameterEncoding, ParameterLocation, ParameterStyle, PathSegment};
use crate::source::Pointer;

/// A template with its parameters.
pub(super) struct Placed {
    /// The template in parts.
    pub(super) segments: Vec<PathSegment>,
    /// The query parameters that are sent with every call.
    pub(super) fixed_query: Vec<(String, String)>,
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
    let fixed_query = places.query(path::query(template, at, &mut schemas.sink), schemas);
    places.resembling(schemas);
    places.only_one(schemas);
    places.missing(schemas);
    for unused in &places.unplaced {
        let message = format!("`{}` has no place in the path `{template}`; it is left out", unused.name);
        schemas.sink.warning(Code::PathParameter, &unused.origin, message);
    }
    let (segments, parameters) = places.finish(parts);
    Placed { segments, fixed_query, parameters }
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

    /// Makes parameters of what a query in the path names, and gives back the rest of it.
    fn query(&mut self, query: Vec<(String, QueryValue)>, schemas: &mut Schemas<'_>) -> Vec<(String, String)> {
        let mut fixed = Vec::new();
        for (name, value) in query {
            let is_query = |parameter: &Parameter| parameter.location == ParameterLocation::Query;
            let parameter = match value {
                QueryValue::Fixed(text) => {
                    fixed.push((name, text));
                    continue;
                }
                QueryValue::Name(_) if self.others.iter().any(|other| is_query(other) && other.name == name) => {
                    continue;
                }
                QueryValue::Name(parameter) => self.take(|unplaced| unplaced.name == parameter),
            };
            let (location, encoding) = (ParameterLocation::Query, encoding(ParameterStyle::Form));
            self.others.push(match parameter {
                Some(parameter) => Parameter { name, location, encoding, ..parameter },
                None => undeclared(&name, location, self.at, schemas),
            });
        }
        fixed
    }

    fn take(&mut self, is_meant: impl Fn(&Parameter) -> bool) -> Option<Parameter> {
        let index = self.unplaced.iter().position(is_meant)?;
        Some(self.unplaced.remove(index))
    }

    fn finish(mut self, parts: Vec<TemplatePart>) -> (Vec<PathSegment>, Vec<Parameter>) {
        let index = |name: &str| self.places.iter().position(|(known, _)| known == name);
        let segments = parts.into_iter().filter_map(|part| match part {
            TemplatePart::Text(text) => Some(PathSegment::Literal(text)),
            TemplatePart::Name(name) => index(&name).map(PathSegment::Parameter),
        });
        let segments = segments.collect();
        self.others.sort_by_key(|parameter| !parameter.required);
        let in_path = self.places.into_iter().filter_map(|(_, parameter)| parameter);
        (segments, in_path.chain(self.others).collect())
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
        encoding: encoding(style),
        ty: schemas.text(at),
        default: None,
    }
}

fn encoding(style: ParameterStyle) -> ParameterEncoding {
    ParameterEncoding::Style { style, explode: style == ParameterStyle::Form, allow_reserved: false }
}
