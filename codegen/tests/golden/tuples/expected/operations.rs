//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `POST` `/near` needs no credential, and sends none.
    /// Optional, set on the call: `range`.
    pub fn find_near(
        &self,
        at: &types::Point,
        body: &types::Search,
    ) -> Call<op::FindNear> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/near")
                .query("at", rt::Style::FORM, at)
                .json("application/json", body),
        )
    }
}
