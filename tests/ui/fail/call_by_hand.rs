//! No call is made around the methods, whose bounds say what it needs.
use test_apis::security::{Basic, Client, HeaderKey, op};
use warded::rt::{Authorization, Slot};
use warded::{Call, Operation};

fn main() {
    let client = Client::new();
    let _ = Call::<op::WithBasic>::new(client.core(), Authorization::none());
    let other = Authorization::one(&Slot::held(HeaderKey::new("k").into()));
    let _ = Call::<op::WithBasic>::new(client.core(), other, ());
    let right = Authorization::one(&Slot::held(Basic::new("ada", "p").into()));
    let _ = Call::<op::WithBasic>::new(client.core(), right, <op::WithBasic as Operation>::Token::default());
    let _ = Call::<op::Open>::new(client.core(), Authorization::none(), test_apis::security::operations::Token(()));
}
