//! Without the feature `xml`: a client with bodies of XML does not compile, and names the feature as its only error.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::table::Body;
use crate::error::Reason;
use crate::json::decode::Wrong;

const MESSAGE: &str = "XML needs the feature `xml` of the crate `warded`";

/// Reads nothing.
pub(crate) fn read<T: DeserializeOwned>(_: &[u8], _: Option<&str>, _: &'static Body) -> Result<T, Wrong> {
    Err(Wrong { place: String::new(), message: MESSAGE.to_owned() })
}

/// Writes nothing.
pub(crate) fn write<T: Serialize + ?Sized>(_: &T, _: &Body) -> Result<String, Reason> {
    Err(Reason::Serialize(MESSAGE.to_owned()))
}
