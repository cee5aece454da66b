//! A tour of the three bundled APIs, against servers on loopback that enforce the security of their documents.
//!
//! ```sh
//! cargo run --example tour
//! ```
//! Each step ends with what its server saw; a step whose server saw anything else than the step says ends the tour.

#[path = "tour/server.rs"]
mod server;

use generated::synerise::types::{AnonymousLogin, ClientLogin, ClientTokenRefresh, IdentityProvider};
use generated::synerise::{ApiKey, TrackerKey};
use generated::synthreo::types::{ExecutionRequest, ExecutionRequestAction};
use generated::{synerise, synthesq, synthreo};
use server::Server;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A key that only the tour's own servers accept.
const API_KEY: &str = "64bd8f1c-0000-4000-8000-000000000000";

#[tokio::main]
async fn main() -> Outcome {
    let synerise = Server::start(include_str!("../specs/synerise.yaml"), API_KEY).await?;
    let visitors = synerise::Client::builder().base_url(synerise.url()).build()?;
    log_in_at_synerise(&synerise, &visitors).await?;
    search_at_synerise(&synerise, visitors).await?;
    synthreo(&Server::start(include_str!("../specs/synthreo.yaml"), API_KEY).await?).await?;
    synthesq(&Server::start(include_str!("../specs/synthesq.yaml"), API_KEY).await?).await
}

async fn log_in_at_synerise(server: &Server, client: &synerise::Client) -> Outcome {
    println!("Synerise: log in anonymously. Nothing is needed, and nothing is sent.");
    let login = AnonymousLogin { api_key: Some(API_KEY.into()), ..AnonymousLogin::default() };
    let anonymous = client.log_in_anonymously(&login).await?.credential()?;
    server.saw(&[], 200)?;

    println!("Synerise: log in conditionally. Only the JWT of an anonymous client opens this operation.");
    let visitor = client.clone().jwt(anonymous);
    let mut login = ClientLogin::new(API_KEY, IdentityProvider::Synerise);
    login.email = Some("ada@example.com".to_owned());
    login.password = Some("correct horse battery staple".into());
    let known = visitor.log_in_as_client_conditionally(&login).await?.credential()?;
    server.saw(&["JWT"], 200)?;

    println!("Synerise: refresh. The new JWT speaks for whom the old one spoke for, and the types say so.");
    let customer = client.clone().jwt(known);
    let refreshed = customer.refresh_client_token(&ClientTokenRefresh::new(API_KEY)).await?.credential()?;
    server.saw(&["JWT"], 200)?;
    println!("    the client carries {:?}", customer.jwt(refreshed).credentials());
    Ok(())
}

async fn search_at_synerise(server: &Server, client: synerise::Client) -> Outcome {
    println!("Synerise: search with the tracker key, which travels in the query.");
    let tracker = client.clone().tracker_key(TrackerKey::new(API_KEY));
    let found = tracker.search_items("catalogue", "lamp").limit(5).await?;
    server.saw(&["TrackerKey"], 200)?;
    println!("    found {} item", found.data.as_ref().map_or(0, Vec::len));

    println!("Synerise: search with X-Api-Key, which travels in a header.");
    client.clone().api_key(ApiKey::new(API_KEY)).search_items("catalogue", "lamp").await?;
    server.saw(&["ApiKey"], 200)?;

    println!("Synerise: search with both. One is enough, so that only the first is sent.");
    tracker.api_key(ApiKey::new(API_KEY)).search_items("catalogue", "lamp").await?;
    server.saw(&["TrackerKey"], 200)?;

    println!("Synerise: search with a key that is none. That compiles, and the server is not to be deceived.");
    let refused = client.api_key(ApiKey::new("stolen")).search_items("catalogue", "lamp").await;
    server.saw(&["ApiKey"], 401)?;
    refused_with("the server answered 401 Unauthorized", refused)
}

async fn synthreo(server: &Server) -> Outcome {
    // Logins go to another host than everything else; here, all of them to one.
    let client = synthreo::Client::builder().all_servers(server.url()).build()?;

    println!("Synthreo: log in, with the Origin of the application.");
    let login = synthreo::types::LogInRequest::new("ada@example.com", "correct horse battery staple", 4821);
    let jwt = client.log_in(&login).origin("https://builder.synthreo.ai").await?.credential()?;
    server.saw(&[], 200)?;

    println!("Synthreo: execute a diagram with the JWT.");
    let request = ExecutionRequest::new(ExecutionRequestAction::Execute, r#"[{"userSays":"When do you open?"}]"#);
    let result = client.jwt(jwt).execute_diagram("12001", &request).await?;
    server.saw(&["JWT"], 200)?;
    println!("    answer: {}", result["answer"]);
    Ok(())
}

async fn synthesq(server: &Server) -> Outcome {
    let client = synthesq::Client::builder().base_url(server.url()).build()?;

    println!("SynthesQ: who am I? Credentials that are chosen at run time can be missing; then nothing is sent.");
    let unknown = client.clone().with_credentials(synthesq::DynamicCredentials::default());
    refused_with("getCurrentUser", unknown.get_current_user().await)?;
    server.saw_nothing()?;

    println!("SynthesQ: log in.");
    let login = synthesq::types::LogInRequest::new("ada@example.com", "correct horse battery staple");
    let token = client.log_in(&login).await?.credential()?;
    let client = client.access_token(token);
    server.saw(&[], 200)?;

    println!("SynthesQ: who am I?");
    client.get_current_user().await?;
    server.saw(&["AccessToken"], 200)?;

    println!("SynthesQ: log out. The client comes back without the token; with it, nothing compiles any more.");
    let copy = client.clone();
    let client = client.log_out().await?.client;
    server.saw(&["AccessToken"], 200)?;
    println!("    the client carries {:?}", client.credentials());

    println!("SynthesQ: who am I, asks a copy that still has the token? The server has revoked it.");
    let refused = copy.get_current_user().await;
    server.saw(&["AccessToken"], 401)?;
    refused_with("the server answered 401 Unauthorized", refused)
}

/// Prints the error that a call ended with.
fn refused_with<T, E: std::error::Error>(expected: &str, outcome: Result<T, E>) -> Outcome {
    let Err(error) = outcome else { return Err("the call should have failed".into()) };
    println!("    {error}");
    if error.to_string().contains(expected) {
        Ok(())
    } else {
        Err(format!("not the error that was due: {error}").into())
    }
}
