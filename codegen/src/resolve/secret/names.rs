//! Names of secrets: most documents say of a password nothing but that it is called one.
//!
//! ```yaml
//! properties: { client_secret: { type: string }, secretName: { type: string } }    # the first is a secret
//! ```
//! A name is taken apart into words, and its end tells: `accessToken` is a token, `token_type` and `password_policy` are
//! none. Codes that people type may be numbers (`cvc`), all else is text. It errs on the side of a secret, which costs a call of `expose`; `x-warded: { secret: false }` says otherwise.

use super::Meant;

/// Last words that are secrets, whatever stands before them.
const SECRETS: &[&str] = &[
    "apikey",
    "apikeys",
    "bearer",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "jwt",
    "mnemonic",
    "passphrase",
    "passphrases",
    "passwd",
    "password",
    "passwords",
    "pwd",
    "secret",
    "secrets",
    "token",
];

/// Last words that are secrets which may be numbers.
const CODES: &[&str] = &["csc", "cvc", "cvv", "otp", "passcode", "passcodes", "pin", "totp"];

/// The endings of a last word in which several were written as one: `userpassword`, `accesstoken`.
const ENDS: &[&str] = &[
    "accesskey",
    "accesstoken",
    "apikey",
    "authtoken",
    "clientsecret",
    "idtoken",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "refreshtoken",
    "secretkey",
    "sessiontoken",
];

/// Last words that are secrets behind one of these words.
const PAIRS: &[(&str, &[&str])] = &[
    ("assertion", &["client", "saml"]),
    ("digest", &["password"]),
    ("hash", &["password"]),
    ("hint", &["token"]),
    (
        "key",
        &[
            "access",
            "account",
            "aes",
            "api",
            "auth",
            "decryption",
            "encryption",
            "hmac",
            "master",
            "private",
            "recovery",
            "secret",
            "server",
            "session",
            "shared",
            "signing",
            "stream",
            "subscription",
        ],
    ),
    ("keys", &["access", "api", "encryption", "private", "recovery", "secret", "signing"]),
    ("phrase", &["pass", "recovery", "seed"]),
    ("string", &["connection"]),
    ("tokens", &["access", "api", "auth", "bearer", "refresh", "session"]),
    ("uri", &["connection", "totp"]),
    ("url", &["connection", "totp"]),
    ("verifier", &["code"]),
];

/// Words before `code` and `codes` that make secrets of them, which may be numbers.
const BEFORE_CODES: &[&str] = &[
    "2fa",
    "authenticator",
    "backup",
    "bypass",
    "device",
    "factor",
    "mfa",
    "oob",
    "otp",
    "pass",
    "passcode",
    "pin",
    "recovery",
    "security",
    "sms",
    "totp",
    "unlock",
    "verification",
];

/// Last words that say nothing of what stands before them: `password_confirmation`, `secret_value`.
const NEUTRAL: &[&str] =
    &["again", "base64", "confirm", "confirmation", "data", "json", "pem", "plaintext", "repeat", "text", "value"];

/// Words that tell that a token marks a place: in a list, or in a sequence of changes.
const PLACES: &[&str] = &[
    "change",
    "concurrency",
    "continuation",
    "cursor",
    "delta",
    "filter",
    "idempotency",
    "next",
    "page",
    "pagination",
    "prev",
    "previous",
    "resume",
    "scroll",
    "skip",
    "start",
    "sync",
];

/// Words with which nothing is a secret.
const OPEN: &[&str] = &["discoverable", "include", "missing", "public", "publishable", "ttl"];

/// Names that are secrets in an object that has one of these properties as well.
const BESIDE: &[(&str, &[&str])] = &[
    ("assertion", &["grant type"]),
    ("authorization code", &["client secret", "grant type"]),
    ("code", &["client secret", "code verifier", "grant type"]),
    ("pass", &["email", "login", "user", "username"]),
];

/// Last words of what belongs to a token that an operation issues: the means to get another.
const BESIDE_TOKENS: &[&str] =
    &["access", "csrf", "key", "refresh", "renewal", "session", "sid", "ticket", "tokens", "xsrf"];

/// The secrecy that the name of a property or of a header suggests; `others` are those of the properties beside it.
pub(super) fn meant<'n>(name: &str, others: impl Iterator<Item = &'n str>) -> Meant {
    let words = words(name);
    let meant = ends_as_secret(&words);
    if meant == Meant::Nothing && is_beside(&words, others) { Meant::Text } else { meant }
}

/// Returns true if text in a property of this name is a secret beside the token that an operation issues.
pub(super) fn belongs_to_token(name: &str) -> bool {
    words(name).last().is_some_and(|last| BESIDE_TOKENS.contains(&last.as_str()))
}

fn ends_as_secret(words: &[String]) -> Meant {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let Some((last, before)) = telling(words).split_last() else { return Meant::Nothing };
    if has(OPEN) || (last == "token" && has(PLACES)) {
        return Meant::Nothing;
    }
    let is_behind = |firsts: &[&str]| before.last().is_some_and(|first| firsts.contains(&first.as_str()));
    let is_one_time = before.ends_with(&["one".to_owned(), "time".to_owned()]);
    let is_code = matches!(last.as_str(), "code" | "codes") && (is_behind(BEFORE_CODES) || is_one_time);
    if is_code || CODES.contains(&last.as_str()) {
        return Meant::Code;
    }
    let is_pair = PAIRS.iter().any(|(second, firsts)| last == second && is_behind(firsts));
    let is_secret = is_pair || SECRETS.contains(&last.as_str()) || ENDS.iter().any(|end| last.ends_with(end));
    if is_secret { Meant::Text } else { Meant::Nothing }
}

fn is_beside<'n>(words: &[String], others: impl Iterator<Item = &'n str>) -> bool {
    let name = words.join(" ");
    let beside = BESIDE.iter().find(|(known, _)| *known == name).map(|(_, beside)| *beside);
    beside.is_some_and(|beside| {
        others.map(self::words).map(|words| words.join(" ")).any(|other| beside.contains(&other.as_str()))
    })
}

/// The words up to the last that says something. The first one always does.
fn telling(mut words: &[String]) -> &[String] {
    while let [first @ .., last] = words
        && !first.is_empty()
        && NEUTRAL.contains(&last.as_str())
    {
        words = first;
    }
    words
}

/// The words of a name, in small letters and without numbers behind them: `newPassword2` are `new` and `password`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| chars[before]);
        let begins = c.is_uppercase()
            && (before.is_some_and(|before| !before.is_uppercase())
                || chars.get(at + 1).is_some_and(|next| next.is_lowercase()));
        if begins || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
    }
    let words = words.into_iter().map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned());
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(name: &str) -> bool {
        meant(name, std::iter::empty()) != Meant::Nothing
    }

    #[test]
    fn secrets_are_known_by_the_ends_of_their_names() {
        let names = "password newPassword PASSWORD user_passwd userpassword passphrase wifi.pwd secret client_secret \
                     clientSecret ClientSecret client-secret secrets token accessToken refresh_token id_token \
                     XAuthToken X-Auth-Token sessionToken access_tokens bearer api_key apiKey apikey APIKey api_keys \
                     private_key privateKeyPem secretAccessKey otp one_time_code oneTimePassword totpCode pin \
                     card_pin cvv CVC2 credential credentials credentialsJson password_confirmation passwordAgain \
                     password2 password_1 set-cookie connection_string code_verifier recovery_codes token_value \
                     2fa_code";
        for name in names.split(' ') {
            assert!(secret(name), "{name}");
        }
    }

    #[test]
    fn what_is_said_of_a_secret_is_none() {
        let names = "token_type token_endpoint token_expires_at password_policy secret_name secretName secretRef \
                     secret_id passwordResetUrl password_updated_at password_hint password_length api_key_id \
                     credentialType max_tokens tokens next_page_token pageToken nextToken continuation_token \
                     syncToken publicApiKey public_token pincode zip_code code key spin compass pass author \
                     secretary tokenize hash promotion_code country_code 1 - value text";
        for name in names.split(' ') {
            assert!(!secret(name), "{name}");
        }
    }

    #[test]
    fn codes_may_be_numbers() {
        for (name, expected) in [("cvc", Meant::Code), ("smsCode", Meant::Code), ("token", Meant::Text)] {
            assert_eq!(meant(name, std::iter::empty()), expected, "{name}");
        }
    }

    #[test]
    fn neighbours_tell_what_a_name_does_not() {
        let beside = |name, others: &[&'static str]| meant(name, others.iter().copied()) == Meant::Text;
        assert!(beside("code", &["grantType", "code"]) && !beside("code", &["message", "code"]));
        assert!(beside("pass", &["user"]) && !beside("pass", &["fail"]));
        assert!(beside("assertion", &["grant_type"]) && !beside("assertion", &["severity"]));
        assert!(belongs_to_token("refresh") && belongs_to_token("sessionKey") && !belongs_to_token("token_type"));
    }
}
