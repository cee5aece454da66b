//! XML Object: bodies of XML, read and written by tables.
//!
//! ```text
//! <Blob id="7"><Name>a</Name><Tag>x</Tag><Tag>y</Tag></Blob>
//!         |  read: by the table of the type               ^  written: by the same table
//!         v                                               |
//! {"id":7,"Name":"a","Tags":["x","y"]}  --  the readers and writers of JSON  --  Blob
//! ```
//! XML becomes the text of JSON and goes on from there, so that no type is compiled for a second format, and what needs
//! the text of JSON (unions, decimals) works as it does there. The tables exist without the feature too, so that a client
//! that needs it has one error, which says so.

#[cfg(not(feature = "xml"))]
mod absent;
#[cfg(feature = "xml")]
mod encoding;
#[cfg(feature = "xml")]
mod members;
#[cfg(feature = "xml")]
mod place;
#[cfg(feature = "xml")]
mod read;
#[cfg(feature = "xml")]
mod scalar;
mod table;
#[cfg(all(test, feature = "xml"))]
mod tests;
#[cfg(feature = "xml")]
mod write;

#[cfg(not(feature = "xml"))]
pub(crate) use absent::{read, write};
#[cfg(feature = "xml")]
pub(crate) use read::read;
pub use table::{
    At, Body, Holds, Missing, Name, Row, Type, any_root, attribute, body, cdata, element, items, name, object, own,
    union,
};
#[cfg(feature = "xml")]
pub(crate) use write::write;

/// Tells that the client reads or writes XML. This runtime can.
#[cfg(feature = "xml")]
#[doc(hidden)]
#[macro_export]
macro_rules! needs_xml {
    () => {};
}

/// Tells that the client reads or writes XML, which this runtime cannot: a compile error that names the feature.
#[cfg(not(feature = "xml"))]
#[doc(hidden)]
#[macro_export]
macro_rules! needs_xml {
    () => {
        ::core::compile_error!(
            "this client has bodies of XML: enable the feature `xml` of the crate `warded`, as in \
             `warded = { version = \"…\", features = [\"xml\"] }`"
        );
    };
}
