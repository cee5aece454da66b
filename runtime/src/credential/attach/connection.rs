//! `mutualTLS`: the connection carries the credential.

use http::request::Parts;
use http::uri::Scheme;

use super::{Attach, AttachError, Carrier};

/// A client certificate, which the transport presents.
pub(in crate::credential) struct Connection;

impl Attach for Connection {
    fn carrier(&self) -> Carrier<'_> {
        Carrier::Connection
    }

    fn attach(&self, request: &mut Parts) -> Result<(), AttachError> {
        // Nothing could present a certificate over plain http, on this machine neither.
        if request.uri.scheme() == Some(&Scheme::HTTPS) {
            return Ok(());
        }
        Err(AttachError::Credential("can't be presented over plain http"))
    }
}
