//! What operations require: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

::warded::requires! {
    /// Clients with `Cookie`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Cookie`: call `.cookie(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait Cookie;
    #[diagnostic::do_not_recommend]
    [H, Q] super::credential::Credentials<H, Q, super::credential::Cookie> => cookie;
    else "`Cookie`": [cookie];
}

::warded::requires! {
    /// Clients with `Header`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Header`: call `.header(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait Header;
    #[diagnostic::do_not_recommend]
    [Q, C2] super::credential::Credentials<super::credential::Header, Q, C2> => header;
    else "`Header`": [header];
}

::warded::requires! {
    /// Clients with `Query`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Query`: call `.query(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait Query;
    #[diagnostic::do_not_recommend]
    [H, C2] super::credential::Credentials<H, super::credential::Query, C2> => query;
    else "`Query`": [query];
}
