//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/orders` needs `Authorization`.
    pub fn list_orders(&self) -> Call<op::ListOrders>
    where
        C: requires::Authorization,
    {
        let carried = self.credentials.meet("`Authorization`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/orders"))
    }

    /// `GET` `/stock` needs `Key`.
    pub fn show_stock(&self) -> Call<op::ShowStock>
    where
        C: requires::Key,
    {
        let carried = self.credentials.meet("`Key`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/stock"))
    }

    /// `PUT` `/stock` needs `Key`.
    pub fn put_stock(&self) -> Call<op::PutStock>
    where
        C: requires::Key,
    {
        let carried = self.credentials.meet("`Key`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/stock"))
    }

    /// `POST` `/stock` needs no credential, and sends none.
    pub fn open_stock(&self, x_key: &str) -> Call<op::OpenStock> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/stock")
                .header("X-Key", rt::Style::SIMPLE, x_key),
        )
    }
}
