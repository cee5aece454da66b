//! The types of credentials that generated clients have, one for each security scheme.

use std::fmt;

/// Formats what a client carries: the names of the schemes, nothing else.
///
/// # Errors
///
/// If the formatter does not take it.
pub fn debug_schemes(f: &mut fmt::Formatter<'_>, name: &str, schemes: &[Option<&str>]) -> fmt::Result {
    write!(f, "{name} ")?;
    f.debug_set().entries(schemes.iter().flatten()).finish()
}

/// Declares the type of a scheme's credentials: with `as JwtRole`, one that says whom it speaks for, which is of a role of
/// the generated module `role`; with `for JwtScopes`, one that says which scopes it was granted. Then come the scheme's name
/// and [`Placement`](crate::Placement).
///
/// Behind it stand the constructors: their arguments, and the function of [`Attachment`](crate::Attachment) with what it
/// is given behind the scheme. Where there are scopes, `new` takes all to be granted, and the name behind `or` is that of
/// the constructor which takes the caller's word for it.
///
/// ```
/// warded::credential! {
///     /// A credential of the security scheme `JWT`.
///     pub struct Jwt = "JWT", Bearer;
///     /// Makes one of a token.
///     new(secret: impl Into<warded::SecretString>) = new(&secret.into());
/// }
///
/// assert_eq!(format!("{:?}", Jwt::new("hunter2")), "Jwt(…)");
/// ```
#[macro_export]
macro_rules! credential {
    (
        $(#[$meta:meta])*
        pub struct $ty:ident $(as $role:ident)? $(for $scopes:ident)? = $name:literal, $placement:ident $(($carrier:literal))?;
        $(
            $(#[$doc:meta])*
            $constructor:ident $(or $scoped:ident)? ($($argument:ident: $of:ty),*) = $attachment:ident($($given:expr),*);
        )*
    ) => {
        $(#[$meta])*
        pub struct $ty<$($role,)? $($scopes = $crate::AllScopes)?> {
            attachment: ::std::sync::Arc<$crate::Attachment>,
            marker: ::core::marker::PhantomData<fn() -> ($($role,)? $($scopes,)?)>,
        }

        impl<$($role,)? $($scopes)?> ::core::clone::Clone for $ty<$($role,)? $($scopes)?> {
            #[inline]
            fn clone(&self) -> Self {
                Self { attachment: ::std::sync::Arc::clone(&self.attachment), marker: ::core::marker::PhantomData }
            }
        }

        impl<$($role,)? $($scopes)?> ::core::fmt::Debug for $ty<$($role,)? $($scopes)?> {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(concat!(stringify!($ty), "(…)"))
            }
        }

        impl<$($role: super::role::Role,)? $($scopes: 'static)?> $crate::Credential for $ty<$($role,)? $($scopes)?> {
            const SCHEME: &'static $crate::Scheme = {
                enum Identity {}
                &$crate::Scheme::of::<Identity>($name, $crate::Placement::$placement $(($carrier))?)
            };
            $(const ROLE: ::core::option::Option<&'static str> = <$role as super::role::Role>::NAME;)?

            #[inline]
            fn attachment(&self) -> &::std::sync::Arc<$crate::Attachment> {
                &self.attachment
            }
        }

        $crate::credential! { @constructors $ty [$($role)?] [$($scopes)?] {
            $([$(#[$doc])*] $constructor [$($scoped)?] [$($argument: $of),*] $attachment [$($given),*];)*
        } }
    };
    (@constructors $ty:ident $role:tt $scopes:tt {
        $($docs:tt $constructor:ident $scoped:tt $arguments:tt $attachment:ident $given:tt;)*
    }) => {
        $($crate::credential! {
            @constructor $ty $role $scopes $docs $constructor $scoped $arguments $attachment $given
        })*
    };
    // The bound on the role stands on the function: only so the compiler explains a type that is no role.
    (
        @constructor $ty:ident [$($role:ident)?] [] [$($docs:tt)*] $constructor:ident []
        [$($argument:ident: $of:ty),*] $attachment:ident [$($given:expr),*]
    ) => {
        impl<$($role)?> $ty<$($role)?> {
            $($docs)*
            #[inline]
            #[must_use]
            pub fn $constructor($($argument: $of),*) -> Self
            where
                $($role: super::role::Role)?
            {
                let attachment = $crate::Attachment::$attachment(<Self as $crate::Credential>::SCHEME, $($given),*);
                Self { attachment: ::std::sync::Arc::new(attachment), marker: ::core::marker::PhantomData }
            }
        }
    };
    (
        @constructor $ty:ident [$($role:ident)?] [$scopes:ident] [$($docs:tt)*] $constructor:ident [$scoped:ident]
        [$($argument:ident: $of:ty),*] $attachment:ident [$($given:expr),*]
    ) => {
        impl<$($role)?> $ty<$($role)?> {
            $($docs)*
            ///
            /// It is taken to have every scope. Where it may lack some, declare those that it has on a type of your own and
            #[doc = concat!("use [`", stringify!($scoped), "`](Self::", stringify!($scoped), ").")]
            #[inline]
            #[must_use]
            pub fn $constructor($($argument: $of),*) -> Self
            where
                $($role: super::role::Role)?
            {
                Self::$scoped($($argument),*)
            }
        }

        impl<$($role,)? $scopes> $ty<$($role,)? $scopes> {
            #[doc = concat!("As `", stringify!($constructor), "`, with the scopes whose traits in module `scope` the type")]
            /// argument implements.
            #[inline]
            #[must_use]
            pub fn $scoped($($argument: $of),*) -> Self
            where
                $($role: super::role::Role,)?
                $scopes: 'static,
            {
                let attachment = $crate::Attachment::$attachment(<Self as $crate::Credential>::SCHEME, $($given),*);
                Self { attachment: ::std::sync::Arc::new(attachment), marker: ::core::marker::PhantomData }
            }
        }
    };
}

/// Declares what a client carries: `Credentials`, with a type parameter for each security scheme, and
/// `DynamicCredentials`, which are known at run time only.
///
/// A row is a scheme: its slot, the type parameter, its name, the method that empties the slot, and the type of its
/// credentials behind that type's parameters.
///
/// ```ignore
/// warded::credentials! {
///     jwt: J = "JWT", without_jwt, [JwtRole: super::role::Role] Jwt<JwtRole>;
///     key: K = "Key", without_key, [] Key;
/// }
/// ```
#[macro_export]
macro_rules! credentials {
    () => {
        /// What a client carries: nothing, as this API knows no security scheme.
        #[derive(Clone, Copy, Debug, Default)]
        pub struct Credentials {}

        impl Credentials {
            /// None at all.
            #[inline]
            #[must_use]
            pub const fn new() -> Self {
                Self {}
            }
        }
    };
    ($($slot:ident: $generic:ident = $name:literal, $without:ident, [$($parameters:tt)*] $credential:ty;)+) => {
        /// What a client carries: one type parameter for each security scheme, `Absent` where there is none of it.
        #[derive(Clone)]
        pub struct Credentials<$($generic = $crate::Absent),+> {
            $(pub(super) $slot: $crate::Slot<$generic>,)+
        }

        impl<$($generic),+> ::core::fmt::Debug for Credentials<$($generic),+> {
            /// The names of the schemes, nothing else.
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug_schemes(f, "Credentials", &[$(self.$slot.scheme()),+])
            }
        }

        impl Credentials {
            /// None at all.
            #[inline]
            #[must_use]
            pub const fn new() -> Self {
                Self { $($slot: $crate::Slot::absent()),+ }
            }
        }

        impl ::core::default::Default for Credentials {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }

        pub(super) mod sealed {
            /// Implemented by what a client can carry, by roles, and by nothing else.
            #[diagnostic::on_unimplemented(
                message = "`{Self}` is neither a client's credentials nor a role: this API has all of them already",
                label = "this API has all of them already"
            )]
            pub trait Sealed {}
        }

        impl<$($generic),+> sealed::Sealed for Credentials<$($generic),+> {}

        /// What a client carries if that is known at run time only, as from configuration.
        ///
        /// Every operation can be called with it. One that needs what is not there fails, before anything is sent,
        /// with [`CredentialError::Missing`](::warded::CredentialError::Missing).
        #[derive(Clone, Default)]
        pub struct DynamicCredentials {
            $(pub(super) $slot: $crate::DynamicSlot,)+
        }

        impl DynamicCredentials {
            /// None at all.
            #[inline]
            #[must_use]
            pub fn new() -> Self {
                <Self as ::core::default::Default>::default()
            }

            $(
                #[doc = concat!("With a credential of `", stringify!($name), "`.")]
                #[must_use]
                pub fn $slot<$($parameters)*>(mut self, $slot: impl $crate::IntoSource<$credential>) -> Self {
                    self.$slot = $crate::DynamicSlot::held(&$crate::IntoSource::into_source($slot));
                    self
                }

                #[doc = concat!("Without the credential of `", stringify!($name), "`.")]
                #[inline]
                #[must_use]
                pub fn $without(mut self) -> Self {
                    self.$slot = $crate::DynamicSlot::default();
                    self
                }
            )+
        }

        impl ::core::fmt::Debug for DynamicCredentials {
            /// The names of the schemes, nothing else.
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug_schemes(f, "DynamicCredentials", &[$(self.$slot.scheme()),+])
            }
        }

        impl sealed::Sealed for DynamicCredentials {}
    };
}
