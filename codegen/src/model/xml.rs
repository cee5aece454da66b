//! XML Object: the places of the members of a type in XML.
//!
//! ```yaml
//! Blob: { type: object, properties: { id: { type: integer, xml: { attribute: true } }, tags: { type: array, … } } }
//! ```
//! Names stand where a type is used, so that one that is used under two names has one table.

use super::SchemaId;

/// The name of an element or attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Without prefix.
    pub local: String,
    /// `namespace`, with the prefix that is written; empty for none.
    pub namespace: Option<(String, String)>,
}

/// The content of an element or attribute. `T` identifies types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds<T = SchemaId> {
    /// A string: every character counts.
    Text,
    /// A string that is never empty, such as a date: blanks around it do not count.
    Word,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// A string, number or boolean, told by how it is written.
    Scalar,
    /// Anything.
    Any,
    /// Members.
    Object(T),
    /// Elements of one name.
    List(Name, Box<Holds<T>>),
    /// Elements of any name.
    Map(Box<Holds<T>>),
}

/// The place of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// The text of the object's own element.
    Own,
    /// The same, as CDATA.
    Cdata,
    /// Every element of its name is an item.
    Items,
}

/// The value of a member that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// None.
    Absent,
    /// An empty list.
    Empty,
    /// `null`
    Null,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<T = SchemaId> {
    /// Its name in JSON.
    pub json: String,
    /// Its place.
    pub at: At,
    /// Its name in XML.
    pub name: Name,
    /// Its content.
    pub holds: Holds<T>,
    /// Its value if it is not there.
    pub missing: Missing,
}

/// The table of an object or a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Type<T = SchemaId> {
    /// The named members; of a union with variants the discriminator only.
    pub rows: Vec<Row<T>>,
    /// The content of other elements, if they are kept.
    pub others: Option<Holds<T>>,
    /// The variants by the discriminator's values.
    pub variants: Vec<(String, T)>,
}

/// A whole body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body<T = SchemaId> {
    /// The name of its root; `None` if the document gives none, so that any is read.
    pub name: Option<Name>,
    /// The content of its root.
    pub holds: Holds<T>,
}

impl<T: Copy> Holds<T> {
    /// The type whose table it needs.
    #[must_use]
    pub fn table(&self) -> Option<T> {
        match self {
            Self::Object(ty) => Some(*ty),
            Self::List(_, of) | Self::Map(of) => of.table(),
            Self::Text | Self::Word | Self::Number | Self::Boolean | Self::Scalar | Self::Any => None,
        }
    }

    /// The same with other identifiers.
    #[must_use]
    pub fn map<U>(&self, ty: &impl Fn(T) -> U) -> Holds<U> {
        match self {
            Self::Text => Holds::Text,
            Self::Word => Holds::Word,
            Self::Number => Holds::Number,
            Self::Boolean => Holds::Boolean,
            Self::Scalar => Holds::Scalar,
            Self::Any => Holds::Any,
            Self::Object(id) => Holds::Object(ty(*id)),
            Self::List(name, of) => Holds::List(name.clone(), Box::new(of.map(ty))),
            Self::Map(of) => Holds::Map(Box::new(of.map(ty))),
        }
    }
}

impl<T: Copy> Type<T> {
    /// The types whose tables it needs.
    pub fn tables(&self) -> impl Iterator<Item = T> {
        let held = self.rows.iter().map(|row| &row.holds).chain(&self.others).filter_map(Holds::table);
        held.chain(self.variants.iter().map(|(_, ty)| *ty))
    }

    /// The same with other identifiers.
    #[must_use]
    pub fn map<U>(&self, ty: &impl Fn(T) -> U) -> Type<U> {
        let row = |row: &Row<T>| Row {
            json: row.json.clone(),
            at: row.at,
            name: row.name.clone(),
            holds: row.holds.map(ty),
            missing: row.missing,
        };
        Type {
            rows: self.rows.iter().map(row).collect(),
            others: self.others.as_ref().map(|others| others.map(ty)),
            variants: self.variants.iter().map(|(tag, id)| (tag.clone(), ty(*id))).collect(),
        }
    }
}

impl<T: Copy> Body<T> {
    /// The same with other identifiers.
    #[must_use]
    pub fn map<U>(&self, ty: &impl Fn(T) -> U) -> Body<U> {
        Body { name: self.name.clone(), holds: self.holds.map(ty) }
    }
}
