//! Operation Object: the properties of an operation that the runtime needs.
//!
//! ```yaml
//! /pets/{id}:
//!   get:
//!     operationId: showPet
//!     responses: { "200": { … }, "404": { … } }
//! ```
//! The generator makes a marker type for it, `op::ShowPet`, and implements [`Operation`] for the marker: constants,
//! and the Rust type of each documented response.

use std::fmt::Debug;

use http::{HeaderMap, Method, StatusCode};

use crate::error::{DecodeError, ErrorResponse};
use crate::exchange::{OperationInfo, Servers};
use crate::response::Reply;

/// An operation of an API; implemented by the marker types of a generated client's module `op`.
pub trait Operation: Sized + 'static {
    /// The `operationId`, or the method and the path if the document has none. For errors and spans.
    const ID: &'static str;
    /// The path template, for spans.
    const PATH: &'static str;
    /// The servers of the operation. Credentials are sent to no others.
    const SERVERS: &'static Servers;
    /// The value of the header `Accept`; empty if no response has a body.
    const ACCEPT: &'static str;
    /// The type of a successful response: a type of the document, `()`, an enum if successes differ, or a stream.
    type Output: Send + 'static;
    /// The type of the documented errors: that of their body, an enum if they differ, or [`Never`] if none is
    /// documented.
    ///
    /// [`Never`]: crate::Never
    type Error: Debug + Send + Sync + 'static;
    /// The token that [`Call::new`](crate::Call::new) requires. Only the generated methods can make one: they have
    /// the bounds of the operation's security, so that no call bypasses them.
    type Token;

    /// The HTTP method. It is no constant, because `http` has none for methods outside of its own standards.
    #[must_use]
    fn method() -> Method;

    /// Returns true if the body of a response with this status is returned unread, as a stream.
    #[must_use]
    fn streams(status: StatusCode) -> bool {
        let _ = status;
        false
    }

    /// Returns true if a redirect with this status is the operation's output, and is not followed: the document
    /// describes redirects and no other success.
    #[must_use]
    fn is_answer(status: StatusCode) -> bool {
        let _ = status;
        false
    }

    /// Reads a response.
    ///
    /// # Errors
    /// If the body does not match the document for this status.
    fn decode(reply: &mut Reply) -> Decoding<Self>;
}

/// A response that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoded<T, E> {
    /// A documented success.
    Output(T),
    /// A documented error.
    Error(E),
    /// A status that the document does not describe.
    Undocumented,
}

/// The result of [`Operation::decode`].
pub type Decoding<O> = Result<Decoded<<O as Operation>::Output, <O as Operation>::Error>, DecodeError>;

impl OperationInfo {
    /// The properties of `O`.
    #[must_use]
    pub const fn of<O: Operation>() -> Self {
        Self {
            id: O::ID,
            method: O::method,
            path: O::PATH,
            servers: O::SERVERS,
            accept: O::ACCEPT,
            is_answer: O::is_answer,
        }
    }
}

/// The headers that an operation's successful responses document.
pub trait TypedHeaders: Operation {
    /// A struct with one field a header.
    type Headers: ResponseHeaders;
}

/// A struct with one field for each header that responses document: made by [`headers!`](crate::headers!).
pub trait ResponseHeaders: Sized {
    /// Reads them.
    ///
    /// # Errors
    /// If a required header is missing, or a header does not have its documented type.
    fn read(headers: &HeaderMap) -> Result<Self, DecodeError>;
}

impl ErrorResponse {
    /// The headers that the document describes for errors: `response.typed_headers::<op::ListPetsErrorHeaders>()`.
    ///
    /// # Errors
    /// If a header that every documented error has is missing, or a header does not have its documented type.
    pub fn typed_headers<H: ResponseHeaders>(&self) -> Result<H, DecodeError> {
        H::read(self.headers()).map_err(|error| {
            let error = error.with_status(self.status());
            match self.operation() {
                Some(id) => error.of_operation(id),
                None => error,
            }
        })
    }
}

/// Declares a struct with [`ResponseHeaders`] from a table of the headers: the docs, `required`, `optional` or `each`
/// for one that is there several times, the field, the name, and the word `exploded` if members of an object are `name=value`.
///
/// ```
/// warded::rt::headers! {
///     pub struct ListPetsHeaders {
///         required x_total: i64 = "X-Total";
///         optional x_next: Option<String> = "X-Next";
///     }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! headers {
    (
        $(#[$meta:meta])*
        pub struct $headers:ident {
            $($(#[$doc:meta])* $presence:ident $field:ident: $of:ty = $name:literal $($explode:ident)?;)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $headers {
            $(
                $(#[$doc])*
                #[doc = concat!("\n\nThe header `", stringify!($name), "`.")]
                pub $field: $of,
            )*
        }

        impl $crate::rt::ResponseHeaders for $headers {
            #[inline]
            fn read(headers: &$crate::http::HeaderMap) -> ::core::result::Result<Self, $crate::DecodeError> {
                Ok(Self {
                    $($field: $crate::headers!(@$presence headers, $name, $crate::headers!(@$($explode)?))?,)*
                })
            }
        }
    };
    (@required $($arguments:tt)*) => { $crate::rt::required_header($($arguments)*) };
    (@optional $($arguments:tt)*) => { $crate::rt::optional_header($($arguments)*) };
    (@each $headers:ident, $name:literal, $explode:expr) => { $crate::rt::each_header($headers, $name) };
    (@exploded) => { true };
    (@) => { false };
}

/// A method that `http` has no constant for.
///
/// # Panics
/// If it is not a token, which the generator refuses.
#[must_use]
pub fn other_method(name: &str) -> Method {
    Method::from_bytes(name.as_bytes()).expect("the generator lets only tokens through")
}

/// Declares the marker type of an operation with [`Operation`]: the `operationId`; the method, the path, the servers
/// and the value of `Accept`; the statuses that are streams or redirects that are not followed, if any
/// (`streams(200);`, `answers(302);`); the headers, if any are documented (`headers ShowPetHeaders;`); the types of
/// output and error; and a table of the statuses, of which the first match applies.
///
/// A row of the table may ask for a media type of the body (`404 if "text/plain" | "text/html"`). It has the method of
/// [`Reply`] that reads the body, the table that it reads XML by (`xml(rt::xml::body(…))`), `Output` or `Error`, and the
/// variant, if that is an enum. The sibling module `operations` has the methods that make calls, and the [`Token`](Operation::Token)
/// that only it can make.
///
/// ```
/// mod operations {
///     pub struct Token(());
/// }
///
/// pub mod op {
///     # static SERVERS: warded::Servers = warded::Servers { index: 0, servers: &[] };
///     #[derive(Debug)]
///     pub enum ShowPetError {
///         NotFound,
///         Default(String),
///     }
///
///     warded::rt::operation! {
///         pub enum ShowPet = "showPet";
///         sends GET "/pets/{petId}", SERVERS, "application/json";
///         gives String, ShowPetError;
///         200 => json Output;
///         404 => empty Error(ShowPetError::NotFound);
///         201..=299 => undocumented;
///         _ => text Error(ShowPetError::Default);
///     }
/// }
/// # fn main() {}
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    (
        $(#[$meta:meta])*
        pub enum $name:ident $(<$grants:ident: $bound:lifetime>)? = $id:literal;
        sends $method:tt $path:literal, $servers:path, $accept:literal;
        $(streams($($streams:tt)*);)?
        $(answers($($answers:tt)*);)?
        $(headers $headers:ty;)?
        gives $output:ty, $error:ty;
        $($status:pat $(if $($media_type:literal)|+)? => $read:ident $(($of:expr))? $($side:ident $(($variant:path))?)?;)*
    ) => {
        $crate::operation!(@marker [$(#[$meta])*] $name $($grants)?);

        impl $(<$grants: $bound>)? $crate::Operation for $name $(<$grants>)? {
            const ID: &'static str = $id;
            const PATH: &'static str = $path;
            const SERVERS: &'static $crate::Servers = &$servers;
            const ACCEPT: &'static str = $accept;
            type Output = $output;
            type Error = $error;
            type Token = super::operations::Token;

            #[inline]
            fn method() -> $crate::http::Method {
                $crate::operation!(@method $method)
            }

            $(
                #[inline]
                fn streams(status: $crate::http::StatusCode) -> bool {
                    matches!(status.as_u16(), $($streams)*)
                }
            )?

            $(
                #[inline]
                fn is_answer(status: $crate::http::StatusCode) -> bool {
                    matches!(status.as_u16(), $($answers)*)
                }
            )?

            #[inline]
            fn decode(reply: &mut $crate::rt::Reply) -> $crate::rt::Decoding<Self> {
                match reply.status().as_u16() {
                    $($status $(if reply.is_any(&[$($media_type),+]))? => $crate::operation!(@decode reply $read $(($of))? $($side $(($variant))?)?),)*
                    _ => Ok($crate::rt::Decoded::Undocumented),
                }
            }
        }
        $crate::operation!(@headers [$($grants: $bound)?] $name $(<$grants>)?; $($headers)?);
    };
    (@method $known:ident) => { $crate::http::Method::$known };
    (@method $other:literal) => { $crate::rt::other_method($other) };
    (@marker [$($meta:tt)*] $name:ident) => {
        $($meta)*
        pub enum $name {}
    };
    (@marker [$($meta:tt)*] $name:ident $grants:ident) => {
        $($meta)*
        pub struct $name<$grants>(::core::marker::PhantomData<fn() -> $grants>);
    };
    (@decode $reply:ident undocumented) => { Ok($crate::rt::Decoded::Undocumented) };
    (@decode $reply:ident $read:ident $(($of:expr))? $side:ident) => {
        $reply.$read($({
            static FORM: $crate::rt::xml::Body = $of;
            &FORM
        })?).map($crate::rt::Decoded::$side)
    };
    (@decode $reply:ident empty $side:ident ($variant:path)) => {
        $reply.empty().map(|()| $crate::rt::Decoded::$side($variant))
    };
    (@decode $reply:ident $read:ident $(($of:expr))? $side:ident ($variant:path)) => {
        $reply.$read($({
            static FORM: $crate::rt::xml::Body = $of;
            &FORM
        })?).map(|body| $crate::rt::Decoded::$side($variant(body)))
    };
    (@headers [$($bound:tt)*] $name:ty;) => {};
    (@headers [$($grants:ident: $bound:lifetime)?] $name:ty; $headers:ty) => {
        impl $(<$grants: $bound>)? $crate::rt::TypedHeaders for $name {
            type Headers = $headers;
        }
    };
}
