//! Credentials: one type for each security scheme, and the client's places for them.

::warded::rt::credential! {
    /// A credential of the security scheme `Certificate`: a client certificate, which the connection carries.
    pub struct Certificate = "Certificate", Connection;
    /// Declares that the transport which the client is built with presents a client certificate. With it, calls fail before anything is sent where the client has the default transport, which has no certificate, or the server is asked over plain http.
    presented_by_own_transport() = connection();
}

::warded::rt::credentials! {
    certificate: C2 = "Certificate", without_certificate, Certificate;
}
