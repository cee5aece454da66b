//! Random texts, and PKCE (RFC 7636): only who began a login can end it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use sha2::{Digest as _, Sha256};

use super::error::{TokenError, TokenErrorKind};

/// 256 random bits of the operating system, as 43 characters that a URL may hold (RFC 7636, 4.1 and 7.1).
pub(super) fn random() -> Result<SecretString, TokenError> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    let failed = |_| TokenError::new(TokenErrorKind::Local("the operating system gives no random numbers"));
    getrandom::fill(&mut *bytes).map_err(failed)?;
    Ok(URL_SAFE_NO_PAD.encode(*bytes).into())
}

/// The challenge `S256` of a verifier (RFC 7636, 4.2).
pub(super) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    /// RFC 7636, appendix B.
    #[test]
    fn the_challenge_is_that_of_the_specification() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn random_texts_differ_and_fit() {
        let (one, other) = (random().expect("there is one"), random().expect("there is one"));
        assert_ne!(one.expose_secret(), other.expose_secret());
        assert_eq!(one.expose_secret().len(), 43);
        assert!(one.expose_secret().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    }
}
