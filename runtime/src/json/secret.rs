//! Secrets in bodies: passwords, keys, tokens.
//!
//! ```yaml
//! password: { type: string }
//! pin: { type: integer, format: password }
//! ```

mod hidden;

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::json::Nullable;
use crate::json::read::{ByRead, Read};

pub use hidden::Hidden;

/// A value that is not shown: `Debug` is redacted, there is no `Display`, and it is not serialized by accident.
/// Errors of reading do not contain the value. Its memory is overwritten when it is dropped.
///
/// ```
/// let password = warded::Secret::from("hunter2");
/// assert_eq!(format!("{password:?}"), "[redacted]");
/// assert_eq!(password.expose(), "hunter2");
/// ```
#[derive(Clone, Default)]
pub struct Secret<T: Hidden = String>(T);

impl<T: Hidden> Secret<T> {
    /// Keeps a secret.
    pub const fn new(secret: T) -> Self {
        Self(secret)
    }

    /// The secret itself. Take care not to leak it.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Hidden> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.wipe();
    }
}

impl<T: Hidden> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// For text, the time does not depend on the position of the difference.
impl<T: Hidden> PartialEq for Secret<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.same(&other.0)
    }
}

impl<T: Hidden> From<T> for Secret<T> {
    fn from(secret: T) -> Self {
        Self(secret)
    }
}

impl From<&str> for Secret {
    fn from(secret: &str) -> Self {
        Self(secret.to_owned())
    }
}

impl<T: Hidden + Read> Read for Secret<T> {
    const IS_TEXT: bool = T::IS_TEXT;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The error of `T` may repeat what it read.
        T::read(deserializer)
            .map(Self)
            .map_err(|_| D::Error::custom(format_args!("a secret, expected {}", T::EXPECTED)))
    }
}

impl<'de, T: Hidden + Read> serde::Deserialize<'de> for Secret<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ByRead::<Self>::deserialize(deserializer).map(|value| value.0)
    }
}

/// Serializes the content of a [`Secret`], including those in options, lists and maps. Generated code wraps the
/// secrets of a request in it; elsewhere it is as explicit as [`Secret::expose`].
pub struct Exposed<'a, T: ?Sized>(pub &'a T);

impl<T: Sensitive + ?Sized> Serialize for Exposed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write_exposed(serializer)
    }
}

impl<T: ?Sized> fmt::Debug for Exposed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Types that are secrets, or contain only secrets.
pub trait Sensitive {
    /// Serializes the hidden values.
    ///
    /// # Errors
    ///
    /// If the serializer fails.
    fn write_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

impl<T: Hidden + Serialize> Sensitive for Secret<T> {
    fn write_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: Sensitive> Sensitive for Box<T> {
    fn write_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write_exposed(serializer)
    }
}

impl<T: Sensitive> Sensitive for Option<T> {
    fn write_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(Exposed).serialize(serializer)
    }
}

impl<T: Sensitive> Sensitive for Nullable<T> {
    fn write_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(Exposed).serialize(serializer)
    }
}

impl<T: Sensitive> Sensitive for Vec<T> {
    fn write_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Exposed))
    }
}

impl<T: Sensitive> Sensitive for BTreeMap<String, T> {
    fn write_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(name, value)| (name, Exposed(value))))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn debug_shows_nothing() {
        let secrets = vec![Secret::from("hunter2")];
        assert_eq!(format!("{secrets:?} {:?}", Exposed(&secrets)), "[[redacted]] [redacted]");
    }

    #[test]
    fn what_is_dropped_is_wiped() {
        struct Watched(std::sync::Arc<std::sync::atomic::AtomicBool>);
        impl Hidden for Watched {
            const EXPECTED: &'static str = "nothing";

            fn wipe(&mut self) {
                self.0.store(true, std::sync::atomic::Ordering::SeqCst);
            }

            fn same(&self, _: &Self) -> bool {
                true
            }
        }
        let wiped = std::sync::Arc::default();
        drop(Secret::new(Watched(std::sync::Arc::clone(&wiped))));
        assert!(wiped.load(std::sync::atomic::Ordering::SeqCst));
    }

    #[test]
    fn only_exposed_secrets_are_written() {
        let secrets = BTreeMap::from([("a".to_owned(), Some(Secret::from("hunter2"))), ("b".to_owned(), None)]);
        assert_eq!(serde_json::to_string(&Exposed(&secrets)).unwrap(), r#"{"a":"hunter2","b":null}"#);
    }

    #[test]
    fn what_is_hidden_is_compared() {
        let secret = |text: &str| Secret::from(text);
        assert_eq!(secret("hunter2"), secret("hunter2"));
        assert_ne!(secret("hunter2"), secret("hunter3"));
        assert_ne!(secret("hunter2"), secret("hunter22"));
        assert_eq!(Secret::from(4821_i64), Secret::new(4821));
        assert_ne!(Secret::from(Value::from("a")), Secret::new(Value::Null));
    }

    #[test]
    fn errors_do_not_tell_what_was_read() {
        fn error<T: Hidden + Read + fmt::Debug>(json: &str) -> String {
            serde_json::from_str::<Secret<T>>(json).unwrap_err().to_string()
        }
        for error in [
            error::<String>("4821"),
            error::<i64>("\"4821\""),
            error::<bool>("\"4821\""),
            error::<uuid::Uuid>("\"4821\""),
            error::<crate::json::format::Base64>("\"4821!\""),
            error::<crate::json::format::Decimal>("\"x4821\""),
            error::<crate::json::format::DateTime>("\"4821\""),
        ] {
            assert!(error.starts_with("a secret, expected ") && !error.contains("4821"), "{error}");
        }
    }

    #[test]
    fn what_is_wiped_is_gone() {
        let mut json = serde_json::json!({ "a": ["hunter2", 4821], "b": { "c": "hunter2" } });
        json.wipe();
        let (mut text, mut number) = ("hunter2".to_owned(), 4821_i64);
        text.wipe();
        number.wipe();
        assert_eq!((json, text.as_str(), number), (Value::Null, "", 0));
    }
}
