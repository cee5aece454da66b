//! Objects in both directions, and where reading them fails.

#![allow(unreachable_pub, reason = "the macro makes types that users see")]

use std::collections::BTreeMap;

use serde_json::{from_str, json, to_value};

use super::*;
use crate::json::Secret;

crate::object! {
    #[derive(Clone, Default)]
    pub struct Pet {
        required id: u64 = "id";
        optional name: Option<String> = "name";
        nullable nickname: Nullable<String> = "nickname";
        required age: Option<i32> = "age";
        optional parent: Option<Box<Pet>> = "parent";
        secret_optional password: Option<Secret<String>> = "password";
        .. others others: BTreeMap<String, Vec<i64>>;
    }
    new(id: impl Into<u64>, age: Option<i32>) into id;
    at [0 1 2 3 4 5] [6];
}

crate::object! {
    #[derive(Clone, PartialEq)]
    pub struct Toy: Default {
        optional r#type: Option<String> = "type";
        any value: Option<serde_json::Value> = "value";
        nullable weight: Nullable<f64> = "weight";
        .. others rest: BTreeMap<String, i64>;
    }
    at [0 1 2] [3];
}

#[test]
fn where_nothing_is_required_the_default_is_filled() {
    assert_eq!(from_str::<Toy>("{}").unwrap(), Toy::default());
    let toy: Toy = from_str(r#"{"weight":null,"legs":4,"type":"bear"}"#).unwrap();
    let rest = BTreeMap::from([("legs".to_owned(), 4)]);
    assert_eq!(toy, Toy { r#type: Some("bear".to_owned()), weight: Nullable::Null, rest, ..Toy::default() });
    assert!(from_str::<Toy>(r#"{"type":7}"#).is_err());
}

#[test]
fn the_format_is_that_of_the_derive() {
    #[derive(Debug, Default)]
    #[allow(dead_code, reason = "only its format is looked at")]
    struct Toy {
        r#type: Option<String>,
        value: Option<serde_json::Value>,
        weight: Nullable<f64>,
        rest: BTreeMap<String, i64>,
    }
    assert_eq!(format!("{:?}", super::tests::Toy::default()), format!("{:?}", Toy::default()));
    assert_eq!(format!("{:#?}", super::tests::Toy::default()), format!("{:#?}", Toy::default()));
}

#[test]
fn a_new_value_has_what_is_required() {
    assert_eq!(to_value(Pet::new(7_u8, None)).unwrap(), json!({ "id": 7, "age": null }));
}

#[test]
fn numbers_keep_their_last_digit() {
    for text in ["0.46000000834465027", "1.7976931348623157e308", "5e-324"] {
        let (read, exact): (f64, f64) = (from_str(text).unwrap(), text.parse().unwrap());
        assert_eq!(read.to_bits(), exact.to_bits(), "{text} was read as {read}");
    }
}

#[test]
fn round_trips() {
    let value = json!({
        "id": u64::MAX, "name": "Rex", "nickname": null, "age": null, "parent": { "id": 1, "age": 3, "nickname": "x" },
        "password": "hunter2", "weights": [1, 2],
    });
    let pet: Pet = serde_json::from_value(value.clone()).unwrap();
    assert_eq!((pet.id, pet.age, &pet.nickname), (u64::MAX, None, &Nullable::Null));
    assert_eq!(to_value(&pet).unwrap(), value);
    assert!(!format!("{pet:?}").contains("hunter2"));
}

#[test]
fn null_is_absent_where_it_is_not_a_value() {
    let pet: Pet = from_str(r#"{"name":null,"parent":null,"age":1.0,"id":7}"#).unwrap();
    assert_eq!((pet.id, &pet.name, pet.age), (7, &None, Some(1)));
    assert_eq!(to_value(&pet).unwrap(), json!({ "id": 7, "age": 1 }));
}

#[test]
fn errors_name_what_is_missing_or_wrong() {
    let error = |json: &str| from_str::<Pet>(json).unwrap_err().to_string();
    assert!(error(r#"{"id":1}"#).starts_with("missing field `age`"));
    assert!(error("[]").starts_with("invalid type: sequence, expected an object"));
    let text = r#"{"age":1,"parent":{"id":"x","age":1},"id":1}"#;
    assert_eq!(error(text), r#"invalid type: string "x", expected u64 at line 1 column 27"#);
    assert!(error(r#"{"id":-1,"age":null}"#).starts_with("invalid value: integer `-1`, expected u64"));
    assert!(error(r#"{"id":1,"age":1"#).starts_with("EOF while parsing"));
}

#[test]
fn the_last_of_equal_members_counts() {
    let pet: Pet = from_str(r#"{"id":1,"age":2,"id":3}"#).unwrap();
    assert_eq!(pet.id, 3);
}

#[test]
fn an_additional_member_cannot_be_a_property() {
    let pet = Pet { others: BTreeMap::from([("id".to_owned(), vec![])]), ..Pet::default() };
    assert!(to_value(&pet).unwrap_err().to_string().contains("`id` is a property"));
}
