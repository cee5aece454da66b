//! The methods of the client, one for each operation.

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

impl<C> Client<C> {
    /// Lists pets.
    ///
    /// All of them.
    ///
    /// `GET` `/pets` needs no credential, and sends none.
    /// Optional, set on the call: `from`.
    #[deprecated]
    pub fn list_pets(&self) -> Call<op::ListPets> {
        Call(
            ::warded::Call::new(&self.core, ::warded::Authorization::none())
                .literal("/pets"),
        )
    }

    /// Of the path.
    ///
    /// For operations that say nothing.
    ///
    /// `TRACE` `/pets` needs no credential, and sends none.
    pub fn trace(&self) -> Call<op::Trace> {
        Call(
            ::warded::Call::new(&self.core, ::warded::Authorization::none())
                .literal("/pets"),
        )
    }
}
