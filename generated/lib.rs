//! Typed clients of the authentication APIs of Synerise, Synthreo and SynthesQ.
//!
//! Each module is generated from a document in `specs/` when the crate is built. An operation called without the
//! credential that its `security` asks for does not compile.

/// Synerise: profiles, users and workspaces log in; search and recommendations.
#[cfg(feature = "synerise")]
pub mod synerise {
    warded::include_api!("synerise");
}

/// Synthreo Builder: log in, and execute cognitive diagrams.
#[cfg(feature = "synthreo")]
pub mod synthreo {
    warded::include_api!("synthreo");
}

/// SynthesQ: log in, the current user, log out.
#[cfg(feature = "synthesq")]
pub mod synthesq {
    warded::include_api!("synthesq");
}

pub use warded;
