//! Security Requirement Object as a type: the requirement of an operation, and the client's credentials that meet it.
//!
//! ```yaml
//! security: [{ OAuth: [read] }, { OAuth: [write, admin], Key: [] }]
//! ```
//! is `OneOf<(With<OAuth, Read>, (With<OAuth, (Write, Admin)>, With<Key>))>`. The compiler finds the first alternative
//! that a client's [`Place`]s meet ([`Need`]); clients whose credentials are chosen at run time find it when they are
//! asked ([`NeedAtRunTime`]). The generated client implements [`Meets`] once for all requirements.

use std::any::TypeId;
use std::marker::PhantomData;

use super::grant::{Bit, No, Question, Scope, Yes};
use super::{Absent, Authorization, Credential, DynamicSlot, Slot};

/// A need: a credential of the scheme `Z` with all of `S`, a scope, a role or a tuple of [`Wanted`].
pub struct With<Z, S = ()>(PhantomData<fn() -> (Z, S)>);

/// A need: one of the roles in the tuple `S`.
pub struct AnyOf<S>(PhantomData<fn() -> S>);

/// A need: one of the needs in the tuple `N`. The first that is met is sent.
pub struct OneOf<N>(PhantomData<fn() -> N>);

/// The content of a client's slot for a scheme: a credential, or [`Absent`].
pub trait Carried {
    /// True if there is a credential.
    type Held: Bit;
    /// True if the credential was granted `X`.
    type Has<X: Scope>: Bit;
    /// The set that the credential was granted.
    type Set: 'static;

    /// Returns true if the credential was granted the scope or role of this type.
    #[must_use]
    fn includes(scope: TypeId) -> bool;
}

impl Carried for Absent {
    type Held = No;
    type Has<X: Scope> = No;
    type Set = ();

    fn includes(_: TypeId) -> bool {
        false
    }
}

/// A client's slot for credentials of the scheme `Z`.
pub trait Place<Z> {
    /// The content of the slot.
    type Carried: Carried;

    /// The slot.
    fn slot(&self) -> &Slot<Self::Carried>;
}

/// A client's slot for credentials of the scheme `Z` that are chosen at run time.
pub trait PlaceAtRunTime<Z> {
    /// The slot.
    fn slot(&self) -> &DynamicSlot;
}

/// The set of the credential in a client's slot for the scheme `Z`, which renewal keeps.
pub trait Keeps<Z> {
    /// The set.
    type Set: 'static;
}

/// Scopes and roles that an operation needs of one credential: a scope or role, a tuple (all of them), or [`AnyOf`].
pub trait Wanted {
    /// True if the content of a slot was granted them.
    type In<K: Carried>: Bit;

    /// Returns true if a set has them; `includes` tells for each one.
    fn included(includes: &dyn Fn(TypeId) -> bool) -> bool;
}

impl<X: Scope> Wanted for X {
    type In<K: Carried> = K::Has<X>;

    fn included(includes: &dyn Fn(TypeId) -> bool) -> bool {
        includes(TypeId::of::<X>())
    }
}

impl Wanted for () {
    type In<K: Carried> = K::Held;

    fn included(_: &dyn Fn(TypeId) -> bool) -> bool {
        true
    }
}

/// The part of a client's credentials that a call sends.
pub trait Sends<C> {
    /// Adds it to the authorization.
    fn send(client: &C, authorization: Authorization) -> Authorization;
}

/// A requirement on the credentials `C`.
pub trait Need<C> {
    /// True if they meet it.
    type Met: Bit;
    /// The part of them that is sent if they meet it.
    type Sent: Sends<C>;
}

/// A requirement on credentials that are chosen at run time.
pub trait NeedAtRunTime<C> {
    /// Adds the credentials to send, if `client` meets the requirement.
    fn ask(client: &C, authorization: Authorization) -> Option<Authorization>;
}

impl<C: Place<Z>, Z: Credential, S> Sends<C> for With<Z, S> {
    #[inline]
    fn send(client: &C, authorization: Authorization) -> Authorization {
        authorization.with_supply(client.slot().supply(), Z::SCHEME.name)
    }
}

impl<C: Place<Z>, Z: Credential, S: Wanted> Need<C> for With<Z, S> {
    type Met = S::In<C::Carried>;
    type Sent = Self;
}

impl<C: PlaceAtRunTime<Z>, Z: Credential, S: Wanted> NeedAtRunTime<C> for With<Z, S> {
    fn ask(client: &C, authorization: Authorization) -> Option<Authorization> {
        let slot = client.slot();
        let is_met = S::included(&|scope| slot.includes(scope));
        slot.supply().filter(|_| is_met).map(|supply| authorization.with_supply(Some(supply), Z::SCHEME.name))
    }
}

/// The requirement of no credential: nothing is sent.
impl<C> Sends<C> for () {
    #[inline]
    fn send(_: &C, authorization: Authorization) -> Authorization {
        authorization
    }
}

impl<C> Need<C> for () {
    type Met = Yes;
    type Sent = ();
}

impl<C> NeedAtRunTime<C> for () {
    fn ask(_: &C, authorization: Authorization) -> Option<Authorization> {
        Some(authorization)
    }
}

/// Asks if the content of a slot, `K`, was granted `S`.
pub struct IsHad<K, S>(PhantomData<(K, S)>);

impl<K: Carried, S: Wanted> Question for IsHad<K, S> {
    type Answer = S::In<K>;
}

/// Asks if the credentials `C` meet `N`.
pub struct IsMet<C, N>(PhantomData<(C, N)>);

impl<C, N: Need<C>> Question for IsMet<C, N> {
    type Answer = N::Met;
}

/// No role: a credential never has one of them.
impl Wanted for AnyOf<()> {
    type In<K: Carried> = No;

    fn included(_: &dyn Fn(TypeId) -> bool) -> bool {
        false
    }
}

/// No alternative: the requirement is never met.
impl<C> Need<C> for OneOf<()> {
    type Met = No;
    type Sent = ();
}

/// Implements needs for tuples. Longer lists nest.
macro_rules! tuples {
    ($($first:ident $($rest:ident)*;)+) => {$(
        impl<$first: Wanted, $($rest: Wanted),*> Wanted for ($first, $($rest,)*) {
            type In<K: Carried> = <$first::In<K> as Bit>::And<IsHad<K, ($($rest,)*)>>;

            fn included(includes: &dyn Fn(TypeId) -> bool) -> bool {
                $first::included(includes) $(&& $rest::included(includes))*
            }
        }

        impl<$first: Wanted, $($rest: Wanted),*> Wanted for AnyOf<($first, $($rest,)*)> {
            type In<K: Carried> = <$first::In<K> as Bit>::Or<IsHad<K, AnyOf<($($rest,)*)>>>;

            fn included(includes: &dyn Fn(TypeId) -> bool) -> bool {
                $first::included(includes) $(|| $rest::included(includes))*
            }
        }

        impl<C, $first: Sends<C>, $($rest: Sends<C>),*> Sends<C> for ($first, $($rest,)*) {
            #[inline]
            fn send(client: &C, authorization: Authorization) -> Authorization {
                let authorization = $first::send(client, authorization);
                $(let authorization = $rest::send(client, authorization);)*
                authorization
            }
        }

        impl<C, $first: Need<C>, $($rest: Need<C>),*> Need<C> for ($first, $($rest,)*) {
            type Met = <$first::Met as Bit>::And<IsMet<C, ($($rest,)*)>>;
            type Sent = ($first::Sent, $($rest::Sent,)*);
        }

        impl<C, $first: Need<C>, $($rest: Need<C>),*> Need<C> for OneOf<($first, $($rest,)*)> {
            type Met = <$first::Met as Bit>::Or<IsMet<C, OneOf<($($rest,)*)>>>;
            type Sent = <$first::Met as Bit>::First<C, $first, OneOf<($($rest,)*)>>;
        }

        impl<C, $first: NeedAtRunTime<C>, $($rest: NeedAtRunTime<C>),*> NeedAtRunTime<C> for ($first, $($rest,)*) {
            fn ask(client: &C, authorization: Authorization) -> Option<Authorization> {
                let authorization = $first::ask(client, authorization)?;
                $(let authorization = $rest::ask(client, authorization)?;)*
                Some(authorization)
            }
        }

        impl<C, $first: NeedAtRunTime<C>, $($rest: NeedAtRunTime<C>),*> NeedAtRunTime<C> for OneOf<($first, $($rest,)*)> {
            fn ask(client: &C, authorization: Authorization) -> Option<Authorization> {
                let asked = $first::ask(client, authorization.clone());
                $(let asked = asked.or_else(|| $rest::ask(client, authorization.clone()));)*
                asked
            }
        }
    )+};
}

tuples! {
    N0;
    N0 N1;
    N0 N1 N2;
    N0 N1 N2 N3;
    N0 N1 N2 N3 N4;
    N0 N1 N2 N3 N4 N5;
    N0 N1 N2 N3 N4 N5 N6;
    N0 N1 N2 N3 N4 N5 N6 N7;
    N0 N1 N2 N3 N4 N5 N6 N7 N8;
    N0 N1 N2 N3 N4 N5 N6 N7 N8 N9;
    N0 N1 N2 N3 N4 N5 N6 N7 N8 N9 N10;
    N0 N1 N2 N3 N4 N5 N6 N7 N8 N9 N10 N11;
}

/// Credentials that meet the requirement `N`: implemented by the credentials of a client.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not meet this requirement: only the credentials of a client can",
    label = "does not meet the requirement"
)]
pub trait Meets<N> {
    /// The authorization of a call; `needs` is the requirement in words, for an error at run time.
    fn meet(&self, needs: &'static str) -> Authorization;
}

/// Implemented by nothing. Constructors without a role require it, so that the first line of the compiler's error
/// names the constructor that takes one.
#[diagnostic::on_unimplemented(
    message = "a `{Z}` needs a role: write `with_roles(…, role::…)` in place of `new(…)`",
    label = "the role is missing here",
    note = "`UnknownRole` is a role that only the server knows"
)]
pub trait SaysRole<Z> {
    /// Never called.
    fn said(self) -> std::convert::Infallible;
}
