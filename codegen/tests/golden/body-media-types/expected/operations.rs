//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `PUT` `/pictures` needs no credential, and sends none.
    /// Sends a media type within `*/*`, which `media_type` names.
    /// Optional, set on the call: `media_type`, `body`.
    pub fn replace_picture(&self) -> Call<op::ReplacePicture> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pictures"))
    }

    /// `POST` `/pictures` needs no credential, and sends none.
    /// Sends one of the media types in [`AddPictureImageType`](op::AddPictureImageType).
    pub fn add_picture(
        &self,
        media_type: super::op::AddPictureImageType,
        body: impl Into<::warded::Body>,
    ) -> Call<op::AddPicture> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pictures")
                .bytes(media_type.as_str(), body),
        )
    }

    /// `POST` `/pictures` needs no credential, and sends none.
    /// Sends `application/pdf`.
    pub fn add_picture_as_pdf(
        &self,
        body: impl Into<::warded::Body>,
    ) -> Call<op::AddPicture> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pictures")
                .bytes("application/pdf", body),
        )
    }

    /// `POST` `/pictures` needs no credential, and sends none.
    /// Sends a media type within `audio/*`, which `media_type` names.
    pub fn add_picture_as_audio(
        &self,
        media_type: &str,
        body: impl Into<::warded::Body>,
    ) -> Call<op::AddPicture> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pictures")
                .bytes_within("audio/*", media_type, body),
        )
    }
}
