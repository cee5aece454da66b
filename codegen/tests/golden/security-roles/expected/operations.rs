//! The methods of the client, one for each operation.

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

impl<C> Client<C> {
    /// `GET` `/admin` needs `JWT` of role `admin`.
    pub fn administer(&self) -> Call<op::Administer>
    where
        C: requires::JwtAsAdmin,
    {
        Call(
            ::warded::Call::new(&self.core, self.credentials.authorization())
                .literal("/admin"),
        )
    }

    /// `POST` `/login` needs no credential, and sends none.
    pub fn log_in(&self) -> Call<op::LogIn> {
        Call(
            ::warded::Call::new(&self.core, ::warded::Authorization::none())
                .literal("/login"),
        )
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
        let call = Call(
            ::warded::Call::new(&self.core, self.credentials.authorization())
                .literal("/logout"),
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
        Call(
            ::warded::Call::new(&self.core, self.credentials.authorization())
                .literal("/refresh"),
        )
    }
}
