//! What only generated code and the macros that it calls name. It changes with the generator: nothing here is for users.

mod aliases;
mod client;
mod directed;
mod flows;
mod generated_by;

// Macros: tables of the document to types, operations, credentials and clients.
pub use crate::{
    aliases, client, credential, credentials, enumeration, flows, generated_by, headers, media_types, needs_xml,
    object, operation, requires, scope, setters, slot, union,
};

// Types of values: how they are read, written, and shown.
pub use crate::json::kind::{Kind, Kinds};
pub use crate::json::{Exposed, Hidden, Read, Sensitive, enumeration, object, union};

/// Tables of what an XML body holds.
pub mod xml {
    pub use crate::xml::Holds::{Any, Boolean, List, Map, Number, Object, Scalar, Text, Word};
    pub use crate::xml::Missing::{Absent, Empty, Null};
    pub use crate::xml::{
        At, Body, Holds, Missing, Name, Row, Type, any_root, attribute, body, cdata, element, items, name, object, own,
        union,
    };
}

// Requests: servers, parameters, and bodies.
pub use crate::exchange::{OperationInfo, ServerUrl, ServerVariable};
pub use crate::request::{FieldEncoding, Style};

// Responses: what they are read as, and the credentials in them.
pub use crate::response::{
    Decoded, Decoding, Present, Reply, ResponseHeaders, Seconds, SetCookie, TokenText, TypedHeaders, each_header,
    equals_json, header_text, keep_beside, optional_header, other_method, prefixed, refresh_token, required_header,
    without_bearer,
};

// Credentials: where a client keeps them, and what a request gets.
pub use crate::credential::{
    Attach, AttachError, Attachment, Authorization, Carrier, DynamicSlot, Placement, Slot, debug_schemes,
};

// Requirements: what an operation needs and what a client carries, as types.
pub use crate::credential::grant::{
    Bit, D0, D1, D2, D3, D4, D5, D6, D7, D8, D9, Da, Db, Dc, Dd, De, Df, Digit, Granted, No, Number, Scope, ScopeOf,
    Yes,
};
pub use crate::credential::requirement::{
    AnyOf, Carried, Keeps, Meets, Need, NeedAtRunTime, OneOf, Place, PlaceAtRunTime, SaysRole, Sends, Wanted, With,
};

// Logins by the flows of a document.
#[cfg(feature = "oauth2")]
pub use crate::credential::grant::Requested;
#[cfg(feature = "oauth2")]
pub use crate::oauth::{Endpoints, TokenCredential};
