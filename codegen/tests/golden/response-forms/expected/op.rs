//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/report`
    pub enum Report = "report";
    sends GET "/report", servers::ROOT, "application/json, application/jose+jwe, application/problem+json, text/plain";
    gives types::Report, ReportError;
    404 if "text/plain" => text Error(ReportError::NotFoundText);
    404 => json Error(ReportError::NotFound);
    200..=299 => json Output;
}

/// A documented error of [`Report`].
pub type ReportError = NotFoundOrNotFoundTextError;

::warded::rt::operation! {
    /// `GET` `/report`
    pub enum ReportAsCsv = "report";
    sends GET "/report", servers::ROOT, "text/csv, application/problem+json, text/plain";
    gives String, ReportAsCsvError;
    404 if "text/plain" => text Error(ReportAsCsvError::NotFoundText);
    404 => json Error(ReportAsCsvError::NotFound);
    200..=299 if "application/json" | "application/jose+jwe" | "application/pdf" | "image/png" | "image/jpeg" => undocumented;
    200..=299 => text Output;
}

/// A documented error of [`ReportAsCsv`].
pub type ReportAsCsvError = NotFoundOrNotFoundTextError;

::warded::rt::operation! {
    /// `GET` `/report`
    pub enum ReportAsPdf = "report";
    sends GET "/report", servers::ROOT, "application/pdf, application/problem+json, text/plain";
    streams(200..=299);
    gives ::warded::ByteStream, ReportAsPdfError;
    404 if "text/plain" => text Error(ReportAsPdfError::NotFoundText);
    404 => json Error(ReportAsPdfError::NotFound);
    200..=299 => stream Output;
}

/// A documented error of [`ReportAsPdf`].
pub type ReportAsPdfError = NotFoundOrNotFoundTextError;

::warded::rt::operation! {
    /// `GET` `/report`
    pub enum ReportAsImage = "report";
    sends GET "/report", servers::ROOT, "image/png, image/jpeg, application/problem+json, text/plain";
    streams(200..=299);
    gives ::warded::ByteStream, ReportAsImageError;
    404 if "text/plain" => text Error(ReportAsImageError::NotFoundText);
    404 => json Error(ReportAsImageError::NotFound);
    200..=299 => stream Output;
}

/// A documented error of [`ReportAsImage`].
pub type ReportAsImageError = NotFoundOrNotFoundTextError;

::warded::rt::operation! {
    /// `GET` `/reports/csv`
    pub enum ReportAsCsv2 = "report_as_csv";
    sends GET "/reports/csv", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

/// A documented error of several operations.
#[derive(Debug)]
pub enum NotFoundOrNotFoundTextError {
    /// 404: None.
    NotFound(::std::collections::BTreeMap<String, ::warded::serde_json::Value>),
    /// 404: None.
    NotFoundText(String),
}
