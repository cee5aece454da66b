//! Operations whose success has several forms: one of them for each, since a Rust method has one type of result.
//!
//! ```yaml
//! "200":
//!   content:
//!     application/json: { schema: { $ref: "#/components/schemas/Answer" } }
//!     text/event-stream: { schema: { $ref: "#/components/schemas/Part" } }
//!     text/csv: { schema: { type: string } }
//! ```
//! becomes an operation that accepts JSON, one that accepts events and gives a stream of `Part`s, and one that accepts
//! CSV and gives text. A server that may choose would choose wrong.

use crate::model::{Form, MediaKind, MediaType, Operation, Response};

/// The operation with the first form of its successes, and one more for each further form.
pub(super) fn split(mut operation: Operation) -> Vec<Operation> {
    let successes: Vec<usize> =
        (0..operation.responses.len()).filter(|at| operation.succeeds_with(operation.responses[*at].status)).collect();
    let mut others: Vec<MediaType> = Vec::new();
    for at in &successes {
        let content = &mut operation.responses[*at].content;
        if let Some(whole) = content.iter().position(|media| !is_stream(media)) {
            content[..=whole].rotate_right(1);
        }
        let further = content.iter().skip(1).filter(|media| !others.iter().any(|known| are_same(known, media)));
        others.extend(further.cloned().collect::<Vec<_>>());
    }
    let stream = others.iter().position(is_stream).filter(|_| has_whole(&operation, &successes));
    let forms = others.iter().enumerate().map(|(at, media)| {
        let form = if Some(at) == stream { Form::Stream } else { Form::As(media.kind, media.names.clone()) };
        with_form(&operation, &successes, media, form)
    });
    let forms: Vec<Operation> = forms.collect();
    for at in successes {
        keep_first(&mut operation.responses[at]);
    }
    std::iter::once(operation).chain(forms).collect()
}

fn has_whole(operation: &Operation, successes: &[usize]) -> bool {
    let mut first = successes.iter().filter_map(|at| operation.responses[*at].content.first());
    first.any(|media| !is_stream(media))
}

/// The operation whose successes have this form, where they have it.
fn with_form(operation: &Operation, successes: &[usize], media: &MediaType, form: Form) -> Operation {
    let mut operation = operation.clone();
    for at in successes {
        let content = &mut operation.responses[*at].content;
        if let Some(its) = content.iter().position(|other| are_same(other, media)) {
            content.swap(0, its);
        }
        keep_first(&mut operation.responses[*at]);
    }
    // Credentials are made of the first form.
    Operation { form, issues: None, renews: None, refreshes: None, ..operation }
}

fn keep_first(response: &mut Response) {
    let others = response.content.iter().skip(1).flat_map(|media| media.names.iter().cloned());
    response.elsewhere = others.collect();
    response.content.truncate(1);
}

fn are_same(a: &MediaType, b: &MediaType) -> bool {
    a.kind == b.kind && a.names == b.names
}

fn is_stream(media: &MediaType) -> bool {
    match media.kind {
        MediaKind::EventStream | MediaKind::JsonLines => true,
        MediaKind::Json
        | MediaKind::Form
        | MediaKind::Multipart
        | MediaKind::MultipartList
        | MediaKind::Xml
        | MediaKind::Text
        | MediaKind::Binary => false,
    }
}
