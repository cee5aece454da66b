//! Operation Object: what the runtime has to know of an operation that a generated client calls.
//!
//! ```yaml
//! /pets/{id}:
//!   get:
//!     operationId: showPet
//!     responses: { "200": { … }, "404": { … } }
//! ```
//! The generator makes a marker type of it, `op::ShowPet`, and implements [`Operation`] for the marker: constants, and
//! which Rust type each documented response is.

use std::fmt::Debug;

use http::{HeaderMap, Method, StatusCode};

use crate::{DecodeError, Reply, Servers};

/// An operation of an API; implemented by the marker types of a generated client's module `op`.
pub trait Operation: Sized + 'static {
    /// The `operationId`, or the method and the path where the document gives none. For errors and spans.
    const ID: &'static str;
    /// The HTTP method.
    const METHOD: Method;
    /// The path template, for spans.
    const PATH: &'static str;
    /// The servers that the operation is on. Credentials go nowhere else.
    const SERVERS: &'static Servers;
    /// The value of the header `Accept`; empty if no response has a body.
    const ACCEPT: &'static str;
    /// What a success gives: a type of the document, `()`, an enum where successes differ, or a stream.
    type Output: Send + 'static;
    /// What the documented failures give: the type of their body, an enum where they differ, or [`Never`] where
    /// none is documented.
    ///
    /// [`Never`]: crate::Never
    type Error: Debug + Send + Sync + 'static;

    /// Whether the body of a response with this status is handed over unread, as a stream.
    #[must_use]
    fn streams(status: StatusCode) -> bool {
        let _ = status;
        false
    }

    /// Whether a redirect with this status is what the operation gives, and so not followed: where the document
    /// describes redirects and no other success.
    #[must_use]
    fn is_answer(status: StatusCode) -> bool {
        let _ = status;
        false
    }

    /// Reads a response.
    ///
    /// # Errors
    /// If the body is not what the document says that it is for this status.
    fn decode(reply: &mut Reply) -> Decoding<Self>;
}

/// A response after it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoded<T, E> {
    /// A documented success.
    Output(T),
    /// A documented failure.
    Error(E),
    /// The document does not know this status.
    Undocumented,
}

/// What [`Operation::decode`] gives.
pub type Decoding<O> = Result<Decoded<<O as Operation>::Output, <O as Operation>::Error>, DecodeError>;

/// What the transport has to know of an operation: the constants of [`Operation`], without the type.
#[derive(Clone, Debug)]
pub struct OperationInfo {
    /// [`Operation::ID`]
    pub id: &'static str,
    /// [`Operation::METHOD`]
    pub method: Method,
    /// [`Operation::PATH`]
    pub path: &'static str,
    /// [`Operation::SERVERS`]
    pub servers: &'static Servers,
    /// [`Operation::ACCEPT`]
    pub accept: &'static str,
    /// [`Operation::is_answer`]
    pub is_answer: fn(StatusCode) -> bool,
}

impl OperationInfo {
    /// What is known of `O`.
    #[must_use]
    pub const fn of<O: Operation>() -> Self {
        Self {
            id: O::ID,
            method: O::METHOD,
            path: O::PATH,
            servers: O::SERVERS,
            accept: O::ACCEPT,
            is_answer: O::is_answer,
        }
    }
}

/// The type of what an operation without documented errors fails with: there is no such value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Never {}

/// The headers that an operation's successful responses document.
pub trait TypedHeaders: Operation {
    /// A struct with one field a header.
    type Headers;

    /// Reads them.
    ///
    /// # Errors
    /// If a required header is missing, or one is not of its documented type.
    fn headers(headers: &HeaderMap) -> Result<Self::Headers, DecodeError>;
}

/// Implements [`TypedHeaders`] for an operation, from a table of the headers: whether each is always there, its field,
/// its name, and the word `exploded` if members of an object are `name=value`.
///
/// ```ignore
/// warded::headers! { ListPetsHeaders for ListPets {
///     required x_total = "X-Total";
///     optional x_next = "X-Next";
/// } }
/// ```
#[macro_export]
macro_rules! headers {
    ($headers:ident for $operation:ty $(where $role:ident: $bound:path)? {
        $($presence:ident $field:ident = $name:literal $($explode:ident)?;)*
    }) => {
        impl $(<$role: $bound>)? $crate::TypedHeaders for $operation {
            type Headers = $headers;

            #[inline]
            fn headers(
                headers: &$crate::http::HeaderMap,
            ) -> ::core::result::Result<Self::Headers, $crate::DecodeError> {
                Ok($headers {
                    $($field: $crate::headers!(@$presence headers, $name, $crate::headers!(@$($explode)?))?,)*
                })
            }
        }
    };
    (@required $($arguments:tt)*) => { $crate::required_header($($arguments)*) };
    (@optional $($arguments:tt)*) => { $crate::optional_header($($arguments)*) };
    (@exploded) => { true };
    (@) => { false };
}
