//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/owners` needs no credential, and sends none.
    pub fn list_owners(&self) -> Call<op::ListOwners> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/owners"))
    }

    /// `PUT` `/owners` needs no credential, and sends none.
    ///
    /// # Errors
    /// - 409: There already.
    pub fn replace_owner(&self) -> Call<op::ReplaceOwner> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/owners"))
    }

    /// `POST` `/owners` needs no credential, and sends none.
    ///
    /// # Errors
    /// - 409: There already.
    pub fn add_owner(&self) -> Call<op::AddOwner> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/owners"))
    }

    /// `GET` `/pets` needs no credential, and sends none.
    pub fn list_pets(&self) -> Call<op::ListPets> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pets"))
    }

    /// `POST` `/pets` needs no credential, and sends none.
    /// Optional, set on the call: `body`.
    pub fn add_pet(&self) -> Call<op::AddPet> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pets"))
    }
}
