//! The methods of the client, one for each operation.

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

impl<C> Client<C> {
    /// `GET` `/pets` needs `Key`.
    pub fn list_pets(&self) -> Call<op::ListPets>
    where
        C: requires::Key,
    {
        Call(
            ::warded::Call::new(&self.core, self.credentials.authorization())
                .literal("/pets"),
        )
    }
}
