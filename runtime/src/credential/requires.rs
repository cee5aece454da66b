//! Macro for the traits of a generated client, one for each distinct requirement of the document.

/// Declares the trait of a requirement.
///
/// After the trait's name, `keeping` lists the associated types of the sets that renewals keep, each with the
/// scheme's credential; then follows the requirement as a type.
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
                /// The set that the credential was granted.
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
