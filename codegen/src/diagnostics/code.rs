//! The stable codes of diagnostics: one line a code, with its name, and what `warded explain` says of it.

macro_rules! codes {
    ($($(#[doc = $explanation:literal])+ $variant:ident = $name:literal),* $(,)?) => {
        /// What a diagnostic is about. The names are stable: configuration and tools refer to them.
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

            /// What the code means and what to do about it: Markdown, the text of `warded explain`.
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
    /// A key stands twice in one object with different values, so that one of them would be lost.
    DuplicateKey = "duplicate-key",
    /// The document is larger, deeper or refers to itself more often than the limits allow.
    Limit = "limit",
    /// The document says neither `openapi: 3.x` nor `swagger: "2.0"`.
    UnknownVersion = "unknown-version",
    /// A key is not one of OpenAPI's at this place and has no effect. Extensions begin with `x-`.
    UnknownKey = "unknown-key",
    /// A key looks like a misspelling of one that matters, such as `secruity`; ignoring it would change the client.
    MisspeltKey = "misspelt-key",
    /// A key that decides who may call what stands in an object in which OpenAPI has none, such as `security` in a path
    /// item, or `x-warded` in anything but an operation. Were it ignored, operations would be open that were not meant
    /// to be.
    MisplacedKey = "misplaced-key",
    /// A key that OpenAPI requires at this place is missing.
    MissingKey = "missing-key",
    /// A value has another type than OpenAPI gives it at this place.
    WrongType = "wrong-type",
    /// A value is of the right type but is none that OpenAPI allows at this place.
    InvalidValue = "invalid-value",
    /// A `$ref` points to nothing. Where another version of OpenAPI would have a component of its name, that one is taken.
    DanglingReference = "dangling-reference",
    /// A `$ref` points to itself, directly or through others, without anything in between. In an `allOf`, that says nothing
    /// and is no error.
    CircularReference = "circular-reference",
    /// A security requirement names a scheme that `components.securitySchemes` does not declare. Where the name looks
    /// like a misspelling of one that is declared, this is an error. Any other is a scheme of its own, and operations
    /// need it like every scheme; as nothing says how it is sent, its credentials are made by `bearer`, `header`,
    /// `query` or `cookie`.
    UnknownSecurityScheme = "unknown-security-scheme",
    /// A security requirement names a scope that no flow of its scheme declares. It is needed all the same.
    UnknownScope = "unknown-scope",
    /// A security requirement of a document before OpenAPI 3.1 lists names for a scheme that has no scopes. They are read
    /// as in 3.1: roles, all of which are needed.
    RoleList = "role-list",
    /// Credentials of one requirement would be sent in the same place, where a request has room for one of them. They
    /// are taken for alternatives: a call sends the first that the client carries.
    ConflictingCredentials = "conflicting-credentials",
    /// A parameter carries a credential: it is `Authorization`, or stands where a declared scheme puts its own. Where no
    /// `security` speaks of it, operations need it as if one did. One that `security` speaks of is no argument, as the
    /// credential is sent in its place. An overlay that says so comes with it.
    CredentialParameter = "credential-parameter",
    /// Security schemes are declared that nothing needs. `security` may have been forgotten, at the root or in operations.
    UnusedSecurityScheme = "unused-security-scheme",
    /// Operations document 401, that credentials are missing, and no `security` asks for any. `security: []` says that
    /// they are open indeed.
    MissingSecurity = "missing-security",
    /// The `x-warded` extension says something that does not fit its operation.
    InvalidExtension = "invalid-extension",
    /// Two operations have the same `operationId`. The second one is named by its method and path.
    DuplicateOperationId = "duplicate-operation-id",
    /// A parameter is declared twice with the same name and location.
    DuplicateParameter = "duplicate-parameter",
    /// A path parameter has no place in the path and is left out, or a place in the path has no parameter and takes any
    /// text. If there are both, nobody can tell whether one belongs to the other, and it is an error.
    PathParameter = "path-parameter",
    /// Two parts of an `allOf` contradict each other.
    ConflictingAllOf = "conflicting-all-of",
    /// A default is not a value of its schema; it is left out of the documentation and the code.
    InvalidDefault = "invalid-default",
    /// A default or a value of a server variable cannot stand in its place in the server's URL: it would change more than
    /// that place, such as the host, and credentials would go there. Clients refuse it. The user sets the variable, or
    /// gives a base URL.
    ServerVariable = "server-variable",
    /// The document uses something that the generator does not support here. With `--allow` and the pointer, the whole
    /// operation is left out.
    Unsupported = "unsupported",
    /// A selector of `--include` or `--exclude`, or of a build script's `include` or `exclude`, names no operation of the
    /// document, or the filter leaves none. It may be misspelt; were it ignored, the client would not be what was meant.
    UnmatchedFilter = "unmatched-filter",
    /// An `--allow`, or an entry of a build script's `allow`, leaves nothing out: there is no error of its code at its
    /// place. The document may have been mended, or the place may be misspelt.
    UnusedAllowance = "unused-allowance",
}

impl Code {
    /// The reason why an error of this code cannot be allowed; `None` if it can be, since it is about an operation or
    /// what operations need.
    #[must_use]
    pub const fn refusal(self) -> Option<&'static str> {
        match self {
            Self::Syntax | Self::UnknownVersion => Some("nothing of such a document can be read"),
            Self::DuplicateKey => Some("nobody knows which of the two is meant; remove one of them"),
            Self::Limit => {
                Some("what lies behind the limit was not looked at; `--exclude` or a smaller document helps")
            }
            Self::UnmatchedFilter | Self::UnusedAllowance => Some("it is about the options, not about the document"),
            Self::UnknownScope
            | Self::RoleList
            | Self::DuplicateOperationId
            | Self::ConflictingAllOf
            | Self::InvalidDefault
            | Self::ServerVariable
            | Self::CredentialParameter
            | Self::UnusedSecurityScheme
            | Self::MissingSecurity => Some("it is a warning, at which nothing stops"),
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
