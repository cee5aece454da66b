//! Media type of a body that the caller chooses: a documented one, or one within a documented range.
//!
//! ```yaml
//! requestBody: { content: { image/*: { schema: { type: string, format: binary } } } }
//! ```
//! A range is never sent: it says nothing of the body.

use http::HeaderValue;

use crate::error::{Place, Reason, RequestError};

/// Declares an enum of media types.
///
/// ```
/// warded::rt::media_types! {
///     /// The media types of a picture.
///     pub enum PictureType { Png = "image/png"; Jpeg = "image/jpeg"; }
/// }
/// # fn main() {
/// assert_eq!(PictureType::Png.as_str(), "image/png");
/// # }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! media_types {
    ($(#[$meta:meta])* pub enum $name:ident { $($variant:ident = $text:literal;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(
                #[doc = concat!("`", $text, "`")]
                $variant,
            )*
        }

        impl $name {
            /// The media type.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }
    };
}

/// The value of `Content-Type`, if it is a media type within the range.
pub(crate) fn within(range: &'static str, media_type: &str) -> Result<HeaderValue, RequestError> {
    let error = |reason| RequestError::new(Place::Header("Content-Type"), reason);
    if !is_within(range, media_type) {
        return Err(error(Reason::MediaType(range)));
    }
    HeaderValue::from_str(media_type).map_err(|_| error(Reason::NotHeaderText))
}

fn is_within(range: &str, media_type: &str) -> bool {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (range, named) = (essence(range), essence(media_type));
    let (Some((range, _)), Some((ty, subtype))) = (range.split_once('/'), named.split_once('/')) else { return false };
    let is_token = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'*');
    is_token(ty) && is_token(subtype) && (range == "*" || range == ty)
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_media_type_is_within_its_range_and_no_range() {
        let is_within = |range, media_type| within(range, media_type).is_ok();
        for (range, media_type) in
            [("image/*", "image/png"), ("Image/*", "IMAGE/PNG"), ("*/*", "text/plain; charset=utf-8")]
        {
            assert!(is_within(range, media_type), "{media_type} in {range}");
        }
        for (range, media_type) in
            [("image/*", "text/plain"), ("image/*", "image/*"), ("*/*", "*/*"), ("*/*", "png"), ("*/*", "a/b\n")]
        {
            assert!(!is_within(range, media_type), "{media_type} in {range}");
        }
    }
}
