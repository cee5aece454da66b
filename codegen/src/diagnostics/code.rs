//! The stable codes of diagnostics: one line a code, with its name and the text of `warded explain`.

macro_rules! codes {
    ($($(#[doc = $explanation:literal])+ $variant:ident = $name:literal),* $(,)?) => {
        /// The kind of a diagnostic. The names are stable: configuration and tools refer to them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $explanation])+ $variant),* }

        impl Code {
            /// Every code, in the order of their definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name, as in `error[unknown-security-scheme]`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The meaning of the code, and the ways to correct it: Markdown, the text of `warded explain`.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($explanation, "\n"),+)),* }
            }
        }
    };
}

codes! {
    /// The file could not be read as YAML or JSON. The message is the parser's own.
    Syntax = "syntax",
    /// A key occurs twice in one object with different values, so that one of them would be lost.
    DuplicateKey = "duplicate-key",
    /// The document exceeds a limit: on its size, on its depth, or on the number of its references to itself.
    Limit = "limit",
    /// The document has neither `openapi: 3.x` nor `swagger: "2.0"`.
    UnknownVersion = "unknown-version",
    /// OpenAPI defines no such key at this place, and the key has no effect. Extensions begin with `x-`.
    UnknownKey = "unknown-key",
    /// A key is probably a misspelling of one that affects the client, such as `secruity`. Ignoring it would change the
    /// client.
    MisspeltKey = "misspelt-key",
    /// A key that controls access is in an object for which OpenAPI does not define it, such as `security` in a path
    /// item, or `x-warded` outside an operation. If it were ignored, operations that should require credentials would
    /// not.
    MisplacedKey = "misplaced-key",
    /// A key that OpenAPI requires at this place is missing.
    MissingKey = "missing-key",
    /// A value does not have the type that OpenAPI requires at this place.
    WrongType = "wrong-type",
    /// A value has the right type, but OpenAPI does not allow it at this place.
    InvalidValue = "invalid-value",
    /// The target of a `$ref` does not exist. If there is a component of its name at the place that another version of
    /// OpenAPI uses, that component is the target. A missing schema takes any value, with a warning; the help shows an
    /// overlay that declares it. Anything else that is missing is an error.
    DanglingReference = "dangling-reference",
    /// A `$ref` refers to itself, directly or through other references only. In an `allOf` this has no effect, and is
    /// not an error.
    CircularReference = "circular-reference",
    /// A security requirement names a scheme that `components.securitySchemes` does not declare. If the name is
    /// probably a misspelling of a declared one, this is an error. Any other name becomes a scheme of its own, which
    /// operations require like every scheme. Its location is unknown, so that its credentials have the constructors
    /// `bearer`, `header`, `query` and `cookie`.
    UnknownSecurityScheme = "unknown-security-scheme",
    /// A security requirement names a scope that no flow of its scheme declares. The scope is required nevertheless.
    UnknownScope = "unknown-scope",
    /// A security requirement of a document before OpenAPI 3.1 lists names for a scheme that has no scopes. They are
    /// read as in 3.1: as roles, all of which are required.
    RoleList = "role-list",
    /// Credentials of one requirement have the same location, for which a request can have only one value. They are
    /// treated as alternatives: a call sends the first that the client has.
    ConflictingCredentials = "conflicting-credentials",
    /// A parameter is a credential: it is `Authorization`, or it has the location of a declared scheme's credential. If
    /// no `security` mentions the scheme, operations require it as if one did. If one does, the parameter is not an
    /// argument, because the credential is sent in its place. The help shows an overlay that declares the requirement.
    CredentialParameter = "credential-parameter",
    /// Security schemes are declared, but no operation requires them. `security` may be missing at the root or in
    /// operations.
    UnusedSecurityScheme = "unused-security-scheme",
    /// Operations document the status 401, but have no `security`. `security: []` declares that they require no
    /// credential.
    MissingSecurity = "missing-security",
    /// The `x-warded` extension does not fit the object that it is in.
    InvalidExtension = "invalid-extension",
    /// A token becomes a key in `Authorization`, and the description of its scheme says that a word belongs before it, such
    /// as `Token`. `prefix` in `issues` adds it.
    TokenPrefix = "token-prefix",
    /// Operations look like logins: they need no credential and take a secret, and their success has a token. Nothing
    /// declares that they issue a credential, so that their tokens are copied by hand. The help shows an overlay with
    /// `x-warded`, by which a session logs in by itself.
    UnmarkedLogin = "unmarked-login",
    /// Two operations have the same `operationId`. The name of the second is derived from its method and path.
    DuplicateOperationId = "duplicate-operation-id",
    /// A parameter is declared twice with the same name and location.
    DuplicateParameter = "duplicate-parameter",
    /// A path parameter does not occur in the path template and is left out, or a template expression has no parameter
    /// and takes any text. If one of each occurs in a path, they are taken for each other; of several, nobody can tell
    /// which belong together, and it is an error.
    PathParameter = "path-parameter",
    /// Two parts of an `allOf` contradict each other.
    ConflictingAllOf = "conflicting-all-of",
    /// A default is not a value of its schema; it is left out of the documentation and the code.
    InvalidDefault = "invalid-default",
    /// A default or a value of a server variable does not fit its place in the server's URL: it would change another
    /// part, such as the host, to which credentials would then be sent. Clients refuse it. Users set the variable, or a
    /// base URL.
    ServerVariable = "server-variable",
    /// The document uses a feature that the generator does not support at this place. `--allow` with the pointer leaves
    /// out the operation.
    Unsupported = "unsupported",
    /// A body is XML and nothing else, which is read and written only with the option `xml`: `--xml`, or `Build::xml` in a
    /// build script. An operation whose request or success it is, is left out; an error is given as bytes.
    XmlDisabled = "xml-disabled",
    /// The document does not determine a type's form in XML: a root has no name, a name is none that XML has, or
    /// alternatives have one name for different things. The message says what is read and written nevertheless.
    XmlForm = "xml-form",
    /// A selector of `--include` or `--exclude`, or of a build script's `include` or `exclude`, matches no operation of
    /// the document, or the filter leaves none. It may be misspelt.
    UnmatchedFilter = "unmatched-filter",
    /// An `--allow`, or an entry of a build script's `allow`, leaves nothing out: there is no error of its code at its
    /// place. The document may have been corrected, or the place may be misspelt.
    UnusedAllowance = "unused-allowance",
}

impl Code {
    /// The reason that an error of this code cannot be allowed; `None` if it can be, because it affects only the operations
    /// that need its place.
    #[must_use]
    pub const fn refusal(self) -> Option<&'static str> {
        match self {
            Self::Syntax | Self::UnknownVersion => Some("such a document cannot be read at all"),
            Self::DuplicateKey => Some("it is ambiguous which of the two applies; remove one of them"),
            Self::Limit => {
                Some("the document beyond the limit was not examined; use `--exclude` or a smaller document")
            }
            Self::UnmatchedFilter | Self::UnusedAllowance => Some("it concerns the options, not the document"),
            Self::UnknownScope
            | Self::RoleList
            | Self::TokenPrefix
            | Self::UnmarkedLogin
            | Self::DuplicateOperationId
            | Self::ConflictingAllOf
            | Self::InvalidDefault
            | Self::ServerVariable
            | Self::CredentialParameter
            | Self::XmlDisabled
            | Self::XmlForm
            | Self::UnusedSecurityScheme
            | Self::MissingSecurity => Some("it is a warning, which does not stop the generator"),
            Self::UnknownKey
            | Self::MisspeltKey
            | Self::MisplacedKey
            | Self::MissingKey
            | Self::WrongType
            | Self::InvalidValue
            | Self::DanglingReference
            | Self::CircularReference
            | Self::UnknownSecurityScheme
            | Self::ConflictingCredentials
            | Self::InvalidExtension
            | Self::DuplicateParameter
            | Self::PathParameter
            | Self::Unsupported => None,
        }
    }
}
