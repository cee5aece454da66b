//! Operations whose success comes as a whole or as a stream, as the request asks for it: one of them for each.
//!
//! ```yaml
//! "200":
//!   content:
//!     application/json: { schema: { $ref: "#/components/schemas/Answer" } }
//!     text/event-stream: { schema: { $ref: "#/components/schemas/Part" } }
//! ```
//! becomes an operation that accepts JSON, and a second one that accepts events and gives a stream of `Part`s. A Rust
//! method has one type of result, and a server that may choose would choose wrong.

use crate::model::{MediaKind, MediaType, Operation, Response};

/// Takes the streams from an operation that has other forms of its successes too, and gives the operation that has
/// them.
pub(super) fn split(operation: &mut Operation) -> Option<Operation> {
    let may_stream = |response: &Response| response.content.iter().any(is_stream);
    if !operation.responses.iter().any(may_stream) {
        return None;
    }
    let mut streamed = operation.clone();
    for at in 0..operation.responses.len() {
        if !operation.succeeds_with(operation.responses[at].status) {
            continue;
        }
        let (streams, others): (Vec<_>, Vec<_>) = operation.responses[at].content.iter().cloned().partition(is_stream);
        if !streams.is_empty() && !others.is_empty() {
            operation.responses[at].content = others;
            streamed.responses[at].content = streams;
            streamed.streamed = true;
        }
    }
    // A stream is not read by who makes a credential of the answer.
    streamed.issues = None;
    streamed.renews = None;
    streamed.streamed.then_some(streamed)
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
