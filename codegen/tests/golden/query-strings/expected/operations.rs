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
    /// Optional, set on the call: `filter`.
    pub fn find_pets(&self) -> Call<op::FindPets>
    where
        C: requires::Key,
    {
        let carried = self.credentials.meet("`Key`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pets"))
    }

    /// `GET` `/pets/json` needs `Key`.
    pub fn find_pets_by_json(&self, filter: &types::Filter) -> Call<op::FindPetsByJson>
    where
        C: requires::Key,
    {
        let carried = self.credentials.meet("`Key`");
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pets/json")
                .query_string("filter", rt::Style::JSON, filter),
        )
    }

    /// `GET` `/pets/path` needs `Key`.
    /// Optional, set on the call: `path`.
    pub fn find_pets_by_path(&self) -> Call<op::FindPetsByPath>
    where
        C: requires::Key,
    {
        let carried = self.credentials.meet("`Key`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pets/path"))
    }
}
