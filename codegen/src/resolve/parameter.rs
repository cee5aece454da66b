//! Parameter Object: a value in the path, the query, a header or a cookie, or the whole query.
//!
//! ```yaml
//! parameters: [{ name: tags, in: query, style: form, explode: false, schema: { type: array, items: { type: string } } }]
//! ```
//! The operation's own replace the path item's of the same name and place. `Accept` and `Content-Type` headers are no
//! parameters: OpenAPI describes them elsewhere. Nor is what carries a credential, see `security/parameter.rs`.

use openapiv3::{Components, Content, ParameterData, ParameterSchemaOrContent, PathStyle, ReferenceOr};

use super::extension;
use super::media_type::{is_json, own_words, style};
use super::query_string;
use super::reference::{Target, follow};
use super::schema::{Meta, Schemas};
use crate::diagnostics::{Code, Diagnostic};
use crate::document::Additions;
use crate::model::{Parameter, ParameterEncoding, ParameterLocation, ParameterStyle, TypeUse, essence};
use crate::source::Pointer;

/// A list of parameters and where it stands.
pub(super) type List<'a> = (&'a [ReferenceOr<openapiv3::Parameter>], Pointer);

/// A parameter as it is declared, and where.
pub(super) struct Declared<'a> {
    pub(super) item: &'a openapiv3::Parameter,
    pub(super) at: Pointer,
    pub(super) location: ParameterLocation,
    /// Its key, if it is a component.
    component: Option<&'a str>,
}

impl<'a> Declared<'a> {
    fn new(target: Target<'a, openapiv3::Parameter>, additions: &Additions) -> Self {
        let Target { item, at, component } = target;
        let location = match item {
            openapiv3::Parameter::Query { .. } if additions.query_strings.contains(&at) => {
                ParameterLocation::QueryString
            }
            openapiv3::Parameter::Query { .. } => ParameterLocation::Query,
            openapiv3::Parameter::Header { .. } => ParameterLocation::Header,
            openapiv3::Parameter::Path { .. } => ParameterLocation::Path,
            openapiv3::Parameter::Cookie { .. } => ParameterLocation::Cookie,
        };
        Self { item, at, location, component }
    }

    fn data(&self) -> &'a ParameterData {
        self.item.parameter_data_ref()
    }
}

/// The parameters that are declared for an operation, each with the words of the place that it is defined in.
pub(super) fn parameters<'a>(
    declared: Vec<Declared<'a>>,
    words: &[String],
    schemas: &mut Schemas<'a>,
) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for target in declared {
        let name = &target.data().name;
        let is_ignored = ["accept", "content-type"].iter().any(|ignored| name.eq_ignore_ascii_case(ignored));
        if target.location == ParameterLocation::Header && is_ignored {
            continue;
        }
        let component = schemas.named(target.component, &target.at);
        let mut words = component.map_or_else(|| words.to_vec(), |_| Vec::new());
        words.push(component.unwrap_or(name).to_owned());
        parameters.extend(parameter(target, &words, schemas));
    }
    parameters
}

/// The location of a parameter, its name, and true if it is required.
pub(super) fn place<'a>(declared: &Declared<'a>) -> (ParameterLocation, &'a str, bool) {
    let data = declared.data();
    (declared.location, &data.name, data.required)
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
    inherited.retain(|inherited| own.iter().all(|own| !is_same(inherited, own)));
    inherited.extend(own);
    inherited
}

fn distinct<'a>((list, at): List<'a>, components: &'a Components, schemas: &mut Schemas<'_>) -> Vec<Declared<'a>> {
    let mut distinct: Vec<Declared<'a>> = Vec::new();
    for (index, declared) in list.iter().enumerate() {
        let section = ("parameters", &components.parameters);
        let Some(target) = follow(declared, &at.index(index), section, &mut schemas.sink) else { continue };
        let target = Declared::new(target, schemas.additions);
        match distinct.iter().find(|known| is_same(known, &target)) {
            None => distinct.push(target),
            Some(known) if known.item == target.item && schemas.are_same(&known.at, &target.at) => {
                let message = "this parameter is already in the list; it is used once";
                schemas.sink.warning(Code::DuplicateParameter, &at.index(index), message);
            }
            Some(known) => {
                let message = format!("`{}` is declared twice in one location", target.data().name);
                let diagnostic = Diagnostic::error(Code::DuplicateParameter, &at.index(index), message);
                schemas.sink.report(diagnostic.label(&known.at, "first declared here"));
            }
        }
    }
    distinct
}

fn is_same(a: &Declared<'_>, b: &Declared<'_>) -> bool {
    let (a_name, b_name) = (&a.data().name, &b.data().name);
    let same_name = match a.location {
        ParameterLocation::Header => a_name.eq_ignore_ascii_case(b_name),
        ParameterLocation::Path
        | ParameterLocation::Query
        | ParameterLocation::QueryString
        | ParameterLocation::Cookie => a_name == b_name,
    };
    a.location == b.location && same_name
}

/// The encoding of a parameter with a schema.
fn by_style(declared: &Declared<'_>, additions: &Additions) -> ParameterEncoding {
    let mut allow_reserved = additions.allow_reserved.contains(&declared.at);
    let known = match declared.item {
        openapiv3::Parameter::Query { allow_reserved: allowed, style: declared, .. } => {
            allow_reserved = *allowed;
            style(declared)
        }
        openapiv3::Parameter::Header { style: openapiv3::HeaderStyle::Simple, .. } => ParameterStyle::Simple,
        openapiv3::Parameter::Path { style: PathStyle::Matrix, .. } => ParameterStyle::Matrix,
        openapiv3::Parameter::Path { style: PathStyle::Label, .. } => ParameterStyle::Label,
        openapiv3::Parameter::Path { style: PathStyle::Simple, .. } => ParameterStyle::Simple,
        openapiv3::Parameter::Cookie { style: openapiv3::CookieStyle::Form, .. } => ParameterStyle::Form,
    };
    let added = additions.styles.get(&declared.at).and_then(|added| ParameterStyle::named(added));
    let style = added.unwrap_or(known);
    let explode = declared.data().explode.unwrap_or(style.row().explodes);
    ParameterEncoding::Style { style, explode, allow_reserved }
}

/// One parameter; `None` if it has a form that cannot be sent.
fn parameter(declared: Declared<'_>, words: &[String], schemas: &mut Schemas<'_>) -> Option<Parameter> {
    let data = declared.data();
    let (encoding, ty, meta) = match &data.format {
        ParameterSchemaOrContent::Schema(_) => {
            let (ty, meta) = placed(&declared.at, &declared.at, words, schemas);
            (by_style(&declared, schemas.additions), ty, meta)
        }
        ParameterSchemaOrContent::Content(content) => by_content(&declared, content, words, schemas)?,
    };
    let Declared { at, location, .. } = declared;
    let secrecy = extension::secrecy(data.extensions.get(extension::KEY), &at, &mut schemas.sink);
    Some(Parameter {
        name: data.name.clone(),
        location,
        required: data.required || location == ParameterLocation::Path,
        deprecated: data.deprecated.unwrap_or(false),
        description: data.description.clone().or(meta.description),
        may_be_empty: location == ParameterLocation::Path && schemas.may_be_empty(&at.key("schema")),
        encoding,
        ty: schemas.marked(ty, secrecy, &at),
        place: words.to_vec(),
        default: meta.default,
        origin: at,
    })
}

/// The type of the schema in `holder`, or of any value of the parameter at a place.
fn placed(holder: &Pointer, parameter: &Pointer, words: &[String], schemas: &mut Schemas<'_>) -> (TypeUse, Meta) {
    let placed = schemas.place(holder.key("schema"), words);
    placed.unwrap_or_else(|| (schemas.any(parameter), Meta::default()))
}

/// The encoding and the type of a parameter with `content`; `None` if it cannot be sent.
fn by_content(
    declared: &Declared<'_>,
    content: &Content,
    words: &[String],
    schemas: &mut Schemas<'_>,
) -> Option<(ParameterEncoding, TypeUse, Meta)> {
    let Some((name, entry)) = content.first() else {
        return Some((by_style(declared, schemas.additions), schemas.any(&declared.at), Meta::default()));
    };
    let at = declared.at.key("content").key(name);
    let words = own_words(&at, words, schemas);
    let (ty, meta) = placed(&at, &declared.at, &words, schemas);
    let essence = essence(name);
    let encoding = match declared.location {
        ParameterLocation::QueryString => query_string::encoding(name, entry, ty, &at, schemas),
        _ if is_json(&essence) || essence == "*/*" => Some(ParameterEncoding::Json),
        _ if essence.starts_with("text/") => Some(by_style(declared, schemas.additions)),
        ParameterLocation::Path | ParameterLocation::Query => None,
        ParameterLocation::Header | ParameterLocation::Cookie => None,
    };
    if encoding.is_none() {
        schemas.sink.error(Code::Unsupported, &at, format!("a parameter cannot be sent as `{name}`"));
    }
    Some((encoding?, ty, meta))
}
