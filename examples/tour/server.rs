//! The server of the tour: the three APIs on loopback, as far as their documents tell. What is asked without a
//! credential that satisfies the operation's `security` is answered with 401.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use openapiv3::{OpenAPI, Operation, ReferenceOr, SecurityRequirement};
use serde_json::{Value, json};

/// Serves one document until the process ends.
pub(crate) async fn serve(document: &'static str) -> Result<SocketAddr, Box<dyn std::error::Error>> {
    let server = Arc::new(Server { document: serde_yaml::from_str(document)?, issued: Mutex::default() });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let server = Arc::clone(&server);
            let service = service_fn(move |request| {
                let server = Arc::clone(&server);
                async move { Ok::<_, Infallible>(server.answer(&request)) }
            });
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    Ok(address)
}

struct Server {
    document: OpenAPI,
    /// The tokens that were issued and not revoked, with the role that each speaks for.
    issued: Mutex<HashMap<String, Option<String>>>,
}

impl Server {
    fn answer(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        println!("    {} {}", request.method(), redacted(request));
        let Some(operation) = self.operation(request) else { return reply(StatusCode::NOT_FOUND, &json!({})) };
        let requirements = operation.security.as_ref().or(self.document.security.as_ref());
        let requirements = requirements.map_or(&[][..], Vec::as_slice);
        let satisfied = |one: &&SecurityRequirement| one.keys().all(|scheme| self.holds(request, operation, scheme));
        let chosen = requirements.iter().find(satisfied);
        if chosen.is_none() && !requirements.is_empty() {
            println!("    401: no credential that will do");
            return reply(StatusCode::UNAUTHORIZED, &json!({ "status": 401 }));
        }
        match chosen.map(|one| one.keys().map(String::as_str).collect::<Vec<_>>().join(" and ")) {
            Some(schemes) if !schemes.is_empty() => println!("    attached: {schemes} (redacted)"),
            _ => println!("    attached: nothing"),
        }
        reply(StatusCode::OK, &self.body(request, operation))
    }

    fn operation(&self, request: &Request<Incoming>) -> Option<&Operation> {
        let matches = |template: &str| {
            let (template, path) = (template.split('/'), request.uri().path().split('/'));
            template.clone().count() == path.clone().count()
                && template.zip(path).all(|(template, part)| template.starts_with('{') || template == part)
        };
        let item = self.document.paths.iter().find(|(path, _)| matches(path))?.1.as_item()?;
        let method = request.method().as_str().to_lowercase();
        item.iter().find(|(name, _)| *name == method).map(|(_, operation)| operation)
    }

    /// Whether the request carries a credential of this scheme that is valid for the operation.
    fn holds(&self, request: &Request<Incoming>, operation: &Operation, scheme: &str) -> bool {
        use openapiv3::{APIKeyLocation, SecurityScheme};
        let schemes = self.document.components.as_ref().map(|components| &components.security_schemes);
        match schemes.and_then(|schemes| schemes.get(scheme)) {
            Some(ReferenceOr::Item(SecurityScheme::HTTP { scheme: kind, .. })) if kind == "bearer" => {
                self.bearer(request).is_some_and(|role| allowed(operation, scheme, role.as_deref()))
            }
            Some(ReferenceOr::Item(SecurityScheme::APIKey { location: APIKeyLocation::Header, name, .. })) => {
                request.headers().contains_key(name)
            }
            Some(ReferenceOr::Item(SecurityScheme::APIKey { location: APIKeyLocation::Query, name, .. })) => {
                query(request).any(|(key, _)| key == name)
            }
            _ => false,
        }
    }

    /// The role of the live token that the request carries.
    fn bearer(&self, request: &Request<Incoming>) -> Option<Option<String>> {
        self.issued().get(token(request)?).cloned()
    }

    fn issued(&self) -> MutexGuard<'_, HashMap<String, Option<String>>> {
        self.issued.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A success of the operation, with a token where it issues one.
    fn body(&self, request: &Request<Incoming>, operation: &Operation) -> Value {
        let marks = operation.extensions.get("x-warded");
        if marks.is_some_and(|marks| marks.get("revokes").is_some()) {
            self.issued().remove(token(request).unwrap_or_default());
        }
        let token = marks.and_then(|marks| marks.get("issues")).map(|issues| {
            let role = match issues.get("role").and_then(Value::as_str) {
                Some("same") => self.bearer(request).flatten(),
                role => role.map(str::to_owned),
            };
            let mut issued = self.issued();
            let token = format!("tour-token-{}", issued.len() + 1);
            issued.insert(token.clone(), role);
            token
        });
        match operation.operation_id.as_deref() {
            Some("logInAsClientConditionally") => json!({ "status": "SUCCESS", "token": token }),
            Some("searchItems") => json!({ "data": [{ "itemId": "lamp-1", "title": "A lamp" }], "meta": {} }),
            Some("executeDiagram") => json!({ "answer": "The shop opens at nine." }),
            Some("getCurrentUser") => json!({ "data": { "user": { "name": "Ada" } } }),
            // The replies of Synerise and Synthreo have the token at the top, that of SynthesQ has it under `data`.
            _ => json!({ "token": token, "data": { "token": token }, "role": { "id": 7 } }),
        }
    }
}

fn allowed(operation: &Operation, scheme: &str, role: Option<&str>) -> bool {
    let roles = operation.extensions.get("x-warded").and_then(|marks| marks.get("requires-role")?.get(scheme));
    roles.and_then(Value::as_array).is_none_or(|roles| roles.iter().any(|one| one.as_str() == role))
}

fn token(request: &Request<Incoming>) -> Option<&str> {
    request.headers().get("authorization")?.to_str().ok()?.strip_prefix("Bearer ")
}

fn query(request: &Request<Incoming>) -> impl Iterator<Item = (&str, &str)> {
    let pairs = request.uri().query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// The path and the query without the tracker key's value.
fn redacted(request: &Request<Incoming>) -> String {
    let shown = |(key, value): (&str, &str)| if key == "token" { format!("{key}=…") } else { format!("{key}={value}") };
    let query: Vec<String> = query(request).map(shown).collect();
    let separator = if query.is_empty() { "" } else { "?" };
    format!("{}{separator}{}", request.uri().path(), query.join("&"))
}

fn reply(status: StatusCode, body: &Value) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert("content-type", hyper::header::HeaderValue::from_static("application/json"));
    response
}
