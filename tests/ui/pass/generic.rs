//! Generic code names what it needs, and calls can be sent to another task.
use generated::{synerise, synthesq};

async fn whoami<C: synthesq::requires::AccessToken>(client: &synthesq::Client<C>) -> bool {
    client.get_current_user().await.is_ok()
}

fn is_send<T: Send + 'static>(value: T) -> T {
    value
}

fn is_sync<T: Send + Sync + Clone>(value: T) -> T {
    value
}

fn main() {
    let client = is_sync(synthesq::Client::new().access_token(synthesq::AccessToken::new("t")));
    drop(is_send(client.get_current_user().into_future()));
    drop(whoami(&client));
    let dynamic = synerise::DynamicCredentials::default().tracker_key(synerise::TrackerKey::new("k"));
    let _ = synerise::Client::new().with_credentials(dynamic).search_items("index", "lamp");
}

/// Structs name what their client carries.
pub struct Search {
    client: synerise::Client<synerise::only::TrackerKey>,
}

impl Search {
    /// A client that carries the key.
    pub fn new(key: &str) -> Self {
        Self { client: synerise::Client::new().tracker_key(synerise::TrackerKey::new(key)) }
    }

    /// The search of that client.
    pub fn lamps(&self) -> synerise::Call<synerise::op::SearchItems> {
        self.client.search_items("index", "lamp")
    }
}
