//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/admin` needs `JWT` of role `admin`.
    pub fn administer(&self) -> Call<op::Administer>
    where
        C: requires::JwtAsAdmin,
    {
        let carried = self.credentials.meet("`JWT` of role `admin`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/admin"))
    }

    /// `POST` `/login` needs no credential, and sends none.
    pub fn log_in(&self) -> Call<op::LogIn> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/login"))
    }

    /// `POST` `/logout` needs `JWT`.
    pub fn log_out(
        self,
    ) -> ::warded::Revocation<
        Call<op::LogOut>,
        Client<<C as super::credential::without::WithoutJwt>::Rest>,
    >
    where
        C: requires::Jwt + super::credential::without::WithoutJwt,
    {
        let carried = self.credentials.meet("`JWT`");
        let call = Call(
            ::warded::Call::new(&self.core, carried, Token(())).literal("/logout"),
        );
        let (source, credentials) = super::credential::without::WithoutJwt::take(
            self.credentials,
        );
        ::warded::Revocation::new(
            call,
            source,
            Client {
                core: self.core,
                credentials,
            },
        )
    }

    /// `POST` `/refresh` needs `JWT`.
    pub fn refresh<Grants: 'static>(&self) -> Call<op::Refresh<Grants>>
    where
        C: requires::Jwt<JwtGrants = Grants>,
    {
        let carried = self.credentials.meet("`JWT`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/refresh"))
    }
}

impl Call<op::LogIn> {
    /// Returns a session that logs in by this call when it needs a credential. Like a credential, it fills a slot of a client. It renews the credential by `refresh` before it expires; the arguments are the required inputs of that operation.
    #[inline]
    pub fn session(
        self,
    ) -> ::warded::session::SessionBuilder<super::credential::Jwt<super::role::Guest>> {
        let renewal = ::warded::Call::<
            op::Refresh<super::role::Guest>,
        >::new(self.0.core(), rt::Authorization::of_session(), Token(()))
            .literal("/refresh");
        self.0.session().renew_by(renewal)
    }
}
