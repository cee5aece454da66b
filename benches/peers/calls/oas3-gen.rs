//! A program that calls five of a thousand operations, with a client made by oas3-gen.

use client::{
    ApiResponse, CreateCardAddressRequest, DeleteCreditAddressRequest, DeleteCreditAddressRequestPath,
    GetCargoAddressRequest, GetCargoAddressRequestPath, ListBillingAddressRequest, ListBillingAddressRequestQuery,
    NewCardAddress, NewCloudAddress, Synthetic1000Client, UpdateCloudAddressRequest, UpdateCloudAddressRequestPath,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Synthetic1000Client::new().with_token("secret");
    let query = ListBillingAddressRequestQuery { limit: Some(5), after: None };
    if let ApiResponse::Ok(found) = client.list_billing_address(ListBillingAddressRequest { query }).await? {
        println!("{} found", found.len());
    }
    let body = NewCardAddress { name: "paper".to_owned(), count: None, comment: None };
    if let ApiResponse::Ok(created) = client.create_card_address(CreateCardAddressRequest { body }).await? {
        println!("made {}", created.name);
    }
    let path = GetCargoAddressRequestPath { id: "1".to_owned() };
    if let ApiResponse::Ok(cargo) = client.get_cargo_address(GetCargoAddressRequest { path }).await? {
        println!("{} is there", cargo.name);
    }
    let path = UpdateCloudAddressRequestPath { id: "2".to_owned() };
    let body = NewCloudAddress { name: "paper".to_owned(), count: None, comment: None };
    if let ApiResponse::Ok(updated) = client.update_cloud_address(UpdateCloudAddressRequest { path, body }).await? {
        println!("changed {}", updated.id);
    }
    let path = DeleteCreditAddressRequestPath { id: "3".to_owned() };
    client.delete_credit_address(DeleteCreditAddressRequest { path }).await?;
    Ok(())
}
