//! JSON of the shapes that are compared, and the work of reading and writing it, by our types and by serde's derive.

use std::hint::black_box;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use warded::bytes::Bytes;
use warded::http::{HeaderMap, StatusCode};
use warded::rt::Reply;

use crate::generated::types as ours;
use crate::{Workload, derived};

/// Reading and writing each shape, first ours and then derive's; and reading it as a call reads its reply, which by hand is
/// the same as reading it.
#[must_use]
pub fn workloads() -> Vec<Workload> {
    let mut all = Vec::new();
    let mut pair = |name: &str, text: &str, works: [Works; 2]| {
        let [ours, _] = &works;
        all.push(Workload::new(format!("reply/{name}/warded"), (ours.reply)(text.to_owned())));
        for (side, works) in ["warded", "derive"].into_iter().zip(works) {
            all.push(Workload::new(format!("read/{name}/{side}"), (works.read)(text.to_owned())));
            all.extend(works.write.map(|write| Workload::new(format!("write/{name}/{side}"), write(text.to_owned()))));
        }
    };
    pair("flat", &payment().to_string(), [works::<ours::Payment>(), works::<derived::Payment>()]);
    pair("enumeration", &receipts().to_string(), [works::<Vec<ours::Receipt>>(), works::<Vec<derived::Receipt>>()]);
    pair("nested", &order(20).to_string(), [works::<ours::Order>(), works::<derived::Order>()]);
    pair("additional", &extended().to_string(), [works::<ours::Extended>(), works::<derived::Extended>()]);
    pair("measurement", &measurement().to_string(), [works::<ours::Measurement>(), works::<derived::Measurement>()]);
    pair("tagged", &methods().to_string(), [works::<Vec<ours::Method>>(), works::<Vec<derived::Method>>()]);
    pair("tagged last", &tags_last().to_string(), [reads::<Vec<ours::Method>>(), reads::<Vec<derived::Method>>()]);
    pair(
        "untagged",
        &expandable().to_string(),
        [works::<Vec<ours::Expandable>>(), works::<Vec<derived::Expandable>>()],
    );
    pair("wide", &wide(1).to_string(), [works::<ours::Wide>(), works::<derived::Wide>()]);
    pair("wide shuffled", &wide(67).to_string(), [reads::<ours::Wide>(), reads::<derived::Wide>()]);
    pair("wide sparse", &sparse().to_string(), [works::<ours::Wide>(), works::<derived::Wide>()]);
    pair("wide unknown", &unknown().to_string(), [reads::<ours::Wide>(), reads::<derived::Wide>()]);
    all
}

type Work = fn(String) -> Box<dyn Fn()>;

struct Works {
    read: Work,
    reply: Work,
    write: Option<Work>,
}

fn works<T: DeserializeOwned + Serialize + 'static>() -> Works {
    Works { write: Some(write::<T>), ..reads::<T>() }
}

/// For texts that differ from others in nothing that writing could see.
fn reads<T: DeserializeOwned + Serialize + 'static>() -> Works {
    Works { read: read::<T>, reply: reply::<T>, write: None }
}

fn read<T: DeserializeOwned>(text: String) -> Box<dyn Fn()> {
    Box::new(move || drop(black_box(parse::<T>(black_box(text.as_bytes())))))
}

fn reply<T: DeserializeOwned>(text: String) -> Box<dyn Fn()> {
    let text = Bytes::from(text);
    Box::new(move || {
        let mut reply = Reply::new(StatusCode::OK, HeaderMap::new(), black_box(text.clone()));
        drop(black_box(reply.json::<T>().expect("the text is of the type")));
    })
}

fn write<T: DeserializeOwned + Serialize + 'static>(text: String) -> Box<dyn Fn()> {
    let value: T = parse(text.as_bytes());
    Box::new(move || drop(black_box(serde_json::to_vec(black_box(&value)).expect("it was read from JSON"))))
}

fn parse<T: DeserializeOwned>(text: &[u8]) -> T {
    serde_json::from_slice(text).expect("the text is of the type")
}

/// The body of a request.
#[must_use]
pub fn payment() -> Value {
    json!({ "amount": 4999, "currency": "eur", "reference": "order 2026-1147", "description": "two lamps" })
}

/// The body of its response.
#[must_use]
pub fn receipt() -> Value {
    json!({ "id": "pay_1Nv0FGQ9RKHgCVdK", "status": "settled", "created": 1_695_000_000, "livemode": true })
}

fn receipts() -> Value {
    ["pending", "settled", "refused", "reversed"]
        .map(|status| {
            let mut receipt = receipt();
            receipt["status"] = status.into();
            receipt
        })
        .into()
}

fn order(lines: usize) -> Value {
    let line = |number| json!({ "sku": format!("LAMP-{number}"), "title": "Lamp, brass", "quantity": 2, "price": 24.5, "discounted": false });
    json!({
        "id": "or_81",
        "customer": "cus_9s6XKzkNRiz8i3",
        "lines": (0..lines).map(line).collect::<Vec<_>>(),
        "labels": { "colour": "brass", "floor": "2", "team": "north" },
    })
}

fn extended() -> Value {
    let others = (0..20).map(|number| (format!("counter_{number}"), json!(number * 1000)));
    Value::Object(std::iter::once(("id".to_owned(), json!("x1"))).chain(others).collect())
}

fn measurement() -> Value {
    json!({
        "at": "2026-04-01T09:30:00.25+02:00",
        "day": "2026-04-01",
        "value": 21.375,
        "sensor": "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "samples": (0..32).map(|number| number * 7919).collect::<Vec<_>>(),
    })
}

fn methods() -> Value {
    let card = json!({ "type": "card", "number": "4242424242424242", "expires": "12/29", "holder": "Ada Lovelace" });
    let bank = json!({ "type": "bank", "iban": "DE89370400440532013000", "bic": "COBADEFFXXX" });
    (0..10).map(|number| if number % 2 == 0 { card.clone() } else { bank.clone() }).collect()
}

/// The same with the discriminator behind all other members.
fn tags_last() -> Value {
    let Value::Array(methods) = methods() else { return Value::Null };
    let last = |method: Value| match method {
        Value::Object(members) => members.into_iter().rev().collect(),
        other => other,
    };
    methods.into_iter().map(last).collect()
}

fn expandable() -> Value {
    (0..9)
        .map(|number| match number % 3 {
            0 => json!("or_81"),
            1 => order(2),
            _ => receipt(),
        })
        .collect()
}

/// All members of the wide object, taken in steps of `step`, which has no factor in common with their number.
fn wide(step: usize) -> Value {
    let members: Vec<_> = members().into_iter().collect();
    (0..members.len()).map(|number| members[number * step % members.len()].clone()).collect::<Map<_, _>>().into()
}

/// A wide object as servers mostly send it: with an eighth of its members.
fn sparse() -> Value {
    members()
        .into_iter()
        .enumerate()
        .filter(|(at, _)| *at < 4 || at % 8 == 0)
        .map(|(_, member)| member)
        .collect::<Map<_, _>>()
        .into()
}

/// The same, with as many members that the document does not know.
fn unknown() -> Value {
    let Value::Object(members) = sparse() else { return Value::Null };
    let twice = members.into_iter().flat_map(|(name, value)| [(format!("{name}_v2"), value.clone()), (name, value)]);
    twice.collect::<Map<_, _>>().into()
}

fn members() -> Map<String, Value> {
    let Value::Object(required) = json!({
        "account_id": "acct_1", "account_status": "open", "account_count": 1, "account_enabled": true
    }) else {
        return Map::new();
    };
    let names = include_str!("derived/wide.rs")
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": Option<"));
    let optional = names.map(|(name, ty)| {
        let value = match ty.trim_end_matches(">,") {
            "String" => json!(format!("the {name} of it")),
            "i64" => json!(name.len() * 1_001),
            "bool" => json!(true),
            _ => json!(0.125),
        };
        (name.to_owned(), value)
    });
    required.into_iter().chain(optional).collect()
}
