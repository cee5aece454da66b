//! Walks the tree along the tables.

use serde_json::Map;

use super::kind::Kind;
use super::notes::Notes;
use super::table::{Key, Need, Other, Shape, Type};
use super::{scalar, schema, security, stray};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, did_you_mean, nearest};
use crate::document::version::Version;
use crate::source::{Pointer, Tree, pointer};

/// The treatment of a value that was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Keep,
    Remove,
}

/// A walk over one document.
pub(super) struct Check<'d> {
    pub(super) version: Version,
    trail: String,
    notes: Notes,
    diagnostics: &'d mut Diagnostics,
}

impl<'d> Check<'d> {
    pub(super) fn new(version: Version, diagnostics: &'d mut Diagnostics) -> Self {
        Self { version, trail: String::new(), notes: Notes::default(), diagnostics }
    }

    pub(super) fn finish(self) {
        self.notes.report(self.diagnostics);
    }

    /// The place that the walk is at.
    pub(super) fn pointer(&self) -> Pointer {
        Pointer::from_escaped(self.trail.as_str())
    }

    pub(super) fn error(&mut self, code: Code, message: impl Into<String>) {
        let at = self.pointer();
        self.diagnostics.error(code, &at, message);
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Warns of what does not matter.
    pub(super) fn note(&mut self, code: Code, message: impl Into<String>) {
        let trail = &self.trail;
        self.notes.add(code, message.into(), || Place::Pointer(Pointer::from_escaped(trail.as_str())));
    }

    fn note_key(&mut self, code: Code, key: &str, message: String) {
        let trail = &self.trail;
        self.notes.add(code, message, || Place::Key(Pointer::from_escaped(trail.as_str()).key(key)));
    }

    /// A value of a wrong type: an error where it matters, and else it is left out.
    pub(super) fn mismatch(&mut self, found: &Tree, expected: &str, matters: bool) -> Verdict {
        let name = self.pointer().last().filter(|name| name.parse::<usize>().is_err());
        let subject = name.map_or_else(|| "this element".to_owned(), |name| format!("`{name}`"));
        let found = noun(found);
        if matters {
            self.error(Code::WrongType, format!("{subject} must be {expected}, not {found}"));
            Verdict::Keep
        } else {
            self.note(Code::WrongType, format!("{subject} should be {expected}, not {found}; it is left out"));
            Verdict::Remove
        }
    }

    /// Runs `inner` at the member `key`.
    pub(super) fn below<T>(&mut self, key: &str, inner: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.trail.len();
        pointer::push_key(&mut self.trail, key);
        let result = inner(self);
        self.trail.truncate(length);
        result
    }

    /// Checks a value, and puts right what can be.
    pub(super) fn value(&mut self, value: &mut Tree, ty: &Type, matters: bool) -> Verdict {
        match ty {
            Type::Any | Type::Dependencies => Verdict::Keep,
            Type::Text => scalar::text(self, value, matters),
            Type::Version => scalar::version(self, value),
            Type::Word(words) => scalar::word(self, value, words, matters),
            Type::Boolean => scalar::boolean(self, value, matters),
            Type::Number => scalar::number(self, value),
            Type::Count => scalar::count(self, value),
            Type::Object(shape) => self.object(value, shape, matters),
            Type::Map(ty) => self.map(value, ty, matters),
            Type::List(ty) => self.list(value, ty, matters),
            Type::OneOrMore(ty) => self.one_or_more(value, ty, matters),
            Type::Schema => schema::schema(self, value),
            Type::Schemas => schema::schemas(self, value),
            Type::Security => security::requirements(self, value),
            Type::Primitive => schema::schema_type(self, value),
            Type::RequiredProperties => schema::required_properties(self, value),
            Type::Bound => schema::bound(self, value),
            Type::Discriminator => schema::discriminator(self, value),
        }
    }

    fn map(&mut self, value: &mut Tree, ty: &Type, matters: bool) -> Verdict {
        empty_of_other_kind(value, Tree::Object(Map::new()));
        let Tree::Object(map) = value else { return self.mismatch(value, "an object", matters) };
        let mut removed = Vec::new();
        for (key, value) in map.iter_mut() {
            // An extension among the names of `paths` or `responses`; but a property may be called `x-rate`.
            if key.starts_with("x-") && !value.is_object() {
                continue;
            }
            if self.below(key, |check| check.element(value, ty, matters)) == Verdict::Remove {
                removed.push(key.clone());
            }
        }
        remove(map, &removed);
        Verdict::Keep
    }

    fn list(&mut self, value: &mut Tree, ty: &Type, matters: bool) -> Verdict {
        empty_of_other_kind(value, Tree::Array(Vec::new()));
        let Tree::Array(list) = value else { return self.mismatch(value, "an array", matters) };
        let mut index = 0_usize;
        list.retain_mut(|element| {
            let place = index.to_string();
            index += 1;
            self.below(&place, |check| check.element(element, ty, matters)) == Verdict::Keep
        });
        Verdict::Keep
    }

    /// An element of a map or list. What is `null` there was named, so that it is taken as empty where it can be.
    fn element(&mut self, value: &mut Tree, ty: &Type, matters: bool) -> Verdict {
        if value.is_null() && matches!(ty, Type::Schema | Type::Object(Shape { keys: _, .. })) && matters {
            self.note(Code::WrongType, "`null` stands for an object; it is taken as an empty one");
            *value = Tree::Object(Map::new());
        }
        self.value(value, ty, matters)
    }

    fn one_or_more(&mut self, value: &mut Tree, ty: &Type, matters: bool) -> Verdict {
        if !value.is_array() && !value.is_null() {
            self.note(Code::WrongType, "one element stands for an array; it is taken as an array of one");
            *value = Tree::Array(vec![value.take()]);
        }
        self.list(value, ty, matters)
    }

    pub(super) fn object(&mut self, value: &mut Tree, shape: &Shape, matters: bool) -> Verdict {
        empty_of_other_kind(value, Tree::Object(Map::new()));
        let Tree::Object(object) = value else {
            return self.mismatch(value, "an object", matters);
        };
        let is_reference = shape.referable && object.get("$ref").is_some_and(Tree::is_string);
        let mut removed = Vec::new();
        for (key, value) in object.iter_mut() {
            if key == "$ref" && is_reference {
                continue;
            }
            if key.starts_with("x-") {
                stray::extension(self, key, shape);
                continue;
            }
            if self.member(key, value, shape) == Verdict::Remove {
                removed.push(key.clone());
            }
        }
        remove(object, &removed);
        if is_reference {
            if shape.kind == Kind::Schema {
                schema::leave_out_siblings(self, object);
            }
            return Verdict::Keep;
        }
        match shape.finish.map_or(Verdict::Keep, |finish| finish(self, object)) {
            Verdict::Keep => self.missing(object, shape),
            Verdict::Remove => Verdict::Remove,
        }
    }

    fn member(&mut self, name: &str, value: &mut Tree, shape: &Shape) -> Verdict {
        match shape.key(name) {
            Some(key) => {
                if !key.versions.contains(&self.version) {
                    self.of_other_version(key, shape);
                }
                self.known(key, value)
            }
            None => self.other(name, value, shape),
        }
    }

    /// A key of a later version has no effect before it, but for those of schemas, which mean the same everywhere.
    fn of_other_version(&mut self, key: &Key, shape: &Shape) {
        let message = format!("`{}` is no key of {} in {}", key.name, article(shape.noun), self.version);
        if stray::decides(key.name) {
            stray::report(self, key.name, shape);
        } else if key.matters && self.version == Version::Swagger2 && shape.noun != "schema" {
            let at = Place::Key(self.pointer().key(key.name));
            self.diagnostics.push(Diagnostic::error(Code::UnknownKey, at, message));
        } else {
            self.note_key(Code::UnknownKey, key.name, message);
        }
    }

    fn known(&mut self, key: &Key, value: &mut Tree) -> Verdict {
        self.below(key.name, |check| {
            // `null` is what many tools write for a key that is not there.
            if value.is_null() && !matches!(key.ty, Type::Any | Type::Dependencies | Type::Primitive | Type::Security) {
                check.note(Code::WrongType, format!("`{}` is null; it is read as if it were not there", key.name));
                return Verdict::Remove;
            }
            check.value(value, key.ty, key.matters)
        })
    }

    fn other(&mut self, name: &str, value: &mut Tree, shape: &Shape) -> Verdict {
        let is_named_by_the_document = !matches!(shape.other, Other::Unknown);
        if is_named_by_the_document && stray::report(self, name, shape) {
            return Verdict::Keep;
        }
        match shape.other {
            Other::Unknown => {
                self.unknown(name, shape);
                Verdict::Keep
            }
            Other::Path(ty) => self.below(name, |check| {
                if !name.starts_with('/') {
                    check.error(Code::InvalidValue, format!("the path `{name}` does not begin with `/`"));
                }
                check.element(value, ty, true)
            }),
            Other::Status(ty) if is_status(name) => self.below(name, |check| check.element(value, ty, true)),
            Other::Status(_) => {
                let message = format!("`{name}` is no status code, range such as `4XX`, or `default`; it is left out");
                self.note_key(Code::UnknownKey, name, message);
                Verdict::Remove
            }
            Other::Expression(ty) => self.below(name, |check| check.element(value, ty, false)),
        }
    }

    /// A key that is in no version's table. If it is nearly one that matters, ignoring it could change the client.
    fn unknown(&mut self, name: &str, shape: &Shape) {
        let noun = article(shape.noun);
        let here = shape.keys.iter().filter(|key| key.versions.contains(&self.version));
        let meant = nearest(name, here.clone().filter(|key| key.matters).map(|key| key.name), tolerance(name));
        // What is a word of its own right beside it is no misspelling: `example` for `examples`.
        let harmless = nearest(name, here.filter(|key| !key.matters).map(|key| key.name), 0);
        if let (Some(meant), None) = (meant, harmless) {
            let at = self.pointer();
            let message = format!("unknown key `{name}` in {noun}");
            let mut diagnostic = Diagnostic::error(Code::MisspeltKey, Place::Key(at.key(name)), message)
                .help(format!("did you mean `{meant}`? extensions begin with `x-`"));
            if at != Pointer::root() {
                diagnostic = diagnostic.label(Place::Key(at), format!("in this {}", shape.noun));
            }
            self.diagnostics.push(diagnostic);
            return;
        }
        if stray::report(self, name, shape) {
            return;
        }
        let message = match did_you_mean(name, shape.keys.iter().map(|key| key.name)) {
            Some(meant) => format!("unknown key `{name}` in {noun}; did you mean `{meant}`?"),
            None => format!("unknown key `{name}` in {noun}; it has no effect"),
        };
        self.note_key(Code::UnknownKey, name, message);
    }

    /// Keys that the object needs and does not have.
    fn missing(&mut self, object: &mut Map<String, Tree>, shape: &Shape) -> Verdict {
        for key in shape.keys {
            if matches!(key.need, Need::Optional)
                || !key.versions.contains(&self.version)
                || key.needed_until.is_some_and(|version| version <= self.version)
                || object.contains_key(key.name)
            {
                continue;
            }
            let message = format!("{} needs `{}`", article(shape.noun), key.name);
            match key.need {
                Need::Optional => {}
                Need::Required => self.error(Code::MissingKey, message),
                Need::Text(text) => {
                    self.note(Code::MissingKey, message);
                    object.insert(key.name.to_owned(), text.into());
                }
                Need::Object => {
                    self.note(Code::MissingKey, message);
                    let mut empty = Tree::Object(Map::new());
                    self.known(key, &mut empty);
                    object.insert(key.name.to_owned(), empty);
                }
                Need::OrNothing => {
                    self.note(Code::MissingKey, format!("{message}; it is left out"));
                    return Verdict::Remove;
                }
            }
        }
        Verdict::Keep
    }
}

/// The maximum edit distance of a misspelling.
pub(super) fn tolerance(name: &str) -> usize {
    match name.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Some languages cannot tell an empty object from an empty array when they write JSON.
fn empty_of_other_kind(value: &mut Tree, expected: Tree) {
    let empty = match value {
        Tree::Object(object) => object.is_empty(),
        Tree::Array(array) => array.is_empty(),
        Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => false,
    };
    if empty {
        *value = expected;
    }
}

fn remove(object: &mut Map<String, Tree>, keys: &[String]) {
    for key in keys {
        object.shift_remove(key);
    }
}

fn is_status(name: &str) -> bool {
    match name.as_bytes() {
        [b'1'..=b'9', b'X' | b'x', b'X' | b'x'] => true,
        [b'1'..=b'9', second, third] => second.is_ascii_digit() && third.is_ascii_digit(),
        _ => false,
    }
}

/// The noun for a value in a message.
pub(super) fn noun(value: &Tree) -> &'static str {
    match value {
        Tree::Null => "null",
        Tree::Bool(_) => "a boolean",
        Tree::Number(_) => "a number",
        Tree::String(_) => "text",
        Tree::Array(_) => "an array",
        Tree::Object(_) => "an object",
    }
}

pub(super) fn article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'X']) { "an" } else { "a" };
    format!("{article} {noun}")
}
