//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `PUT` `/pictures`
    pub enum ReplacePicture = "replacePicture";
    sends PUT "/pictures", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::setters! { for super::Call<ReplacePicture> {
    /// The query parameter `media_type`.
    media_type: &str => query("media_type", rt::Style::FORM, media_type);
    /// The body of the request.
    body(media_type: &str): impl Into<::warded::Body> => bytes_within("*/*", media_type, body);
} }

::warded::rt::operation! {
    /// `POST` `/pictures`
    pub enum AddPicture = "addPicture";
    sends POST "/pictures", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::media_types! {
    /// The media types of the body of [`AddPicture`].
    pub enum AddPictureImageType {
        Png = "image/png";
        Svg = "image/svg+xml";
    }
}
