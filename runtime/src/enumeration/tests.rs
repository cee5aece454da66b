//! Enumerations in both directions, with values that no document lists.

#![allow(unreachable_pub, reason = "the macro makes methods for types that users see")]

use serde_json::{from_str, json, to_string, to_value};

use super::*;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Status {
    Available,
    Sold,
    Other(String),
}

impl Enumeration for Status {
    type Listed = &'static str;

    const VALUES: &'static [(Self, &'static str)] = &[(Self::Available, "available"), (Self::Sold, "sold out")];

    fn other(value: String) -> Self {
        Self::Other(value)
    }

    fn as_other(&self) -> Option<&String> {
        if let Self::Other(value) = self { Some(value) } else { None }
    }
}

crate::enumeration!(Status: text);

#[derive(Clone, Debug, PartialEq)]
enum Mixed {
    One,
    Text,
    True,
    Half,
    List,
    Other(Value),
}

impl Enumeration for Mixed {
    type Listed = Scalar;

    const VALUES: &'static [(Self, Scalar)] = &[
        (Self::One, Scalar::Integer(1)),
        (Self::Text, Scalar::String("1")),
        (Self::True, Scalar::Boolean(true)),
        (Self::Half, Scalar::Number(0.5)),
        (Self::List, Scalar::Json("[1]")),
    ];

    fn other(value: Value) -> Self {
        Self::Other(value)
    }

    fn as_other(&self) -> Option<&Value> {
        if let Self::Other(value) = self { Some(value) } else { None }
    }
}

crate::enumeration!(Mixed);

#[test]
fn strings_are_read_and_written_and_unlisted_ones_kept() {
    for (json, status) in [
        (r#""available""#, Status::Available),
        (r#""sold out""#, Status::Sold),
        (r#""lost""#, Status::Other("lost".to_owned())),
    ] {
        assert_eq!(from_str::<Status>(json).unwrap(), status);
        assert_eq!(to_string(&status).unwrap(), json);
    }
    assert!(from_str::<Status>("1").is_err());
}

#[test]
fn text_is_that_of_the_server() {
    assert_eq!(Status::Sold.as_str(), "sold out");
    assert_eq!(format!("{:>10}", Status::from("lost")), "      lost");
    assert_eq!(Status::from("available"), Status::Available);
}

#[test]
fn mixed_values_are_told_apart() {
    for (json, value) in [
        (json!(1), Mixed::One),
        (json!("1"), Mixed::Text),
        (json!(true), Mixed::True),
        (json!(0.5), Mixed::Half),
        (json!([1]), Mixed::List),
        (json!({ "a": null }), Mixed::Other(json!({ "a": null }))),
    ] {
        assert_eq!(serde_json::from_value::<Mixed>(json.clone()).unwrap(), value);
        assert_eq!(to_value(&value).unwrap(), json);
    }
    assert_eq!(from_str::<Mixed>("1.0").unwrap(), Mixed::One);
}
