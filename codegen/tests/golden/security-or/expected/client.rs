//! The client, and calls that were not sent yet.

::warded::client! {
    /// A client of Either of two.
    pub struct Client at document;
}

impl<J, T> Client<super::credential::Credentials<J, T>> {
    /// The client with a credential of `JWT`, in place of one that it has.
    #[must_use]
    pub fn jwt(
        self,
        jwt: impl ::warded::IntoSource<super::credential::Jwt>,
    ) -> Client<super::credential::Credentials<super::credential::Jwt, T>> {
        let credentials = super::credential::Credentials {
            jwt: ::warded::Slot::held(::warded::IntoSource::into_source(jwt)),
            tracker_key: self.credentials.tracker_key,
        };
        Client {
            core: self.core,
            credentials,
        }
    }

    /// The client without its credential of `JWT`.
    #[must_use]
    pub fn without_jwt(
        self,
    ) -> Client<super::credential::Credentials<::warded::Absent, T>> {
        let credentials = super::credential::Credentials {
            jwt: ::warded::Slot::absent(),
            tracker_key: self.credentials.tracker_key,
        };
        Client {
            core: self.core,
            credentials,
        }
    }

    /// The client with a credential of `TrackerKey`, in place of one that it has.
    #[must_use]
    pub fn tracker_key(
        self,
        tracker_key: impl ::warded::IntoSource<super::credential::TrackerKey>,
    ) -> Client<super::credential::Credentials<J, super::credential::TrackerKey>> {
        let credentials = super::credential::Credentials {
            tracker_key: ::warded::Slot::held(
                ::warded::IntoSource::into_source(tracker_key),
            ),
            jwt: self.credentials.jwt,
        };
        Client {
            core: self.core,
            credentials,
        }
    }

    /// The client without its credential of `TrackerKey`.
    #[must_use]
    pub fn without_tracker_key(
        self,
    ) -> Client<super::credential::Credentials<J, ::warded::Absent>> {
        let credentials = super::credential::Credentials {
            tracker_key: ::warded::Slot::absent(),
            jwt: self.credentials.jwt,
        };
        Client {
            core: self.core,
            credentials,
        }
    }
}
