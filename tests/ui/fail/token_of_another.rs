//! The token of an API of one's own makes no call of another API.
use test_apis::security::{Client, op};
use warded::rt::Authorization;
use warded::{Call, Operation};

struct Token;

fn forged<O: Operation<Token = Token>>(client: &Client) -> Call<O> {
    Call::new(client.core(), Authorization::none(), Token)
}

fn main() {
    let _ = forged::<op::WithBasic>(&Client::new());
}
