//! The methods of the client, one for each operation, and of the calls that log in.

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
impl<C> Client<C> {
    #[cfg(feature = "tag-pet-owners")]
    /// `GET` `/owners` needs no credential, and sends none.
    pub fn list_owners(&self) -> Call<op::ListOwners> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/owners"))
    }

    #[cfg(feature = "tag-pets")]
    /// `GET` `/pets` needs no credential, and sends none.
    /// Optional, set on the call: `limit`.
    ///
    /// # Errors
    /// - 404: Wrong
    /// - 500: Broken
    pub fn list_pets(&self) -> Call<op::ListPets> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pets"))
    }

    #[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
    /// `POST` `/visits` needs `Key`.
    ///
    /// # Errors
    /// - 404: Wrong
    pub fn add_visit(&self, body: &types::Visit) -> Call<op::AddVisit>
    where
        C: requires::Key,
    {
        let carried = self.credentials.meet("`Key`");
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/visits")
                .json("application/json", body),
        )
    }
}
