//! The places of the members of types in XML.

#[allow(unused_imports, reason = "not every body has a table")]
use ::warded::rt::xml as x;

::warded::rt::needs_xml!();

pub static Blob: x::Type = x::object(
    &[
        x::attribute("id", x::name("id"), x::Number),
        x::element("kind", x::name("kind"), x::Word),
        x::element("owner", x::name("Owner"), x::Object(&Owner)),
        x::element("metadata", x::name("metadata"), x::Map(&x::Text)),
        x::element("parent", x::name("parent"), x::Object(&Blob)),
    ],
);

pub static Blobs: x::Type = x::object(
    &[
        x::element(
            "blobs",
            x::name("Blobs"),
            x::List(x::name("Blobs"), &x::Object(&Blob)),
        ),
        x::items("prefixes", x::name("BlobPrefix"), x::Text).or(x::Empty),
    ],
);

pub static Owner: x::Type = x::object(
        &[x::attribute("since", x::name("since"), x::Word)],
    )
    .others(x::Any);

pub static Problem: x::Type = x::object(&[x::element("Code", x::name("Code"), x::Text)]);
