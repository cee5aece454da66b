//! Unions in both directions, with and without a tag.

#![allow(unreachable_pub, reason = "the macro makes methods for types that users see")]

use serde_json::{from_str, json, to_value};

use super::*;

#[derive(Clone, Debug, PartialEq)]
struct Flat {
    x: i64,
    y: i64,
}

#[derive(Clone, Debug, PartialEq)]
struct Solid {
    x: i64,
    y: i64,
    z: i64,
}

crate::object! { Flat { 0 required x = "x"; 1 required y = "y"; } }
crate::object! { Solid { 0 required x = "x"; 1 required y = "y"; 2 required z = "z"; } }

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Flat(Flat),
    Solid(Solid),
    Many(Vec<Shape>),
    Unknown(Value),
}

crate::union! {
    Shape else Unknown {}
    or plain Flat;
    or plain Solid;
    or plain Many;
}

#[derive(Clone, Debug, PartialEq)]
enum Tagged {
    Flat(Flat),
    Solid(Box<Solid>),
    Unknown(Value),
}

crate::union! {
    Tagged else Unknown by "kind" {
        tagged Flat = "flat" | "plane";
        tagged Solid = "solid";
    }
}

#[test]
fn the_type_that_loses_least_is_taken() {
    let (flat, solid) = (Flat { x: 1, y: 2 }, Solid { x: 1, y: 2, z: 3 });
    for (json, shape) in [
        (json!({ "x": 1, "y": 2 }), Shape::Flat(flat.clone())),
        (json!({ "x": 1, "y": 2, "z": 3 }), Shape::Solid(solid.clone())),
        (json!([{ "x": 1, "y": 2, "z": 3 }]), Shape::Many(vec![Shape::Solid(solid)])),
        (json!("round"), Shape::Unknown(json!("round"))),
    ] {
        assert_eq!(serde_json::from_value::<Shape>(json.clone()).unwrap(), shape);
        assert_eq!(to_value(&shape).unwrap(), json);
    }
    assert_eq!(from_str::<Shape>(r#"{"x":1,"y":2,"w":0}"#).unwrap(), Shape::Flat(flat));
}

#[derive(Clone, Debug, PartialEq)]
struct Owned {
    owner: Option<String>,
    at: Option<Spot>,
}

#[derive(Clone, Debug, PartialEq)]
struct Priced {
    price: Option<i64>,
    unit: Option<Unit>,
}

#[derive(Clone, Debug, PartialEq)]
struct Spot {
    x: Option<i64>,
}

#[derive(Clone, Debug, PartialEq)]
enum Unit {
    Piece,
    Other(String),
}

crate::object! { Owned { 0 optional owner = "owner"; 1 optional at = "at"; } }
crate::object! { Priced { 0 optional price = "price"; 1 optional unit = "unit"; } }
crate::object! { Spot { 0 optional x = "x"; } }
crate::enumeration! { text Unit else Other { Piece = "piece"; } }

#[derive(Clone, Debug, PartialEq)]
enum Thing {
    Owned(Owned),
    Priced(Priced),
    Unknown(Value),
}

crate::union! {
    Thing else Unknown {}
    or plain Owned;
    or plain Priced;
}

#[derive(Clone, Debug, PartialEq)]
enum Open {
    Thing(Thing),
    Map(std::collections::BTreeMap<String, Value>),
    Unknown(Value),
}

crate::union! {
    Open else Unknown {}
    or plain Thing;
    or_else plain Map;
}

#[test]
fn a_value_of_several_types_at_once_loses_nothing() {
    let both = json!({ "owner": "Ann", "price": 5 });
    assert_eq!(serde_json::from_value::<Thing>(both.clone()).unwrap(), Thing::Unknown(both.clone()));
    assert_eq!(serde_json::from_value::<Vec<Thing>>(json!([both, 1])).unwrap()[0], Thing::Unknown(both.clone()));
    let Open::Thing(Thing::Unknown(kept)) = serde_json::from_value(both.clone()).unwrap() else {
        panic!("it is a thing")
    };
    assert_eq!(kept, both);
}

#[test]
fn what_no_type_knows_is_no_sign_of_several() {
    let (owner, price) = (Some("Ann".to_owned()), Some(5));
    let owned = |at| Thing::Owned(Owned { owner: owner.clone(), at });
    let spot = Some(Spot { x: Some(1) });
    for (json, thing) in [
        (json!({ "owner": "Ann", "new": 1 }), owned(None)),
        (json!({ "new": 1, "price": 5 }), Thing::Priced(Priced { price, unit: None })),
        (json!({ "owner": "Ann", "at": { "x": 1, "price": 1, "new": 2 } }), owned(spot)),
        // A type is not the value's if it meets a value that it does not list.
        (json!({ "owner": "Ann", "unit": "new" }), owned(None)),
    ] {
        assert_eq!(from_str::<Thing>(&json.to_string()).unwrap(), thing, "{json}");
    }
}

#[test]
fn the_tag_tells_the_type_and_is_written_back() {
    let json = json!({ "kind": "solid", "x": 1, "y": 2, "z": 3 });
    let shape: Tagged = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(shape, Tagged::Solid(Box::new(Solid { x: 1, y: 2, z: 3 })));
    assert_eq!(to_value(&shape).unwrap(), json);
    assert_eq!(from_str::<Tagged>(r#"{"x":1,"y":2,"kind":"plane"}"#).unwrap(), Tagged::Flat(Flat { x: 1, y: 2 }));
}

#[test]
fn unknown_tags_are_kept_and_wrong_values_are_errors() {
    for json in [json!({ "kind": "line", "x": 1 }), json!({ "x": 1 }), json!(5)] {
        let shape: Tagged = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(to_value(&shape).unwrap(), json);
        assert_eq!(shape, Tagged::Unknown(json));
    }
    let error = from_str::<Vec<Tagged>>(r#"[{"kind":"flat","x":1,"y":"2"}]"#).unwrap_err().to_string();
    assert!(error.contains("expected i64 at `/y`"), "{error}");
}

#[test]
fn unions_in_unions_end() {
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(from_str::<Shape>(&deep(60)).is_ok());
    // Beyond the limit no type takes the value any more: it is kept as JSON, whose own limit ends it.
    assert!(from_str::<Shape>(&deep(100_000)).is_err());
    assert!(from_str::<Shape>(&deep(60)).is_ok(), "the counts are back at their start");
}
