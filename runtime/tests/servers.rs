//! Tests of the server and the transport of calls.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use http::{Method, Response, StatusCode};
use support::{Get, Memory, OTHER, ROOT, call, code};
use warded::rt::{Authorization, Decoded, Reply, ServerUrl, ServerVariable};
use warded::{
    BuildError, Call, Core, CoreBuilder, DecodeError, Error, Never, Operation, ServerError, Servers, ThreadRuntime,
};

/// An operation with its own list of servers.
struct Elsewhere;

impl Operation for Elsewhere {
    const ID: &'static str = "elsewhere";
    fn method() -> Method {
        Method::GET
    }
    const PATH: &'static str = "/start";
    const SERVERS: &'static Servers = &OTHER;
    const ACCEPT: &'static str = "";
    type Output = ();
    type Error = Never;
    type Token = ();

    fn decode(_: &mut Reply) -> Result<Decoded<(), Never>, DecodeError> {
        Ok(Decoded::Undocumented)
    }
}

/// The targets of the two operations with this builder.
async fn targets(change: impl FnOnce(CoreBuilder) -> CoreBuilder) -> [String; 2] {
    let memory = Memory::new(|_| Response::new(String::new()));
    let core = change(Core::builder().transport(memory.clone())).build().unwrap();
    code(call::<Get>(&core, Authorization::none())).await.unwrap();
    code(call::<Elsewhere>(&core, Authorization::none())).await.unwrap();
    let sent: Vec<_> = memory.take().into_iter().map(|sent| sent.uri.to_string()).collect();
    sent.try_into().unwrap()
}

#[tokio::test]
async fn each_list_of_servers_can_be_replaced() {
    assert_eq!(
        targets(|builder| builder.base_url("https://a.example/api/")).await,
        ["https://a.example/api/start", "https://other.example/v1/start"]
    );
    assert_eq!(
        targets(|builder| builder.server(&ROOT, "https://a.example").server(&OTHER, "https://b.example")).await,
        ["https://a.example/start", "https://b.example/start"]
    );
    assert_eq!(
        targets(|builder| builder.base_url("https://a.example").all_servers("http://127.0.0.1:8080/x")).await,
        ["http://127.0.0.1:8080/x/start", "http://127.0.0.1:8080/x/start"]
    );
}

#[tokio::test]
async fn variables_are_checked_when_the_client_is_built() {
    static REGIONS: Servers = Servers {
        index: 0,
        servers: &[ServerUrl {
            url: "https://{region}.example",
            variables: &[ServerVariable { name: "region", default: "eu", allowed: &["eu", "us"] }],
        }],
    };
    let [root, _] = targets(|builder| builder.server_variable(&REGIONS, "region", "us")).await;
    assert_eq!(root, "https://us.example/start");
    let error = Core::builder().server_variable(&REGIONS, "region", "evil.example/").build().unwrap_err();
    assert!(matches!(error, BuildError::Server(ServerError::VariableValue { name: "region", .. })));
}

#[tokio::test]
async fn without_a_base_url_a_relative_server_is_an_error() {
    let error = code(call::<Get>(&Core::default(), Authorization::none())).await.unwrap_err();
    assert!(matches!(error, Error::Server(ServerError::BaseUrlNeeded)), "{error:?}");
    assert!(error.to_string().contains("base URL"));
}

#[test]
fn what_calls_share_can_be_shared() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn sent<T: Send + 'static>(_: T) {}
    shared::<Core>();
    let core = Core::default();
    sent(call::<Get>(&core, Authorization::none()));
    sent(call::<Get>(&core, Authorization::none()).send());
    sent(Call::<Get>::new(&core, Authorization::none(), ()).into_future());
}

#[test]
fn no_async_runtime_is_needed_with_ones_own_transport() {
    let memory = Memory::new(|_| Response::new("text".to_owned()));
    let builder = Core::builder().base_url("https://a.example").transport(memory).runtime(ThreadRuntime::new());
    let core = builder.user_agent("own/1").build().unwrap();
    let call = code(call::<Get>(&core, Authorization::none()));
    assert_eq!(futures_util::FutureExt::now_or_never(call).unwrap().unwrap(), StatusCode::OK);
}

/// A relative URL is resolved against the base URL, once, however many variables are set and in whichever order.
#[tokio::test]
async fn variables_of_relative_servers() {
    static BASE: Servers = Servers {
        index: 0,
        servers: &[ServerUrl {
            url: "{a}/{b}",
            variables: &[
                ServerVariable { name: "a", default: "x", allowed: &[] },
                ServerVariable { name: "b", default: "y", allowed: &[] },
            ],
        }],
    };
    static BESIDE: Servers = Servers {
        index: 1,
        servers: &[ServerUrl { url: "{c}", variables: &[ServerVariable { name: "c", default: "z", allowed: &[] }] }],
    };
    let builder = |builder: CoreBuilder| builder.base_url("https://a.example/api").server_variable(&BESIDE, "c", "3");
    let sent = targets(|new| builder(new).server_variable(&BASE, "b", "2").server_variable(&BASE, "a", "1")).await;
    assert_eq!(sent, ["https://a.example/api/1/2/start", "https://a.example/api/1/2/3/start"]);
    // None of these is a URL of its own.
    for value in ["//evil.example", "a://evil.example", "https://evil.example@a"] {
        let [target, _] = targets(|new| builder(new).server_variable(&BASE, "b", value)).await;
        assert_eq!(target, format!("https://a.example/api/x/{value}/start"));
    }
}
