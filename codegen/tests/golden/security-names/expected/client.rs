//! The client, and calls that were not sent yet.

::warded::client! {
    /// A client of Names of schemes.
    pub struct Client at document;
}

impl<D, T> Client<super::credential::Credentials<D, T>> {
    /// The client with a credential of `default`, in place of one that it has.
    #[must_use]
    pub fn default(
        self,
        default: impl ::warded::IntoSource<super::credential::Default_>,
    ) -> Client<super::credential::Credentials<super::credential::Default_, T>> {
        let credentials = super::credential::Credentials {
            default: ::warded::Slot::held(::warded::IntoSource::into_source(default)),
            _1: self.credentials._1,
        };
        Client {
            core: self.core,
            credentials,
        }
    }

    /// The client without its credential of `default`.
    #[must_use]
    pub fn without_default(
        self,
    ) -> Client<super::credential::Credentials<::warded::Absent, T>> {
        let credentials = super::credential::Credentials {
            default: ::warded::Slot::absent(),
            _1: self.credentials._1,
        };
        Client {
            core: self.core,
            credentials,
        }
    }

    /// The client with a credential of `1`, in place of one that it has.
    #[must_use]
    pub fn _1(
        self,
        _1: impl ::warded::IntoSource<super::credential::T1>,
    ) -> Client<super::credential::Credentials<D, super::credential::T1>> {
        let credentials = super::credential::Credentials {
            _1: ::warded::Slot::held(::warded::IntoSource::into_source(_1)),
            default: self.credentials.default,
        };
        Client {
            core: self.core,
            credentials,
        }
    }

    /// The client without its credential of `1`.
    #[must_use]
    pub fn without_1(
        self,
    ) -> Client<super::credential::Credentials<D, ::warded::Absent>> {
        let credentials = super::credential::Credentials {
            _1: ::warded::Slot::absent(),
            default: self.credentials.default,
        };
        Client {
            core: self.core,
            credentials,
        }
    }
}
