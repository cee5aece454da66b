//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/pets` needs `Key`.
    pub fn list_pets(&self) -> Call<op::ListPets>
    where
        C: requires::Key,
    {
        let carried = self.credentials.meet("`Key`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pets"))
    }
}
