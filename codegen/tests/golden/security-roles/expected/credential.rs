//! Credentials: one type for each security scheme, and the client's slots for them.

::warded::rt::credential! {
    /// A credential of the security scheme `JWT`: sent as `Authorization: Bearer …`.
    ///
    /// Its roles are part of the type: `Jwt::with_roles(…, role::Admin)`.
    pub struct Jwt of roles = "JWT", Bearer;
    /// Creates a credential from a token, without the prefix `Bearer`.
    new or with_roles(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credentials! {
    jwt: J = "JWT", without_jwt, Jwt<Grants>;
}

/// Client credentials from which one was removed, because it was revoked.
pub mod without {
    use super::{Credentials, DynamicCredentials, sealed};
    /// Credentials whose `JWT` can be revoked.
    pub trait WithoutJwt: sealed::Sealed {
        /// The remaining credentials.
        type Rest;
        /// Separates the credential's source from the other credentials.
        fn take(
            self,
        ) -> (::std::option::Option<::std::sync::Arc<dyn ::warded::Supply>>, Self::Rest);
    }
    impl<J> WithoutJwt for Credentials<J> {
        type Rest = Credentials<::warded::Absent>;
        fn take(
            self,
        ) -> (
            ::std::option::Option<::std::sync::Arc<dyn ::warded::Supply>>,
            Self::Rest,
        ) {
            let rest = Credentials {
                jwt: ::warded::rt::Slot::absent(),
            };
            (self.jwt.supply().cloned(), rest)
        }
    }
    impl WithoutJwt for DynamicCredentials {
        type Rest = Self;
        fn take(
            self,
        ) -> (
            ::std::option::Option<::std::sync::Arc<dyn ::warded::Supply>>,
            Self::Rest,
        ) {
            (self.jwt.supply().cloned(), self.without_jwt())
        }
    }
}
