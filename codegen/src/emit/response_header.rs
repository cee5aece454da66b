//! Header Object: a row of `::warded::rt::headers!` for each header that an operation's successes document.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::documented;
use super::schema;
use crate::plan::{Header, HeaderPresence};

/// `required x_total: i64 = "X-Total";`
pub(super) fn row(Header { ident, name, ty, presence, is_exploded }: &Header<'_>) -> TokenStream {
    let (ty, name) = (schema::ty(ty), documented(name));
    let exploded = is_exploded.then(|| quote!(exploded));
    let (presence, ty) = match presence {
        HeaderPresence::Required => (quote!(required), ty),
        HeaderPresence::Optional => (quote!(optional), quote!(Option<#ty>)),
        HeaderPresence::Each => (quote!(each), ty),
    };
    quote!(#presence #ident: #ty = #name #exploded;)
}
