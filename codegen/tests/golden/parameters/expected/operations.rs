//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `GET` `/numbers/{country}` needs no credential, and sends none.
    pub fn find_numbers(
        &self,
        country: &str,
        search: &str,
        kind: &str,
    ) -> Call<op::FindNumbers> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/numbers/")
                .path("country", rt::Style::SIMPLE.may_be_empty(), country)
                .query(
                    "",
                    rt::Style::FORM,
                    &::std::collections::BTreeMap::from([(search, "1")]),
                )
                .query(
                    "type",
                    rt::Style::FORM,
                    &["a-", AsRef::<str>::as_ref(kind)].concat(),
                )
                .query("all", rt::Style::FORM, "true"),
        )
    }

    /// `GET` `/things/{id}.json/{range}` needs no credential, and sends none.
    /// Optional, set on the call: `tags`, `filter`, `limit`, `url`, `r#where`, `x_trace`, `theme`.
    ///
    /// - `id`: Which one.
    pub fn find_things(
        &self,
        id: &str,
        range: &[i64],
        since: Option<i64>,
        x_keys: Option<&Vec<Vec<::warded::Secret>>>,
    ) -> Call<op::FindThings> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/things/")
                .path("id", rt::Style::SIMPLE, id)
                .literal(".json/")
                .path("range", rt::Style::MATRIX, range)
                .query("since", rt::Style::FORM, &since)
                .header("X-Keys", rt::Style::SIMPLE, &x_keys.map(rt::Exposed)),
        )
    }
}
