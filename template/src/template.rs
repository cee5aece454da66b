//! Templates: their parts, and their text with values in it.

use std::fmt;
use std::ops::Range;

use crate::misfit::Misfit;
use crate::place::{Place, has_scheme, places};
use crate::value;

/// A variable of a template.
#[derive(Clone, Debug)]
pub struct Variable<'t> {
    /// Its name.
    pub name: &'t str,
    /// All values that the document gives it: its default and those of its `enum`. They tell what others may look like.
    pub documented: Vec<&'t str>,
}

/// A server's URL with variables, each of which has its place.
#[derive(Clone, Debug)]
pub struct Template<'t> {
    parts: Vec<Part<'t>>,
    /// It says `://` itself.
    absolute: bool,
}

#[derive(Clone, Debug)]
enum Part<'t> {
    Text(&'t str),
    Variable { name: &'t str, place: Place },
}

/// A part of a template before it has a place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Raw<'t> {
    Text(&'t str),
    /// An index into the template's variables.
    Variable(usize),
}

/// The URL that a template makes.
#[derive(Clone, PartialEq, Eq)]
pub struct Filled {
    /// Its text.
    pub url: String,
    /// True if it has a scheme and a host. Otherwise it is relative, whatever its path contains.
    pub absolute: bool,
}

/// The names in braces, each once, in their order.
#[must_use]
pub fn names(url: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for range in braces(url) {
        let name = &url[range.start + 1..range.end - 1];
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The ranges of names in braces, including the braces.
fn braces(url: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open = None;
    for (at, sign) in url.char_indices() {
        match (sign, open) {
            // A brace that another one follows before it is closed is text.
            ('{', _) => open = Some(at),
            ('}', Some(begin)) => {
                ranges.push(begin..at + 1);
                open = None;
            }
            _ => {}
        }
    }
    ranges
}

impl<'t> Template<'t> {
    /// Reads a template. Names in braces that are none of the variables stay as they are.
    #[must_use]
    pub fn parse(url: &'t str, variables: &[Variable<'t>]) -> Self {
        let mut raws = Vec::new();
        let mut begin = 0;
        for range in braces(url) {
            let name = &url[range.start + 1..range.end - 1];
            let Some(index) = variables.iter().position(|variable| variable.name == name) else { continue };
            if begin < range.start {
                raws.push(Raw::Text(&url[begin..range.start]));
            }
            raws.push(Raw::Variable(index));
            begin = range.end;
        }
        if begin < url.len() {
            raws.push(Raw::Text(&url[begin..]));
        }
        let mut places = places(&raws, variables).into_iter();
        let part = |raw: &Raw<'t>| match raw {
            Raw::Text(text) => Some(Part::Text(text)),
            Raw::Variable(index) => places.next().map(|place| Part::Variable { name: variables[*index].name, place }),
        };
        Self { absolute: has_scheme(&raws), parts: raws.iter().filter_map(part).collect() }
    }

    /// The URL with a value in place of each variable. Values are not expanded again.
    ///
    /// # Errors
    /// The first variable of which the value cannot stand in its place, and the reason.
    pub fn fill<'v>(&self, value: impl Fn(&str) -> &'v str) -> Result<Filled, (&'t str, Misfit)> {
        let (url, variables) = self.put(value);
        fit(&url, &variables)?;
        Ok(url)
    }

    /// The reason why the value of one variable cannot stand in its place, whatever is wrong with those of others.
    pub fn misfit<'v>(&self, name: &str, value: impl Fn(&str) -> &'v str) -> Option<Misfit> {
        let (url, mut variables) = self.put(value);
        variables.retain(|variable| variable.name == name);
        fit(&url, &variables).err().map(|(_, misfit)| misfit)
    }

    /// The URL with these values, and where they are.
    fn put<'v>(&self, value: impl Fn(&str) -> &'v str) -> (Filled, Vec<Put<'t>>) {
        let mut filled = Filled { url: String::new(), absolute: self.absolute };
        let mut variables = Vec::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.url.push_str(text),
                Part::Variable { name, place } => {
                    let (value, begin) = (value(name), filled.url.len());
                    filled.absolute |= matches!(place, Place::Beginning { .. }) && value.contains("://");
                    filled.url.push_str(value);
                    variables.push(Put { name, place: *place, range: begin..filled.url.len() });
                }
            }
        }
        (filled, variables)
    }
}

/// A variable of which the value was put into a URL.
struct Put<'t> {
    name: &'t str,
    place: Place,
    range: Range<usize>,
}

/// Checks that the values fit: first each by itself, then together with the text around it.
fn fit<'t>(filled: &Filled, variables: &[Put<'t>]) -> Result<(), (&'t str, Misfit)> {
    for put in variables {
        value::fits(&filled.url[put.range.clone()], put.place).map_err(|misfit| (put.name, misfit))?;
    }
    for put in variables {
        value::fits_with_its_neighbours(filled, &put.range).map_err(|misfit| (put.name, misfit))?;
    }
    Ok(())
}

impl fmt::Debug for Filled {
    /// Without the text: values can be confidential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filled").field("absolute", &self.absolute).finish_non_exhaustive()
    }
}
