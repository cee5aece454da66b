//! Every operation of the bundled documents, called once with each alternative that satisfies it, through a client that
//! holds just that one, at Prism, which validates requests and security by the same documents.
#![allow(clippy::unwrap_used, reason = "a call that fails fails the test")]
#![allow(deprecated, reason = "deprecated operations and parameters work too")]

#[path = "support/check.rs"]
mod check;
#[path = "support/document.rs"]
mod document;
#[path = "support/prism.rs"]
mod prism;
#[path = "../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, reason = "this file uses a part of it")]
mod server;

use check::Check;
use generated::{synerise, synthesq, synthreo};
use warded::Error;
use warded::http::{HeaderName, HeaderValue};

/// The header that tells Prism which of the documented responses to answer with.
fn prefer(status: u16) -> (HeaderName, HeaderValue) {
    (HeaderName::from_static("prefer"), HeaderValue::try_from(format!("code={status}")).unwrap())
}

/// Calls each operation with the alternative that stands in front of it.
macro_rules! calls {
    ($check:ident: $($alternative:literal => $call:expr;)*) => {$(
        let call = |status: Option<u16>| match status.map(prefer) {
            Some((name, value)) => $call.header(name, value),
            None => $call,
        };
        $check.call($alternative, call).await;
    )*};
}

mod bodies {
    use generated::synerise::types::*;

    pub(super) fn client() -> ClientLogin {
        let mut login = ClientLogin::new("6b0c1f52-93d7-4e0e-8a54-2f1f7c9d3e10", IdentityProvider::Synerise);
        login.email = Some("ada@example.com".to_owned());
        login.password = Some("correct-horse-battery-staple".into());
        login
    }

    pub(super) fn search() -> SearchRequest {
        let mut search = SearchRequest::new("running shoes");
        search.facets = Some(vec!["brand".to_owned()]);
        search.sort_by_metric = Some(SearchMetric::PageVisitsPopularity);
        search
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn synerise_accepts_every_call() {
    use synerise::types::{AnonymousLogin, ClientTokenRefresh, MfaType, MfaVerification, UserLogin, WorkspaceLogin};
    use synerise::{Client, Jwt, role};
    let Some(mut check) = Check::start("synerise").await else { return };
    let none = Client::builder().base_url(check.url()).build().unwrap();
    let anonymous = none.clone().jwt(Jwt::with_roles("anonymous", role::AnonymousClient));
    let client = none.clone().jwt(Jwt::with_roles("client", role::Client));
    let user = none.clone().jwt(Jwt::with_roles("user", role::User));
    let workspace_user = none.clone().jwt(Jwt::with_roles("workspace-user", role::WorkspaceUser));
    let workspace = none.clone().jwt(Jwt::with_roles("workspace", role::Workspace));
    let (mfa, code) = (MfaType::TotpAuthenticator, MfaVerification::new("135790"));
    let refresh = ClientTokenRefresh::new("6b0c1f52-93d7-4e0e-8a54-2f1f7c9d3e10");
    let login = WorkspaceLogin::new("c41a7e90-5d2b-4f86-a3e7-8b9c0d1e2f34");
    calls! { check:
        "" => none.log_in_anonymously(&AnonymousLogin::default());
        "" => none.log_in_anonymously_v1(&AnonymousLogin::default());
        "JWT as client" => client.refresh_client_token(&refresh);
        "JWT as anonymous-client" => anonymous.refresh_client_token(&refresh);
        "" => none.log_in_as_client(&bodies::client());
        "JWT as anonymous-client" => anonymous.log_in_as_client_conditionally(&bodies::client());
        "" => none.log_in_as_user(&UserLogin::new("ada@example.com", "correct-horse-battery-staple"));
        "JWT as user" => user.verify_user_mfa(&mfa, &code);
        "JWT as workspace-user" => workspace_user.verify_user_mfa(&mfa, &code);
        "JWT as user" => user.select_workspace("0f3f2a8e-6a51-4b0a-9f0c-7d8f64f1c2ab");
        "JWT as workspace-user" => workspace_user.select_workspace("0f3f2a8e-6a51-4b0a-9f0c-7d8f64f1c2ab");
        "JWT as user" => user.list_workspaces();
        "JWT as workspace-user" => workspace_user.list_workspaces();
        "JWT as workspace-user" => workspace_user.get_current_workspace();
        "JWT as workspace" => workspace.get_current_workspace();
        "" => none.log_in_as_workspace(&login).api_version("4.4");
        "" => none.log_in_as_workspace_v4(&login).api_version("4.4");
        "JWT as workspace" => workspace.refresh_workspace_token().api_version("4.4");
    }
    synerise_accepts_every_search(&mut check, &none).await;
    check.is_complete();
    errors_are_typed_by_their_status(&none).await;
}

/// The operations that take one of several credentials.
async fn synerise_accepts_every_search(check: &mut Check, none: &synerise::Client) {
    use synerise::{ApiKey, Basic, Jwt, TrackerKey, role};
    let tracker = none.clone().tracker_key(TrackerKey::new("tracker"));
    let key = none.clone().api_key(ApiKey::new("key"));
    let workspace = none.clone().jwt(Jwt::with_roles("workspace", role::Workspace));
    let basic = none.clone().basic(Basic::new("ada", "password"));
    calls! { check:
        "TrackerKey" => searched(&tracker);
        "ApiKey" => searched(&key);
        "JWT as workspace" => searched(&workspace);
        "TrackerKey" => tracker.search_items_with_body("catalogue", &bodies::search());
        "ApiKey" => key.search_items_with_body("catalogue", &bodies::search());
        "JWT as workspace" => workspace.search_items_with_body("catalogue", &bodies::search());
        "TrackerKey" => tracker.autocomplete_items("catalogue", "shoe").limit(5);
        "ApiKey" => key.autocomplete_items("catalogue", "shoe");
        "JWT as workspace" => workspace.autocomplete_items("catalogue", "shoe");
        "TrackerKey" => tracker.recommend_by_campaign("c-1").item_id(&["a", "b"]).client_uuid("u-1");
        "JWT as workspace" => workspace.recommend_by_campaign("c-1");
        "Basic" => basic.recommend_by_campaign("c-1");
        "TrackerKey" => tracker.recommend_similar_items("a/b").item_catalog_id("7");
        "JWT as workspace" => workspace.recommend_similar_items("a");
    }
}

/// The search with all its parameters.
fn searched<C>(client: &synerise::Client<C>) -> synerise::Call<synerise::op::SearchItems>
where
    C: synerise::requires::TrackerKeyOrApiKeyOrJwtAsWorkspace,
{
    use synerise::types::{Ordering, SearchMetric};
    client
        .search_items("catalogue", "running shoes & more")
        .client_uuid("u-1")
        .personalize(true)
        .correlation_id("c-1")
        .search_id("s-1")
        .sort_by_metric(&SearchMetric::TransactionsPopularity)
        .sort_by_geo_point("34.05,-118.24")
        .filter_geo_points(&["34.05,-118.24,1"])
        .filters("price > 10")
        .facets(&["brand", "colour"])
        .include_meta(true)
        .limit(10)
        .page(1)
        .sort_by("price")
        .ordering(&Ordering::Desc)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn synthreo_accepts_every_call() {
    use synthreo::types::{ExecutionRequest, ExecutionRequestAction, LogInRequest, TrainNodeRequest};
    let Some(mut check) = Check::start("synthreo").await else { return };
    let none = synthreo::Client::builder().all_servers(check.url()).build().unwrap();
    let client = none.clone().jwt(synthreo::Jwt::new("token"));
    let login = LogInRequest::new("ada@example.com", "correct-horse-battery-staple", 4821);
    let run = ExecutionRequest::new(ExecutionRequestAction::Execute, r#"[{"userSays":"When does the shop open?"}]"#);
    let node = TrainNodeRequest::from([("nodeId".to_owned(), "node-1".into())]);
    calls! { check:
        "" => none.log_in(&login).origin("https://builder.synthreo.ai");
        "JWT" => client.get_diagram("12001");
        "JWT" => client.execute_diagram("12001", &run);
        "JWT" => client.execute_diagram_as_job("12001", &run);
        "JWT" => client.train_diagram_node("12001", &node);
        "JWT" => client.get_job("job-58213");
    }
    check.is_complete();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn synthesq_accepts_every_call() {
    let Some(mut check) = Check::start("synthesq").await else { return };
    let none = synthesq::Client::builder().base_url(check.url()).build().unwrap();
    let client = none.clone().access_token(synthesq::AccessToken::new("token"));
    let login = synthesq::types::LogInRequest::new("ada@example.com", "correct-horse-battery-staple");
    calls! { check:
        "" => none.log_in(&login);
        "AccessToken" => client.get_current_user();
    }
    let log_out = |status: Option<u16>| {
        let call = client.clone().log_out();
        let call = match status.map(prefer) {
            Some((name, value)) => call.call(|call| call.header(name, value)),
            None => call,
        };
        async { call.await.map(|revoked| revoked.response) }
    };
    check.call("AccessToken", log_out).await;
    check.is_complete();
}

async fn errors_are_typed_by_their_status(client: &synerise::Client) {
    use synerise::op::LogInAsClientError as LogIn;
    let error = async |status| {
        let (name, value) = prefer(status);
        match client.log_in_as_client(&bodies::client()).header(name, value).await.unwrap_err() {
            Error::Documented { body, .. } => *body,
            other => panic!("{other}"),
        }
    };
    assert!(matches!(error(400).await, LogIn::BadRequest(_)));
    assert!(matches!(error(401).await, LogIn::Unauthorized(_)));
    assert!(matches!(error(403).await, LogIn::Forbidden(_)));
    assert!(matches!(error(404).await, LogIn::NotFound(_)));
    assert!(matches!(error(406).await, LogIn::NotAcceptable(_)));
    assert!(matches!(error(423).await, LogIn::Locked(_)));
}
