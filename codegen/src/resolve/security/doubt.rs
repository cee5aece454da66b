//! Documents whose security is not to be believed.
//!
//! ```yaml
//! paths:
//!   /items: { get: { responses: { "200": …, "401": { description: No token } } } }   # which token?
//! components:
//!   securitySchemes: { Token: { type: http, scheme: bearer } }                       # nothing needs it
//! ```
//! The client does what the document says, which may be less than the server asks for. One warning of each kind counts
//! the places and proposes an overlay.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::super::sink::Sink;
use super::super::{Context, overlay};
use super::parameter::Carrier;
use super::scheme::Schemes;
use super::{mention, unmarked};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::document::{Typed, Version};
use crate::model::{Api, Operation, SchemeKind, StatusPattern};
use crate::source::Pointer;

/// The maximum number of operations that an overlay names one by one.
const MOST_NAMED: usize = 20;

/// The maximum number of names in a message.
const MOST_LISTED: usize = 5;

/// The hints that were found on the way.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    /// Schemes that the root, a webhook or a callback names; the client has nothing to do with the last two.
    named: BTreeSet<String>,
    /// Parameters that are credentials of which no `security` speaks.
    pub(super) carriers: Vec<Carrier>,
    /// Required parameters, and their operations, that are credentials of some alternatives only.
    pub(super) partly: Vec<(Pointer, Pointer)>,
    /// Lists of roles, by place, with the names of their schemes.
    pub(super) role_lists: BTreeMap<Pointer, String>,
}

/// The schemes that a document declares: their names and places.
pub(super) fn declared(schemes: &Schemes) -> Vec<(String, Pointer)> {
    let declared = schemes.all.iter().filter(|scheme| scheme.kind != SchemeKind::Undeclared);
    declared.map(|scheme| (scheme.name.clone(), scheme.origin.clone())).collect()
}

impl Doubts {
    /// The uses of schemes in a document apart from its operations.
    pub(super) fn of(document: &Typed) -> Self {
        let root = document.openapi.security.iter().flatten().flat_map(|requirement| requirement.keys().cloned());
        let named = root.chain(document.additions.callback_schemes.iter().cloned()).collect();
        Self { named, ..Self::default() }
    }

    /// Says what there is to doubt, unless the document has errors, which may be the reason.
    pub(super) fn report(&self, api: &Api, declared: &[(String, Pointer)], context: Context<'_>, sink: &mut Sink<'_>) {
        if sink.has_errors() {
            return;
        }
        let is_concern = |operation: &Pointer| context.left_out.is_none_or(|left_out| !left_out.contains(operation));
        let carriers: Vec<&Carrier> = self.carriers.iter().filter(|one| is_concern(&one.operation)).collect();
        let operations: Vec<&Operation> = api.operations.iter().filter(|one| is_concern(&one.origin)).collect();
        let partly: Vec<_> = self.partly.iter().filter(|(_, operation)| is_concern(operation)).collect();
        let unstated = unstated(&operations, &carriers, context.version);
        report_carriers(&carriers, &unstated, sink);
        report_partly(&partly, sink);
        if context.version.is_some_and(|version| version < Version::OpenApi31) {
            report_role_lists(&self.role_lists, sink);
        }
        let unused = self.unused(api, declared);
        report_unused(&unused, declared.len(), &unstated, sink);
        let scheme = unused.first().copied().or(declared.first()).map(|(name, _)| name.as_str());
        report_unasked(api, &operations, scheme, &unstated, sink);
        unmarked::report(api, &operations, sink);
    }

    /// The declared schemes that nothing names.
    fn unused<'d>(&self, api: &Api, declared: &'d [(String, Pointer)]) -> Vec<&'d (String, Pointer)> {
        let is_used =
            |name: &String| self.named.contains(name) || api.security_schemes.iter().any(|scheme| scheme.name == *name);
        declared.iter().filter(|(name, _)| !api.operations.is_empty() && !is_used(name)).collect()
    }
}

/// The operations for which the document has no `security`.
struct Unstated<'a> {
    /// Those that need nothing.
    open: BTreeSet<&'a Pointer>,
    /// The number of them, with those of which a parameter is a credential.
    count: usize,
    /// The version that the document is written in.
    written_in: Option<Version>,
}

impl Unstated<'_> {
    /// Returns true if this many are all of them, so that the root can declare it for them; or too many to name each.
    fn are_all(&self, count: usize) -> bool {
        count == self.count || count > MOST_NAMED
    }
}

fn unstated<'a>(operations: &[&'a Operation], carriers: &[&'a Carrier], written_in: Option<Version>) -> Unstated<'a> {
    let open: BTreeSet<&Pointer> =
        operations.iter().filter(|one| one.security.origin.is_none()).map(|one| &one.origin).collect();
    let carriers = carriers.iter().filter(|carrier| !carrier.stated.has_any).map(|carrier| &carrier.operation);
    let count = open.len() + carriers.collect::<BTreeSet<_>>().len();
    Unstated { open, count, written_in }
}

fn report_carriers(carriers: &[&Carrier], unstated: &Unstated<'_>, sink: &mut Sink<'_>) {
    let Some(first) = carriers.first() else { return };
    // Of an operation with several of them, the last one knows of all.
    let by_operation: BTreeMap<&Pointer, &Carrier> =
        carriers.iter().map(|carrier| (&carrier.operation, *carrier)).collect();
    let (subject, needs) = match by_operation.len() - 1 {
        0 => ("this parameter is a credential".to_owned(), "the operation needs"),
        1 => ("this parameter, and one of another operation, are credentials".to_owned(), "the operations need"),
        more => {
            (format!("this parameter, and those of {more} other operations, are credentials"), "the operations need")
        }
    };
    let names: BTreeSet<&String> = carriers.iter().flat_map(|carrier| &carrier.schemes).collect();
    let names = listed(names.into_iter(), "or");
    let message = format!("{subject} that `security` does not mention: {needs} {names}");
    let new = carriers.iter().find(|carrier| carrier.is_new);
    let mut actions: Vec<Value> = new
        .and_then(|carrier| carrier.schemes.first())
        .map(|name| overlay::declaration(name, unstated.written_in))
        .into_iter()
        .collect();
    let same = by_operation.values().all(|carrier| carrier.security == first.security && !carrier.stated.has_any);
    if same && unstated.are_all(by_operation.len()) {
        actions.push(overlay::at_root(&first.security));
    } else {
        let each = by_operation.into_iter();
        let each = each.map(|(operation, carrier)| (operation, carrier.stated.has_own, &carrier.security));
        actions.extend(overlay::for_operations(each));
    }
    let help = match new {
        Some(_) => "this overlay declares it; insert the right scheme:",
        None => "this overlay declares it:",
    };
    let warning = Diagnostic::warning(Code::CredentialParameter, &first.parameter, message);
    sink.report(warning.help(help).overlay(overlay::overlay(&actions)));
}

fn report_partly(partly: &[&(Pointer, Pointer)], sink: &mut Sink<'_>) {
    let Some((first, _)) = partly.first() else { return };
    let operations: BTreeSet<&Pointer> = partly.iter().map(|(_, operation)| operation).collect();
    let others = match operations.len() - 1 {
        0 => String::new(),
        1 => ", and so is one of another operation".to_owned(),
        more => format!(", and so are those of {more} other operations"),
    };
    let message = format!(
        "this required parameter is the credential of some alternatives of `security` only{others}; it is sent \
         with those, and not with others"
    );
    let help = "name its scheme in the other alternatives, too, or leave it out of the parameters";
    sink.report(Diagnostic::warning(Code::CredentialParameter, first, message).help(help));
}

/// Lists that hold no scopes, before OpenAPI 3.1.
fn report_role_lists(lists: &BTreeMap<Pointer, String>, sink: &mut Sink<'_>) {
    let Some((first, name)) = lists.iter().next() else { return };
    let others = match lists.len() - 1 {
        0 => String::new(),
        1 => ", and so does one other list".to_owned(),
        more => format!(", and so do {more} other lists"),
    };
    let message = format!(
        "this list names roles of `{name}`, which has no scopes{others}; OpenAPI allows it from 3.1 on, and all of \
         them are required"
    );
    let help = "`requires-role` of `x-warded` declares that one of several roles is sufficient";
    sink.report(Diagnostic::warning(Code::RoleList, first, message).help(help));
}

fn report_unused(unused: &[&(String, Pointer)], declared: usize, unstated: &Unstated<'_>, sink: &mut Sink<'_>) {
    let Some((name, first)) = unused.first() else { return };
    let message = match unused.len() {
        1 => format!("the security scheme `{name}` is declared, but no operation requires it"),
        more => {
            let names = listed(unused.iter().map(|(name, _)| name), "and");
            format!("{more} of {declared} security schemes are declared, but no operation requires them: {names}")
        }
    };
    let what = match unstated.open.len() {
        0 => "operations accept it as well".to_owned(),
        1 => "the one operation without a requirement needs it".to_owned(),
        more => format!("the {more} operations without a requirement need it"),
    };
    let security: Value = unused.iter().map(|(name, _)| json!({ name: [] })).collect();
    let help =
        format!("if {what}, this overlay declares it; `security: []` declares that an operation needs no credential:");
    let warning = Diagnostic::warning(Code::UnusedSecurityScheme, Place::Key(first.clone()), message);
    sink.report(warning.help(help).overlay(overlay::overlay(&[overlay::at_root(&security)])));
}

/// Operations that answer 401 and ask for nothing. A login does, as 401 is what it says to a wrong password. Where no scheme
/// is declared at all, 403 says the same, and so does text that names the header.
fn report_unasked(
    api: &Api,
    operations: &[&Operation],
    scheme: Option<&str>,
    unstated: &Unstated<'_>,
    sink: &mut Sink<'_>,
) {
    let is_declared = scheme.is_some() || operations.iter().any(|one| !one.security.alternatives.is_empty());
    let refusal = |one: &Operation| {
        let mut statuses = [401, 403].into_iter().take(if is_declared { 1 } else { 2 });
        statuses.find(|status| one.responses.iter().any(|one| one.status == StatusPattern::Code(*status)))
    };
    let is_unasked =
        |one: &&&Operation| unstated.open.contains(&one.origin) && one.issues.is_none() && refusal(one).is_some();
    let unasked: Vec<&Operation> = operations.iter().filter(is_unasked).copied().collect();
    let first = unasked.first().and_then(|first| Some((first, refusal(first)?)));
    let (at, message) = match first {
        Some((first, status)) => {
            let statuses: BTreeSet<_> = unasked.iter().filter_map(|one| refusal(one)).collect();
            let statuses: Vec<String> = statuses.into_iter().map(|status| status.to_string()).collect();
            let (at, statuses) = (first.origin.key("responses").key(&status.to_string()), statuses.join(" or "));
            (Place::Key(at), unasked_message(unasked.len(), &statuses))
        }
        None if is_declared => return,
        None => {
            let Some((at, header)) = mention::first(api, operations) else { return };
            (at, format!("this names the header `{header}`, but the document declares no security scheme"))
        }
    };
    let security = json!([{ scheme.unwrap_or("Token"): [] }]);
    let mut actions = Vec::new();
    if scheme.is_none() {
        actions.push(overlay::declaration("Token", unstated.written_in));
    }
    if unasked.is_empty() || unasked.len() == unstated.count {
        actions.push(overlay::at_root(&security));
    } else if unasked.len() <= MOST_NAMED {
        let origins = unasked.iter().map(|one| &one.origin).collect::<BTreeSet<_>>();
        actions.extend(overlay::for_operations(origins.into_iter().map(|operation| (operation, false, &security))));
    } else {
        let answers = if is_declared { "@.responses['401']" } else { "(@.responses['401'] || @.responses['403'])" };
        let target = format!("$.paths.*[?{answers} && !@.security && !@['x-warded'].issues]");
        actions.push(overlay::update(&target, &security));
    }
    let help = "if they need one, this overlay declares it, with the right scheme inserted; `security: []` declares \
                that an operation needs no credential:";
    let warning = Diagnostic::warning(Code::MissingSecurity, at, message);
    sink.report(warning.help(help).overlay(overlay::overlay(&actions)));
}

fn unasked_message(operations: usize, statuses: &str) -> String {
    match operations {
        1 => format!("this operation documents the status {statuses}, but no `security` requires a credential"),
        more => format!(
            "{more} operations, of which this is the first, document the status {statuses}, but no `security` requires a \
             credential"
        ),
    }
}

/// `A`, `B` and `C`
fn listed<'n>(names: impl ExactSizeIterator<Item = &'n String>, last: &str) -> String {
    let more = names.len().saturating_sub(MOST_LISTED);
    let mut names: Vec<String> = names.take(MOST_LISTED).map(|name| format!("`{name}`")).collect();
    if more > 0 {
        return format!("{} {last} {more} more", names.join(", "));
    }
    match (names.pop(), names.is_empty()) {
        (Some(only), true) => only,
        (Some(end), false) => format!("{} {last} {end}", names.join(", ")),
        (None, _) => String::new(),
    }
}
