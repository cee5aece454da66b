//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/pets/{shelter}` needs `Key`.
    /// Accepts `text/plain`.
    pub fn get_pets_by_shelter(&self, shelter: &str) -> Call<op::GetPetsByShelter>
    where
        C: requires::Key,
    {
        let carried = self.credentials.meet("`Key`");
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pets/")
                .path("shelter", rt::Style::SIMPLE, shelter),
        )
    }

    /// `QUERY` `/pets/{shelter}` needs `Key`.
    /// Optional, set on the call: `limit`.
    ///
    /// # Errors
    /// - 404: No such shelter
    pub fn find_pets(&self, shelter: &str, body: &types::Filter) -> Call<op::FindPets>
    where
        C: requires::Key,
    {
        let carried = self.credentials.meet("`Key`");
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pets/")
                .path("shelter", rt::Style::SIMPLE, shelter)
                .json("application/json", body),
        )
    }

    /// `COPY` `/pets/{shelter}` needs `Key`.
    pub fn copy_pets_by_shelter(&self, shelter: &str) -> Call<op::CopyPetsByShelter>
    where
        C: requires::Key,
    {
        let carried = self.credentials.meet("`Key`");
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pets/")
                .path("shelter", rt::Style::SIMPLE, shelter),
        )
    }

    /// `VERSION-CONTROL` `/pets/{shelter}` needs `Key`.
    pub fn keep_versions(&self, shelter: &str) -> Call<op::KeepVersions>
    where
        C: requires::Key,
    {
        let carried = self.credentials.meet("`Key`");
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pets/")
                .path("shelter", rt::Style::SIMPLE, shelter),
        )
    }
}
