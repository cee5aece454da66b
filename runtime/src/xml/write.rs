//! Writes XML: the text of JSON becomes elements and attributes.
//!
//! Attributes come first, then rows in the order of the table, whatever the order in JSON. A namespace is declared where
//! it is first needed.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::Serialize;
use serde_json::value::RawValue;

use super::table::{At, Body, Holds, Name, Row, Type, name};
use crate::error::Reason;

/// The namespace of `xsi:nil`.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

type Result<T> = std::result::Result<T, Reason>;

/// Writes a whole body.
pub(crate) fn write<T: Serialize + ?Sized>(value: &T, body: &Body) -> Result<String> {
    let json = serde_json::to_string(value).map_err(|error| Reason::Serialize(error.to_string()))?;
    let root = body.name.ok_or(Reason::Shape("of a type with a name, as the root of XML has one"))?;
    let mut writer = Writer { xml: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), scope: Vec::new() };
    writer.element(&root, &body.holds, &json)?;
    Ok(writer.xml)
}

/// A body while it is written.
struct Writer {
    xml: String,
    /// The prefixes that are declared, with their namespaces.
    scope: Vec<(&'static str, &'static str)>,
}

impl Writer {
    fn element(&mut self, name: &Name, holds: &Holds, json: &str) -> Result<()> {
        let outer = self.scope.len();
        self.xml.push('<');
        self.name(name);
        self.declare(name)?;
        if json == "null" {
            self.nil()?;
        } else {
            self.content(holds, json)?;
            self.xml.push_str("</");
            self.name(name);
            self.xml.push('>');
        }
        self.scope.truncate(outer);
        Ok(())
    }

    /// An element whose name is a key.
    fn named(&mut self, key: &str, holds: &Holds, json: &str) -> Result<()> {
        let begins = key.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if !begins || !key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')) {
            return Err(Reason::NotXmlName);
        }
        let outer = self.scope.len();
        self.xml.extend(["<", key]);
        if json == "null" {
            self.nil()?;
        } else {
            self.content(holds, json)?;
            self.xml.extend(["</", key, ">"]);
        }
        self.scope.truncate(outer);
        Ok(())
    }

    /// The end of an open tag, of an element that is `null`.
    fn nil(&mut self) -> Result<()> {
        self.declare(&name("nil").within(XSI, "xsi"))?;
        self.xml.push_str(" xsi:nil=\"true\"/>");
        Ok(())
    }

    /// The end of an open tag, and what stands behind it.
    fn content(&mut self, holds: &Holds, json: &str) -> Result<()> {
        if let Holds::Object(of) = holds {
            return self.members(of, json);
        }
        self.xml.push('>');
        match holds {
            Holds::List(name, item) => {
                parse::<Vec<&RawValue>>(json)?.into_iter().try_for_each(|value| self.element(name, item, value.get()))
            }
            Holds::Map(value) => self.others(&parse::<Members<'_>>(json)?.0, value, &[]),
            Holds::Any => self.any(json),
            Holds::Text | Holds::Word | Holds::Number | Holds::Boolean | Holds::Scalar | Holds::Object(_) => {
                self.escape(&leaf(json)?, false)
            }
        }
    }

    fn members(&mut self, of: &Type, json: &str) -> Result<()> {
        let members = parse::<Members<'_>>(json)?.0;
        let find = |json: &str| members.iter().find(|(name, _)| name == json).map(|(_, value)| value.get());
        let (mut of, mut rows) = (of, Vec::new());
        if let Some((tag, _)) = of.rows.split_first().filter(|_| !of.variants.is_empty()) {
            let value = find(tag.json).unwrap_or("\"\"");
            let text = leaf(value)?;
            let Some((_, variant)) = of.variants.iter().find(|(known, _)| *known == text) else {
                self.xml.push('>');
                return self.any(json);
            };
            of = variant;
            if of.rows.iter().all(|row| row.json != tag.json) {
                rows.push((tag, value));
            }
        }
        rows.extend(of.rows.iter().filter_map(|row| Some((row, find(row.json)?))));
        for (row, value) in rows.iter().filter(|(row, value)| row.at == At::Attribute && *value != "null") {
            self.attribute(&row.name, value)?;
        }
        self.xml.push('>');
        for (row, value) in rows.iter().filter(|(row, _)| row.at != At::Attribute) {
            self.member(row, value)?;
        }
        of.others.map_or(Ok(()), |others| self.others(&members, &others, of.rows))
    }

    fn attribute(&mut self, name: &Name, json: &str) -> Result<()> {
        self.declare(name)?;
        self.xml.push(' ');
        self.name(name);
        self.xml.push_str("=\"");
        self.escape(&leaf(json)?, true)?;
        self.xml.push('"');
        Ok(())
    }

    fn member(&mut self, row: &Row, json: &str) -> Result<()> {
        match row.at {
            At::Attribute => Ok(()),
            At::Element => self.element(&row.name, &row.holds, json),
            At::Own => self.escape(&leaf(json)?, false),
            At::Cdata => {
                let text = leaf(json)?;
                if !text.chars().all(is_xml) {
                    return Err(Reason::NotXmlText);
                }
                self.xml.extend(["<![CDATA[", &text.replace("]]>", "]]]]><![CDATA[>"), "]]>"]);
                Ok(())
            }
            At::Items if json == "null" => Ok(()),
            At::Items => {
                let mut items = parse::<Vec<&RawValue>>(json)?.into_iter();
                items.try_for_each(|item| self.element(&row.name, &row.holds, item.get()))
            }
        }
    }

    /// The members without a row.
    fn others(&mut self, members: &[(String, &RawValue)], holds: &Holds, rows: &[Row]) -> Result<()> {
        let mut others = members.iter().filter(|(name, _)| rows.iter().all(|row| row.json != name));
        others.try_for_each(|(name, value)| match value.get() {
            list if list.starts_with('[') && matches!(holds, Holds::Any) => {
                let mut items = parse::<Vec<&RawValue>>(list)?.into_iter();
                items.try_for_each(|item| self.named(name, holds, item.get()))
            }
            value => self.named(name, holds, value),
        })
    }

    /// What no table describes: the text of a scalar, or an element a member.
    fn any(&mut self, json: &str) -> Result<()> {
        if json.starts_with('{') {
            return self.others(&parse::<Members<'_>>(json)?.0, &Holds::Any, &[]);
        }
        self.escape(&leaf(json)?, false)
    }

    fn name(&mut self, name: &Name) {
        if !name.prefix.is_empty() {
            self.xml.extend([name.prefix, ":"]);
        }
        self.xml.push_str(name.local);
    }

    /// Declares the namespace of a name, if it is not declared here.
    fn declare(&mut self, name: &Name) -> Result<()> {
        let declared = self.scope.iter().rev().find(|(prefix, _)| *prefix == name.prefix);
        if name.namespace.is_empty() || declared.is_some_and(|(_, namespace)| *namespace == name.namespace) {
            return Ok(());
        }
        let colon = if name.prefix.is_empty() { "" } else { ":" };
        self.xml.extend([" xmlns", colon, name.prefix, "=\""]);
        self.escape(name.namespace, true)?;
        self.xml.push('"');
        self.scope.push((name.prefix, name.namespace));
        Ok(())
    }

    fn escape(&mut self, text: &str, is_attribute: bool) -> Result<()> {
        for char in text.chars() {
            match char {
                '&' => self.xml.push_str("&amp;"),
                '<' => self.xml.push_str("&lt;"),
                '>' => self.xml.push_str("&gt;"),
                '"' if is_attribute => self.xml.push_str("&quot;"),
                '\t' if is_attribute => self.xml.push_str("&#9;"),
                '\n' if is_attribute => self.xml.push_str("&#10;"),
                '\r' => self.xml.push_str("&#13;"),
                char if is_xml(char) => self.xml.push(char),
                _ => return Err(Reason::NotXmlText),
            }
        }
        Ok(())
    }
}

/// Returns true if XML has the character.
fn is_xml(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r') || (char >= ' ' && !matches!(char, '\u{FFFE}' | '\u{FFFF}'))
}

/// The members of an object, in their order.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

fn parse<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T> {
    serde_json::from_str(json).map_err(|_| Reason::Shape("what the document describes for its place in XML"))
}

/// The text of a scalar.
fn leaf(json: &str) -> Result<Cow<'_, str>> {
    match json.as_bytes().first() {
        Some(b'"') => parse::<String>(json).map(Cow::Owned),
        Some(b'{' | b'[') => Err(Reason::Shape("text where XML has no place for members")),
        Some(_) | None => Ok(Cow::Borrowed(if json == "null" { "" } else { json })),
    }
}
