//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/report` needs no credential, and sends none.
    ///
    /// # Errors
    /// - 404: None.
    pub fn report(&self) -> Call<op::Report> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/report"))
    }

    /// `GET` `/report` needs no credential, and sends none.
    /// Accepts `text/csv`.
    ///
    /// # Errors
    /// - 404: None.
    pub fn report_as_csv(&self) -> Call<op::ReportAsCsv> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/report"))
    }

    /// `GET` `/report` needs no credential, and sends none.
    /// Accepts `application/pdf`.
    ///
    /// # Errors
    /// - 404: None.
    pub fn report_as_pdf(&self) -> Call<op::ReportAsPdf> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/report"))
    }

    /// `GET` `/report` needs no credential, and sends none.
    /// Accepts `image/png`, `image/jpeg`.
    ///
    /// # Errors
    /// - 404: None.
    pub fn report_as_image(&self) -> Call<op::ReportAsImage> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/report"))
    }

    /// `GET` `/reports/csv` needs no credential, and sends none.
    pub fn report_as_csv2(&self) -> Call<op::ReportAsCsv2> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/reports/csv"))
    }
}
