//! The body of a request to an authorization server, and what must not be shown of its answer.

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};
use url::form_urlencoded::byte_serialize;

/// The fields of a form.
#[derive(Default)]
pub(super) struct Form {
    fields: Vec<(String, SecretString)>,
    /// Servers repeat what they refuse.
    secrets: Vec<SecretString>,
}

/// The length from which a text is removed from what is shown: shorter ones are found in any text.
const LEAST: usize = 4;

impl Form {
    /// A request for a token by this grant.
    pub(super) fn of_grant(grant_type: &str) -> Self {
        let mut form = Self::default();
        form.open("grant_type", grant_type);
        form
    }

    /// Adds a field that is not secret.
    pub(super) fn open(&mut self, name: &str, value: &str) {
        self.fields.push((name.to_owned(), value.into()));
    }

    /// Adds a field with a secret.
    pub(super) fn secret(&mut self, name: &str, value: SecretString) {
        self.hide(value.clone());
        self.fields.push((name.to_owned(), value));
    }

    /// Notes a secret that must not be shown, as it is and as forms have it.
    pub(super) fn hide(&mut self, secret: SecretString) {
        if secret.expose_secret().len() < LEAST {
            return;
        }
        let encoded: SecretString = byte_serialize(secret.expose_secret().as_bytes()).collect::<String>().into();
        if encoded.expose_secret() != secret.expose_secret() {
            self.secrets.push(encoded);
        }
        self.secrets.push(secret);
    }

    /// The texts that must not be shown of the answer.
    pub(super) fn secrets(&self) -> &[SecretString] {
        &self.secrets
    }

    /// The form as it is sent. Its capacity is exact: growing would leave copies behind that nothing overwrites.
    pub(super) fn text(&self) -> Zeroizing<String> {
        let length = |text: &str| byte_serialize(text.as_bytes()).map(str::len).sum::<usize>();
        let lengths = self.fields.iter().map(|(name, value)| length(name) + length(value.expose_secret()) + 2);
        let mut form = Zeroizing::new(String::with_capacity(lengths.sum()));
        for (name, value) in &self.fields {
            if !form.is_empty() {
                form.push('&');
            }
            form.extend(byte_serialize(name.as_bytes()));
            form.push('=');
            form.extend(byte_serialize(value.expose_secret().as_bytes()));
        }
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_written_in_one_piece() {
        let mut form = Form::of_grant("password");
        form.open("username", "ada lovelace");
        form.secret("password", "p&ü=".into());
        let text = form.text();
        assert_eq!(text.as_str(), "grant_type=password&username=ada+lovelace&password=p%26%C3%BC%3D");
        assert!(text.capacity() - text.len() <= 2, "{} of {}", text.len(), text.capacity());
        let secrets: Vec<_> = form.secrets().iter().map(secrecy::ExposeSecret::expose_secret).collect();
        assert_eq!(secrets, ["p%26%C3%BC%3D", "p&ü="]);
    }
}
