//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

/// What a call is made with. Nothing outside of this module can make one, so that no call goes around the bounds of
/// the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/admin` needs `JWT` of role `admin`.
    pub fn administer(&self) -> Call<op::Administer>
    where
        C: requires::JwtAsAdmin,
    {
        let authorization = self.credentials.meet("`JWT` of role `admin`");
        Call(::warded::Call::new(&self.core, authorization, Token(())).literal("/admin"))
    }

    /// `POST` `/login` needs no credential, and sends none.
    pub fn log_in(&self) -> Call<op::LogIn> {
        let authorization = ::warded::rt::Authorization::none();
        Call(::warded::Call::new(&self.core, authorization, Token(())).literal("/login"))
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
        let authorization = self.credentials.meet("`JWT`");
        let call = Call(
            ::warded::Call::new(&self.core, authorization, Token(())).literal("/logout"),
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
        let authorization = self.credentials.meet("`JWT`");
        Call(
            ::warded::Call::new(&self.core, authorization, Token(())).literal("/refresh"),
        )
    }
}

impl Call<op::LogIn> {
    /// A session that makes this call whenever it has to log in, and keeps alive what it gets. It fills a slot of a client, as a credential does. Before a credential ends it is renewed by `refresh`, whose required inputs are the arguments.
    #[inline]
    pub fn session(
        self,
    ) -> ::warded::session::SessionBuilder<super::credential::Jwt<super::role::Guest>> {
        let renewal = ::warded::Call::<
            op::Refresh<super::role::Guest>,
        >::new(self.0.core(), ::warded::rt::Authorization::of_session(), Token(()))
            .literal("/refresh");
        self.0.session().renew_by(renewal)
    }
}
