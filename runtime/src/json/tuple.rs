//! Arrays of a fixed length, each of whose elements has a type of its own.
//!
//! ```yaml
//! position: { prefixItems: [{ type: number }, { type: number }], minItems: 2, items: false }    # (f64, f64)
//! ```

use serde::de::{Deserialize, Deserializer};
use serde::ser::{SerializeTuple, Serializer};

use crate::json::read::{ByRead, Read};
use crate::json::secret::{Exposed, Sensitive};

macro_rules! tuples {
    ($($length:literal: $($ty:ident $at:tt),+;)*) => {$(
        impl<$($ty: Read),+> Read for ($($ty,)+) {
            fn read<'de, De: Deserializer<'de>>(deserializer: De) -> Result<Self, De::Error> {
                let values = <($(ByRead<$ty>,)+)>::deserialize(deserializer)?;
                Ok(($(values.$at.0,)+))
            }
        }

        impl<$($ty: Sensitive),+> Sensitive for ($($ty,)+) {
            fn write_exposed<Se: Serializer>(&self, serializer: Se) -> Result<Se::Ok, Se::Error> {
                let mut values = serializer.serialize_tuple($length)?;
                $(values.serialize_element(&Exposed(&self.$at))?;)+
                values.end()
            }
        }
    )*};
}

tuples! {
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
    7: A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    9: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    10: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
    11: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
    12: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Secret;

    fn read<T: Read>(json: &str) -> Result<T, serde_json::Error> {
        T::read(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn all_elements_are_read_and_no_others() {
        // As everywhere, an integer may be written as a number.
        let (name, count): (String, Option<i64>) = read(r#"["a", 1.0]"#).expect("these are its elements");
        assert_eq!((name.as_str(), count), ("a", Some(1)));
        assert!(read::<(String, i64)>(r#"["a"]"#).is_err());
        assert!(read::<(String, i64)>(r#"["a", 1, 2]"#).is_err());
        assert!(read::<(String, i64)>(r#"{"0": "a", "1": 1}"#).is_err());
    }

    #[test]
    fn secrets_are_written_only_when_they_are_exposed() {
        let secrets = (Secret::from("hunter2"), Some(Secret::new(4821_i64)));
        assert_eq!(serde_json::to_string(&Exposed(&secrets)).expect("they can be written"), r#"["hunter2",4821]"#);
        assert_eq!(format!("{secrets:?}"), "([redacted], Some([redacted]))");
    }
}
