//! Parameter Object: a value in the path, the query, a header or a cookie.
//!
//! ```yaml
//! parameters: [{ name: tags, in: query, style: form, explode: false, schema: { type: array, items: { type: string } } }]
//! ```
//! The operation's own replace the path item's of the same name and place. `Accept` and `Content-Type` headers are no
//! parameters: OpenAPI describes them elsewhere. Nor is what carries a credential, see `security/parameter.rs`.

use openapiv3::{Components, ParameterData, ParameterSchemaOrContent, PathStyle, ReferenceOr};

use super::extension;
use super::media_type::{added_style, essence, is_json, style};
use super::reference::{Target, follow};
use super::schema::Schemas;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Parameter, ParameterEncoding, ParameterLocation, ParameterStyle};
use crate::source::Pointer;

/// A list of parameters and where it stands.
pub(super) type List<'a> = (&'a [ReferenceOr<openapiv3::Parameter>], Pointer);

/// A parameter as it is declared, and where.
pub(super) type Declared<'a> = Target<'a, openapiv3::Parameter>;

/// The parameters that are declared for an operation, each with the words of the place that it is defined in.
pub(super) fn parameters<'a>(
    declared: Vec<Declared<'a>>,
    words: &[String],
    schemas: &mut Schemas<'a>,
) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for target in declared {
        let (location, data, _) = sorted(target.item);
        let is_ignored = ["accept", "content-type"].iter().any(|name| data.name.eq_ignore_ascii_case(name));
        if location == ParameterLocation::Header && is_ignored {
            continue;
        }
        let mut words = target.component.map_or_else(|| words.to_vec(), |_| Vec::new());
        words.push(target.component.unwrap_or(&data.name).to_owned());
        parameters.extend(parameter(target, &words, schemas));
    }
    parameters
}

/// The location of a parameter, its name, and true if it is required.
pub(super) fn place(declared: &openapiv3::Parameter) -> (ParameterLocation, &str, bool) {
    let (location, data, _) = sorted(declared);
    (location, &data.name, data.required)
}

/// The path item's parameters that the operation does not replace, and the operation's own.
pub(super) fn declared<'a>(
    path_item: List<'a>,
    operation: List<'a>,
    components: &'a Components,
    schemas: &mut Schemas<'_>,
) -> Vec<Declared<'a>> {
    let mut inherited = distinct(path_item, components, schemas);
    let own = distinct(operation, components, schemas);
    inherited.retain(|inherited| own.iter().all(|own| !is_same(inherited.item, own.item)));
    inherited.extend(own);
    inherited
}

fn distinct<'a>((list, at): List<'a>, components: &'a Components, schemas: &mut Schemas<'_>) -> Vec<Declared<'a>> {
    let mut distinct: Vec<Declared<'a>> = Vec::new();
    for (index, declared) in list.iter().enumerate() {
        let section = ("parameters", &components.parameters);
        let Some(target) = follow(declared, &at.index(index), section, &mut schemas.sink) else { continue };
        match distinct.iter().find(|known| is_same(known.item, target.item)) {
            None => distinct.push(target),
            Some(known) if known.item == target.item && schemas.are_same(&known.at, &target.at) => {
                let message = "this parameter is already in the list; it is used once";
                schemas.sink.warning(Code::DuplicateParameter, &at.index(index), message);
            }
            Some(known) => {
                let message = format!("`{}` is declared twice in one location", sorted(target.item).1.name);
                let diagnostic = Diagnostic::error(Code::DuplicateParameter, &at.index(index), message);
                schemas.sink.report(diagnostic.label(&known.at, "first declared here"));
            }
        }
    }
    distinct
}

fn is_same(a: &openapiv3::Parameter, b: &openapiv3::Parameter) -> bool {
    let ((a_location, a, _), (b_location, b, _)) = (sorted(a), sorted(b));
    let same_name = match a_location {
        ParameterLocation::Header => a.name.eq_ignore_ascii_case(&b.name),
        ParameterLocation::Path | ParameterLocation::Query | ParameterLocation::Cookie => a.name == b.name,
    };
    a_location == b_location && same_name
}

/// The location of a parameter, its data, and its encoding if it has a schema.
fn sorted(parameter: &openapiv3::Parameter) -> (ParameterLocation, &ParameterData, ParameterEncoding) {
    let encoding = |style, data: &ParameterData, allow_reserved| {
        let is_form = matches!(style, ParameterStyle::Form | ParameterStyle::DeepObject);
        ParameterEncoding::Style { style, explode: data.explode.unwrap_or(is_form), allow_reserved }
    };
    match parameter {
        openapiv3::Parameter::Query { parameter_data: data, allow_reserved, style: declared, .. } => {
            (ParameterLocation::Query, data, encoding(style(declared), data, *allow_reserved))
        }
        openapiv3::Parameter::Header { parameter_data: data, style: openapiv3::HeaderStyle::Simple } => {
            (ParameterLocation::Header, data, encoding(ParameterStyle::Simple, data, false))
        }
        openapiv3::Parameter::Path { parameter_data: data, style } => {
            let style = match style {
                PathStyle::Matrix => ParameterStyle::Matrix,
                PathStyle::Label => ParameterStyle::Label,
                PathStyle::Simple => ParameterStyle::Simple,
            };
            (ParameterLocation::Path, data, encoding(style, data, false))
        }
        openapiv3::Parameter::Cookie { parameter_data: data, style: openapiv3::CookieStyle::Form } => {
            (ParameterLocation::Cookie, data, encoding(ParameterStyle::Form, data, false))
        }
    }
}

/// One parameter; `None` if it has a form that cannot be sent.
fn parameter<'a>(
    target: Target<'a, openapiv3::Parameter>,
    words: &[String],
    schemas: &mut Schemas<'a>,
) -> Option<Parameter> {
    let at = target.at;
    let (location, data, mut encoding) = sorted(target.item);
    if let (ParameterEncoding::Style { style, .. }, Some(added)) = (&mut encoding, schemas.additions.styles.get(&at)) {
        *style = added_style(*added);
    }
    let holder = match &data.format {
        ParameterSchemaOrContent::Schema(_) => Some(at.clone()),
        ParameterSchemaOrContent::Content(content) => match content.first() {
            Some((name, _)) => {
                let at = at.key("content").key(name);
                if is_json(&essence(name)) || essence(name) == "*/*" {
                    encoding = ParameterEncoding::Json;
                } else if !essence(name).starts_with("text/") {
                    schemas.sink.error(Code::Unsupported, &at, format!("a parameter cannot be sent as `{name}`"));
                    return None;
                }
                Some(at)
            }
            None => None,
        },
    };
    let placed = holder.and_then(|holder| schemas.place(holder.key("schema"), words));
    let (ty, meta) = placed.unwrap_or_else(|| (schemas.any(&at), super::schema::Meta::default()));
    let secrecy = extension::secrecy(data.extensions.get(extension::KEY), &at, &mut schemas.sink);
    Some(Parameter {
        name: data.name.clone(),
        location,
        required: data.required || location == ParameterLocation::Path,
        deprecated: data.deprecated.unwrap_or(false),
        description: data.description.clone().or(meta.description),
        encoding,
        ty: schemas.marked(ty, secrecy, &at),
        default: meta.default,
        origin: at,
    })
}
