//! Responses Object: the rows of `::warded::rt::operation!` that tell responses by their status and say how they are read.
//!
//! ```text
//! 200 => json Output;
//! 404 => empty Error(ShowPetError::NotFound);
//! 201..=299 => undocumented;
//! _ => json Error(ShowPetError::Default);
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::response::{Kind, Outcome, Side};
use crate::model::{Api, StatusPattern};

/// `streams(…);`, where some body is a stream, and `answers(…);`, where a redirect is a success.
pub(super) fn streams(output: &Side<'_>) -> TokenStream {
    let among = |word: TokenStream, is: fn(&Outcome<'_>) -> bool| {
        let outcomes = output.outcomes.iter().filter(|outcome| is(outcome));
        let patterns: Vec<_> = outcomes.filter_map(|outcome| outcome.statuses.as_ref()).collect();
        (!patterns.is_empty()).then(|| quote!(#word(#(#patterns)|*);))
    };
    let streams = among(quote!(streams), |outcome| outcome.body.is_stream());
    let answers = among(quote!(answers), is_redirect);
    quote! { #streams #answers }
}

/// A row for each status. `successes` is the pattern of all statuses of success.
pub(super) fn rows(api: &Api, output: &Side<'_>, error: &Side<'_>, successes: &TokenStream) -> TokenStream {
    let arms = merge(arms(api, output, error, successes));
    quote! { #(#arms)* }
}

fn is_redirect(outcome: &Outcome<'_>) -> bool {
    outcome.response.is_some_and(|response| response.status.is_redirect())
}

/// An arm: when it is tried, its pattern (`None`: all that is left), and what it does.
struct Arm {
    rank: Rank,
    statuses: Option<TokenStream>,
    read: TokenStream,
}

/// In which order arms are tried: the first that fits counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Code,
    Range,
    AllSuccesses,
    Rest,
}

fn arms(api: &Api, output: &Side<'_>, error: &Side<'_>, successes: &TokenStream) -> Vec<Arm> {
    let of = |side: &Side<'_>, word: TokenStream| {
        let arm = |outcome: &Outcome<'_>| {
            let read = read(api, outcome, &side.kind, &word);
            Arm { rank: rank(outcome), statuses: outcome.statuses.clone(), read }
        };
        side.outcomes.iter().map(arm).collect::<Vec<_>>()
    };
    let mut arms = of(output, quote!(Output));
    arms.extend(of(error, quote!(Error)));
    let has = |arms: &[Arm], rank| arms.iter().any(|arm| arm.rank == rank);
    if has(&arms, Rank::Rest) && !has(&arms, Rank::AllSuccesses) {
        // `default` describes errors where successes are described on their own.
        arms.push(Arm { rank: Rank::AllSuccesses, statuses: Some(successes.clone()), read: quote!(undocumented) });
    }
    arms.sort_by_key(|arm| arm.rank);
    arms
}

fn rank(outcome: &Outcome<'_>) -> Rank {
    match (outcome.response.map(|response| response.status), &outcome.statuses) {
        (Some(StatusPattern::Code(_)), _) => Rank::Code,
        (Some(StatusPattern::Range(2)) | None, _) | (Some(StatusPattern::Default), Some(_)) => Rank::AllSuccesses,
        (Some(StatusPattern::Range(_)), _) => Rank::Range,
        (Some(StatusPattern::Default), None) => Rank::Rest,
    }
}

/// `json Output`, `empty Error(ShowPetError::NotFound)`
fn read(api: &Api, outcome: &Outcome<'_>, kind: &Kind<'_>, side: &TokenStream) -> TokenStream {
    let read = outcome.body.read(api);
    match (kind, outcome.variant) {
        (Kind::Enum(name), Some(variant)) => quote!(#read #side(#name::#variant)),
        (Kind::Nothing | Kind::Same(_) | Kind::Enum(_), _) => quote!(#read #side),
    }
}

/// Neighbours that do the same are one arm.
fn merge(arms: Vec<Arm>) -> Vec<TokenStream> {
    let mut merged: Vec<(Vec<TokenStream>, String, TokenStream)> = Vec::new();
    for Arm { statuses, read, .. } in arms {
        let text = read.to_string();
        match (merged.last_mut(), statuses) {
            (Some((patterns, last, _)), Some(statuses)) if *last == text => patterns.push(statuses),
            (_, statuses) => merged.push((vec![statuses.unwrap_or_else(|| quote!(_))], text, read)),
        }
    }
    merged.into_iter().map(|(patterns, _, read)| quote!(#(#patterns)|* => #read;)).collect()
}
