//! Unions in both directions, with and without a tag.

#![allow(unreachable_pub, reason = "the macro makes methods for types that users see")]

use serde_json::{from_str, json, to_value};

use super::*;

crate::object! {
    #[derive(Clone, PartialEq)]
    pub struct Flat {
        required x: i64 = "x";
        required y: i64 = "y";
    }
    at [0 1];
}

crate::object! {
    #[derive(Clone, PartialEq)]
    pub struct Solid {
        required x: i64 = "x";
        required y: i64 = "y";
        required z: i64 = "z";
    }
    at [0 1 2];
}

crate::union! {
    #[derive(Clone, PartialEq)]
    pub enum Shape else Unknown {}
    tries {
        or plain Flat(Flat);
        or plain Solid(Solid);
        or plain Many(Vec<Shape>);
    }
}

crate::union! {
    #[derive(Clone, PartialEq)]
    pub enum Tagged by "kind" else Unknown {
        tagged Flat(Flat) = "flat" | "plane";
        tagged Solid(Box<Solid>) = "solid";
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

crate::object! {
    #[derive(Clone, PartialEq)]
    pub struct Owned: Default {
        optional owner: Option<String> = "owner";
        optional at: Option<Spot> = "at";
    }
    at [0 1];
}

crate::object! {
    #[derive(Clone, PartialEq)]
    pub struct Priced: Default {
        optional price: Option<i64> = "price";
        optional unit: Option<Unit> = "unit";
    }
    at [0 1];
}

crate::object! {
    #[derive(Clone, PartialEq)]
    pub struct Spot: Default {
        optional x: Option<i64> = "x";
    }
    at [0];
}

crate::enumeration! {
    pub enum Unit of text else Other {
        Piece = "piece";
    }
}

crate::union! {
    #[derive(Clone, PartialEq)]
    pub enum Thing else Unknown {}
    tries {
        or plain Owned(Owned);
        or plain Priced(Priced);
    }
}

crate::union! {
    #[derive(Clone, PartialEq)]
    pub enum Open else Unknown {}
    tries {
        or plain Thing(Thing);
        or_else plain Map(std::collections::BTreeMap<String, Value>);
    }
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

crate::object! {
    #[derive(Clone, PartialEq)]
    pub struct Named {
        required kind: String = "kind";
        optional at: Option<Spot> = "at";
        .. others rest: std::collections::BTreeMap<String, Value>;
    }
    at [0 1] [2];
}

crate::union! {
    #[derive(Clone, PartialEq)]
    pub enum Nested by "kind" else Unknown {
        plain Named(Named) = "named" | "a \"name\"";
        plain Free(std::collections::BTreeMap<String, Value>) = "free";
        plain Tagged(Box<Tagged>) = "flat" | "solid";
    }
    tries {
        or plain Spot(Spot);
    }
}

#[test]
fn the_tag_may_stand_anywhere() {
    let named = |kind: &str| {
        let rest = [("more".to_owned(), json!([{}, "}"]))].into();
        Nested::Named(Named { kind: kind.to_owned(), at: Some(Spot { x: Some(1) }), rest })
    };
    let free = Nested::Free([("kind".to_owned(), json!("free")), ("x".to_owned(), json!(1))].into());
    let flat = Nested::Tagged(Box::new(Tagged::Flat(Flat { x: 1, y: 2 })));
    let spot = Nested::Spot(Spot { x: Some(1) });
    for (members, expected) in [
        (vec![r#""kind":"named""#, r#""at":{"x":1,"y":2}"#, r#""more":[{},"}"]"#], named("named")),
        (vec![r#""kind":"a \"name\"""#, r#""\u0061t":{"x":1}"#, r#""more": [ {},"}"]"#], named("a \"name\"")),
        (vec![r#""kind":"free""#, r#""x":1"#], free),
        (vec![r#""kind":"flat""#, r#""x":1"#, r#""y":2"#], flat),
        (vec![r#""kind":null"#, r#""x":1"#], spot.clone()),
        (vec![r#""x":1"#], spot),
    ] {
        for turn in 0..members.len() {
            let turned = [&members[turn..], &members[..turn]].concat();
            let json = format!("{{{}}}", turned.join(" , "));
            assert_eq!(from_str::<Nested>(&json).unwrap(), expected, "{json}");
            assert_eq!(serde_json::from_reader::<_, Nested>(json.as_bytes()).unwrap(), expected, "{json}");
            let value: Value = from_str(&json).unwrap();
            assert_eq!(serde_json::from_value::<Nested>(value).unwrap(), expected, "{json}");
        }
    }
}

#[test]
fn unknown_tags_are_kept_and_wrong_values_are_errors() {
    for json in [json!({ "kind": "line", "x": 1 }), json!({ "x": 1 }), json!(5)] {
        let shape: Tagged = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(to_value(&shape).unwrap(), json);
        assert_eq!(shape, Tagged::Unknown(json));
    }
    for (json, expected) in [
        // Behind the tag the object is read as it comes.
        (r#"[{"kind":"flat","x":1,"y":"2"}]"#, "invalid type: string \"2\", expected i64 at line 1 column 29"),
        // Before it, it was kept.
        (r#"[{"x":{"a":1},"kind":"flat","y":2}]"#, "invalid value, expected i64 at `/x`"),
    ] {
        let error = from_str::<Vec<Tagged>>(json).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

crate::enumeration! {
    pub enum Way of text else Other {
        Card = "card";
        Bank = "bank";
    }
}

crate::object! {
    #[derive(Clone, PartialEq)]
    pub struct Card: Default {
        optional way: Option<Way> = "way";
        optional brand: Option<String> = "brand";
    }
    at [0 1];
}

crate::object! {
    #[derive(Clone, PartialEq)]
    pub struct Bank: Default {
        optional way: Option<Way> = "way";
        optional iban: Option<String> = "iban";
    }
    at [0 1];
}

crate::union! {
    #[derive(Clone, PartialEq)]
    pub enum Payment by "way" or content else Unknown {
        plain Card(Card) = "card";
        plain Bank(Bank) = "bank";
    }
}

#[test]
fn content_tells_what_the_tag_does_not() {
    let iban = Some("DE1".to_owned());
    let bank = |way| Payment::Bank(Bank { way, iban: iban.clone() });
    let card = Payment::Card(Card { way: Some(Way::Card), brand: None });
    for (json, expected) in [
        (json!({ "iban": "DE1", "way": "bank" }), bank(Some(Way::Bank))),
        (json!({ "iban": "DE1" }), bank(None)),
        (json!({ "iban": "DE1", "way": null }), bank(None)),
        // The tag tells, whatever stands beside it.
        (json!({ "iban": "DE1", "way": "card" }), card),
        (json!({ "iban": "DE1", "way": "cash" }), bank(Some(Way::Other("cash".to_owned())))),
        (json!({ "iban": "DE1", "brand": "A" }), Payment::Unknown(json!({ "iban": "DE1", "brand": "A" }))),
    ] {
        assert_eq!(from_str::<Payment>(&json.to_string()).unwrap(), expected, "{json}");
        assert_eq!(serde_json::from_value::<Payment>(json.clone()).unwrap(), expected, "{json}");
    }
}

crate::object! {
    #[derive(Clone, PartialEq)]
    pub struct Done {
        required ok: bool = "ok";
        required code: i64 = "code";
    }
    at [0 1];
}

crate::union! {
    #[derive(Clone, PartialEq)]
    pub enum Outcome by "ok" else Unknown {
        plain Success(Done) = "true";
        plain Failure(Done) = "false";
    }
}

crate::union! {
    #[derive(Clone, PartialEq)]
    pub enum Coded by "code" else Unknown {
        plain Zero(Done) = "0";
        plain Negative(Done) = "-1" | "-2";
    }
}

#[test]
fn tags_may_be_integers_and_booleans() {
    for (ok, code) in [(true, 0), (false, -2)] {
        let (done, json) = (Done { ok, code }, json!({ "ok": ok, "code": code }));
        let outcome: Outcome = from_str(&json.to_string()).unwrap();
        assert_eq!(outcome, if ok { Outcome::Success(done.clone()) } else { Outcome::Failure(done.clone()) });
        assert_eq!(to_value(&outcome).unwrap(), json);
        let coded: Coded = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(coded, if code == 0 { Coded::Zero(done) } else { Coded::Negative(done) });
        assert_eq!(to_value(&coded).unwrap(), json);
    }
    for json in [json!({ "ok": {}, "code": 0.5 }), json!({ "ok": null, "code": [] }), json!({ "ok": 1, "code": 7 })] {
        assert_eq!(from_str::<Outcome>(&json.to_string()).unwrap(), Outcome::Unknown(json.clone()));
        assert_eq!(from_str::<Coded>(&json.to_string()).unwrap(), Coded::Unknown(json));
    }
}

#[test]
fn unions_in_unions_end() {
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(from_str::<Shape>(&deep(60)).is_ok());
    // Beyond the limit no type takes the value any more: it is kept as JSON, whose own limit ends it.
    assert!(from_str::<Shape>(&deep(100_000)).is_err());
    assert!(from_str::<Shape>(&deep(60)).is_ok(), "the counts are back at their start");
}
