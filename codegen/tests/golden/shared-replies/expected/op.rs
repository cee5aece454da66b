//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `DELETE` `/orders/{id}`
    pub enum DeleteOrder = "deleteOrder";
    sends DELETE "/orders/{id}", servers::ROOT, "application/json";
    gives types::DeleteOrderResponse200, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `DELETE` `/session`
    pub enum LogOut = "logOut";
    sends DELETE "/session", servers::ROOT, "application/json";
    gives types::LogOutResponse200, ::warded::Never;
    200..=299 => json Output;
}
