//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/blobs` needs no credential, and sends none.
    /// Accepts `application/xml`.
    ///
    /// # Errors
    /// - Any other status
    pub fn list_blobs(&self) -> Call<op::ListBlobs> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/blobs"))
    }

    /// `PUT` `/blobs` needs no credential, and sends none.
    /// Sends `application/xml`.
    pub fn put_blob(&self, body: &types::Blob) -> Call<op::PutBlob> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/blobs")
                .xml(
                    "application/xml",
                    body,
                    {
                        static FORM: rt::xml::Body = rt::xml::body(
                            rt::xml::name("Blob"),
                            rt::xml::Object(&super::xml::Blob),
                        );
                        &FORM
                    },
                ),
        )
    }
}
