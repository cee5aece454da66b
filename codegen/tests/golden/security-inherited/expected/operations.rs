//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/inherits` needs `Bearer`.
    pub fn inherits(&self) -> Call<op::Inherits>
    where
        C: requires::Bearer,
    {
        let carried = self.credentials.meet("`Bearer`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/inherits"))
    }

    /// `GET` `/opens` needs no credential, and sends none.
    pub fn opens(&self) -> Call<op::Opens> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/opens"))
    }

    /// `GET` `/replaces` needs `Basic`.
    pub fn replaces(&self) -> Call<op::Replaces>
    where
        C: requires::Basic,
    {
        let carried = self.credentials.meet("`Basic`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/replaces"))
    }
}
