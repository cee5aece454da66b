//! Writing the members of objects.

use std::collections::BTreeMap;

use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::json::{Exposed, Nullable, Sensitive};

/// An object that is being written.
pub struct Writer<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Writer<S> {
    /// Begins an object.
    pub fn new(serializer: S) -> Self {
        Self(serializer.serialize_map(None))
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The first error that occurred.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0?.end()
    }

    /// Writes a member.
    pub fn required<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Ok(map) = &mut self.0
            && let Err(error) = map.serialize_key(name).and_then(|()| map.serialize_value(value))
        {
            self.0 = Err(error);
        }
    }

    /// Writes a member, if it is present.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Same as [`Writer::optional`], for a type that has a `null` of its own.
    pub fn any<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// Writes a member, if it is present; it may be `null`.
    pub fn nullable<T: Serialize>(&mut self, name: &str, value: &Nullable<T>) {
        match value {
            Nullable::Absent => {}
            Nullable::Null => self.required(name, &()),
            Nullable::Value(value) => self.required(name, value),
        }
    }

    /// Writes a member that is a secret.
    pub fn secret_required<T: Sensitive>(&mut self, name: &str, value: &T) {
        self.required(name, &Exposed(value));
    }

    /// Writes a member that is a secret, if it is present.
    pub fn secret_optional<T: Sensitive>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, &value.as_ref().map(Exposed));
    }

    /// Same as [`Writer::secret_optional`], for a type that has a `null` of its own.
    pub fn secret_any<T: Sensitive>(&mut self, name: &str, value: &Option<T>) {
        self.secret_optional(name, value);
    }

    /// Writes a member that is a secret, if it is present; it may be `null`.
    pub fn secret_nullable<T: Sensitive>(&mut self, name: &str, value: &Nullable<T>) {
        self.nullable(name, &value.as_ref().map(Exposed));
    }

    /// Writes the members that are not properties. A property's name among them is an error: it would occur twice.
    pub fn others<T: Serialize>(&mut self, others: &BTreeMap<String, T>, properties: &[&str]) {
        let Ok(map) = &mut self.0 else { return };
        for (name, value) in others {
            let written = if properties.contains(&name.as_str()) {
                Err(is_property(name))
            } else {
                map.serialize_key(name).and_then(|()| map.serialize_value(value))
            };
            if let Err(error) = written {
                self.0 = Err(error);
                return;
            }
        }
    }

    /// Same as [`Writer::others`], for any JSON.
    pub fn any_others(&mut self, others: &BTreeMap<String, Value>, properties: &[&str]) {
        self.others(others, properties);
    }

    /// Same as [`Writer::others`], for secrets.
    pub fn secret_others<T: Sensitive>(&mut self, others: &BTreeMap<String, T>, properties: &[&str]) {
        self.others(&others.iter().map(|(name, value)| (name.clone(), Exposed(value))).collect(), properties);
    }
}

#[cold]
fn is_property<E: Error>(name: &str) -> E {
    E::custom(format_args!("`{name}` is a property and cannot be an additional one"))
}
