//! Enumerations in both directions, with values that no document lists.

#![allow(unreachable_pub, reason = "the macro makes methods for types that users see")]

use std::collections::HashSet;

use serde_json::{from_str, json, to_string, to_value};

crate::enumeration! {
    pub enum Status of text else Other {
        Available = "available";
        Sold = "sold out";
    }
}

crate::enumeration! {
    pub enum Mixed of mixed else Other {
        One = Integer(1);
        Text = String("1");
        True = Boolean(true);
        Half = Number(0.5);
        List = Json("[1]");
    }
}

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
fn format_and_hash_are_those_of_the_derive() {
    assert_eq!(format!("{:?} {:?}", Status::Sold, Status::from("lost")), "Sold Other(\"lost\")");
    assert_eq!(format!("{:#?}", Mixed::Other(json!(1))), "Other(\n    Number(1),\n)");
    let distinct = HashSet::from([Status::Sold, Status::Available, Status::from("sold out"), Status::from("lost")]);
    assert_eq!(distinct.len(), 3);
    assert!(distinct.contains(&Status::from("lost")));
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
