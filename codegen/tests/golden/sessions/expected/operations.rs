//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `POST` `/guests` needs no credential, and sends none.
    pub fn log_in_as_guest(&self) -> Call<op::LogInAsGuest> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/guests"))
    }

    /// `POST` `/login` needs no credential, and sends none.
    pub fn log_in(&self) -> Call<op::LogIn> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/login"))
    }

    /// `POST` `/refresh/{device}` needs `JWT` of role `member`.
    pub fn refresh<Grants: 'static>(
        &self,
        device: &str,
        body: &types::Token,
    ) -> Call<op::Refresh<Grants>>
    where
        C: requires::JwtAsMember<JwtGrants = Grants>,
    {
        let carried = self.credentials.meet("`JWT` of role `member`");
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/refresh/")
                .path("device", rt::Style::SIMPLE, device)
                .json("application/json", body),
        )
    }
}

impl Call<op::LogInAsGuest> {
    /// Returns a session that logs in by this call when it needs a credential. Like a credential, it fills a slot of a client. It logs in again before the credential expires.
    #[inline]
    pub fn session(
        self,
    ) -> ::warded::session::SessionBuilder<super::credential::Jwt<super::role::Guest>> {
        self.0.session()
    }
}

impl Call<op::LogIn> {
    /// Returns a session that logs in by this call when it needs a credential. Like a credential, it fills a slot of a client. It renews the credential by `refresh` before it expires; the arguments are the required inputs of that operation.
    #[inline]
    pub fn session(
        self,
        device: &str,
        body: &types::Token,
    ) -> ::warded::session::SessionBuilder<super::credential::Jwt<super::role::Member>> {
        let renewal = ::warded::Call::<
            op::Refresh<super::role::Member>,
        >::new(self.0.core(), rt::Authorization::of_session(), Token(()))
            .literal("/refresh/")
            .path("device", rt::Style::SIMPLE, device)
            .json("application/json", body);
        self.0.session().renew_by(renewal)
    }
}
