//! Bodies of XML in a client without XML: operations that cannot do without are left out, and errors are bytes.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{MediaKind, MediaType, Operation};
use crate::resolve::sink::Sink;

/// Marks the operation as left out if its request, or a success of it, is XML and nothing else. An error becomes bytes.
pub(in crate::resolve) fn leave_out(operation: &mut Operation, sink: &mut Sink<'_>) {
    let mut needed: Vec<&MediaType> =
        operation.request_body.iter().flat_map(|body| &body.content).filter(is_xml).collect();
    let is_success: Vec<bool> =
        operation.responses.iter().map(|response| operation.succeeds_with(response.status)).collect();
    let successes = operation.responses.iter().zip(&is_success).filter(|(_, is_success)| **is_success);
    needed.extend(successes.flat_map(|(response, _)| &response.content).filter(is_xml));
    if let Some(media) = needed.first() {
        let message =
            format!("`{}` is read and written only with the option `xml`; the operation is left out", media.name());
        sink.report(Diagnostic::warning(Code::XmlDisabled, &media.origin, message).help(help()));
        operation.needs_xml = true;
        return;
    }
    for response in
        operation.responses.iter_mut().zip(is_success).filter(|(_, is_success)| !is_success).map(|(one, _)| one)
    {
        for media in response.content.iter_mut().filter(|media| media.kind == MediaKind::Xml) {
            media.kind = MediaKind::Binary;
            let message =
                format!("`{}` is read only with the option `xml`; this error is given as bytes", media.name());
            sink.report(Diagnostic::warning(Code::XmlDisabled, &media.origin, message).help(help()));
        }
    }
}

fn is_xml(media: &&MediaType) -> bool {
    media.kind == MediaKind::Xml
}

const fn help() -> &'static str {
    "generate with `--xml`, or `Build::xml` in a build script, and enable the feature `xml` of the crate `warded`"
}
