//! Runtime.

mod credential;
pub use credential::{
    Absent, AllScopes, Attachment, Authorization, Credential, CredentialError, DynamicSlot, IntoSource, Issued, Issues,
    Lifetime, Part, Placement, Revocation, Revoked, Scheme, Seconds, Slot, Source, Supplied, Supply, UnknownRole,
    equals_json,
};
