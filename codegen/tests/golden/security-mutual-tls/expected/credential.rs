//! Credentials: one type for each security scheme, and the client's slots for them.

::warded::rt::credential! {
    /// A credential of the security scheme `Certificate`: a client certificate, presented by the connection.
    pub struct Certificate = "Certificate", Connection;
    /// Declares that the transport presents a client certificate: the client was built with an `identity`, or with a transport of its own. Calls fail before anything is sent if it was not, or if the server's URL is plain http.
    presented() = connection();
}

::warded::rt::credentials! {
    certificate: C2 = "Certificate", without_certificate, Certificate;
}
