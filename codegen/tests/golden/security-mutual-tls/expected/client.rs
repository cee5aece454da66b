//! The client, and calls that were not sent yet.

::warded::client! {
    /// A client of Mutual TLS.
    pub struct Client at document;
}

impl<C2> Client<super::credential::Credentials<C2>> {
    /// The client with a credential of `Certificate`, in place of one that it has.
    #[must_use]
    pub fn certificate(
        self,
        certificate: impl ::warded::IntoSource<super::credential::Certificate>,
    ) -> Client<super::credential::Credentials<super::credential::Certificate>> {
        let credentials = super::credential::Credentials {
            certificate: ::warded::Slot::held(
                ::warded::IntoSource::into_source(certificate),
            ),
        };
        Client {
            core: self.core,
            credentials,
        }
    }

    /// The client without its credential of `Certificate`.
    #[must_use]
    pub fn without_certificate(
        self,
    ) -> Client<super::credential::Credentials<::warded::Absent>> {
        let credentials = super::credential::Credentials {
            certificate: ::warded::Slot::absent(),
        };
        Client {
            core: self.core,
            credentials,
        }
    }
}
