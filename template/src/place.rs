//! The places of a template: for each variable, the part of the URL that it stands in.

use crate::template::{Raw, Variable};

/// The part of a URL that a variable stands in, and what its value may bring along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// At the beginning: an origin, with a path or without.
    Beginning {
        /// A path without an origin fits, too.
        relative: bool,
    },
    /// In the scheme.
    Scheme,
    /// In the host.
    Host(HostPlace),
    /// In the port.
    Port {
        /// Nothing fits, too.
        empty: bool,
        /// A path behind it fits, too.
        path: bool,
    },
    /// Right behind the authority: nothing, or a path with its slash.
    Behind {
        /// A port with its colon fits, too.
        port: bool,
    },
    /// In the path.
    Path {
        /// Several segments fit, too.
        slashes: bool,
    },
    /// It is not to be told where the host ends: nothing fits.
    Unclear,
}

/// The characters that fit a place in the host, besides letters, digits, `-` and `_`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HostPlace {
    /// Dots.
    pub(crate) dots: bool,
    /// An IPv6 address in brackets.
    pub(crate) brackets: bool,
    /// A port behind the host.
    pub(crate) port: bool,
    /// A path behind the authority.
    pub(crate) path: bool,
}

impl HostPlace {
    /// A place for all that is behind the `://`.
    pub(crate) const WHOLE: Self = Self { dots: true, brackets: true, port: true, path: true };
}

/// The part of the URL that the text so far ends in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Beginning,
    Scheme,
    /// Directly behind the `://`.
    HostStart,
    /// Behind a sign after which a host cannot end.
    HostOpen,
    Host,
    /// Directly behind the colon.
    PortStart,
    Port,
    /// Behind the authority, with nothing in between but variables that may be empty.
    Behind,
    Path,
}

/// The signs that separate the parts of a host: a host goes on behind them, and what begins with them goes on with it.
const SEPARATORS: [char; 3] = ['.', '-', '_'];

/// The place of each variable among the parts, in their order.
pub(crate) fn places(parts: &[Raw<'_>], variables: &[Variable<'_>]) -> Vec<Place> {
    let mut zone = if has_scheme(parts) { Zone::Scheme } else { Zone::Beginning };
    let mut places = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        match part {
            Raw::Text(text) => zone = zone.after_text(text),
            Raw::Variable(variable) => {
                let documented = &variables[*variable].documented;
                let place = Seen { variables, parts, index, documented, zone }.place();
                zone = zone.after_variable(place);
                places.push(place);
            }
        }
    }
    places
}

/// Returns true if the template itself has `://` before its path.
pub(crate) fn has_scheme(parts: &[Raw<'_>]) -> bool {
    let slash = parts.iter().find_map(|part| match part {
        Raw::Text(text) => text.find('/').map(|slash| (text, slash)),
        Raw::Variable(_) => None,
    });
    slash.is_some_and(|(text, slash)| text[..slash].ends_with(':') && text[slash..].starts_with("//"))
}

impl Zone {
    fn after_text(self, text: &str) -> Self {
        match self {
            Self::Beginning | Self::Behind | Self::Path => Self::Path,
            Self::Scheme => match text.split_once("://") {
                Some((_, "")) => Self::HostStart,
                Some((_, rest)) => Self::HostStart.after_text(rest),
                None => Self::Scheme,
            },
            Self::HostStart | Self::HostOpen | Self::Host | Self::PortStart | Self::Port if text.contains('/') => {
                Self::Path
            }
            Self::PortStart | Self::Port => Self::Port,
            Self::HostStart | Self::HostOpen | Self::Host => {
                // The colons of an IPv6 address begin no port.
                let behind_address = text.rfind(']').map_or(text, |bracket| &text[bracket + 1..]);
                match behind_address.split_once(':') {
                    Some((_, "")) => Self::PortStart,
                    Some(_) => Self::Port,
                    None if text.ends_with(SEPARATORS) => Self::HostOpen,
                    None => Self::Host,
                }
            }
        }
    }

    fn after_variable(self, place: Place) -> Self {
        match place {
            Place::Beginning { .. } | Place::Behind { .. } => Self::Behind,
            Place::Scheme => Self::Scheme,
            Place::Host(_) => Self::Host,
            Place::Port { .. } => Self::Port,
            Place::Path { .. } | Place::Unclear => Self::Path,
        }
    }
}

/// A variable of a template, with all that is around it.
#[derive(Clone, Copy)]
struct Seen<'s> {
    variables: &'s [Variable<'s>],
    parts: &'s [Raw<'s>],
    index: usize,
    documented: &'s [&'s str],
    zone: Zone,
}

impl Seen<'_> {
    fn place(&self) -> Place {
        let has = |sign: char| self.documented.iter().any(|value| value.contains(sign));
        let (ends_authority, has_path) = (self.ends_authority(), has('/'));
        match self.zone {
            Zone::Beginning => {
                let relative = |value: &&str| !value.contains("://");
                if ends_authority {
                    Place::Beginning { relative: self.documented.iter().any(relative) }
                } else if self.documented.iter().all(relative) {
                    Place::Path { slashes: has_path }
                } else {
                    Place::Unclear
                }
            }
            Zone::Scheme => Place::Scheme,
            Zone::Host | Zone::Port if self.is_behind() => Place::Behind { port: self.zone == Zone::Host && has(':') },
            Zone::Behind => Place::Behind { port: has(':') },
            Zone::HostStart | Zone::HostOpen | Zone::Host => {
                let ends_host = ends_authority || self.next_text().is_some_and(|text| text.starts_with(':'));
                Place::Host(HostPlace {
                    dots: ends_host || has('.'),
                    brackets: ends_host && self.zone == Zone::HostStart,
                    port: ends_authority,
                    path: ends_authority && has_path,
                })
            }
            Zone::PortStart | Zone::Port => {
                Place::Port { empty: self.documented.contains(&""), path: ends_authority && has_path }
            }
            Zone::Path => Place::Path { slashes: has_path || self.is_rest_of_path() },
        }
    }

    /// The variable begins the path, or is empty: nothing but a path follows, and no documented value goes on with the
    /// host or the port.
    fn is_behind(&self) -> bool {
        let goes_on = |value: &&str| {
            let digit = value.starts_with(|first: char| first.is_ascii_digit());
            if self.zone == Zone::Port { digit } else { value.starts_with(SEPARATORS) }
        };
        let text = self.parts[self.index + 1..].iter().find_map(|part| match part {
            Raw::Text(text) => Some(text),
            Raw::Variable(_) => None,
        });
        text.is_none_or(|text| text.starts_with('/')) && !self.documented.iter().any(goes_on)
    }

    /// The authority ends with this variable.
    fn ends_authority(&self) -> bool {
        match self.parts.get(self.index + 1) {
            None => true,
            Some(Raw::Text(text)) => text.starts_with('/'),
            Some(Raw::Variable(next)) => {
                let zone = if matches!(self.zone, Zone::PortStart | Zone::Port) { Zone::Port } else { Zone::Host };
                let documented = &self.variables[*next].documented;
                Seen { index: self.index + 1, documented, zone, ..*self }.is_behind()
            }
        }
    }

    fn next_text(&self) -> Option<&str> {
        match self.parts.get(self.index + 1)? {
            Raw::Text(text) => Some(text),
            Raw::Variable(_) => None,
        }
    }

    /// The variable is the last part of the path, with all of its segments.
    fn is_rest_of_path(&self) -> bool {
        let begins = match self.index.checked_sub(1).map(|before| &self.parts[before]) {
            None => true,
            Some(Raw::Text(text)) => text.ends_with('/'),
            Some(Raw::Variable(_)) => false,
        };
        begins && self.index + 1 == self.parts.len()
    }
}
