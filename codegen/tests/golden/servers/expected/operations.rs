//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/a` needs no credential, and sends none.
    ///
    /// # Errors
    /// - Any other status: Any
    pub fn relative(&self) -> Call<op::Relative> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/a"))
    }

    /// `GET` `/b` needs no credential, and sends none.
    #[deprecated]
    pub fn regional(&self) -> Call<op::Regional> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/b"))
    }
}
