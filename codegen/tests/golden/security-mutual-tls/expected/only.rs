//! What clients carry that hold one credential: for the fields of structs, as in `Client<only::…>`.

/// A credential of `Certificate` and nothing else.
pub type Certificate = super::credential::Credentials<super::credential::Certificate>;
