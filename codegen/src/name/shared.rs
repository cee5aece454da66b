//! Types that several operations have alike: named by their members.
//!
//! `enum { NotFound, Default(types::Problem) }` is `NotFoundOrDefaultError`, or `NotFoundOrDefaultProblemError` beside one
//! whose variants have other types.

use proc_macro2::Ident;

use super::Names;
use super::words::{item_ident, plain, shortened, type_ident};

/// Such a type.
pub(crate) struct SharedType<'a> {
    /// The variants or fields, each with the item that is its type.
    pub(crate) members: Vec<(&'a Ident, Option<&'a Ident>)>,
    /// The word between two members.
    pub(crate) between: &'static str,
    /// The end of the name.
    pub(crate) suffix: &'static str,
}

impl Names {
    /// The names of such types, the first of those that want the same one first.
    pub(crate) fn shared<'a>(&self, types: impl Iterator<Item = SharedType<'a>>) -> Vec<Ident> {
        let mut scope = self.op.clone();
        types.map(|ty| scope.claim_one_of(wanted(&ty).into_iter())).collect()
    }
}

fn wanted(ty: &SharedType<'_>) -> [Ident; 2] {
    let word = |ident: &Ident| plain(&type_ident(&plain(ident))).trim_matches('_').to_owned();
    let members = ty.members.iter().map(|(member, _)| word(member));
    let typed = ty.members.iter().map(|(member, item)| word(member) + &item.map(word).unwrap_or_default());
    [members.collect::<Vec<_>>(), typed.collect()]
        .map(|words| shortened(&words, ty.between))
        .map(|name| if name.ends_with(ty.suffix) { name } else { name + ty.suffix })
        .map(|name| item_ident(&name))
}
