//! Attaching credentials to a request: the last thing that happens to it.
//!
//! What a credential's scheme occupies (a header, a query parameter, a cookie) is taken from whatever the
//! caller or a redirect's `Location` put there.

use http::request::Parts;

use crate::credential::{AttachError, Supplied};
use crate::error::{CredentialError, Failure, ServerError};

/// Adds the credentials to a request.
pub(super) fn attach(request: &mut Parts, credentials: &[Supplied]) -> Result<(), Failure> {
    for (index, credential) in credentials.iter().enumerate() {
        let way = credential.attachment.way()?;
        let invalid = |reason| CredentialError::Invalid { scheme: credential.attachment.scheme().name, reason };
        for earlier in &credentials[..index] {
            // The generator keeps these apart, but for schemes that the document does not declare.
            if way.carrier().is_shared(earlier.attachment.way()?.carrier()) {
                return Err(invalid("would replace another one of this call").into());
            }
        }
        way.attach(request).map_err(|error| match error {
            AttachError::Credential(reason) => Failure::Credential(invalid(reason)),
            AttachError::Target => Failure::Server(ServerError::Target),
        })?;
    }
    Ok(())
}
