//! The methods of the client, one for each operation.

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

impl<C> Client<C> {
    /// `GET` `/pets` needs `OAuth` with the scope `read:pets`.
    pub fn list_pets(&self) -> Call<op::ListPets>
    where
        C: requires::OAuthWithReadPets,
    {
        Call(
            ::warded::Call::new(&self.core, self.credentials.authorization())
                .literal("/pets"),
        )
    }

    /// `POST` `/pets` needs `OAuth` with the scopes `read:pets` and `write:pets`.
    pub fn add_pet(&self) -> Call<op::AddPet>
    where
        C: requires::OAuthWithReadPetsWritePets,
    {
        Call(
            ::warded::Call::new(&self.core, self.credentials.authorization())
                .literal("/pets"),
        )
    }
}
