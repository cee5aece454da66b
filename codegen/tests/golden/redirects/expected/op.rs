//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/files/{id}`
    pub enum Download = "download";
    sends GET "/files/{id}", servers::ROOT, "";
    answers(302);
    headers DownloadHeaders;
    gives (), ();
    302 => empty Output;
    404 => empty Error;
}

::warded::rt::headers! {
    /// The documented headers of a success of [`Download`].
    pub struct DownloadHeaders {
        required location: String = "Location";
    }
}

::warded::rt::operation! {
    /// `GET` `/pages/{id}`
    pub enum Page = "page";
    sends GET "/pages/{id}", servers::ROOT, "text/plain";
    gives String, ();
    301 => empty Error;
    200..=299 => text Output;
}
