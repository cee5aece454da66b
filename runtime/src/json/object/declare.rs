//! The macro that declares structs from tables of their properties.

/// Declares a struct with [`Read`](crate::rt::Read) and serde's traits from a table of its properties.
///
/// A row is a field: the docs, a word for the property's presence, the field and its type, and the name
/// in JSON. The word is the name of the methods of [`Members`](crate::rt::object::Members) and
/// [`Writer`](crate::rt::object::Writer) that read and write it:
///
/// | word | field | in JSON |
/// |---|---|---|
/// | `required` | `T` | present |
/// | `optional` | `Option<T>` | present or absent; `null` counts as absent |
/// | `any` | `Option<T>` | present or absent; `T` has a `null` of its own |
/// | `nullable` | `Nullable<T>` | present, absent, or `null` |
///
/// Each word also has a form with `secret_`, for types that implement [`Sensitive`](crate::rt::Sensitive). A last row may
/// declare the map of members that are not properties: `.. others rest: BTreeMap<String, T>;`, or `..
/// secret_others`, or `.. any_others` for any JSON, of which `Debug` prints only the kind. After the struct, `new`
/// may list the arguments of the constructor, which are the required fields, and `into` those that are converted.
/// The last line counts the rows, `at [0 1 2];`, and `at [0 1 2] [3];` with that map: macros cannot count.
///
/// `in request` or `in response` after the name is for types that the API has in one direction only: they are then
/// only written, or only read (see [`directed!`](crate::directed)). If no field is required, `: Default` follows: the
/// type implements this trait, and is read into its default value. Every type has `Debug`, which prints the same as
/// the derive, except for members without a schema.
///
/// ```
/// warded::rt::object! {
///     pub struct Pet {
///         required id: i64 = "id";
///         optional name: Option<String> = "name";
///     }
///     new(id: impl Into<i64>) into id;
///     at [0 1];
/// }
///
/// let pet: Pet = serde_json::from_str(r#"{"id": 7}"#)?;
/// assert_eq!((pet.id, pet.name), (7, None));
/// assert_eq!(serde_json::to_string(&Pet::new(8))?, r#"{"id":8}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    (
        $(#[$meta:meta])*
        pub struct $ty:ident $(in $direction:ident)? $(: $default:ident)? {
            $($(#[$doc:meta])* $presence:ident $field:ident: $of:ty = $name:literal;)*
            $(.. $others:ident $rest:ident: $rest_of:ty;)?
        }
        $(new($($argument:ident: $taken:ty),*) $(into $($converted:ident),+)?;)?
        at [$($at:tt)*] $([$others_at:tt])?;
    ) => {
        $(#[$meta])*
        $(#[derive($default)])?
        pub struct $ty {
            $(
                $(#[$doc])*
                pub $field: $of,
            )*
            $(
                /// The members that are not properties.
                pub $rest: $rest_of,
            )?
        }

        impl ::core::fmt::Debug for $ty {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::rt::object::debug(f, stringify!($ty $($field)* $($rest)?), &[
                    $(&self.$field,)* $($crate::object!(@shown $others self.$rest))?
                ])
            }
        }
        $crate::object!(@new $ty [$($presence $field)* $($others $rest)?] $([$($argument: $taken),*] $($($converted)+)?)?);
        $crate::directed! {
            object [$($direction)?] $ty [$($default)?] { $($at $presence $field = $name;)* } $($others $others_at $rest)?
        }
    };
    (@new $ty:ident $fields:tt) => {};
    (@new $ty:ident [$($presence:ident $field:ident)*] [$($argument:ident: $taken:ty),*] $($converted:ident)*) => {
        impl $ty {
            /// Creates a value of the required properties; all others are absent.
            #[inline]
            #[must_use]
            pub fn new($($argument: $taken),*) -> Self {
                $(let $converted = $converted.into();)*
                Self { $($field: $crate::object!(@given $presence $field),)* }
            }
        }
    };
    (@given required $field:ident) => { $field };
    (@given secret_required $field:ident) => { $field };
    (@given $presence:ident $field:ident) => { $crate::object!(@slot $presence) };
    // Two arms, and no third that both call: the compiler keeps a kilobyte for each call of a macro.
    (@read $ty:ident [Default] { $($at:tt $presence:ident $field:ident = $name:literal;)* }
        $($others:ident $others_at:tt $rest:ident)?) => {
        impl $crate::rt::Read for $ty {
            const PROPERTIES: &'static [&'static str] = &[$($name),*];

            fn members<'de, A: $crate::serde::de::MapAccess<'de>>(
                members: &mut $crate::rt::object::Members<'de, A>,
            ) -> ::core::option::Option<Self> {
                let mut value = <Self as ::core::default::Default>::default();
                $(members.keep_others($others_at);)?
                while let Some(index) = members.next() {
                    match index {
                        $($at => members.$presence(&mut value.$field),)*
                        _ => { $(members.$others(&mut value.$rest))? }
                    }
                }
                Some(value)
            }
        }
        $crate::forward_deserialize!($ty);
    };
    (@read $ty:ident [] { $($at:tt $presence:ident $field:ident = $name:literal;)* }
        $($others:ident $others_at:tt $rest:ident)?) => {
        impl $crate::rt::Read for $ty {
            const PROPERTIES: &'static [&'static str] = &[$($name),*];

            fn members<'de, A: $crate::serde::de::MapAccess<'de>>(
                members: &mut $crate::rt::object::Members<'de, A>,
            ) -> ::core::option::Option<Self> {
                // One variable for all values: each of its own would have to be dropped on each way out.
                let mut slots = ($($crate::rt::object::slot::$presence,)* $($crate::object!(@slot $others))?);
                $(members.keep_others($others_at);)?
                while let Some(index) = members.next() {
                    match index {
                        $($at => members.$presence(&mut slots.$at),)*
                        _ => { $(members.$others(&mut slots.$others_at))? }
                    }
                }
                match slots {
                    ($($crate::object!(@present $presence $field),)* $($rest)?) => Some(Self { $($field,)* $($rest)? }),
                    slots => {
                        $($crate::object!(@missing $presence members slots $at $name);)*
                        None
                    }
                }
            }
        }
        $crate::forward_deserialize!($ty);
    };
    (@write $ty:ident $default:tt { $($at:tt $presence:ident $field:ident = $name:literal;)* }
        $($others:ident $others_at:tt $rest:ident)?) => {
        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let mut out = $crate::rt::object::Writer::new(serializer);
                $(out.$presence($name, &self.$field);)*
                $crate::object!(@others out [$($name),*] $($others &self.$rest)?);
                out.end()
            }
        }
    };
    (@slot nullable) => { $crate::Nullable::Absent };
    (@slot secret_nullable) => { $crate::Nullable::Absent };
    (@slot others) => { ::std::collections::BTreeMap::new() };
    (@slot any_others) => { ::std::collections::BTreeMap::new() };
    (@shown any_others $rest:expr) => { &$crate::rt::Kinds(&$rest) };
    (@shown $others:ident $rest:expr) => { &$rest };
    (@slot secret_others) => { ::std::collections::BTreeMap::new() };
    (@slot $presence:ident) => { None };
    (@present required $field:ident) => { Some($field) };
    (@present secret_required $field:ident) => { Some($field) };
    (@present $presence:ident $field:ident) => { $field };
    (@missing required $members:ident $slots:ident $at:tt $name:literal) => { $members.missing(&$slots.$at, $name) };
    (@missing secret_required $members:ident $slots:ident $at:tt $name:literal) => {
        $members.missing(&$slots.$at, $name)
    };
    (@missing $presence:ident $members:ident $slots:ident $at:tt $name:literal) => {};
    (@others $out:ident $names:tt) => {};
    (@others $out:ident $names:tt $others:ident $rest:expr) => { $out.$others($rest, &$names) };
}
