//! XML Object: the tables of the types that bodies of XML reach, and of no others.

use std::collections::BTreeSet;

use super::Planner;
use crate::model::xml::{Body, Holds, Type};
use crate::model::{MediaType, SchemaId};
use crate::name::Ident;

/// The table of a type.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    /// Its item in module `xml`, under the name of the type.
    pub ident: &'a Ident,
    /// The features of Cargo any of which enables it; none if it is always enabled.
    pub features: Vec<&'a str>,
    /// The table.
    pub of: Type<&'a Ident>,
}

impl<'a> Planner<'a, '_> {
    /// The form of a body in XML.
    pub(super) fn xml_body(&self, media: &MediaType) -> Option<Body<&'a Ident>> {
        media.xml.as_ref().map(|body| body.map(&|id| self.xml_ident(id)))
    }

    /// The tables that the bodies of the selected operations need.
    pub(super) fn xml_tables(&self) -> Option<Vec<Table<'a>>> {
        let operations = || self.selection.operations(self.api);
        let sent = operations().filter_map(|operation| operation.request_body.as_ref()).flat_map(|body| &body.content);
        let received = operations().flat_map(|operation| &operation.responses).flat_map(|response| &response.content);
        let bodies: Vec<&Body> = sent.chain(received).filter_map(|media| media.xml.as_ref()).collect();
        if bodies.is_empty() {
            return None;
        }
        let mut open: Vec<SchemaId> = bodies.into_iter().filter_map(|body| Holds::table(&body.holds)).collect();
        let mut found = BTreeSet::new();
        while let Some(id) = open.pop() {
            if found.insert(id) {
                open.extend(self.api.xml[&id].tables());
            }
        }
        let table = |id: SchemaId| Table {
            ident: self.xml_ident(id),
            features: self.features().of_schema(id),
            of: self.api.xml[&id].map(&|id| self.xml_ident(id)),
        };
        Some(found.into_iter().map(table).collect())
    }

    fn xml_ident(&self, id: SchemaId) -> &'a Ident {
        self.names.schemas[id.index()].as_ref().expect("`name` gives every object and union an item")
    }
}
