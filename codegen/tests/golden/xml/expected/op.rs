//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/blobs`
    pub enum ListBlobs = "listBlobs";
    sends GET "/blobs", servers::ROOT, "application/xml, text/xml";
    gives types::Blobs, types::Problem;
    200..=299 => xml(rt::xml::body(rt::xml::name("EnumerationResults").within("urn:blobs", "b"), rt::xml::Object(&super::xml::Blobs))) Output;
    _ => xml(rt::xml::body(rt::xml::name("Error"), rt::xml::Object(&super::xml::Problem))) Error;
}

::warded::rt::operation! {
    /// `PUT` `/blobs`
    pub enum PutBlob = "putBlob";
    sends PUT "/blobs", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}
