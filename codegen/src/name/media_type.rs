//! Media Type Object: the word for a form of a body, in the name of the method that sends or accepts it.
//!
//! `application/merge-patch+json` is `merge_patch`, `text/csv` is `csv`, several kinds of image are `image`. Where two
//! forms of a body would have one word, both say more: `apply_patch_yaml` and `apply_patch_cbor`.

use proc_macro2::Ident;

use super::scope::Scope;
use super::words::{plain, type_ident, value_ident};
use crate::model::{MediaKind, MediaType};

/// Media types whose subtype is not the word that everyone has for them.
const WORDS: &[(&str, &str)] = &[
    ("*/*", "any"),
    ("application/*", "any"),
    ("application/ld+json", "json_ld"),
    ("application/msword", "doc"),
    ("application/octet-stream", "bytes"),
    ("application/vnd.ms-excel", "xls"),
    ("application/vnd.ms-powerpoint", "ppt"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/x-www-form-urlencoded", "form"),
    ("multipart/form-data", "multipart"),
    ("text/event-stream", "events"),
    ("text/plain", "text"),
    ("text/tab-separated-values", "tsv"),
];

/// The number of spellings of a media type, each longer than the one before.
const SPELLINGS: usize = 5;

/// The word for each of the forms of one body, different where their media types are.
pub(super) fn words<'m>(forms: impl Iterator<Item = (MediaKind, &'m [String])>) -> Vec<String> {
    let spelled: Vec<[String; SPELLINGS]> = forms.map(|(kind, names)| spellings(kind, names)).collect();
    // Those of one word differ at the same length.
    let differs = |at: usize, spelling: usize| {
        let mut rivals = spelled.iter().enumerate().filter(|(other, its)| *other != at && its[0] == spelled[at][0]);
        rivals.all(|(_, its)| its[spelling] != spelled[at][spelling])
    };
    let chosen = (0..spelled.len()).map(|at| {
        let spelling = (0..SPELLINGS).find(|spelling| differs(at, *spelling)).unwrap_or(0);
        spelled[at][spelling].clone()
    });
    chosen.collect()
}

/// The variants of an enum of media types.
pub(super) fn variants(names: &[String]) -> Vec<Ident> {
    let mut scope = Scope::default();
    let words = words(names.iter().map(|name| (MediaKind::Binary, std::slice::from_ref(name))));
    words.iter().map(|word| scope.claim(type_ident(word))).collect()
}

/// Returns true if its word is in the name of each method that sends it: a patch can be of several kinds, none of which
/// goes without saying.
pub(super) fn is_explicit(content: &[MediaType]) -> bool {
    content.len() > 1 && content.first().is_some_and(MediaType::is_patch)
}

fn spellings(kind: MediaKind, names: &[String]) -> [String; SPELLINGS] {
    // JSON that is documented by a range is called by the range.
    let ranges = names.iter().rev().find(|name| name.contains('*')).filter(|_| kind == MediaKind::Json);
    let name = ranges.or(names.first()).map_or("", String::as_str).to_ascii_lowercase();
    let (essence, parameters) = name.split_once(';').unwrap_or((&name, ""));
    let (essence, parameters) = (essence.trim(), parameters.trim());
    let (ty, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    let (bare, suffix) = subtype.split_once('+').unwrap_or((subtype, ""));
    let short = match WORDS.iter().find(|(known, _)| *known == essence) {
        _ if kind == MediaKind::JsonLines => "json lines",
        _ if names.len() > 1 && kind == MediaKind::Binary => ty,
        Some((_, word)) => word,
        None if subtype == "*" => ty,
        None => without_tree(bare),
    };
    let whole = format!("{ty} {subtype}");
    [short, &format!("{short} {suffix}"), subtype, &whole, &format!("{whole} {parameters}")].map(word)
}

/// `protobuf` for `vnd.kubernetes.protobuf`, `acme.v2` for `vnd.acme.v2`, `ndjson` for `x-ndjson`.
fn without_tree(subtype: &str) -> &str {
    let Some(name) = ["vnd.", "prs.", "x."].iter().find_map(|tree| subtype.strip_prefix(tree)) else {
        return subtype.strip_prefix("x-").unwrap_or(subtype);
    };
    let is_version = |word: &str| word.trim_start_matches('v').bytes().all(|byte| byte.is_ascii_digit());
    let mut ends = name.rmatch_indices('.').map(|(at, _)| &name[at + 1..]);
    ends.find(|end| !end.split('.').all(is_version)).unwrap_or(name)
}

fn word(text: &str) -> String {
    plain(&value_ident(text)).trim_matches('_').to_owned()
}
