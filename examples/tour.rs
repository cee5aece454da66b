//! A tour of the three bundled APIs, against servers on loopback that enforce the security of their documents.
//!
//! ```sh
//! cargo run --example tour
//! ```

#[path = "tour/server.rs"]
mod server;

use generated::synerise::types::{AnonymousLogin, ClientLogin, ClientTokenRefresh, IdentityProvider};
use generated::synerise::{ApiKey, TrackerKey};
use generated::synthreo::types::ExecutionRequest;
use generated::{synerise, synthesq, synthreo};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A key that only the tour's own servers accept.
const API_KEY: &str = "64bd8f1c-0000-4000-8000-000000000000";

#[tokio::main]
async fn main() -> Outcome {
    synerise().await?;
    synthreo().await?;
    synthesq().await
}

async fn synerise() -> Outcome {
    let url = format!("http://{}", server::serve(include_str!("../specs/synerise.yaml")).await?);
    let client = synerise::Client::builder().base_url(url).build()?;

    println!("Synerise: log in anonymously. Nothing is needed, and nothing is sent");
    let login = AnonymousLogin { api_key: Some(API_KEY.into()), ..AnonymousLogin::default() };
    let anonymous = client.log_in_anonymously(&login).await?.credential()?;

    println!("Synerise: log in conditionally. Only an anonymous client's JWT opens this operation");
    let visitor = client.clone().jwt(anonymous);
    let mut login = ClientLogin::new(API_KEY, IdentityProvider::Synerise);
    login.email = Some("ada@example.com".to_owned());
    login.password = Some("correct horse battery staple".into());
    let known = visitor.log_in_as_client_conditionally(&login).await?.credential()?;

    println!("Synerise: refresh. What comes back speaks for whom the old token spoke for");
    let customer = client.clone().jwt(known);
    let refreshed = customer.refresh_client_token(&ClientTokenRefresh::new(API_KEY)).await?.credential()?;
    let customer = customer.jwt(refreshed);
    println!("    the client now: {customer:?}");

    println!("Synerise: search with the tracker key, in the query");
    let found = client.clone().tracker_key(TrackerKey::new(API_KEY)).search_items("catalogue", "lamp").limit(5).await?;
    println!("    found {} item", found.data.as_ref().map_or(0, Vec::len));

    println!("Synerise: search with X-Api-Key, in a header");
    client.api_key(ApiKey::new(API_KEY)).search_items("catalogue", "lamp").await?;
    Ok(())
}

async fn synthreo() -> Outcome {
    let url = format!("http://{}", server::serve(include_str!("../specs/synthreo.yaml")).await?);
    let client = synthreo::Client::builder().all_servers(url).build()?;

    println!("Synthreo: log in, with the Origin of the application");
    let login = synthreo::types::LogInRequest::new("ada@example.com", "correct horse battery staple", 4821);
    let jwt = client.log_in(&login).origin("https://builder.synthreo.ai").await?.credential()?;

    println!("Synthreo: execute a diagram with the JWT");
    let request = ExecutionRequest::new("Execute".into(), r#"["When do you open?"]"#);
    let result = client.jwt(jwt).execute_diagram("12001", &request).await?;
    println!("    answer: {:?}", result.get("answer"));
    Ok(())
}

async fn synthesq() -> Outcome {
    let url = format!("http://{}", server::serve(include_str!("../specs/synthesq.yaml")).await?);
    let client = synthesq::Client::builder().base_url(url).build()?;

    println!("SynthesQ: log in");
    let login = synthesq::types::LogInRequest::new("ada@example.com", "correct horse battery staple");
    let token = client.log_in(&login).await?.credential()?;
    let client = client.access_token(token);

    println!("SynthesQ: who am I?");
    client.get_current_user().await?;

    println!("SynthesQ: log out. The client comes back without the token; with it, nothing compiles any more");
    let client = client.log_out().await?.client;
    println!("    the client now: {client:?}");
    Ok(())
}
