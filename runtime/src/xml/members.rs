//! Reads the members of an object: attributes, then elements and text in whatever order.

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::read::{Named, Reader, Result, is_within};
use super::scalar::{comma, key, scalar, string};
use super::table::{At, Holds, Missing, Row, Type};

/// An object while its members are read.
struct Object<'t> {
    of: &'t Type,
    /// By row.
    seen: Vec<bool>,
    /// The items so far, by row.
    lists: Vec<(usize, String)>,
    others: Named,
    /// The text of its own element.
    text: String,
}

impl<'x> Reader<'x> {
    /// Reads the members of an element to its end.
    pub(super) fn object(&mut self, start: &BytesStart<'x>, of: &Type, out: &mut String) -> Result<()> {
        let Some((tag, _)) = of.rows.split_first().filter(|_| !of.variants.is_empty()) else {
            out.push('{');
            return self.members(start, of, out);
        };
        let value = self.tag(start, tag)?;
        let Some((_, variant)) = of.variants.iter().find(|(known, _)| *known == value) else {
            return self.any(out);
        };
        out.push('{');
        if variant.rows.iter().all(|row| row.json != tag.json) {
            key(out, tag.json);
            string(&value, out);
        }
        self.members(start, variant, out)
    }

    /// The value of a discriminator, which need not come first: it is looked for ahead.
    fn tag(&self, start: &BytesStart<'x>, row: &Row) -> Result<String> {
        if row.at == At::Attribute {
            let found = start.attributes().with_checks(false).flatten().find(|attribute| self.is_of(row, attribute));
            return found.map_or_else(|| Ok(String::new()), |found| self.attribute(&found));
        }
        let mut ahead = Reader { xml: self.xml.clone(), path: self.path.clone() };
        while let Some(child) = ahead.child()? {
            if ahead.is(&row.name, &child) {
                return Ok(ahead.text()?.trim().to_owned());
            }
            ahead.skip(&child)?;
        }
        Ok(String::new())
    }

    fn members(&mut self, start: &BytesStart<'x>, of: &Type, out: &mut String) -> Result<()> {
        let seen = vec![false; of.rows.len()];
        let mut object = Object { of, seen, lists: Vec::new(), others: Named::default(), text: String::new() };
        self.attributes(start, &mut object, out)?;
        let own = of.rows.iter().position(|row| matches!(row.at, At::Own | At::Cdata));
        loop {
            match self.next()? {
                Event::End(_) => break,
                Event::Start(child) => self.element(&child, &mut object, out)?,
                event if own.is_some() => self.add(event, &mut object.text)?,
                Event::Eof => return Err(self.ended()),
                _ => {}
            }
        }
        if let Some(own) = own {
            object.seen[own] = true;
            key(out, of.rows[own].json);
            scalar(&of.rows[own].holds, &object.text, out);
        }
        object.finish(out);
        Ok(())
    }

    fn attributes(&mut self, start: &BytesStart<'x>, object: &mut Object<'_>, out: &mut String) -> Result<()> {
        for attribute in start.attributes().with_checks(false).flatten() {
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let is_its = |row: &Row| row.at == At::Attribute && self.is_of(row, &attribute);
            if let Some(at) = object.of.rows.iter().position(is_its) {
                let row = &object.of.rows[at];
                if std::mem::replace(&mut object.seen[at], true) {
                    return Err(self.wrong(format!("the attribute `{}` is there twice", row.name.local)));
                }
                key(out, row.json);
                scalar(&row.holds, &self.attribute(&attribute)?, out);
            }
        }
        Ok(())
    }

    fn is_of(&self, row: &Row, attribute: &Attribute<'_>) -> bool {
        let (namespace, local) = self.xml.resolver().resolve_attribute(attribute.key);
        local.as_ref() == row.name.local && is_within(&row.name, &namespace)
    }

    fn attribute(&self, attribute: &Attribute<'_>) -> Result<String> {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        value.map(std::borrow::Cow::into_owned).map_err(|_| self.wrong("an attribute is not XML"))
    }

    fn element(&mut self, child: &BytesStart<'x>, object: &mut Object<'_>, out: &mut String) -> Result<()> {
        let Some(at) = self.row(object.of, child) else { return self.other(child, object) };
        let row = &object.of.rows[at];
        let is_second = std::mem::replace(&mut object.seen[at], true);
        if row.at == At::Items {
            let list = object.list(at);
            comma(list, '[');
            return self.value(child, &row.holds, list);
        }
        if is_second {
            return self.twice(child);
        }
        key(out, row.json);
        self.value(child, &row.holds, out)
    }

    /// The row of an element: one with its very namespace before any other.
    fn row(&self, of: &Type, child: &BytesStart<'_>) -> Option<usize> {
        let (namespace, local) = self.xml.resolver().resolve_element(child.name());
        let is_named = |row: &Row| matches!(row.at, At::Element | At::Items) && row.name.local == local.as_ref();
        let is_exact = |row: &Row| match &namespace {
            ResolveResult::Bound(found) => found.0 == row.name.namespace,
            ResolveResult::Unbound => row.name.namespace.is_empty(),
            ResolveResult::Unknown(_) => false,
        };
        let find = |is: &dyn Fn(&Row) -> bool| of.rows.iter().position(|row| is_named(row) && is(row));
        find(&is_exact).or_else(|| find(&|row| is_within(&row.name, &namespace)))
    }

    /// An element without a row.
    fn other(&mut self, child: &BytesStart<'x>, object: &mut Object<'_>) -> Result<()> {
        let name = child.local_name();
        let Some(holds) = object.of.others.filter(|_| object.of.rows.iter().all(|row| row.json != name.as_ref()))
        else {
            return self.skip(child);
        };
        let mut value = String::new();
        self.value(child, &holds, &mut value)?;
        let count = object.others.add(name.as_ref(), &value);
        if count > 1 && !matches!(holds, Holds::Any) { self.twice(child) } else { Ok(()) }
    }

    /// Reads a map to the end of its element.
    pub(super) fn map(&mut self, holds: &Holds, out: &mut String) -> Result<()> {
        let of = Type { rows: &[], others: Some(*holds), variants: &[] };
        let mut object =
            Object { of: &of, seen: Vec::new(), lists: Vec::new(), others: Named::default(), text: String::new() };
        while let Some(child) = self.child()? {
            self.other(&child, &mut object)?;
        }
        out.push('{');
        object.finish(out);
        Ok(())
    }

    fn twice(&mut self, child: &BytesStart<'x>) -> Result<()> {
        self.enter(child)?;
        Err(self.wrong("the element is there twice"))
    }
}

impl Object<'_> {
    /// The items of a row.
    fn list(&mut self, row: usize) -> &mut String {
        let at = self.lists.iter().position(|(known, _)| *known == row).unwrap_or_else(|| {
            self.lists.push((row, String::from("[")));
            self.lists.len() - 1
        });
        &mut self.lists[at].1
    }

    /// Writes what is only known at the end: lists, members without a row, and those that are not there.
    fn finish(self, out: &mut String) {
        for (row, items) in self.lists {
            key(out, self.of.rows[row].json);
            out.extend([&items, "]"]);
        }
        self.others.write(out);
        for (row, _) in self.of.rows.iter().zip(self.seen).filter(|(_, seen)| !seen) {
            let value = match row.missing {
                Missing::Absent => continue,
                Missing::Empty => "[]",
                Missing::Null => "null",
            };
            key(out, row.json);
            out.push_str(value);
        }
        out.push('}');
    }
}
