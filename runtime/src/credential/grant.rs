//! Scopes and roles: the set that a credential was granted, as a type.
//!
//! ```yaml
//! security: [{ OAuth: [read, write] }]
//! ```
//! Each scope and each role is a unit struct of the generated client. A set is one of them, a tuple of sets, `()`, [`All`]
//! or [`UnknownRole`]; it is the type parameter of the scheme's credential: `OAuth<(Read, Write)>`. Everything here is
//! evaluated by the compiler, but for [`Granted::includes`], which clients need whose credentials are chosen at run time.

use std::any::TypeId;
use std::marker::PhantomData;

use super::requirement::{Need, Sends};

/// The set of all scopes and roles of a scheme: the server checks each operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct All;

/// The set of a credential whose roles only the server knows: it contains no role that an operation requires.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnknownRole;

/// A truth value as a type.
///
/// The compiler evaluates the arguments of a type before the type itself. A `Question` as an argument is not evaluated
/// before an answer is needed, so that no list is read beyond the element that decides.
pub trait Bit {
    /// Conjunction.
    type And<Q: Question>: Bit;
    /// Disjunction.
    type Or<Q: Question>: Bit;
    /// The part that is sent: that of `A` if true, else that of `B`.
    type First<C, A: Need<C>, B: Need<C>>: Sends<C>;
}

/// A truth value that is not evaluated yet.
pub trait Question {
    /// The value.
    type Answer: Bit;
}

/// True.
#[derive(Clone, Copy, Debug)]
pub enum Yes {}

/// False.
#[derive(Clone, Copy, Debug)]
pub enum No {}

impl Bit for Yes {
    type And<Q: Question> = Q::Answer;
    type Or<Q: Question> = Yes;
    type First<C, A: Need<C>, B: Need<C>> = A::Sent;
}

impl Bit for No {
    type And<Q: Question> = No;
    type Or<Q: Question> = Q::Answer;
    type First<C, A: Need<C>, B: Need<C>> = B::Sent;
}

/// Declares the sixteen digits. Each has a projection of its own that is true for it alone, so that two are compared in
/// one step.
macro_rules! digits {
    ($($digit:ident $is:ident),*) => {
        /// A hexadecimal digit as a type.
        pub trait Digit {
            /// True if `D` is the same digit.
            type Is<D: Digit>: Bit;
            $(
                #[doc = concat!("True if it is `", stringify!($digit), "`.")]
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

/// The number that identifies a scope or role among those of its document: a list of digits, `(D1, (Df, ()))`, of the
/// same length for all of them.
pub trait Number {
    /// The first digit.
    type First: Digit;
    /// The other digits.
    type Rest: Number;
    /// True if `N` is the same number.
    type Is<N: Number>: Bit;
}

impl Number for () {
    type First = D0;
    type Rest = ();
    type Is<N: Number> = Yes;
}

impl<First: Digit, Rest: Number> Number for (First, Rest) {
    type First = First;
    type Rest = Rest;
    type Is<N: Number> = <First::Is<N::First> as Bit>::And<IsNumber<Rest, N>>;
}

/// Asks if `Rest` is equal to the digits of `N` after the first.
pub struct IsNumber<Rest, N>(PhantomData<(Rest, N)>);

impl<Rest: Number, N: Number> Question for IsNumber<Rest, N> {
    type Answer = Rest::Is<N::Rest>;
}

/// A scope or role of a document: a unit struct, made by [`scope!`](crate::scope!).
pub trait Scope: 'static {
    /// The number that identifies it.
    type Number: Number;
    /// Its name in the document.
    const NAME: &'static str;
}

/// A scope or role of the scheme whose credentials are `Z`.
pub trait ScopeOf<Z>: Scope {}

/// True if two scopes are the same.
type Same<X, Y> = <<X as Scope>::Number as Number>::Is<<Y as Scope>::Number>;

/// A set of scopes and roles of the scheme whose credentials are `Z`.
///
/// Implemented for the scopes and roles of that scheme, tuples of such sets, `()`, [`All`] and [`UnknownRole`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no scope or role of `{Z}`, and no tuple of them",
    label = "not granted by this scheme"
)]
pub trait Granted<Z>: 'static {
    /// True if `X` is in the set.
    type Has<X: Scope>: Bit;

    /// Returns true if the scope of this type is in the set.
    #[must_use]
    fn includes(scope: TypeId) -> bool {
        scope == TypeId::of::<Self>()
    }
}

#[diagnostic::do_not_recommend]
impl<Z, S: ScopeOf<Z>> Granted<Z> for S {
    type Has<X: Scope> = Same<S, X>;
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

/// A set of scopes of the scheme whose credentials are `Z`, for which a login can ask.
///
/// Implemented for the scopes of that scheme, tuples of such sets, `()`, for which no scope is sent, and [`All`].
#[cfg(feature = "oauth2")]
#[diagnostic::on_unimplemented(
    message = "a login cannot ask for `{Self}`: name scopes of `{Z}`, one or a tuple, `All`, or `()` for none",
    label = "not a set of scopes"
)]
pub trait Requested<Z>: Granted<Z> {
    /// Adds the names of its scopes that are missing; `all` are those of the flow.
    fn names(all: &'static [&'static str], names: &mut Vec<&'static str>);
}

#[cfg(feature = "oauth2")]
#[diagnostic::do_not_recommend]
impl<Z, S: ScopeOf<Z>> Requested<Z> for S {
    fn names(_: &'static [&'static str], names: &mut Vec<&'static str>) {
        if !names.contains(&S::NAME) {
            names.push(S::NAME);
        }
    }
}

#[cfg(feature = "oauth2")]
#[diagnostic::do_not_recommend]
impl<Z> Requested<Z> for All {
    fn names(all: &'static [&'static str], names: &mut Vec<&'static str>) {
        all.iter().for_each(|name| {
            if !names.contains(name) {
                names.push(name);
            }
        });
    }
}

#[cfg(feature = "oauth2")]
#[diagnostic::do_not_recommend]
impl<Z> Requested<Z> for () {
    fn names(_: &'static [&'static str], _: &mut Vec<&'static str>) {}
}

/// Asks if the set `S` of the scheme `Z` has `X`.
pub struct IsGranted<Z, S, X>(PhantomData<(Z, S, X)>);

impl<Z, S: Granted<Z>, X: Scope> Question for IsGranted<Z, S, X> {
    type Answer = S::Has<X>;
}

/// Implements [`Granted`] and `Requested` for tuples. Larger sets nest.
macro_rules! sets {
    ($($first:ident $($rest:ident)*;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<Z, $first: Granted<Z>, $($rest: Granted<Z>),*> Granted<Z> for ($first, $($rest,)*) {
            type Has<X: Scope> = <$first::Has<X> as Bit>::Or<IsGranted<Z, ($($rest,)*), X>>;

            fn includes(scope: TypeId) -> bool {
                <$first as Granted<Z>>::includes(scope) $(|| <$rest as Granted<Z>>::includes(scope))*
            }
        }

        #[cfg(feature = "oauth2")]
        #[diagnostic::do_not_recommend]
        impl<Z, $first: Requested<Z>, $($rest: Requested<Z>),*> Requested<Z> for ($first, $($rest,)*) {
            fn names(all: &'static [&'static str], names: &mut Vec<&'static str>) {
                $first::names(all, names);
                $($rest::names(all, names);)*
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
/// warded::rt::scope! {
///     /// The scope `read:pets`.
///     pub struct ReadPets = "read:pets", D3 Df => OAuth, Partner;
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! scope {
    ($(#[$meta:meta])* pub struct $scope:ident = $name:literal, $($digit:ident)+ => $($scheme:ty),+;) => {
        $(#[$meta])*
        pub struct $scope;

        impl $crate::rt::Scope for $scope {
            type Number = $crate::scope!(@number $($digit)+);
            const NAME: &'static str = $name;
        }

        $(impl $crate::rt::ScopeOf<$scheme> for $scope {})+
    };
    (@number) => { () };
    (@number $first:ident $($rest:ident)*) => { ($crate::rt::$first, $crate::scope!(@number $($rest)*)) };
}
