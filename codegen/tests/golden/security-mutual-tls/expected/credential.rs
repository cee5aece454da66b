//! Credentials: one type for each security scheme, and the client's slots for them.

::warded::rt::credential! {
    /// A credential of the security scheme `Certificate`: a client certificate, presented by the connection.
    pub struct Certificate = "Certificate", Connection;
    /// Declares that the client's own transport presents a client certificate. Calls fail before anything is sent if the client has the default transport, which has no certificate, or if the server's URL is plain http.
    presented_by_own_transport() = connection();
}

::warded::rt::credentials! {
    certificate: C2 = "Certificate", without_certificate, Certificate;
}
