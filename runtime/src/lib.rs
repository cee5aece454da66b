//! Runtime.

mod credential;
pub use credential::{
    Absent, Attachment, Authorization, Credential, CredentialError, DynamicSlot, Issued, Issues, Lifetime, Part,
    Placement, Revocation, Revoked, Scheme, Seconds, Slot, Source, Supplied, Supply, equals_json,
};
