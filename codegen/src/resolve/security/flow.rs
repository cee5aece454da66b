//! OAuth Flows Object and OAuth Flow Object: where the tokens of a scheme come from.
//!
//! ```yaml
//! type: oauth2
//! flows: { clientCredentials: { tokenUrl: https://api.example.com/token, scopes: { read: Reads pets } } }
//! ```

use indexmap::IndexMap;
use openapiv3::SecurityScheme as Declared;

use super::super::sink::Sink;
use crate::diagnostics::Code;
use crate::document::Additions;
use crate::model::{Flow, FlowKind, Metadata, Role};
use crate::source::Pointer;

/// The flows of the scheme at a place.
pub(super) fn flows(declared: &Declared, at: &Pointer, additions: &Additions, sink: &mut Sink<'_>) -> Vec<Flow> {
    let Declared::OAuth2 { flows, .. } = declared else { return Vec::new() };
    let mut reader = Reader { flows: Vec::new(), at: at.key("flows"), sink };
    if let Some(flow) = &flows.implicit {
        let urls = [("authorizationUrl", Some(&flow.authorization_url)), ("refreshUrl", flow.refresh_url.as_ref())];
        reader.flow("implicit", FlowKind::Implicit, &urls, &flow.scopes);
    }
    if let Some(flow) = &flows.password {
        let urls = [("tokenUrl", Some(&flow.token_url)), ("refreshUrl", flow.refresh_url.as_ref())];
        reader.flow("password", FlowKind::Password, &urls, &flow.scopes);
    }
    if let Some(flow) = &flows.client_credentials {
        let urls = [("tokenUrl", Some(&flow.token_url)), ("refreshUrl", flow.refresh_url.as_ref())];
        reader.flow("clientCredentials", FlowKind::ClientCredentials, &urls, &flow.scopes);
    }
    if let Some(flow) = &flows.authorization_code {
        let urls = [
            ("authorizationUrl", Some(&flow.authorization_url)),
            ("tokenUrl", Some(&flow.token_url)),
            ("refreshUrl", flow.refresh_url.as_ref()),
        ];
        reader.flow("authorizationCode", FlowKind::AuthorizationCode, &urls, &flow.scopes);
    }
    if let Some(flow) = additions.device_flows.get(at) {
        let urls = [
            ("deviceAuthorizationUrl", Some(&flow.device_authorization_url)),
            ("tokenUrl", Some(&flow.token_url)),
            ("refreshUrl", flow.refresh_url.as_ref()),
        ];
        reader.flow("deviceAuthorization", FlowKind::DeviceAuthorization, &urls, &flow.scopes);
    }
    reader.flows
}

/// The scopes of all flows.
pub(super) fn scopes(flows: &[Flow]) -> IndexMap<String, String> {
    let mut all = IndexMap::new();
    for Role { name, description } in flows.iter().flat_map(|flow| &flow.scopes) {
        all.entry(name.clone()).or_insert_with(|| description.clone().unwrap_or_default());
    }
    all
}

/// The description of the server that issues the tokens of the scheme at a place.
pub(super) fn metadata(
    declared: &Declared,
    at: &Pointer,
    additions: &Additions,
    sink: &mut Sink<'_>,
) -> Option<Metadata> {
    match declared {
        Declared::OAuth2 { .. } => {
            let text = additions.metadata_urls.get(at)?;
            url(text, &at.key("oauth2MetadataUrl"), sink).map(Metadata::OAuth2)
        }
        Declared::OpenIDConnect { open_id_connect_url, .. } => {
            url(open_id_connect_url, &at.key("openIdConnectUrl"), sink).map(Metadata::OpenIdConnect)
        }
        Declared::APIKey { .. } | Declared::HTTP { .. } => None,
    }
}

/// Reads the flows of one scheme.
struct Reader<'a, 'd> {
    flows: Vec<Flow>,
    at: Pointer,
    sink: &'a mut Sink<'d>,
}

impl Reader<'_, '_> {
    fn flow(&mut self, key: &str, kind: FlowKind, urls: &[(&str, Option<&String>)], scopes: &IndexMap<String, String>) {
        let at = self.at.key(key);
        let mut of = |name: &str| {
            let (_, text) = urls.iter().find(|(key, _)| *key == name)?;
            url((*text)?, &at.key(name), self.sink)
        };
        let described = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let scopes = scopes.iter().map(|(name, text)| Role { name: name.clone(), description: described(text) });
        self.flows.push(Flow {
            kind,
            authorization_url: of("authorizationUrl"),
            device_authorization_url: of("deviceAuthorizationUrl"),
            token_url: of("tokenUrl"),
            refresh_url: of("refreshUrl"),
            scopes: scopes.collect(),
        });
    }
}

/// The text, if it is a URL or a reference that is relative to one. Where there is none an empty text stands, of which
/// was spoken before.
fn url(text: &str, at: &Pointer, sink: &mut Sink<'_>) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if !is_url(text) {
        sink.warning(Code::InvalidValue, at, format!("`{text}` is no URL that a client can call; it is left out"));
        return None;
    }
    Some(text.to_owned())
}

fn is_url(text: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    let Some((scheme, rest)) = text.split_once(':').filter(|(scheme, _)| !scheme.contains(['/', '?', '#'])) else {
        return text.chars().all(is_allowed);
    };
    let host = rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let is_http = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_http && !host.is_empty() && text.chars().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::is_url;

    #[test]
    fn urls_are_told_from_other_text() {
        for text in ["https://a.example/token?x=1", "HTTP://a", "/token", "token", "../a:b", "?a:b", "//a.example/t"] {
            assert!(is_url(text), "{text}");
        }
        for text in ["https://", "https:token", "urn:a", "javascript:alert(1)", "https://{tenant}/token", "a b", "é"] {
            assert!(!is_url(text), "{text}");
        }
    }
}
