//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, requires, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `POST` `/body/log-in` needs no credential, and sends none.
    pub fn log_in_for_body(&self) -> Call<op::LogInForBody> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/body/log-in"))
    }

    /// `POST` `/body/{device}` needs no credential, and sends none.
    pub fn by_body(&self, device: &str, body: &types::ByValue) -> Call<op::ByBody> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/body/")
                .path("device", rt::Style::SIMPLE, device)
                .json("application/json", body),
        )
    }

    /// `POST` `/code` needs no credential, and sends none.
    pub fn by_code(&self) -> Call<op::ByCode> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/code"))
    }

    /// `POST` `/form` needs no credential, and sends none.
    /// Sends `application/x-www-form-urlencoded`.
    pub fn by_form(&self, body: &types::ByForm) -> Call<op::ByForm> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/form")
                .form("application/x-www-form-urlencoded", body, &[]),
        )
    }

    /// `POST` `/form/log-in` needs no credential, and sends none.
    pub fn log_in_for_form(&self) -> Call<op::LogInForForm> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/form/log-in"))
    }

    /// `POST` `/header` needs no credential, and sends none.
    pub fn by_header(&self, x_again: &str) -> Call<op::ByHeader> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/header")
                .header("X-Again", rt::Style::SIMPLE, x_again),
        )
    }

    /// `POST` `/header/log-in` needs no credential, and sends none.
    pub fn log_in_for_header(&self) -> Call<op::LogInForHeader> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(())).literal("/header/log-in"),
        )
    }

    /// `POST` `/scheme` needs `Again`.
    pub fn by_scheme(&self) -> Call<op::ByScheme>
    where
        C: requires::Again,
    {
        let carried = self.credentials.meet("`Again`");
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/scheme"))
    }
}

impl Call<op::LogInForBody> {
    /// Returns a session that logs in by this call when it needs a credential. Like a credential, it fills a slot of a client. It goes on by its refresh token and `byBody`; the arguments are the other required inputs of that operation.
    #[inline]
    pub fn session(
        self,
        device: &str,
    ) -> ::warded::session::SessionBuilder<super::credential::Body> {
        let refresh = ::warded::Call::<
            op::ByBody,
        >::new(self.0.core(), rt::Authorization::none(), Token(()))
            .literal("/body/")
            .path("device", rt::Style::SIMPLE, device);
        self.0
            .session()
            .refresh_by_call(
                refresh,
                |call, token| {
                    let body = &types::ByValue::new(token);
                    call.json("application/json", body)
                },
            )
    }
}

impl Call<op::ByCode> {
    /// Returns a session that logs in by this call when it needs a credential. Like a credential, it fills a slot of a client. It goes on by its refresh token and `byScheme`; the arguments are the other required inputs of that operation. The call is sent once: then a person has to log in again.
    #[inline]
    pub fn session(
        self,
    ) -> ::warded::session::SessionBuilder<super::credential::Access> {
        let refresh = ::warded::Call::<
            op::ByScheme,
        >::new(self.0.core(), rt::Authorization::of_session(), Token(()))
            .literal("/scheme");
        self.0
            .session()
            .refresh_by_call(
                refresh,
                |call, token| {
                    let credential = <super::credential::Again>::new(token);
                    call.carrying(credential)
                },
            )
            .once()
    }
}

impl Call<op::LogInForForm> {
    /// Returns a session that logs in by this call when it needs a credential. Like a credential, it fills a slot of a client. It goes on by its refresh token and `byForm`; the arguments are the required inputs of that operation, and the token takes the place of `value` in its body.
    #[inline]
    pub fn session(
        self,
        body: &types::ByForm,
    ) -> ::warded::session::SessionBuilder<super::credential::Form> {
        let refresh = ::warded::Call::<
            op::ByForm,
        >::new(self.0.core(), rt::Authorization::none(), Token(()))
            .literal("/form");
        let body = body.clone();
        self.0
            .session()
            .refresh_by_call(
                refresh,
                move |call, token| {
                    let mut body = body.clone();
                    body.value = Some(token.into());
                    let body = &body;
                    call.form("application/x-www-form-urlencoded", body, &[])
                },
            )
    }
}

impl Call<op::LogInForHeader> {
    /// Returns a session that logs in by this call when it needs a credential. Like a credential, it fills a slot of a client. It goes on by its refresh token and `byHeader`; the arguments are the other required inputs of that operation.
    #[inline]
    pub fn session(
        self,
    ) -> ::warded::session::SessionBuilder<super::credential::Header> {
        let refresh = ::warded::Call::<
            op::ByHeader,
        >::new(self.0.core(), rt::Authorization::none(), Token(()))
            .literal("/header");
        self.0
            .session()
            .refresh_by_call(
                refresh,
                |call, token| {
                    let x_again = token;
                    call.header("X-Again", rt::Style::SIMPLE, x_again)
                },
            )
    }
}
