//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `DELETE` `/pets/{pet-id}/{session}` needs no credential, and sends none.
    /// Optional, set on the call: `session2`.
    pub fn delete_pets_by_pet_id_by_session(
        &self,
        pet_id: &str,
        session: &str,
    ) -> Call<op::DeletePetsByPetIdBySession> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pets/")
                .path("pet-id", rt::Style::SIMPLE, pet_id)
                .literal("/")
                .path("session", rt::Style::SIMPLE, session),
        )
    }

    /// `GET` `/results` needs no credential, and sends none.
    ///
    /// # Errors
    /// - 404: None.
    /// - 410: Gone.
    pub fn result(&self) -> Call<op::Result_> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/results"))
    }

    /// `GET` `/self/{crate}` needs no credential, and sends none.
    /// Optional, set on the call: `filter_type`, `filter_type2`, `send2`.
    pub fn self_(&self, crate_: &str) -> Call<op::Self_> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/self/")
                .path("crate", rt::Style::SIMPLE, crate_),
        )
    }
}
