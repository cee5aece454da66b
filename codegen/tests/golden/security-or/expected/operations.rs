//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/search` needs `JWT` or `TrackerKey`.
    pub fn search(&self) -> Call<op::Search>
    where
        C: requires::JwtOrTrackerKey,
    {
        let carried = self.credentials.meet("`JWT` or `TrackerKey`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/search"))
    }

    /// `GET` `/status` needs no credential, and sends none.
    pub fn show_status(&self) -> Call<op::ShowStatus> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/status"))
    }
}
