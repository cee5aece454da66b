//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/pets` needs no credential, and sends none.
    /// Optional, set on the call: `filter`.
    ///
    /// # Errors
    /// - Any other status
    pub fn list_pets(&self) -> Call<op::ListPets> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pets"))
    }

    /// `PUT` `/pets` needs no credential, and sends none.
    /// Accepts `application/jsonl`.
    pub fn replace_pets(&self, body: &[types::PetsItem]) -> Call<op::ReplacePets> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pets")
                .json("application/json", body),
        )
    }

    /// `POST` `/pets` needs no credential, and sends none.
    /// Sends `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// - Any other status
    pub fn tag_pets(&self, body: &types::Tags) -> Call<op::TagPets> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pets")
                .form(
                    "application/x-www-form-urlencoded",
                    body,
                    &[("tags", rt::Style::FORM.join().field())],
                ),
        )
    }
}
