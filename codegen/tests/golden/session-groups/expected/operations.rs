//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `POST` `/again` needs no credential, and sends none.
    pub fn again(&self, body: &types::Again) -> Call<op::Again> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/again")
                .json("application/json", body),
        )
    }

    /// `POST` `/login` needs no credential, and sends none.
    pub fn log_in(&self) -> Call<op::LogIn> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/login"))
    }

    /// `POST` `/orders` needs `session`, `csrfCookie` and `csrf` together.
    pub fn post_orders(&self) -> Call<op::PostOrders>
    where
        C: requires::SessionAndCsrfCookieAndCsrf,
    {
        let carried = self
            .credentials
            .meet("`session`, `csrfCookie` and `csrf` together");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/orders"))
    }
}

impl Call<op::LogIn> {
    /// Returns a session that logs in by this call when it needs a credential. Like a credential, it fills a slot of a client. It goes on by its refresh token and `again`; the arguments are the other required inputs of that operation.
    #[inline]
    pub fn session(
        self,
    ) -> ::warded::session::GroupBuilder<
        super::credential::Session,
        (super::credential::Csrf, super::credential::CsrfCookie),
    > {
        let refresh = ::warded::Call::<
            op::Again,
        >::new(self.0.core(), rt::Authorization::none(), Token(()))
            .literal("/again");
        self.0
            .session()
            .refresh_by_call(
                refresh,
                |call, token| {
                    let body = &types::Again::new(token);
                    call.json("application/json", body)
                },
            )
            .group()
    }
}
