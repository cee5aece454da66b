//! Credentials: one type for each security scheme, and the client's places for them.

::warded::rt::credential! {
    /// A credential of the security scheme `JWT`: sent as `Authorization: Bearer …`.
    ///
    /// The type says whom it speaks for: `Jwt::with_roles(…, role::Admin)`.
    pub struct Jwt of roles = "JWT", Bearer;
    /// Makes one of a token, without `Bearer`.
    new or with_roles(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credentials! {
    jwt: J = "JWT", without_jwt, Jwt<Grants>;
}

/// What is left of a client's credentials when one of them is revoked.
pub mod without {
    use super::{Credentials, DynamicCredentials, sealed};
    /// Credentials of which `JWT` can be revoked.
    pub trait WithoutJwt: sealed::Sealed {
        /// The others.
        type Rest;
        /// What supplied the credential, and the others.
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
