//! OAuth Flows Object: the documentation of where the tokens of a scheme come from.

use super::super::docs;
use crate::model::{Flow, FlowKind, Metadata, SecurityScheme};

/// A list of the flows, and the URL of the server's description; empty if the scheme has neither.
pub(super) fn documentation(scheme: &SecurityScheme) -> String {
    let flows: Vec<String> = scheme.flows.iter().map(line).collect();
    let flows = (!flows.is_empty()).then(|| format!("Flows that give a token:\n{}", flows.join("\n")));
    let metadata = scheme.metadata.as_ref().map(|metadata| match metadata {
        Metadata::OAuth2(url) => format!("Metadata of the authorization server: {}.", docs::code(url)),
        Metadata::OpenIdConnect(url) => format!("Metadata of the OpenID provider: {}.", docs::code(url)),
    });
    flows.into_iter().chain(metadata).collect::<Vec<_>>().join("\n\n")
}

fn line(flow: &Flow) -> String {
    let name = match flow.kind {
        FlowKind::Implicit => "implicit",
        FlowKind::Password => "password",
        FlowKind::ClientCredentials => "client credentials",
        FlowKind::AuthorizationCode => "authorization code",
        FlowKind::DeviceAuthorization => "device authorization",
    };
    let urls = [
        ("authorization", &flow.authorization_url),
        ("device authorization", &flow.device_authorization_url),
        ("token", &flow.token_url),
        ("refresh", &flow.refresh_url),
    ];
    let urls = urls.into_iter().filter_map(|(noun, url)| Some(format!("{noun} at {}", docs::code(url.as_deref()?))));
    let urls = urls.collect::<Vec<_>>().join(", ");
    if urls.is_empty() { format!("- {name}") } else { format!("- {name}: {urls}") }
}
