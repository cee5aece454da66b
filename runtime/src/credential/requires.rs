//! The traits that generated clients have, one for each distinct requirement of the document.

/// Declares the trait of a requirement.
///
/// Behind the trait's name stand, with `keeping`, the associated types of the sets that renewals keep, each with the
/// scheme's credential; then the requirement as a type.
///
/// ```ignore
/// warded::rt::requires! {
///     /// Clients with `JWT`, or `Key` and `Id` together.
///     pub trait JwtOrKeyAndId = OneOf<(With<Jwt>, (With<Key>, With<Id>))>;
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! requires {
    (
        $(#[$meta:meta])*
        pub trait $name:ident $(keeping $($kept:ident of $scheme:ident),+)? = $need:ty;
    ) => {
        $(#[$meta])*
        pub trait $name: super::credential::sealed::Sealed + $crate::rt::Meets<$need> {
            $($(
                /// What the credential was granted.
                type $kept: 'static;
            )+)?
        }

        #[diagnostic::do_not_recommend]
        impl<Carrying> self::$name for Carrying
        where
            Carrying: super::credential::sealed::Sealed
                + $crate::rt::Meets<$need>
                $($(+ $crate::rt::Keeps<super::credential::$scheme>)+)?,
        {
            $($(type $kept = <Carrying as $crate::rt::Keeps<super::credential::$scheme>>::Set;)+)?
        }
    };
}
