//! Scopes and roles: the set that a credential was granted, as a type.
//!
//! ```yaml
//! security: [{ OAuth: [read, write] }]
//! ```
//! Each scope and each role is a unit struct of the generated client. A set is one of them, a tuple of sets, `()`, [`All`]
//! or [`UnknownRole`]; it is the type parameter of the scheme's credential: `OAuth<(Read, Write)>`. Everything here is
//! evaluated by the compiler, but for [`Granted::includes`], which clients need whose credentials are chosen at run time.

use std::any::TypeId;

use super::requirement::Sends;

/// The set of every scope and role of a scheme: the server decides what the credential may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct All;

/// The set of a credential whose roles only the server knows: it has none that an operation could ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnknownRole;

/// A truth value as a type.
pub trait Bit {
    /// Conjunction.
    type And<B: Bit>: Bit;
    /// Disjunction.
    type Or<B: Bit>: Bit;
    /// `A` if true, else `B`.
    type If<C, A: Sends<C>, B: Sends<C>>: Sends<C>;
}

/// True.
#[derive(Clone, Copy, Debug)]
pub enum Yes {}

/// False.
#[derive(Clone, Copy, Debug)]
pub enum No {}

impl Bit for Yes {
    type And<B: Bit> = B;
    type Or<B: Bit> = Yes;
    type If<C, A: Sends<C>, B: Sends<C>> = A;
}

impl Bit for No {
    type And<B: Bit> = No;
    type Or<B: Bit> = B;
    type If<C, A: Sends<C>, B: Sends<C>> = B;
}

/// Declares the sixteen digits. Each has a projection of its own that is true for it alone, so that two are compared in
/// one step.
macro_rules! digits {
    ($($digit:ident $is:ident),*) => {
        /// A hexadecimal digit as a type.
        pub trait Digit {
            /// Whether `D` is the same digit.
            type Is<D: Digit>: Bit;
            $(
                #[doc = concat!("Whether it is `", stringify!($digit), "`.")]
                type $is: Bit;
            )*
        }
        digits!(@each [] $($digit $is),*);
    };
    (@each [$($before:ident)*]) => {};
    (@each [$($before:ident)*] $digit:ident $is:ident $(, $after:ident $is_after:ident)*) => {
        #[doc = concat!("The digit `", stringify!($digit), "`.")]
        #[derive(Clone, Copy, Debug)]
        pub enum $digit {}

        impl Digit for $digit {
            type Is<D: Digit> = D::$is;
            $(type $before = No;)*
            type $is = Yes;
            $(type $is_after = No;)*
        }
        digits!(@each [$($before)* $is] $($after $is_after),*);
    };
}

digits!(
    D0 Is0, D1 Is1, D2 Is2, D3 Is3, D4 Is4, D5 Is5, D6 Is6, D7 Is7,
    D8 Is8, D9 Is9, Da IsA, Db IsB, Dc IsC, Dd IsD, De IsE, Df IsF
);

/// What tells a scope or role from the others of its document: up to four digits, as many for all of them.
pub trait Number {
    /// The first digit.
    type A: Digit;
    /// The second digit.
    type B: Digit;
    /// The third digit.
    type C: Digit;
    /// The fourth digit.
    type D: Digit;
    /// Whether `N`, of as many digits, is the same number.
    type Is<N: Number>: Bit;
}

/// Declares numbers of so many digits.
macro_rules! numbers {
    ($($($digit:ident)+, $($zero:ident)*;)+) => {$(
        impl<$($digit: Digit),+> Number for ($($digit,)+) {
            $(type $digit = $digit;)+
            $(type $zero = D0;)*
            type Is<N: Number> = all!($($digit::Is<N::$digit>),+);
        }
    )+};
}

/// The conjunction of some bits.
macro_rules! all {
    ($bit:ty) => { $bit };
    ($bit:ty, $($rest:ty),+) => { <$bit as Bit>::And<all!($($rest),+)> };
}

/// The disjunction of some bits.
macro_rules! any {
    ($bit:ty) => { $bit };
    ($bit:ty, $($rest:ty),+) => { <$bit as Bit>::Or<any!($($rest),+)> };
}

pub(super) use {all, any};

numbers! {
    A, B C D;
    A B, C D;
    A B C, D;
    A B C D,;
}

/// A scope or role of a document: a unit struct, made by [`scope!`](crate::scope!).
pub trait Scope: 'static {
    /// Tells it from the others.
    type Number: Number;
    /// Its name in the document.
    const NAME: &'static str;
}

/// Whether two scopes are the same one.
pub type Same<X, Y> = <<X as Scope>::Number as Number>::Is<<Y as Scope>::Number>;

/// A set of scopes and roles of the scheme whose credentials are `Z`.
///
/// Implemented for the scopes and roles of that scheme, tuples of such sets, `()`, [`All`] and [`UnknownRole`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no scope or role of `{Z}`, and no tuple of them",
    label = "not granted by this scheme"
)]
pub trait Granted<Z>: 'static {
    /// Whether `X` is in the set.
    type Has<X: Scope>: Bit;

    /// Whether the scope of this type is in the set.
    #[must_use]
    fn includes(scope: TypeId) -> bool {
        scope == TypeId::of::<Self>()
    }
}

#[diagnostic::do_not_recommend]
impl<Z> Granted<Z> for All {
    type Has<X: Scope> = Yes;

    fn includes(_: TypeId) -> bool {
        true
    }
}

#[diagnostic::do_not_recommend]
impl<Z> Granted<Z> for () {
    type Has<X: Scope> = No;
}

#[diagnostic::do_not_recommend]
impl<Z> Granted<Z> for UnknownRole {
    type Has<X: Scope> = No;
}

/// Implements [`Granted`] for tuples. Larger sets nest.
macro_rules! sets {
    ($($($set:ident)+;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<Z, $($set: Granted<Z>),+> Granted<Z> for ($($set,)+) {
            type Has<X: Scope> = any!($($set::Has<X>),+);

            fn includes(scope: TypeId) -> bool {
                $($set::includes(scope))||+
            }
        }
    )+};
}

sets! {
    S0;
    S0 S1;
    S0 S1 S2;
    S0 S1 S2 S3;
    S0 S1 S2 S3 S4;
    S0 S1 S2 S3 S4 S5;
    S0 S1 S2 S3 S4 S5 S6;
    S0 S1 S2 S3 S4 S5 S6 S7;
    S0 S1 S2 S3 S4 S5 S6 S7 S8;
    S0 S1 S2 S3 S4 S5 S6 S7 S8 S9;
    S0 S1 S2 S3 S4 S5 S6 S7 S8 S9 S10;
    S0 S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 S11;
}

/// Declares a scope or role: its name in the document, its number, and the credentials of the schemes that have it.
///
/// ```ignore
/// warded::scope! {
///     /// The scope `read:pets`.
///     pub struct ReadPets = "read:pets", D3 Df => OAuth, Partner;
/// }
/// ```
#[macro_export]
macro_rules! scope {
    ($(#[$meta:meta])* pub struct $scope:ident = $name:literal, $($digit:ident)+ => $($scheme:ty),+;) => {
        $(#[$meta])*
        pub struct $scope;

        impl $crate::rt::Scope for $scope {
            type Number = ($($crate::rt::$digit,)+);
            const NAME: &'static str = $name;
        }

        $(
            impl $crate::rt::Granted<$scheme> for $scope {
                type Has<X: $crate::rt::Scope> = $crate::rt::Same<Self, X>;
            }
        )+
    };
}
