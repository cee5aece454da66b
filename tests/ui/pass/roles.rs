//! Issued and renewed credentials carry their role.
use generated::synerise::*;

async fn renew(client: Client) -> Result<(), Box<dyn std::error::Error>> {
    let login = types::AnonymousLogin::default();
    let anonymous: Jwt<role::AnonymousClient> = client.log_in_anonymously(&login).await?.credential()?;
    let visitor = client.jwt(anonymous);
    let refresh = types::ClientTokenRefresh::new("k");
    let renewed: Jwt<role::AnonymousClient> = visitor.refresh_client_token(&refresh).await?.credential()?;
    let login = types::ClientLogin::new("k", types::IdentityProvider::Synerise);
    let known: Jwt<role::Client> = visitor.jwt(renewed).log_in_as_client_conditionally(&login).await?.credential()?;
    drop(known);
    Ok(())
}

fn main() {
    drop(renew(Client::new()));
}
