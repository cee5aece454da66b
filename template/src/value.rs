//! Values: whether one fits its place, by itself and together with the text around it.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use crate::misfit::Misfit;
use crate::place::{HostPlace, Place};
use crate::template::Filled;

/// Checks that a value fits a place, as far as the value alone shows.
pub(crate) fn fits(value: &str, place: Place) -> Result<(), Misfit> {
    match place {
        Place::Beginning { relative } => match value.split_once("://") {
            Some((scheme, rest)) if is_scheme(scheme) => host(rest, HostPlace::WHOLE),
            Some(_) => Err(Misfit::Scheme),
            None if relative => path(value, true),
            None => Err(Misfit::Origin),
        },
        Place::Scheme => holds(value, |byte| byte.is_ascii_alphabetic(), Misfit::Scheme),
        Place::Host(place) => host(value, place),
        Place::Port { empty, .. } if empty && value.is_empty() => Ok(()),
        Place::Port { path, .. } => port(value, path),
        Place::Behind { port: allowed } => match value.strip_prefix(':') {
            Some(rest) if allowed => port(rest, true),
            _ if value.is_empty() || value.starts_with('/') => path(value, true),
            Some(_) | None => Err(Misfit::ChangesHost),
        },
        Place::Path { slashes } => path(value, slashes),
        Place::Unclear => Err(Misfit::NoPlace),
    }
}

fn holds(text: &str, allowed: impl Fn(u8) -> bool, otherwise: Misfit) -> Result<(), Misfit> {
    if text.bytes().all(allowed) { Ok(()) } else { Err(otherwise) }
}

fn is_scheme(text: &str) -> bool {
    text.eq_ignore_ascii_case("http") || text.eq_ignore_ascii_case("https")
}

/// A host or a part of one, with what may follow.
fn host(value: &str, place: HostPlace) -> Result<(), Misfit> {
    let (authority, rest) = value.split_at(value.find('/').unwrap_or(value.len()));
    let name = if place.brackets && authority.starts_with('[') {
        let end = authority.find(']').ok_or(Misfit::HostCharacter)?;
        authority[1..end].parse::<Ipv6Addr>().map_err(|_| Misfit::Address)?;
        &authority[..=end]
    } else {
        let name = &authority[..authority.find(':').unwrap_or(authority.len())];
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        holds(name, allowed, Misfit::HostCharacter)?;
        if name.contains('.') && !place.dots {
            return Err(Misfit::Dot);
        }
        name
    };
    match authority[name.len()..].strip_prefix(':') {
        Some(number) if place.port => port(number, false)?,
        Some(_) => return Err(Misfit::Port),
        None if name.len() < authority.len() => return Err(Misfit::HostCharacter),
        None => {}
    }
    if !rest.is_empty() && !place.path {
        return Err(Misfit::PathInAuthority);
    }
    path(rest, true)
}

/// A port or a part of one.
fn port(value: &str, path_allowed: bool) -> Result<(), Misfit> {
    let (number, rest) = value.split_at(value.find('/').unwrap_or(value.len()));
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Misfit::PortNumber);
    }
    if !rest.is_empty() && !path_allowed {
        return Err(Misfit::PathInAuthority);
    }
    path(rest, true)
}

/// Characters of a path (RFC 3986, section 3.3).
fn path(value: &str, slashes: bool) -> Result<(), Misfit> {
    if value.contains('/') && !slashes {
        return Err(Misfit::Slash);
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&byte);
    holds(value, allowed, Misfit::PathCharacter)?;
    let mut encoded = value.split('%').skip(1);
    let is_encoded = |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    if encoded.all(is_encoded) { Ok(()) } else { Err(Misfit::PathCharacter) }
}

/// Checks that a range of a URL fits together with the text around it: labels and segments that only their neighbours
/// complete, such as `.` after `.`.
pub(crate) fn fits_with_its_neighbours(filled: &Filled, range: &Range<usize>) -> Result<(), Misfit> {
    let touches = |begin: usize, text: &str| begin <= range.end && range.start <= begin + text.len();
    let mut begin = 0;
    let mut path = filled.url.as_str();
    if filled.absolute
        && let Some((scheme, rest)) = path.split_once("://")
    {
        if touches(0, scheme) && !is_scheme(scheme) {
            return Err(Misfit::Scheme);
        }
        let (authority, behind) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        begin = scheme.len() + "://".len();
        fits_authority(authority, |at, text| touches(begin + at, text))?;
        begin += authority.len();
        path = behind;
    }
    for segment in path.split('/') {
        if touches(begin, segment) {
            fits_segment(segment)?;
        }
        begin += segment.len() + 1;
    }
    Ok(())
}

fn fits_authority(authority: &str, touches: impl Fn(usize, &str) -> bool) -> Result<(), Misfit> {
    let behind_address = authority.rfind(']').map_or(0, |bracket| bracket + 1);
    let end = authority[behind_address..].find(':').map_or(authority.len(), |colon| behind_address + colon);
    let (host, port) = (&authority[..end], authority[end..].strip_prefix(':').unwrap_or_default());
    if touches(end + 1, port) && !port.is_empty() && port.parse::<u16>().is_err() {
        return Err(Misfit::PortNumber);
    }
    if behind_address > 0 || !touches(0, host) {
        return Ok(());
    }
    let mut begin = 0;
    for label in host.split('.') {
        if label.is_empty() && touches(begin, label) {
            return Err(Misfit::EmptyLabel);
        }
        begin += label.len() + 1;
    }
    // URL parsers take a host of which the last label is a number for an address, in whichever form: `127.1`, `0x7f000001`.
    let last = host.rsplit('.').next().unwrap_or_default();
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    let is_number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
        || hexadecimal.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if is_number && host.parse::<Ipv4Addr>().is_err() { Err(Misfit::Address) } else { Ok(()) }
}

/// A segment as servers may see it: decoded, and without the parameters that some cut off behind a `;`.
fn fits_segment(segment: &str) -> Result<(), Misfit> {
    let decoded = decoded(segment);
    if decoded.iter().any(|byte| byte.is_ascii_control() || matches!(byte, b'/' | b'\\')) {
        return Err(Misfit::EncodedCharacter);
    }
    let name = decoded.split(|byte| *byte == b';').next().unwrap_or_default();
    if matches!(name, b"." | b"..") { Err(Misfit::DotSegment) } else { Ok(()) }
}

fn decoded(segment: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(segment.len());
    let mut bytes = segment.as_bytes();
    while let [first, rest @ ..] = bytes {
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (*first, rest) {
            (b'%', [high, low, behind @ ..]) if let (Some(high), Some(low)) = (digit(*high), digit(*low)) => {
                decoded.push(high * 16 + low);
                bytes = behind;
            }
            _ => {
                decoded.push(*first);
                bytes = rest;
            }
        }
    }
    decoded
}
