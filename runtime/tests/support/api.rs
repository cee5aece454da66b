//! Operations of no document: each method once, every status undocumented.

use http::{Method, StatusCode};
use warded::rt::{Authorization, Decoded, Reply, ServerUrl};
use warded::{Body, Call, Core, DecodeError, Error, Never, Operation, Servers};

/// The document's own servers: relative, so that a base URL is needed.
pub static ROOT: Servers = Servers { index: 0, servers: &[ServerUrl { url: "/", variables: &[] }] };
/// A list of servers of some path.
pub static OTHER: Servers =
    Servers { index: 1, servers: &[ServerUrl { url: "https://other.example/v1", variables: &[] }] };

macro_rules! operation {
    ($name:ident, $method:ident) => {
        pub struct $name;

        impl Operation for $name {
            const ID: &'static str = stringify!($name);
            fn method() -> Method {
                Method::$method
            }
            const PATH: &'static str = "/start";
            const SERVERS: &'static Servers = &ROOT;
            const ACCEPT: &'static str = "application/json";
            type Output = ();
            type Error = Never;
            type Token = ();

            fn decode(reply: &mut Reply) -> Result<Decoded<(), Never>, DecodeError> {
                let _ = reply;
                Ok(Decoded::Undocumented)
            }
        }
    };
}

operation!(Get, GET);
operation!(Head, HEAD);
operation!(Patch, PATCH);
operation!(Post, POST);
operation!(Put, PUT);
operation!(Query, QUERY);

/// A call of `/start`.
pub fn call<O: Operation<Token = ()>>(core: &Core, authorization: Authorization) -> Call<O> {
    Call::new(core, authorization, ()).literal("/start")
}

/// A call of `/start` with a body.
pub fn with_body<O: Operation<Token = ()>>(
    core: &Core,
    authorization: Authorization,
    body: impl Into<Body>,
) -> Call<O> {
    call(core, authorization).bytes("text/plain", body)
}

/// Sends the call and gives the status that came back.
pub async fn code<O: Operation>(call: Call<O>) -> Result<StatusCode, Error<Never>> {
    Ok(call.send_raw().await?.status())
}
