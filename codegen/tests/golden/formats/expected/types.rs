//! The schemas of the document.

/// The schema `Also` of the document.
pub type Also = Table;

::warded::object! {
    /// The schema `Formats` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Formats in request: Default {
        optional 0 int8: Option<i8> = "int8";
        optional 1 uint64: Option<u64> = "uint64";
        optional 2 float: Option<f32> = "float";
        optional 3 number: Option<f64> = "number";
        optional 4 decimal: Option<::warded::format::Decimal> = "decimal";
        optional 5 date: Option<::warded::jiff::civil::Date> = "date";
        optional 6 time: Option<::warded::format::DateTime> = "time";
        optional 7 uuid: Option<::warded::uuid::Uuid> = "uuid";
        optional 8 byte: Option<::warded::format::Base64> = "byte";
        optional 9 email: Option<String> = "email";
        optional 10 code: Option<String> = "code";
    }
}

/// The schema `Matrix` of the document.
pub type Matrix = Vec<Vec<f64>>;

/// The schema `Table` of the document.
pub type Table = ::std::collections::BTreeMap<String, Matrix>;
