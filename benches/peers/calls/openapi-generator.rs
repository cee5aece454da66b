//! A program that calls five of a thousand operations, with a client made by openapi-generator.

use client::apis::billing_address_api::list_billing_address;
use client::apis::card_address_api::create_card_address;
use client::apis::cargo_address_api::get_cargo_address;
use client::apis::cloud_address_api::update_cloud_address;
use client::apis::configuration::Configuration;
use client::apis::credit_address_api::delete_credit_address;
use client::models::{NewCardAddress, NewCloudAddress};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Configuration { bearer_access_token: Some("secret".to_owned()), ..Configuration::new() };
    let found = list_billing_address(&client, Some(5), None).await?;
    println!("{} found", found.len());
    let created = create_card_address(&client, NewCardAddress::new("paper".to_owned())).await?;
    println!("made {}", created.name);
    let cargo = get_cargo_address(&client, "1").await?;
    println!("{} is there", cargo.name);
    let updated = update_cloud_address(&client, "2", NewCloudAddress::new("paper".to_owned())).await?;
    println!("changed {}", updated.id);
    delete_credit_address(&client, "3").await?;
    Ok(())
}
