//! Sessions: credentials that log in by themselves and stay alive.

#[allow(unused_imports, reason = "not every document needs them")]
use super::types;

impl super::Call<super::op::LogInAsGuest> {
    /// A session that makes this call whenever it has to log in, and keeps alive what it gets. It fills a slot of a client, as a credential does. Before a credential ends it logs in again.
    #[inline]
    pub fn session(
        self,
    ) -> ::warded::session::SessionBuilder<super::credential::Jwt<super::role::Guest>> {
        self.0.session()
    }
}

impl super::Call<super::op::LogIn> {
    /// A session that makes this call whenever it has to log in, and keeps alive what it gets. It fills a slot of a client, as a credential does. Before a credential ends it is renewed by `refresh`, whose required inputs are the arguments.
    #[inline]
    pub fn session(
        self,
        device: &str,
        body: &types::Token,
    ) -> ::warded::session::SessionBuilder<super::credential::Jwt<super::role::Member>> {
        let renewal = ::warded::Call::<
            super::op::Refresh<super::role::Member>,
        >::new(self.0.core(), ::warded::Authorization::none())
            .literal("/refresh/")
            .path("device", ::warded::Style::SIMPLE, device)
            .json("application/json", body);
        self.0.session().renew_by(renewal)
    }
}
