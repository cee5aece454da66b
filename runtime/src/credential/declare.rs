//! Macros for the credential types of generated clients, one for each security scheme.

use std::fmt;

/// Formats the credentials of a client: only the names of the schemes.
///
/// # Errors
///
/// If the formatter fails.
pub fn debug_schemes(f: &mut fmt::Formatter<'_>, name: &str, schemes: &[Option<&str>]) -> fmt::Result {
    write!(f, "{name} ")?;
    f.debug_set().entries(schemes.iter().flatten()).finish()
}

/// Declares the type of a scheme's credentials: its name, [`Placement`](crate::rt::Placement), `refused [401, 403]` if said.
///
/// For a scheme with scopes or roles, `of scopes` or `of roles` gives the type a parameter: the set that a credential
/// was granted. The constructors follow: their arguments, and the function of [`Attachment`](crate::rt::Attachment) with
/// its arguments after the scheme. The name after `or` is that of the constructor that also takes the granted set.
/// Without a set, a credential of a scheme with scopes is assumed to have all of them, and one of a scheme with roles
/// is a compile error.
///
/// ```
/// mod credential {
///     warded::rt::credential! {
///         /// A credential of the security scheme `JWT`.
///         pub struct Jwt = "JWT", Bearer;
///         /// Creates a credential from a token.
///         new(secret: impl Into<warded::SecretString>) = new(&secret.into());
///     }
/// }
///
/// assert_eq!(format!("{:?}", credential::Jwt::new("hunter2")), "Jwt(…)");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! credential {
    (
        $(#[$meta:meta])*
        pub struct $ty:ident = $name:literal, $placement:ident $(($carrier:literal))? $(refused [$($status:literal),+])?;
        $(
            $(#[$doc:meta])*
            $constructor:ident ($($argument:ident: $of:ty),*) = $attachment:ident($($given:expr),*);
        )*
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        pub struct $ty {
            attachment: ::std::sync::Arc<$crate::rt::Attachment>,
        }

        $crate::credential! { @common $ty [] $name, $placement $(($carrier))? $(refused [$($status),+])?; }

        impl $crate::rt::Carried for self::$ty {
            type Held = $crate::rt::Yes;
            type Has<X: $crate::rt::Scope> = $crate::rt::No;
            type Set = ();

            fn includes(_: ::core::any::TypeId) -> bool {
                false
            }
        }

        impl $ty {
            $(
                $(#[$doc])*
                #[inline]
                #[must_use]
                pub fn $constructor($($argument: $of),*) -> Self {
                    let attachment = $crate::rt::Attachment::$attachment(<Self as $crate::Credential>::SCHEME, $($given),*);
                    Self { attachment: ::std::sync::Arc::new(attachment) }
                }
            )*
        }
    };
    (
        $(#[$meta:meta])*
        pub struct $ty:ident of $kind:ident = $name:literal, $placement:ident $(($carrier:literal))? $(refused [$($status:literal),+])?;
        $(
            $(#[$doc:meta])*
            $constructor:ident or $granting:ident ($($argument:ident: $of:ty),*) = $attachment:ident($($given:expr),*);
        )*
    ) => {
        $(#[$meta])*
        pub struct $ty<Grants = $crate::All> {
            attachment: ::std::sync::Arc<$crate::rt::Attachment>,
            granted: ::core::marker::PhantomData<fn() -> Grants>,
        }

        impl<Grants> ::core::clone::Clone for self::$ty<Grants> {
            #[inline]
            fn clone(&self) -> Self {
                Self { attachment: ::std::sync::Arc::clone(&self.attachment), granted: ::core::marker::PhantomData }
            }
        }

        $crate::credential! { @common $ty [Grants] $name, $placement $(($carrier))? $(refused [$($status),+])?; }

        impl<Grants: $crate::rt::Granted<self::$ty>> $crate::rt::Carried for self::$ty<Grants> {
            type Held = $crate::rt::Yes;
            type Has<X: $crate::rt::Scope> = Grants::Has<X>;
            type Set = Grants;

            fn includes(scope: ::core::any::TypeId) -> bool {
                Grants::includes(scope)
            }
        }

        impl<Grants> self::$ty<Grants> {
            fn made(attachment: $crate::rt::Attachment) -> Self {
                Self { attachment: ::std::sync::Arc::new(attachment), granted: ::core::marker::PhantomData }
            }

            /// Creates a credential from a token that a server issued.
            #[doc(hidden)]
            #[inline]
            #[must_use]
            pub fn issued(token: &str) -> Self
            where
                Grants: 'static,
            {
                Self::made($crate::rt::Attachment::new(<Self as $crate::Credential>::SCHEME, &token.into()))
            }
        }

        $($crate::credential! {
            @constructor $kind $ty [$(#[$doc])*] $constructor $granting
            [$($argument: $of),*] $attachment [$($given),*]
        })*
    };
    (@common $ty:ident [$($grants:ident)?] $name:literal, $placement:ident $(($carrier:literal))? $(refused [$($status:literal),+])?;) => {
        impl$(<$grants>)? ::core::fmt::Debug for self::$ty$(<$grants>)? {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(concat!(stringify!($ty), "(…)"))
            }
        }

        impl$(<$grants: 'static>)? $crate::Credential for self::$ty$(<$grants>)? {
            const SCHEME: &'static $crate::Scheme = {
                enum Identity {}
                &$crate::Scheme::of::<Identity>($name, $crate::rt::Placement::$placement $(($carrier))?)$(.refused(&[$($status),+]))?
            };

            #[inline]
            fn attachment(&self) -> &::std::sync::Arc<$crate::rt::Attachment> {
                &self.attachment
            }
        }
    };
    (
        @constructor scopes $ty:ident [$($docs:tt)*] $constructor:ident $granting:ident
        $arguments:tt $attachment:ident $given:tt
    ) => {
        $crate::credential! {
            @all $ty [
                $($docs)*
                ///
                #[doc = concat!("It is assumed to have every scope. For one that may lack some use [`", stringify!($granting), "`](Self::", stringify!($granting), ").")]
            ] $constructor $arguments $attachment $given
        }
        $crate::credential! {
            @granting $ty [
                #[doc = concat!("Creates a credential like `", stringify!($constructor), "`, with these scopes: one of module `scope`, or a tuple")]
                /// of them.
            ] $granting $arguments $attachment $given
        }
    };
    (
        @constructor roles $ty:ident [$($docs:tt)*] $constructor:ident $granting:ident
        $arguments:tt $attachment:ident $given:tt
    ) => {
        $crate::credential! { @refused $ty $constructor $arguments }
        $crate::credential! {
            @granting $ty [
                $($docs)*
                ///
                /// It has these roles: one of module `role`, a tuple of them, or `UnknownRole`.
            ] $granting $arguments $attachment $given
        }
    };
    (
        @all $ty:ident [$($docs:tt)*] $constructor:ident
        [$($argument:ident: $of:ty),*] $attachment:ident [$($given:expr),*]
    ) => {
        impl $ty {
            $($docs)*
            #[inline]
            #[must_use]
            pub fn $constructor($($argument: $of),*) -> Self {
                Self::made($crate::rt::Attachment::$attachment(<Self as $crate::Credential>::SCHEME, $($given),*))
            }
        }
    };
    // The bound stands on the function: only so the compiler explains a set that is none of this scheme's.
    (
        @granting $ty:ident [$($docs:tt)*] $granting:ident
        [$($argument:ident: $of:ty),*] $attachment:ident [$($given:expr),*]
    ) => {
        impl<Grants> self::$ty<Grants> {
            $($docs)*
            #[inline]
            #[must_use]
            pub fn $granting($($argument: $of,)* granted: Grants) -> Self
            where
                Grants: $crate::rt::Granted<self::$ty>,
            {
                let _ = granted;
                Self::made($crate::rt::Attachment::$attachment(<Self as $crate::Credential>::SCHEME, $($given),*))
            }
        }
    };
    (@refused $ty:ident $constructor:ident []) => {};
    (@refused $ty:ident $constructor:ident [$first:ident: $of_first:ty $(, $argument:ident: $of:ty)*]) => {
        impl<Grants> self::$ty<Grants> {
            /// Does not compile: a credential of this scheme needs a role.
            #[doc(hidden)]
            pub fn $constructor<Unsaid: $crate::rt::SaysRole<self::$ty>>($first: Unsaid, $($argument: $of),*) -> Self {
                $(let _ = $argument;)*
                match $first.said() {}
            }
        }
    };
}

/// Declares the credentials of a client: `Credentials`, with a type parameter for each security scheme, and
/// `DynamicCredentials`, which are chosen at run time.
///
/// A row is a scheme: its slot, the type parameter, its name, the method that empties the slot, and the type of its
/// credentials, with `<Grants>` if that has a parameter.
///
/// ```ignore
/// warded::rt::credentials! {
///     jwt: J = "JWT", without_jwt, Jwt<Grants>;
///     key: K = "Key", without_key, Key;
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! credentials {
    () => {
        /// The client's credentials: none, because this API declares no security scheme.
        #[derive(Clone, Copy, Debug, Default)]
        pub struct Credentials {}

        impl Credentials {
            /// No credentials.
            #[inline]
            #[must_use]
            pub const fn new() -> Self {
                Self {}
            }
        }
    };
    ($($slot:ident: $generic:ident = $name:literal, $without:ident, $scheme:ident $(<$grants:ident>)?;)+) => {
        /// The client's credentials: one type parameter for each security scheme, `Absent` if there is no credential
        /// for it.
        #[derive(Clone)]
        pub struct Credentials<$($generic = $crate::Absent),+> {
            $(pub(super) $slot: $crate::rt::Slot<$generic>,)+
        }

        impl<$($generic),+> ::core::fmt::Debug for Credentials<$($generic),+> {
            /// The names of the schemes only.
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::rt::debug_schemes(f, "Credentials", &[$(self.$slot.scheme()),+])
            }
        }

        impl Credentials {
            /// No credentials.
            #[inline]
            #[must_use]
            pub const fn new() -> Self {
                Self { $($slot: $crate::rt::Slot::absent()),+ }
            }
        }

        impl ::core::default::Default for Credentials {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }

        pub(super) mod sealed {
            /// Implemented only by the types of a client's credentials.
            #[diagnostic::on_unimplemented(
                message = "`{Self}` is not a client's credentials: these are `Credentials` or `DynamicCredentials`",
                label = "not a client's credentials"
            )]
            pub trait Sealed {}
        }

        impl<$($generic),+> sealed::Sealed for Credentials<$($generic),+> {}

        $crate::credentials! { @places [$($generic),+] $($slot: $generic, $scheme;)+ }

        impl<$($generic,)+ Needed> $crate::rt::Meets<Needed> for Credentials<$($generic),+>
        where
            Needed: $crate::rt::Need<Self, Met = $crate::rt::Yes>,
        {
            #[inline]
            fn meet(&self, _: &'static str) -> $crate::rt::Authorization {
                <Needed::Sent as $crate::rt::Sends<Self>>::send(self, $crate::rt::Authorization::none())
            }
        }

        /// Credentials that are chosen at run time, for example from configuration.
        ///
        /// Every operation can be called with them. An operation whose credential is missing fails, before anything
        /// is sent, with [`CredentialError::Missing`](::warded::CredentialError::Missing).
        #[derive(Clone, Default)]
        pub struct DynamicCredentials {
            $(pub(super) $slot: $crate::rt::DynamicSlot,)+
        }

        impl DynamicCredentials {
            /// No credentials.
            #[inline]
            #[must_use]
            pub fn new() -> Self {
                <Self as ::core::default::Default>::default()
            }

            $(
                #[doc = concat!("Sets the credential of `", stringify!($name), "`.")]
                #[must_use]
                pub fn $slot$(<$grants: $crate::rt::Granted<self::$scheme>>)?(
                    mut self,
                    $slot: impl $crate::IntoSource<self::$scheme$(<$grants>)?>,
                ) -> Self {
                    self.$slot = $crate::rt::DynamicSlot::held(&$crate::IntoSource::into_source($slot));
                    self
                }

                #[doc = concat!("Removes the credential of `", stringify!($name), "`.")]
                #[inline]
                #[must_use]
                pub fn $without(mut self) -> Self {
                    self.$slot = $crate::rt::DynamicSlot::default();
                    self
                }
            )+
        }

        impl ::core::fmt::Debug for DynamicCredentials {
            /// The names of the schemes only.
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::rt::debug_schemes(f, "DynamicCredentials", &[$(self.$slot.scheme()),+])
            }
        }

        impl sealed::Sealed for DynamicCredentials {}

        $(
            impl $crate::rt::PlaceAtRunTime<self::$scheme> for DynamicCredentials {
                #[inline]
                fn slot(&self) -> &$crate::rt::DynamicSlot {
                    &self.$slot
                }
            }

            impl $crate::rt::Keeps<self::$scheme> for DynamicCredentials {
                type Set = $crate::UnknownRole;
            }
        )+

        impl<Needed: $crate::rt::NeedAtRunTime<Self>> $crate::rt::Meets<Needed> for DynamicCredentials {
            fn meet(&self, needs: &'static str) -> $crate::rt::Authorization {
                Needed::ask(self, $crate::rt::Authorization::none()).unwrap_or_else(|| $crate::rt::Authorization::missing(needs))
            }
        }
    };
    (@places $all:tt $($slot:ident: $generic:ident, $scheme:ident;)+) => {
        $($crate::credentials! { @place $all $slot: $generic, $scheme; })+
    };
    (@place [$($all:ident),+] $slot:ident: $generic:ident, $scheme:ident;) => {
        impl<$($all),+> $crate::rt::Place<self::$scheme> for Credentials<$($all),+>
        where
            $generic: $crate::rt::Carried,
        {
            type Carried = $generic;

            #[inline]
            fn slot(&self) -> &$crate::rt::Slot<$generic> {
                &self.$slot
            }
        }

        impl<$($all),+> $crate::rt::Keeps<self::$scheme> for Credentials<$($all),+>
        where
            $generic: $crate::rt::Carried,
        {
            type Set = $generic::Set;
        }
    };
}
