//! Converts the JSON Pointer of an error to the path of the element or attribute that it is about.
//!
//! Only after a failure, so that nothing is recorded while a body is read.

use std::fmt::Write;

use super::table::{At, Body, Holds, Name, Row, Type};

/// The path, such as `/Zoo/Animal[1]/@kind`.
pub(super) fn of(body: &'static Body, root: &str, pointer: &str) -> String {
    let mut walk = Walk { path: format!("/{root}"), holds: Some(&body.holds), list: None };
    for step in pointer.split('/').skip(1) {
        walk.step(&step.replace("~1", "/").replace("~0", "~"));
    }
    walk.path
}

struct Walk {
    path: String,
    /// The content of where it is; `None` where no table reaches.
    holds: Option<&'static Holds>,
    /// The name of the items, in a list that has no element of its own.
    list: Option<Name>,
}

impl Walk {
    fn step(&mut self, step: &str) {
        if self.list.take().is_some() {
            return self.push(format_args!("[{}]", position(step)));
        }
        match self.holds {
            Some(Holds::Object(of)) => match row(of, step) {
                Some(row) => self.member(row),
                None => self.other(step, of.others.as_ref()),
            },
            Some(Holds::List(name, item)) => {
                self.push(format_args!("/{}[{}]", name.local, position(step)));
                self.holds = Some(item);
            }
            Some(Holds::Map(value)) => self.other(step, Some(value)),
            Some(Holds::Text | Holds::Word | Holds::Number | Holds::Boolean | Holds::Scalar | Holds::Any) | None => {
                self.other(step, None);
            }
        }
    }

    fn member(&mut self, row: &'static Row) {
        match row.at {
            At::Element => self.push(format_args!("/{}", row.name.local)),
            At::Attribute => self.push(format_args!("/@{}", row.name.local)),
            At::Own | At::Cdata => self.push(format_args!("/text()")),
            At::Items => {
                self.push(format_args!("/{}", row.name.local));
                self.list = Some(row.name);
            }
        }
        self.holds = Some(&row.holds);
    }

    fn other(&mut self, step: &str, holds: Option<&'static Holds>) {
        self.push(format_args!("/{step}"));
        self.holds = holds;
    }

    fn push(&mut self, step: std::fmt::Arguments<'_>) {
        self.path.write_fmt(step).expect("a `String` takes all text");
    }
}

/// The row of a member, of whatever variant.
fn row(of: &'static Type, json: &str) -> Option<&'static Row> {
    let types = std::iter::once(of).chain(of.variants.iter().map(|(_, variant)| *variant));
    types.flat_map(|of| of.rows).find(|row| row.json == json)
}

/// Positions count from 1.
fn position(step: &str) -> usize {
    step.parse::<usize>().map_or(1, |at| at + 1)
}
