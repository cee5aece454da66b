//! The methods of the client, one for each operation.

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

impl<C> Client<C> {
    /// `GET` `/a` needs no credential, and sends none.
    ///
    /// # Errors
    /// - Any other status: Any
    pub fn relative(&self) -> Call<op::Relative> {
        Call(
            ::warded::Call::new(&self.core, ::warded::Authorization::none())
                .literal("/a"),
        )
    }

    /// `GET` `/b` needs no credential, and sends none.
    #[deprecated]
    pub fn regional(&self) -> Call<op::Regional> {
        Call(
            ::warded::Call::new(&self.core, ::warded::Authorization::none())
                .literal("/b"),
        )
    }
}
