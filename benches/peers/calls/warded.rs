//! A program that calls five of a thousand operations, with a client made by Warded.

use client::types::{NewCardAddress, NewCloudAddress};
use client::{Client, Token};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new().token(Token::new("secret"));
    let found = client.list_billing_address().limit(5).await?;
    println!("{} found", found.len());
    let created = client.create_card_address(&NewCardAddress::new("paper")).await?;
    println!("made {}", created.name);
    let cargo = client.get_cargo_address("1").await?;
    println!("{} is there", cargo.name);
    let updated = client.update_cloud_address("2", &NewCloudAddress::new("paper")).await?;
    println!("changed {}", updated.id);
    client.delete_credit_address("3").await?;
    Ok(())
}
