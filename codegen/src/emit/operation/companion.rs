//! The types that go with an operation: the enums of its outcomes and the struct of its headers.
//!
//! Where several operations have one alike, the first of them declares it and the others have an alias:
//!
//! ```text
//! pub enum ListPetsError { NotFound, Default(types::Problem) }
//! pub type ShowPetError = ListPetsError;
//! ```
//! An operation whose responses change gets a type of its own again, under the name that it has already.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::docs;

/// Such a type.
pub(in crate::emit) struct Companion<'a> {
    ident: &'a Ident,
    docs: String,
    kind: Kind,
    members: Vec<Member>,
    /// The text of all members, without their documentation.
    shape: String,
}

impl<'a> Companion<'a> {
    pub(in crate::emit) fn new(ident: &'a Ident, docs: String, kind: Kind, members: Vec<Member>) -> Self {
        let shape = members.iter().map(|member| member.tokens.to_string()).collect();
        Self { ident, docs, kind, members, shape }
    }
}

/// The kind of type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::emit) enum Kind {
    /// An enum, a variant for each response.
    Outcomes,
    /// A struct, a field for each header.
    Headers,
}

/// A variant or a row.
pub(in crate::emit) struct Member {
    pub(in crate::emit) tokens: TokenStream,
    /// The documentation of this operation.
    pub(in crate::emit) described: String,
    /// The documentation for any operation.
    pub(in crate::emit) plain: String,
}

/// The types of operations that are shared, by shape.
#[derive(Default)]
pub(super) struct Shared<'a>(BTreeMap<Shape<'a>, Declared<'a>>);

/// The properties by which two types are equal, including the features of Cargo that enable them.
type Shape<'a> = (&'a [&'a str], Kind, &'a str);

struct Declared<'a> {
    first: &'a Ident,
    /// The documentation of its members: that of all operations if they agree, otherwise that for any operation.
    docs: Vec<String>,
}

impl<'a> Shared<'a> {
    /// Takes in a type, in the order of the operations.
    pub(super) fn note(&mut self, features: &'a [&'a str], companion: &'a Companion<'a>) {
        let described = || companion.members.iter().map(|member| member.described.clone()).collect();
        let declared = self
            .0
            .entry((features, companion.kind, &companion.shape))
            .or_insert_with(|| Declared { first: companion.ident, docs: described() });
        for (docs, member) in declared.docs.iter_mut().zip(&companion.members) {
            if *docs != member.described {
                docs.clone_from(&member.plain);
            }
        }
    }

    /// The item of a type that was noted.
    pub(super) fn item(&self, features: &'a [&'a str], companion: &Companion<'_>) -> TokenStream {
        let declared = &self.0[&(features, companion.kind, companion.shape.as_str())];
        let (ident, first, docs) = (companion.ident, declared.first, docs::attribute(&companion.docs));
        if first != ident {
            return quote!(#docs pub type #ident = #first;);
        }
        let members = companion.members.iter().zip(&declared.docs).map(|(Member { tokens, .. }, docs)| {
            let docs = docs::attribute(docs);
            quote!(#docs #tokens)
        });
        match companion.kind {
            Kind::Outcomes => quote! { #docs #[derive(Debug)] pub enum #ident { #(#members),* } },
            Kind::Headers => quote! { ::warded::rt::headers! { #docs pub struct #ident { #(#members)* } } },
        }
    }
}
