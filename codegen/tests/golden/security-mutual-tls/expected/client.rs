//! The client, and its calls before they are sent.

use ::warded::rt;

rt::client! {
    /// A client of Mutual TLS.
    pub struct Client at document;
}

rt::slot! {
    certificate: C2 = "Certificate", without_certificate, Certificate;
    among [] [];
}
