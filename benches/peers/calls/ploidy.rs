//! A program that calls five of a thousand operations, with a client made by ploidy.

use client::Client;
use client::client::default::parameters::ListBillingAddressQuery;
use client::types::{NewCardAddress, NewCloudAddress};
use client::util::http::header::AUTHORIZATION;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new("https://api.example.com")?.with_sensitive_header(AUTHORIZATION, "Bearer secret")?;
    let query = ListBillingAddressQuery { limit: Some(5), ..Default::default() };
    let found = client.list_billing_address(&query).await?;
    println!("{} found", found.len());
    let new = NewCardAddress { name: "paper".to_owned(), ..Default::default() };
    let created = client.create_card_address(new).await?;
    println!("made {}", created.name);
    let cargo = client.get_cargo_address("1").await?;
    println!("{} is there", cargo.name);
    let new = NewCloudAddress { name: "paper".to_owned(), ..Default::default() };
    let updated = client.update_cloud_address("2", new).await?;
    println!("changed {}", updated.id);
    client.delete_credit_address("3").await?;
    Ok(())
}
