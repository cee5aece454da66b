//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `POST` `/form` needs no credential, and sends none.
    /// Sends `multipart/mixed`.
    pub fn post_form(&self, body: &types::Note) -> Call<op::PostForm> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/form")
                .multipart("multipart/mixed", body, &[]),
        )
    }

    /// `POST` `/items` needs no credential, and sends none.
    /// Sends `multipart/related`. Accepts `multipart/mixed`.
    pub fn post_items(&self, body: &[::warded::File]) -> Call<op::PostItems> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/items")
                .multipart_list(
                    "multipart/related",
                    body,
                    &[],
                    rt::FieldEncoding::content_type("image/png"),
                ),
        )
    }

    /// `POST` `/prefix` needs no credential, and sends none.
    /// Sends `multipart/mixed`.
    pub fn post_prefix(&self, body: &[types::Note]) -> Call<op::PostPrefix> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/prefix")
                .multipart_list(
                    "multipart/mixed",
                    body,
                    &[
                        rt::FieldEncoding::default(),
                        rt::FieldEncoding::content_type("application/note+json"),
                    ],
                    rt::FieldEncoding::content_type("application/json, text/plain"),
                ),
        )
    }
}
