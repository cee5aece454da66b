//! The client, and calls that were not sent yet.

::warded::client! {
    /// A client of Mutual TLS.
    pub struct Client at document;
}

::warded::slot! {
    certificate: C2 = "Certificate", without_certificate, Certificate;
    among [] [];
}
