//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `PATCH` `/pictures` needs no credential, and sends none.
    /// Sends `application/zip`. Accepts `application/zip`.
    pub fn convert_picture(
        &self,
        body: impl Into<::warded::Body>,
    ) -> Call<op::ConvertPicture> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pictures")
                .bytes("application/zip", body),
        )
    }

    /// `PATCH` `/pictures` needs no credential, and sends none.
    /// Sends `application/pdf`. Accepts `application/zip`.
    pub fn convert_picture_from_pdf(
        &self,
        body: impl Into<::warded::Body>,
    ) -> Call<op::ConvertPicture> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pictures")
                .bytes("application/pdf", body),
        )
    }

    /// `PATCH` `/pictures` needs no credential, and sends none.
    /// Sends `application/zip`. Accepts `application/pdf`.
    pub fn convert_picture_as_pdf(
        &self,
        body: impl Into<::warded::Body>,
    ) -> Call<op::ConvertPictureAsPdf> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pictures")
                .bytes("application/zip", body),
        )
    }

    /// `PATCH` `/pictures` needs no credential, and sends none.
    /// Sends `application/pdf`. Accepts `application/pdf`.
    pub fn convert_picture_as_pdf_from_pdf(
        &self,
        body: impl Into<::warded::Body>,
    ) -> Call<op::ConvertPictureAsPdf> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/pictures")
                .bytes("application/pdf", body),
        )
    }

    /// `PUT` `/reports/{name}` needs no credential, and sends none.
    pub fn put_report(&self, name: &str, body: &types::Report) -> Call<op::PutReport> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/reports/")
                .path("name", rt::Style::SIMPLE, name)
                .json("application/json", body),
        )
    }

    /// `PATCH` `/reports/{name}` needs no credential, and sends none.
    /// Sends `application/json-patch+json`.
    pub fn patch_report_as_json_patch(
        &self,
        name: &str,
        body: &::std::collections::BTreeMap<String, ::warded::serde_json::Value>,
    ) -> Call<op::PatchReport> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/reports/")
                .path("name", rt::Style::SIMPLE, name)
                .json("application/json-patch+json", body),
        )
    }

    /// `PATCH` `/reports/{name}` needs no credential, and sends none.
    /// Sends `application/merge-patch+json`.
    pub fn patch_report_as_merge_patch(
        &self,
        name: &str,
        body: &::std::collections::BTreeMap<String, ::warded::serde_json::Value>,
    ) -> Call<op::PatchReport> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/reports/")
                .path("name", rt::Style::SIMPLE, name)
                .json("application/merge-patch+json", body),
        )
    }

    /// `PATCH` `/reports/{name}` needs no credential, and sends none.
    /// Sends `application/apply-patch+yaml`.
    pub fn patch_report_as_apply_patch_yaml(
        &self,
        name: &str,
        body: &str,
    ) -> Call<op::PatchReport> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/reports/")
                .path("name", rt::Style::SIMPLE, name)
                .text("application/apply-patch+yaml", body),
        )
    }

    /// `PATCH` `/reports/{name}` needs no credential, and sends none.
    /// Sends `application/apply-patch+cbor`.
    pub fn patch_report_as_apply_patch_cbor(
        &self,
        name: &str,
        body: impl Into<::warded::Body>,
    ) -> Call<op::PatchReport> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/reports/")
                .path("name", rt::Style::SIMPLE, name)
                .bytes("application/apply-patch+cbor", body),
        )
    }
}
