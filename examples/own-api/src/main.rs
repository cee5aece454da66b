//! Calls an API of one's own: `parcels.yaml`, served here by a thread on loopback.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};

/// The client of `parcels.yaml`.
mod parcels {
    warded::include_api!("parcels");
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = serve_one()?;
    let client = parcels::Client::builder()
        .base_url(format!("http://{server}"))
        .build()?
        .api_key(parcels::ApiKey::new("not-a-real-key"));

    let parcel = client.track_parcel("00340434").language("de").await?;
    println!("parcel {} is {:?}, {}", parcel.number, parcel.status, parcel.place.as_deref().unwrap_or("somewhere"));
    Ok(())
}

/// Answers one request, whatever it is.
fn serve_one() -> std::io::Result<SocketAddr> {
    const BODY: &str = r#"{"number":"00340434","status":"moving","place":"Leipzig"}"#;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || -> std::io::Result<()> {
        let (mut stream, _) = listener.accept()?;
        stream.read(&mut [0; 4096])?;
        let length = BODY.len();
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{BODY}"
        )
    });
    Ok(address)
}
