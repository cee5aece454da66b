//! The styles of RFC 6570: `simple`, `label`, `matrix`, `form`, and the delimited ones, which differ from `form` in
//! one character.

use serde::Serialize;

use super::escape::Escape;
use super::json::JsonParts;
use super::leaf::Leaf;
use super::sink::{Of, Parts, Sink};
use super::style::{Style, StyleKind};
use crate::error::Reason;

/// Appends one parameter.
pub(crate) struct Expand<'a> {
    pub(crate) out: &'a mut String,
    pub(crate) name: &'a str,
    pub(crate) plan: Plan,
    pub(crate) escape: Escape,
}

/// The columns of RFC 6570's table, appendix A.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    /// Before everything.
    first: &'static str,
    /// Between exploded parts.
    separator: &'static str,
    /// Between the parts of one value.
    join: &'static str,
    /// The text between the name and an empty value; `None` if names are not written.
    name: Option<&'static str>,
    explode: bool,
    /// True if an object is written as one value, its JSON: the default of forms.
    json_objects: bool,
}

impl Plan {
    pub(crate) const fn path(style: Style) -> Self {
        match style.kind {
            StyleKind::Label => Self::unnamed(".", if style.explode { "." } else { "," }, style.explode),
            StyleKind::Matrix => Self { name: Some(""), ..Self::unnamed(";", ";", style.explode) },
            StyleKind::Delimited(delimiter) => Self { join: delimiter.encoded, ..Self::simple(style) },
            StyleKind::Simple | StyleKind::Form | StyleKind::DeepObject | StyleKind::Cookie | StyleKind::Json => {
                Self::simple(style)
            }
        }
    }

    pub(crate) const fn header(style: Style) -> Self {
        let simple = Self::simple(style);
        match style.kind {
            StyleKind::Delimited(delimiter) => Self { join: delimiter.plain, ..simple },
            StyleKind::Simple
            | StyleKind::Label
            | StyleKind::Matrix
            | StyleKind::Form
            | StyleKind::DeepObject
            | StyleKind::Cookie
            | StyleKind::Json => simple,
        }
    }

    pub(crate) const fn simple(style: Style) -> Self {
        Self::unnamed("", ",", style.explode)
    }

    pub(crate) const fn query(style: Style, first: &'static str) -> Self {
        let form = Self { name: Some("="), ..Self::unnamed(first, "&", style.explode) };
        match style.kind {
            StyleKind::Delimited(delimiter) => Self { join: delimiter.encoded, ..form },
            StyleKind::Simple
            | StyleKind::Label
            | StyleKind::Matrix
            | StyleKind::Form
            | StyleKind::DeepObject
            | StyleKind::Cookie
            | StyleKind::Json => form,
        }
    }

    pub(crate) const fn cookie(style: Style, first: &'static str) -> Self {
        Self { separator: "; ", ..Self::query(style, first) }
    }

    /// A field of a form for which the document gives no style.
    pub(crate) const fn field(first: &'static str) -> Self {
        Self { json_objects: true, ..Self::query(Style::FORM, first) }
    }

    const fn unnamed(first: &'static str, separator: &'static str, explode: bool) -> Self {
        Self { first, separator, join: ",", name: None, explode, json_objects: false }
    }
}

impl Expand<'_> {
    fn push_name(&mut self) {
        if self.plan.name.is_some() {
            self.escape_name(self.name);
            self.out.push('=');
        }
    }

    /// Names never profit from `allowReserved`.
    fn escape_name(&mut self, name: &str) {
        let escape = match self.escape {
            Escape::Nothing | Escape::Cookie => self.escape,
            Escape::All | Escape::ReservedInQuery | Escape::ReservedInPath => Escape::All,
        };
        escape.push(self.out, name);
    }

    /// Takes the `=` back before an empty value where the style wants that.
    fn close_value(&mut self) {
        if self.plan.name == Some("") && self.out.ends_with('=') {
            self.out.pop();
        }
    }
}

impl<'a> Sink for Expand<'a> {
    type Parts = ExpandParts<'a>;

    fn text(mut self, text: &str) -> Result<bool, Reason> {
        self.escape.check(text)?;
        self.out.push_str(self.plan.first);
        self.push_name();
        self.escape.push(self.out, text);
        self.close_value();
        Ok(true)
    }

    fn null(self) -> Result<bool, Reason> {
        Ok(false)
    }

    fn bytes(self, _bytes: &[u8]) -> Result<bool, Reason> {
        Err(Reason::Shape("text"))
    }

    fn list(self) -> Result<ExpandParts<'a>, Reason> {
        Ok(ExpandParts { sink: self, started: false, json: None })
    }

    fn object(self, marker: &'static str) -> Result<ExpandParts<'a>, Reason> {
        let one_text = self.plan.json_objects || JsonParts::is_raw(marker);
        let json = one_text.then(|| JsonParts::object(marker));
        Ok(ExpandParts { sink: self, started: false, json })
    }
}

/// The parts of a list or of an object.
pub(crate) struct ExpandParts<'a> {
    sink: Expand<'a>,
    started: bool,
    json: Option<JsonParts>,
}

impl ExpandParts<'_> {
    /// Writes the prefix of a part: the name too, unless the part is a member with a key of its own.
    fn begin(&mut self, key: Option<&str>) {
        let Plan { first, separator, join, explode, .. } = self.sink.plan;
        self.sink.out.push_str(match (self.started, explode) {
            (false, _) => first,
            (true, true) => separator,
            (true, false) => join,
        });
        match key {
            Some(key) if explode => {
                self.sink.escape_name(key);
                self.sink.out.push('=');
            }
            Some(key) => {
                if !self.started {
                    self.sink.push_name();
                }
                self.sink.escape_name(key);
                self.sink.out.push_str(join);
            }
            None if explode || !self.started => self.sink.push_name(),
            None => {}
        }
    }

    /// Writes a member that has its own name as a parameter of that name: a list in it is repeated, as everywhere.
    fn named<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason> {
        self.sink.escape.check_name(key)?;
        let plan = self.sink.plan;
        let first = if self.started { plan.separator } else { plan.first };
        let plan = Plan { first, json_objects: true, ..plan };
        let field = Expand { out: self.sink.out, name: key, plan, escape: self.sink.escape };
        self.started |= value.serialize(Of(field))?;
        Ok(())
    }

    fn part<T: Serialize + ?Sized>(&mut self, key: Option<&str>, value: &T) -> Result<(), Reason> {
        key.map_or(Ok(()), |key| self.sink.escape.check_name(key))?;
        let before = self.sink.out.len();
        self.begin(key);
        if value.serialize(Of(Leaf { out: self.sink.out, escape: self.sink.escape }))? {
            self.started = true;
            if self.sink.plan.explode {
                self.sink.close_value();
            }
        } else {
            self.sink.out.truncate(before);
        }
        Ok(())
    }
}

impl Parts for ExpandParts<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason> {
        match &mut self.json {
            Some(json) => json.element(value),
            None => self.part(None, value),
        }
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason> {
        match &mut self.json {
            Some(json) => json.member(key, value),
            None if self.sink.plan.explode && self.sink.plan.name.is_some() => self.named(key, value),
            None => self.part(Some(key), value),
        }
    }

    fn end(self) -> Result<bool, Reason> {
        match self.json {
            Some(json) => self.sink.text(&json.finish()),
            None => Ok(self.started),
        }
    }
}
