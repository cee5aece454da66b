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
    let of = |side: &Side<'a>, role| {
        let row = |outcome: &Outcome<'a>| (rank(outcome), outcome.statuses, Some(target(outcome, side, role)));
        side.outcomes.iter().map(row).collect::<Vec<_>>()
    };
    let mut rows = of(output, Role::Output);
    rows.extend(of(error, Role::Error));
    let has = |wanted| rows.iter().any(|(rank, ..)| *rank == wanted);
    if has(Rank::Rest) && !has(Rank::AllSuccesses) {
        // `default` describes errors where successes are described on their own.
        rows.push((Rank::AllSuccesses, Some(successes), None));
    }
    rows.sort_by_key(|(rank, ..)| *rank);
    let mut merged: Vec<Row<'a>> = Vec::new();
    for (_, statuses, target) in rows {
        match (merged.last_mut(), statuses) {
            // Neighbours that do the same are one row.
            (Some(last), Some(statuses)) if last.target == target => last.statuses.push(statuses),
            (_, statuses) => merged.push(Row { statuses: statuses.into_iter().collect(), target }),
        }
    }
    merged
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
