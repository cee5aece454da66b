//! Tables that say where the members of a type stand in XML: statics of generated code, one for each type that a body of
//! XML reaches.
//!
//! ```
//! use warded::rt::xml::*;
//!
//! static BUCKET: Type = object(&[element("Name", name("Name"), Text), attribute("id", name("id"), Number)]);
//! static BUCKETS: Type = object(&[items("buckets", name("Bucket"), Object(&BUCKET)).or(Empty)]);
//! static BUCKETS_BODY: Body = body(name("ListBuckets").within("urn:store", ""), Object(&BUCKETS));
//! ```
//! Plain `const fn`s: macros and struct expressions with a base take the compiler two to seven times as long. Names of
//! elements stand where a type is used, so that a type that is used under two names needs one table.

/// The name of an element or attribute.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// Without prefix.
    pub local: &'static str,
    /// The URI of its namespace; empty if it has none.
    pub namespace: &'static str,
    /// The prefix that is written; empty for none.
    pub prefix: &'static str,
}

/// The content of an element or attribute.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// A string: every character counts.
    Text,
    /// A string that is never empty, such as a date: blanks around it do not count, and an empty one is `null`.
    Word,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// A string, number or boolean, told by how it is written.
    Scalar,
    /// Members.
    Object(&'static Type),
    /// Elements of one name, each of which is an item.
    List(Name, &'static Holds),
    /// Elements of any name.
    Map(&'static Holds),
    /// Anything, as the document has no schema for it.
    Any,
}

/// The members of an object, or the variants of a union.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    /// The named members; of a union the discriminator only.
    pub rows: &'static [Row],
    /// The content of elements without a row, if they are kept.
    pub others: Option<Holds>,
    /// The variants by the discriminator's values; none for an object.
    pub variants: &'static [(&'static str, &'static Type)],
}

/// A member: its name in JSON, and its place in XML.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name in JSON.
    pub json: &'static str,
    /// Its place.
    pub at: At,
    /// Its name; of the object's own text it has no meaning.
    pub name: Name,
    /// Its content.
    pub holds: Holds,
    /// Its value if it is not there.
    pub missing: Missing,
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
    /// The same, written as CDATA.
    Cdata,
    /// Every element of this name is an item of it.
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

/// A whole body.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// The name of its root; `None` if any is read, and none can be written.
    pub name: Option<Name>,
    /// The content of its root.
    pub holds: Holds,
}

/// A name without a namespace.
#[must_use]
pub const fn name(local: &'static str) -> Name {
    Name { local, namespace: "", prefix: "" }
}

/// A member that is an element.
#[must_use]
pub const fn element(json: &'static str, name: Name, holds: Holds) -> Row {
    Row { json, at: At::Element, name, holds, missing: Missing::Absent }
}

/// A member that is an attribute.
#[must_use]
pub const fn attribute(json: &'static str, name: Name, holds: Holds) -> Row {
    Row { json, at: At::Attribute, name, holds, missing: Missing::Absent }
}

/// A member that is a list of elements among those of the other members.
#[must_use]
pub const fn items(json: &'static str, name: Name, holds: Holds) -> Row {
    Row { json, at: At::Items, name, holds, missing: Missing::Absent }
}

/// A member that is the text of the object's own element.
#[must_use]
pub const fn own(json: &'static str, holds: Holds) -> Row {
    Row { json, at: At::Own, name: name(""), holds, missing: Missing::Absent }
}

/// The same, written as CDATA.
#[must_use]
pub const fn cdata(json: &'static str, holds: Holds) -> Row {
    Row { json, at: At::Cdata, name: name(""), holds, missing: Missing::Absent }
}

/// An object.
#[must_use]
pub const fn object(rows: &'static [Row]) -> Type {
    Type { rows, others: None, variants: &[] }
}

/// A union that a member tells: its row, alone, and the tables of the variants by its values.
#[must_use]
pub const fn union(tag: &'static [Row], variants: &'static [(&'static str, &'static Type)]) -> Type {
    Type { rows: tag, others: None, variants }
}

/// A body with a root of this name.
#[must_use]
pub const fn body(name: Name, holds: Holds) -> Body {
    Body { name: Some(name), holds }
}

/// A body whose root may have any name.
#[must_use]
pub const fn any_root(holds: Holds) -> Body {
    Body { name: None, holds }
}

impl Name {
    /// The name in a namespace.
    #[must_use]
    pub const fn within(self, namespace: &'static str, prefix: &'static str) -> Self {
        Self { local: self.local, namespace, prefix }
    }
}

impl Row {
    /// The member with a value for where it is not there.
    #[must_use]
    pub const fn or(self, missing: Missing) -> Self {
        Self { json: self.json, at: self.at, name: self.name, holds: self.holds, missing }
    }
}

impl Type {
    /// The object with all elements that have no row.
    #[must_use]
    pub const fn others(self, holds: Holds) -> Self {
        Self { rows: self.rows, others: Some(holds), variants: self.variants }
    }
}
