//! The schemas of the document.

/// The schema `Also` of the document.
pub type Also = Table;

::warded::rt::object! {
    /// The schema `Formats` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Formats in request: Default {
        optional int8: Option<i8> = "int8";
        optional uint64: Option<u64> = "uint64";
        optional float: Option<f32> = "float";
        optional number: Option<f64> = "number";
        optional decimal: Option<::warded::format::Decimal> = "decimal";
        optional date: Option<::warded::jiff::civil::Date> = "date";
        optional time: Option<::warded::format::DateTime> = "time";
        optional uuid: Option<::warded::uuid::Uuid> = "uuid";
        optional byte: Option<::warded::format::Base64> = "byte";
        optional email: Option<String> = "email";
        optional code: Option<String> = "code";
    }
    at [0 1 2 3 4 5 6 7 8 9 10];
}

/// The schema `Matrix` of the document.
pub type Matrix = Vec<Vec<f64>>;

/// The schema `Table` of the document.
pub type Table = ::std::collections::BTreeMap<String, Matrix>;
