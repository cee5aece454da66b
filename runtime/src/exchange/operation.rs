//! Operation Object: what sending a request has to know of its operation.
//!
//! ```yaml
//! /pets/{id}: { servers: [{ url: https://pets.example.com }], get: { operationId: showPet } }
//! ```

use http::{Method, StatusCode};

use super::Servers;

/// What the transport has to know of an operation: the constants of [`Operation`](crate::Operation), without the type.
#[derive(Clone, Debug)]
pub struct OperationInfo {
    /// [`Operation::ID`](crate::Operation::ID)
    pub id: &'static str,
    /// [`Operation::method`](crate::Operation::method)
    pub method: fn() -> Method,
    /// [`Operation::PATH`](crate::Operation::PATH)
    pub path: &'static str,
    /// [`Operation::SERVERS`](crate::Operation::SERVERS)
    pub servers: &'static Servers,
    /// [`Operation::ACCEPT`](crate::Operation::ACCEPT)
    pub accept: &'static str,
    /// [`Operation::is_answer`](crate::Operation::is_answer)
    pub is_answer: fn(StatusCode) -> bool,
}
