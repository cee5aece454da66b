//! Responses Object: the rows that tell responses by their status, and how each is read.
//!
//! ```text
//! 200 => json Output
//! 404 => empty Error(ShowPetError::NotFound)
//! 201..=299 => undocumented
//! _ => json Error(ShowPetError::Default)
//! ```

use super::response::{Outcome, Side};
use super::response_body::Reader;
use super::share::Role;
use crate::model::{StatusPattern, xml};
use crate::name::Ident;

/// A code, or all codes from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statuses {
    /// One.
    Code(u16),
    /// From the first to the last.
    Range(u16, u16),
}

/// A row: the first that fits counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// The statuses; none: all that are left.
    pub statuses: Vec<Statuses>,
    /// The media types that the body must have; none: any.
    pub media_types: Vec<&'a str>,
    /// The value that the response becomes; `None` if it is not documented.
    pub target: Option<Target<'a>>,
}

/// The value that a response becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// The reader of its body.
    pub reader: Reader,
    /// The form that XML is read by.
    pub xml: Option<xml::Body<&'a Ident>>,
    /// [`Role::Output`] or [`Role::Error`].
    pub role: Role,
    /// The enum and its variant, if it is one.
    pub variant: Option<(&'a Ident, &'a Ident)>,
}

/// In which order rows are tried.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Code,
    Range,
    AllSuccesses,
    Rest,
}

/// A row for each target. `successes` are all statuses of success.
pub(super) fn rows<'a>(output: &Side<'a>, error: &Side<'a>, successes: Statuses) -> Vec<Row<'a>> {
    let mut rows = rows_of(output, Role::Output);
    rows.extend(rows_of(error, Role::Error));
    let has = |wanted| rows.iter().any(|(rank, _)| *rank == wanted);
    if has(Rank::Rest) && !has(Rank::AllSuccesses) {
        // `default` describes errors where successes are described on their own.
        rows.push((Rank::AllSuccesses, row(Some(successes), &[], None)));
    }
    rows.sort_by_key(|(rank, _)| *rank);
    let mut merged: Vec<Row<'a>> = Vec::new();
    for (_, row) in rows {
        match merged.last_mut() {
            // Neighbours that do the same are one row.
            Some(last)
                if !row.statuses.is_empty() && last.target == row.target && last.media_types == row.media_types =>
            {
                last.statuses.extend(row.statuses);
            }
            Some(_) | None => merged.push(row),
        }
    }
    merged
}

/// The rows of one side. Those that ask for a media type come before the one that takes any.
fn rows_of<'a>(side: &Side<'a>, role: Role) -> Vec<(Rank, Row<'a>)> {
    let mut rows = Vec::new();
    for forms in side.outcomes.chunk_by(|a, b| a.statuses == b.statuses) {
        for outcome in forms.iter().rev() {
            let rank = rank(outcome);
            if let Some(elsewhere) = elsewhere(outcome) {
                rows.push((rank, row(outcome.statuses, elsewhere, None)));
            }
            rows.push((rank, row(outcome.statuses, outcome.media_types, Some(target(outcome, side, role)))));
        }
    }
    rows
}

fn row<'a>(statuses: Option<Statuses>, media_types: &'a [String], target: Option<Target<'a>>) -> Row<'a> {
    let media_types = media_types.iter().map(String::as_str).collect();
    Row { statuses: statuses.into_iter().collect(), media_types, target }
}

/// The media types that another form of the operation reads, if this one would read them too: all is text.
fn elsewhere<'a>(outcome: &Outcome<'a>) -> Option<&'a [String]> {
    let (response, _) = outcome.response?;
    let is_text = matches!(outcome.body.reader, Reader::Text | Reader::Scalar);
    Some(response.elsewhere.as_slice()).filter(|names| is_text && !names.is_empty())
}

fn rank(outcome: &Outcome<'_>) -> Rank {
    match (outcome.response.map(|(response, _)| response.status), outcome.statuses) {
        (Some(StatusPattern::Range(2)) | None, _)
        | (Some(StatusPattern::Default), Some(_))
        | (Some(StatusPattern::Code(_)), Some(Statuses::Range(..))) => Rank::AllSuccesses,
        (Some(StatusPattern::Code(_)), _) => Rank::Code,
        (Some(StatusPattern::Range(_)), _) => Rank::Range,
        (Some(StatusPattern::Default), None) => Rank::Rest,
    }
}

fn target<'a>(outcome: &Outcome<'a>, side: &Side<'a>, role: Role) -> Target<'a> {
    let variant = side.ty.outcomes().zip(outcome.response.map(|(_, variant)| variant));
    Target { reader: outcome.body.reader, xml: outcome.body.xml.clone(), role, variant }
}
