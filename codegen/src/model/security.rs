//! Security Requirement Object and Security Scheme Object: the credentials that operations require.
//!
//! ```yaml
//! security: [{ JWT: [] }, { TrackerKey: [] }]     # either of them
//! ```

use super::id;
use crate::source::Pointer;

id!(
    /// Identifies a [`SecurityScheme`].
    SchemeId => security_schemes: SecurityScheme
);
id!(
    /// Identifies a [`Guard`].
    GuardId => guards: Guard
);

/// The security requirement of an operation: any one of the alternatives suffices. With no alternatives, nothing is
/// required and nothing is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Security {
    /// The `security` key that says so, the operation's own or the root's; where neither has one, the parameter that
    /// carries a credential, and `None` without one.
    pub origin: Option<Pointer>,
    /// In the document's order, except for an empty one (`{}`: no credential suffices too), which is last.
    pub alternatives: Vec<Requirement>,
}

/// One alternative: every scheme of it is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Requirement {
    /// In the document's order.
    pub schemes: Vec<SchemeUse>,
}

/// A scheme in a requirement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemeUse {
    /// The scheme.
    pub scheme: SchemeId,
    /// The scopes that are needed, all of them. Indices into [`SecurityScheme::scopes`], ascending.
    pub scopes: Vec<usize>,
    /// The roles that are needed, all of them. Ascending.
    pub roles: Vec<RoleId>,
    /// The roles of which one is needed beside them; empty if none is. Ascending.
    pub any_role: Vec<RoleId>,
}

impl SchemeUse {
    /// Returns true if a credential with these roles has the required ones.
    pub(crate) fn accepts(&self, roles: &[RoleId]) -> bool {
        let has = |role| roles.contains(role);
        self.roles.iter().all(has) && (self.any_role.is_empty() || self.any_role.iter().any(has))
    }
}

/// A role of a scheme: an index into [`SecurityScheme::roles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(pub u32);

/// A way to authenticate.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// The place of its definition, or of its first use if it is [`SchemeKind::Undeclared`].
    pub origin: Pointer,
    /// Its key under `components.securitySchemes`.
    pub name: String,
    /// `description`
    pub description: Option<String>,
    /// The location and format of the credential.
    pub kind: SchemeKind,
    /// The roles that a credential can have: the names in `x-warded` and in requirements. Empty if the scheme has no
    /// roles.
    pub roles: Vec<Role>,
    /// The scopes that flows declare and requirements name. Empty if the scheme knows none.
    pub scopes: Vec<Role>,
    /// `deprecated`
    pub deprecated: bool,
    /// The statuses that mean that a credential is no longer good; empty if the document says none, and 401 does.
    pub refused: Vec<u16>,
    /// `flows`, empty if the scheme is not `oauth2`.
    pub flows: Vec<Flow>,
    /// The description of the server that issues tokens.
    pub metadata: Option<Metadata>,
}

/// An OAuth Flow Object: a way to get a token. URLs may be relative to a server's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The key under `flows`.
    pub kind: FlowKind,
    /// `authorizationUrl`
    pub authorization_url: Option<String>,
    /// `deviceAuthorizationUrl`
    pub device_authorization_url: Option<String>,
    /// `tokenUrl`
    pub token_url: Option<String>,
    /// `refreshUrl`
    pub refresh_url: Option<String>,
    /// `scopes`, in the document's order.
    pub scopes: Vec<Role>,
}

/// The kind of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum FlowKind {
    Implicit,
    Password,
    ClientCredentials,
    AuthorizationCode,
    DeviceAuthorization,
}

/// The URL of a document that describes a server which issues tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Metadata {
    /// `oauth2MetadataUrl`: RFC 8414.
    OAuth2(String),
    /// `openIdConnectUrl`: OpenID Connect Discovery.
    OpenIdConnect(String),
}

/// A role or a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name in the document.
    pub name: String,
    /// The document's description of it.
    pub description: Option<String>,
}

/// The location and format of a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`. OAuth 2 and OpenID Connect too.
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// `Authorization: NAME …` for the other schemes of HTTP, the caller gives what follows the name.
    Http {
        /// The scheme's name as it is sent.
        scheme: String,
    },
    /// A header of its own.
    Header {
        /// Its name.
        name: String,
    },
    /// A query parameter.
    Query {
        /// Its name.
        name: String,
    },
    /// A cookie.
    Cookie {
        /// Its name.
        name: String,
    },
    /// `mutualTLS`: the connection carries it, no request does.
    MutualTls,
    /// The document uses the scheme without declaring it: each credential determines its own location.
    Undeclared,
}

/// A distinct requirement, which becomes one trait: operations that need the same share it.
#[derive(Clone, Debug)]
pub struct Guard {
    /// The place of its first use.
    pub origin: Pointer,
    /// Same as [`Security::alternatives`], with the schemes in the order of their declaration, and without
    /// alternatives that are never sent because an earlier one is met whenever they are.
    pub alternatives: Vec<Requirement>,
}
