//! Responses Object: `decode`, which tells responses by their status and reads them.
//!
//! ```text
//! match reply.status().as_u16() {
//!     200 => reply.json().map(Decoded::Output),
//!     404 => reply.empty().map(|()| Decoded::Error(ShowPetError::NotFound)),
//!     201..=299 => Ok(Decoded::Undocumented),
//!     _ => reply.json().map(|body| Decoded::Error(ShowPetError::Default(body))),
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::response::{Kind, Outcome, Side};
use super::response_body::ResponseBody;
use crate::model::{Api, StatusPattern};

/// `fn streams`, where some body is a stream, `fn is_answer`, where a redirect is a success, and `fn decode`. `successes` is the pattern of all statuses of success.
pub(super) fn functions(api: &Api, output: &Side<'_>, error: &Side<'_>, successes: &TokenStream) -> TokenStream {
    let streamed = output.outcomes.iter().filter(|outcome| outcome.body.is_stream());
    let streamed: Vec<_> = streamed.filter_map(|outcome| outcome.statuses.as_ref()).collect();
    let streams = (!streamed.is_empty()).then(|| {
        quote! {
            #[inline]
            fn streams(status: ::warded::http::StatusCode) -> bool {
                matches!(status.as_u16(), #(#streamed)|*)
            }
        }
    });
    let answers = output.outcomes.iter().filter(|outcome| is_redirect(outcome));
    let answers: Vec<_> = answers.filter_map(|outcome| outcome.statuses.as_ref()).collect();
    let is_answer = (!answers.is_empty()).then(|| {
        quote! {
            #[inline]
            fn is_answer(status: ::warded::http::StatusCode) -> bool {
                matches!(status.as_u16(), #(#answers)|*)
            }
        }
    });
    let arms = merge(arms(api, output, error, successes));
    quote! {
        #streams
        #is_answer
        #[inline]
        fn decode(reply: &mut ::warded::Reply) -> ::warded::Decoding<Self> {
            match reply.status().as_u16() { #(#arms)* }
        }
    }
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
    let of = |side: &Side<'_>, decoded: TokenStream| {
        let arm = |outcome: &Outcome<'_>| {
            let read = read(api, outcome, &side.kind, &decoded);
            Arm { rank: rank(outcome), statuses: outcome.statuses.clone(), read }
        };
        side.outcomes.iter().map(arm).collect::<Vec<_>>()
    };
    let mut arms = of(output, quote!(Decoded::Output));
    arms.extend(of(error, quote!(Decoded::Error)));
    let undocumented = quote!(Ok(Decoded::Undocumented));
    let has_default = arms.iter().any(|arm| arm.rank == Rank::Rest);
    if !has_default {
        arms.push(Arm { rank: Rank::Rest, statuses: None, read: undocumented });
    } else if !arms.iter().any(|arm| arm.rank == Rank::AllSuccesses) {
        // `default` describes errors where successes are described on their own.
        arms.push(Arm { rank: Rank::AllSuccesses, statuses: Some(successes.clone()), read: undocumented });
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

/// `reply.json().map(Decoded::Output)`
fn read(api: &Api, outcome: &Outcome<'_>, kind: &Kind<'_>, decoded: &TokenStream) -> TokenStream {
    let read = outcome.body.read(api);
    match (kind, outcome.variant) {
        (Kind::Enum(name), Some(variant)) if outcome.body == ResponseBody::Empty => {
            quote!(reply.#read.map(|()| #decoded(#name::#variant)))
        }
        (Kind::Enum(name), Some(variant)) => quote!(reply.#read.map(|body| #decoded(#name::#variant(body)))),
        (Kind::Nothing | Kind::Same(_) | Kind::Enum(_), _) => quote!(reply.#read.map(#decoded)),
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
    merged.into_iter().map(|(patterns, _, read)| quote!(#(#patterns)|* => #read,)).collect()
}
