//! The methods of the client, one for each operation, and of the calls that log in.
//!
//! Tags:
//!
//! - `animals` (Animals): Whatever moves.
//!   - `pets` (Pets)
//!     - `cats`: All of them.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/cats` needs no credential, and sends none.
    pub fn cats(&self) -> Call<op::Cats> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/cats"))
    }

    /// `GET` `/pets` needs no credential, and sends none.
    pub fn pets(&self) -> Call<op::Pets> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/pets"))
    }
}
