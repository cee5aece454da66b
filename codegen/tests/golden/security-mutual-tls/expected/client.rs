//! The client, and its calls before they are sent.

::warded::rt::client! {
    /// A client of Mutual TLS.
    pub struct Client at document;
}

::warded::rt::slot! {
    certificate: C2 = "Certificate", without_certificate, Certificate;
    among [] [];
}
