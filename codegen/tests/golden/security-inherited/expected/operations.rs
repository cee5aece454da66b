//! The methods of the client, one for each operation.

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

impl<C> Client<C> {
    /// `GET` `/inherits` needs `Bearer`.
    pub fn inherits(&self) -> Call<op::Inherits>
    where
        C: requires::Bearer,
    {
        Call(
            ::warded::Call::new(&self.core, self.credentials.authorization())
                .literal("/inherits"),
        )
    }

    /// `GET` `/opens` needs no credential, and sends none.
    pub fn opens(&self) -> Call<op::Opens> {
        Call(
            ::warded::Call::new(&self.core, ::warded::Authorization::none())
                .literal("/opens"),
        )
    }

    /// `GET` `/replaces` needs `Basic`.
    pub fn replaces(&self) -> Call<op::Replaces>
    where
        C: requires::Basic,
    {
        Call(
            ::warded::Call::new(&self.core, self.credentials.authorization())
                .literal("/replaces"),
        )
    }
}
