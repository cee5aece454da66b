//! The server of the tour: the three APIs on loopback, as far as their documents tell. What is asked without a
//! credential that satisfies the operation's `security` is answered with 401.

use std::collections::HashMap;
use std::convert::Infallible;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use openapiv3::{APIKeyLocation, OpenAPI, Operation, Parameter, ReferenceOr, SecurityRequirement, SecurityScheme};
use serde_json::{Value, json};

/// One API on loopback.
pub(crate) struct Server {
    address: SocketAddr,
    api: Arc<Api>,
}

struct Api {
    document: OpenAPI,
    /// The API key that is accepted.
    key: &'static str,
    /// The tokens that were issued and not revoked, with the role that each speaks for.
    issued: Mutex<HashMap<String, Option<String>>>,
    /// The requests since the last query.
    seen: Mutex<Vec<Seen>>,
}

/// A request that was answered.
struct Seen {
    line: String,
    /// The schemes of the credentials that it carried, and the place of each.
    attached: Vec<(String, String)>,
    /// The header parameters that it carried.
    headers: Vec<String>,
    status: StatusCode,
}

impl Server {
    /// Serves a document until the process ends.
    pub(crate) async fn start(document: &str, key: &'static str) -> Result<Self, Box<dyn Error>> {
        let document = serde_yaml::from_str(document)?;
        let api = Arc::new(Api { document, key, issued: Mutex::default(), seen: Mutex::default() });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let server = Self { address: listener.local_addr()?, api: Arc::clone(&api) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let api = Arc::clone(&api);
                let service = service_fn(move |request| {
                    let api = Arc::clone(&api);
                    async move { Ok::<_, Infallible>(api.answer(&request)) }
                });
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        Ok(server)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Prints the one request that came since this was asked last, without its credentials.
    ///
    /// An error if it carried other credentials than those of `schemes`, or got another answer.
    pub(crate) fn saw(&self, schemes: &[&str], status: u16) -> Result<(), Box<dyn Error>> {
        let seen = std::mem::take(&mut *lock(&self.api.seen));
        let [seen] = &seen[..] else { return Err(format!("{} requests came instead of one", seen.len()).into()) };
        let attached: Vec<String> =
            seen.attached.iter().map(|(scheme, place)| format!("{scheme} as {place}")).collect();
        println!("    {}", seen.line);
        seen.headers.iter().for_each(|header| println!("    {header}"));
        println!("    attached: {}", if attached.is_empty() { "nothing".to_owned() } else { attached.join(", ") });
        println!("    answered: {}", seen.status);
        let is_due = seen.attached.iter().map(|(scheme, _)| scheme).eq(schemes) && seen.status.as_u16() == status;
        if is_due { Ok(()) } else { Err(format!("{schemes:?} and {status} were due").into()) }
    }

    /// An error if a request came since this was asked last.
    pub(crate) fn saw_nothing(&self) -> Result<(), Box<dyn Error>> {
        if lock(&self.api.seen).is_empty() { Ok(()) } else { Err("a request came".into()) }
    }
}

impl Api {
    fn answer(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        let operation = self.operation(request);
        let (status, body) = match operation {
            None => (StatusCode::NOT_FOUND, json!({})),
            Some(operation) if !self.allows(request, operation) => (StatusCode::UNAUTHORIZED, json!({ "status": 401 })),
            Some(operation) => (StatusCode::OK, self.body(request, operation)),
        };
        let schemes = self.document.components.iter().flat_map(|components| &components.security_schemes);
        let attached =
            schemes.filter_map(|(name, scheme)| Some((name.clone(), carried(request, scheme.as_item()?)?.0)));
        let attached = attached.collect();
        let headers = operation.map_or_else(Vec::new, |operation| header_parameters(request, operation));
        let line = format!("{} {}", request.method(), self.redacted(request));
        lock(&self.seen).push(Seen { line, attached, headers, status });
        reply(status, &body)
    }

    /// Returns true if the request has the credentials of one alternative of the operation's `security`.
    fn allows(&self, request: &Request<Incoming>, operation: &Operation) -> bool {
        let requirements = operation.security.as_ref().or(self.document.security.as_ref());
        let requirements = requirements.map_or(&[][..], Vec::as_slice);
        let satisfied = |one: &SecurityRequirement| one.keys().all(|scheme| self.holds(request, operation, scheme));
        requirements.is_empty() || requirements.iter().any(satisfied)
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

    /// Returns true if the request has a credential of this scheme that is valid for the operation.
    fn holds(&self, request: &Request<Incoming>, operation: &Operation, scheme: &str) -> bool {
        let schemes = self.document.components.as_ref().map(|components| &components.security_schemes);
        let Some(ReferenceOr::Item(declared)) = schemes.and_then(|schemes| schemes.get(scheme)) else { return false };
        match (declared, carried(request, declared)) {
            (_, None) => false,
            (SecurityScheme::APIKey { .. }, Some((_, key))) => key == self.key,
            (_, Some((_, token))) => {
                lock(&self.issued).get(token).is_some_and(|role| allowed(operation, scheme, role.as_deref()))
            }
        }
    }

    /// The path and the query without credentials.
    fn redacted(&self, request: &Request<Incoming>) -> String {
        let schemes = self.document.components.iter().flat_map(|components| components.security_schemes.values());
        let secret: Vec<&String> = schemes
            .filter_map(|scheme| match scheme.as_item()? {
                SecurityScheme::APIKey { location: APIKeyLocation::Query, name, .. } => Some(name),
                _ => None,
            })
            .collect();
        let shown =
            |(key, value)| format!("{key}={}", if secret.iter().any(|name| *name == key) { "…" } else { value });
        let query: Vec<String> = query(request).map(shown).collect();
        let separator = if query.is_empty() { "" } else { "?" };
        format!("{}{separator}{}", request.uri().path(), query.join("&"))
    }

    /// A success of the operation, with a token where it issues one.
    fn body(&self, request: &Request<Incoming>, operation: &Operation) -> Value {
        let marks = operation.extensions.get("x-warded");
        let mut issued = lock(&self.issued);
        let live = token(request).and_then(|token| issued.get(token)).cloned();
        if marks.is_some_and(|marks| marks.get("revokes").is_some()) {
            issued.remove(token(request).unwrap_or_default());
        }
        let token = marks.and_then(|marks| marks.get("issues")).map(|issues| {
            let role = match issues.get("role").and_then(Value::as_str) {
                Some("same") => live.flatten(),
                role => role.map(str::to_owned),
            };
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

/// The credential of a scheme that the request carries: the place that it stands in, and itself.
fn carried<'a>(request: &'a Request<Incoming>, scheme: &SecurityScheme) -> Option<(String, &'a str)> {
    let header = |name: &str| request.headers().get(name)?.to_str().ok();
    match scheme {
        SecurityScheme::HTTP { scheme, .. } if scheme == "bearer" => {
            Some(("`Authorization: Bearer …`".to_owned(), token(request)?))
        }
        SecurityScheme::APIKey { location: APIKeyLocation::Header, name, .. } => {
            Some((format!("`{name}: …`"), header(name)?))
        }
        SecurityScheme::APIKey { location: APIKeyLocation::Query, name, .. } => {
            Some((format!("`?{name}=…`"), query(request).find(|(key, _)| key == name)?.1))
        }
        _ => None,
    }
}

/// The header parameters of the operation that the request carries.
fn header_parameters(request: &Request<Incoming>, operation: &Operation) -> Vec<String> {
    let names = operation.parameters.iter().filter_map(|parameter| match parameter.as_item()? {
        Parameter::Header { parameter_data, .. } => Some(&parameter_data.name),
        Parameter::Query { .. } | Parameter::Path { .. } | Parameter::Cookie { .. } => None,
    });
    names.filter_map(|name| Some(format!("{name}: {}", request.headers().get(name)?.to_str().ok()?))).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn reply(status: StatusCode, body: &Value) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert("content-type", hyper::header::HeaderValue::from_static("application/json"));
    response
}
