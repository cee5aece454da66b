//! The types of `values.yaml`, read and written by serde's derive.
//!
//! Dates are of the same types as ours, so that only the objects around them are compared.

mod wide;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use warded::{format::DateTime, jiff::civil::Date, uuid::Uuid};

pub use wide::Wide;

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Payment {
    pub amount: i64,
    pub currency: String,
    pub reference: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Receipt {
    pub id: String,
    pub status: Status,
    pub created: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub livemode: Option<bool>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Pending,
    Settled,
    Refused,
    Reversed,
    #[serde(untagged)]
    Other(String),
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Order {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    pub lines: Vec<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Line {
    pub sku: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub quantity: i32,
    pub price: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discounted: Option<bool>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Extended {
    pub id: String,
    #[serde(flatten)]
    pub additional_properties: BTreeMap<String, i64>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Measurement {
    pub at: DateTime,
    pub day: Date,
    pub value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sensor: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub samples: Option<Vec<i64>>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Method {
    Card(CardMethod),
    Bank(BankMethod),
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct CardMethod {
    pub number: String,
    pub expires: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct BankMethod {
    pub iban: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bic: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Expandable {
    String(String),
    Order(Order),
    Receipt(Receipt),
}
