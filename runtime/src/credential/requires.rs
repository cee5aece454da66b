//! The traits that generated clients have, one for each distinct requirement of the document.

/// Declares the trait of a requirement and implements it for what satisfies it.
///
/// Behind the trait's name stand, with `of`, the associated types of the roles that operations keep. A row is an
/// implementation: its type parameters, the credentials, with `as` their roles, and the slots that a call sends. Behind
/// `else` stands what is needed, in words, and the slots of each alternative for clients whose credentials are chosen at
/// run time, with the roles that a credential may be of.
///
/// ```ignore
/// warded::requires! {
///     /// Clients with `JWT`, or `Key` and `Id` together.
///     pub trait JwtOrKeyAndId;
///     [J, K, I] Credentials<Jwt, K, I> => jwt;
///     [J] Credentials<Absent, Key, Id> => key, id;
///     else "`JWT`, or `Key` and `Id` together": [jwt] | [key, id];
/// }
/// ```
#[macro_export]
macro_rules! requires {
    (
        $(#[$meta:meta])*
        pub trait $name:ident $(of $($role:ident),+)?;
        $(
            $(#[$explained:meta])*
            [$($parameters:tt)*] $credentials:ty $(as $($own:ident = $held:ty),+)? => $($slot:ident),*;
        )*
        else $needs:literal: $($alternative:tt)|+;
    ) => {
        $(#[$meta])*
        pub trait $name: super::credential::sealed::Sealed {
            $($(
                /// Whom the credential speaks for.
                type $role: super::role::Role;
            )+)?

            /// What a call sends.
            fn authorization(&self) -> $crate::Authorization;
        }

        $(
            $(#[$explained])*
            impl<$($parameters)*> $name for $credentials {
                $($(type $own = $held;)+)?

                #[inline]
                fn authorization(&self) -> $crate::Authorization {
                    $crate::Authorization::none()$(.and(&self.$slot))*
                }
            }
        )*

        #[diagnostic::do_not_recommend]
        impl $name for super::credential::DynamicCredentials {
            $($(type $role = $crate::UnknownRole;)+)?

            #[inline]
            fn authorization(&self) -> $crate::Authorization {
                $crate::Authorization::first_held(&[$($crate::requires!(@alternative self $alternative)),+], $needs)
            }
        }
    };
    (@alternative $this:ident [$($slot:ident $(($($role:ty),+))?),*]) => {
        &[$($crate::requires!(@supply $this $slot $($($role)+)?)),*]
    };
    (@supply $this:ident $slot:ident) => { $this.$slot.supply() };
    (@supply $this:ident $slot:ident $($role:ty)+) => {
        $this.$slot.supply_as(&[$(<$role as super::role::Role>::NAME),+])
    };
}
