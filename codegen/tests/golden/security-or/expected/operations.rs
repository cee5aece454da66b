//! The methods of the client, one for each operation.

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

impl<C> Client<C> {
    /// `GET` `/search` needs `JWT` or `TrackerKey`.
    pub fn search(&self) -> Call<op::Search>
    where
        C: requires::JwtOrTrackerKey,
    {
        Call(
            ::warded::Call::new(&self.core, self.credentials.authorization())
                .literal("/search"),
        )
    }

    /// `GET` `/status` needs no credential, and sends none.
    pub fn show_status(&self) -> Call<op::ShowStatus> {
        Call(
            ::warded::Call::new(&self.core, ::warded::Authorization::none())
                .literal("/status"),
        )
    }
}
