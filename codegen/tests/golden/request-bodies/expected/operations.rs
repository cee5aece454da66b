//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `POST` `/pictures` needs no credential, and sends none.
    /// Sends `multipart/form-data`.
    ///
    /// - `body`: The picture.
    pub fn add_picture(&self, body: &types::Picture) -> Call<op::AddPicture> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pictures")
                .multipart(
                    "multipart/form-data",
                    body,
                    &[("file", rt::FieldEncoding::content_type("image/png"))],
                ),
        )
    }

    /// `POST` `/pictures` needs no credential, and sends none.
    /// Sends `application/x-www-form-urlencoded`.
    ///
    /// - `body`: The picture.
    pub fn add_picture_as_form(&self, body: &types::Picture) -> Call<op::AddPicture> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pictures")
                .form(
                    "application/x-www-form-urlencoded",
                    body,
                    &[("tags", rt::Style::SPACE_DELIMITED.field())],
                ),
        )
    }

    /// `POST` `/pictures` needs no credential, and sends none.
    /// Sends `image/png`.
    ///
    /// - `body`: The picture.
    pub fn add_picture_as_png(
        &self,
        body: impl Into<::warded::Body>,
    ) -> Call<op::AddPicture> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pictures")
                .bytes("image/png", body),
        )
    }

    /// `POST` `/pictures` needs no credential, and sends none.
    /// Sends `text/plain`.
    ///
    /// - `body`: The picture.
    pub fn add_picture_as_text(&self, body: &str) -> Call<op::AddPicture> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pictures")
                .text("text/plain", body),
        )
    }

    /// `PATCH` `/pictures` needs no credential, and sends none.
    /// Sends `application/merge-patch+json`.
    /// Optional, set on the call: `body`.
    pub fn change_picture(&self) -> Call<op::ChangePicture> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pictures"))
    }
}
