//! A program that calls five of a thousand operations, with a client made by openapi-to-rust.

use client::generated::client::HttpClient;
use client::generated::types::{NewCardAddress, NewCloudAddress};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = HttpClient::new().with_api_key("secret");
    let found = client.list_billing_address(Some(5), None::<&str>).await?;
    println!("{} found", found.len());
    let new = NewCardAddress { name: "paper".to_owned(), comment: None, count: None };
    let created = client.create_card_address(new).await?;
    println!("made {}", created.name);
    let cargo = client.get_cargo_address("1").await?;
    println!("{} is there", cargo.name);
    let new = NewCloudAddress { name: "paper".to_owned(), comment: None, count: None };
    let updated = client.update_cloud_address("2", new).await?;
    println!("changed {}", updated.id);
    client.delete_credit_address("3").await?;
    Ok(())
}
