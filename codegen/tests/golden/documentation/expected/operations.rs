//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// Lists pets.
    ///
    /// All of them.
    ///
    /// `GET` `/pets` needs no credential, and sends none.
    /// Optional, set on the call: `from`.
    #[deprecated]
    pub fn list_pets(&self) -> Call<op::ListPets> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pets"))
    }

    /// Of the path.
    ///
    /// For operations that say nothing.
    ///
    /// `TRACE` `/pets` needs no credential, and sends none.
    pub fn trace(&self) -> Call<op::Trace> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pets"))
    }
}
