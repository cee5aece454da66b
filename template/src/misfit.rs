//! The reasons why a value cannot stand in its place.

use std::fmt;

/// The reason why a variable's value cannot stand in its place. It never holds the value, which can be confidential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Misfit {
    /// The scheme that it makes is neither `http` nor `https`.
    Scheme,
    /// It begins the URL, and is no `http` or `https` URL.
    Origin,
    /// It holds a character that a host cannot hold. Hosts in other scripts are written as `xn--…`.
    HostCharacter,
    /// It holds a dot inside the host, where none of the documented values does.
    Dot,
    /// A label of the host, as what is between two dots, is left empty.
    EmptyLabel,
    /// The host that it makes looks like an IP address, and is none in its usual form.
    Address,
    /// It holds a colon, where the URL has no room for a port.
    Port,
    /// The port that it makes is no number up to 65535.
    PortNumber,
    /// It holds a slash inside the host or port, where none of the documented values does, or where the host goes on.
    PathInAuthority,
    /// It is right behind the host, and neither empty nor begins with `/`, so that it would change the host.
    ChangesHost,
    /// It holds a slash inside the path, where none of the documented values does and the path goes on.
    Slash,
    /// It holds a character that a path cannot hold, unless it is percent-encoded.
    PathCharacter,
    /// A segment of the path that it makes holds an encoded slash, backslash or control character.
    EncodedCharacter,
    /// A segment of the path that it makes is `.` or `..`, encoded or not.
    DotSegment,
    /// Nothing separates the variable from what follows, so that the template does not tell where its host ends.
    NoPlace,
}

impl fmt::Display for Misfit {
    /// Goes on behind "the value".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "makes a scheme that is neither `http` nor `https`",
            Self::Origin => "begins the URL, but is not an `http` or `https` URL",
            Self::HostCharacter => "has a character that is not allowed in a host",
            Self::Dot => "has a dot inside the host, unlike all documented values",
            Self::EmptyLabel => "leaves a label of the host empty",
            Self::Address => "makes a host that is neither a name nor an IP address in its usual form",
            Self::Port => "has a port where none is allowed",
            Self::PortNumber => "makes a port that is not a number up to 65535",
            Self::PathInAuthority => "has a path where none is allowed",
            Self::ChangesHost => "follows the host directly, but is neither empty nor begins with `/`",
            Self::Slash => "has a slash inside the path, unlike all documented values",
            Self::PathCharacter => "has a character that must be percent-encoded in a path",
            Self::EncodedCharacter => {
                "makes a segment of the path with an encoded slash, backslash or control character"
            }
            Self::DotSegment => "makes a segment of the path `.` or `..`",
            Self::NoPlace => "is not separated from what follows, so that the end of the host is ambiguous",
        })
    }
}
