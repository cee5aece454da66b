//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/report`
    pub enum Report = "report";
    sends GET "/report", servers::ROOT, "application/json, application/jose+jwe, application/problem+json";
    gives types::Report, ::std::collections::BTreeMap<String, ::warded::serde_json::Value>;
    200 => json Output;
    404 => json Error;
}

::warded::rt::operation! {
    /// `GET` `/report`
    pub enum ReportAsCsv = "report";
    sends GET "/report", servers::ROOT, "text/csv, application/problem+json";
    gives String, ::std::collections::BTreeMap<String, ::warded::serde_json::Value>;
    200 if "application/json" | "application/jose+jwe" | "application/pdf" | "image/png" | "image/jpeg" => undocumented;
    200 => text Output;
    404 => json Error;
}

::warded::rt::operation! {
    /// `GET` `/report`
    pub enum ReportAsPdf = "report";
    sends GET "/report", servers::ROOT, "application/pdf, application/problem+json";
    streams(200);
    gives::warded::ByteStream, ::std::collections::BTreeMap<String, ::warded::serde_json::Value>;
    200 => stream Output;
    404 => json Error;
}

::warded::rt::operation! {
    /// `GET` `/report`
    pub enum ReportAsImage = "report";
    sends GET "/report", servers::ROOT, "image/png, image/jpeg, application/problem+json";
    streams(200);
    gives::warded::ByteStream, ::std::collections::BTreeMap<String, ::warded::serde_json::Value>;
    200 => stream Output;
    404 => json Error;
}

::warded::rt::operation! {
    /// `GET` `/reports/csv`
    pub enum ReportAsCsv2 = "report_as_csv";
    sends GET "/reports/csv", servers::ROOT, "";
    gives (), ::warded::Never;
    204 => empty Output;
}
