//! Random values in random templates: no value leaves its place. What a template can make is written beside it, as a
//! pattern over the URL that requests go to, and nothing here reads templates or values as the client does.

use super::{ServerVariable, filled};

const CASES: u32 = 200_000;

#[derive(Clone, Copy, Debug)]
struct Front {
    url: &'static str,
    /// `*` is a part of a label, `+` a whole name, `[` an address.
    hosts: &'static [&'static str],
    /// A value may bring a port.
    port: bool,
    /// A value may bring a path, and the template has no port of its own.
    path: bool,
}

const fn front(url: &'static str, hosts: &'static [&'static str], port: bool) -> Front {
    Front { url, hosts, port, path: false }
}

const FRONTS: [Front; 10] = [
    front("https://example.com", &["example.com"], false),
    front("https://{tenant}.example.com", &["*.example.com"], false),
    front("{scheme}://{tenant}.example.com", &["*.example.com"], false),
    front("http{s}://api-{tenant}.example.com", &["api-*.example.com"], false),
    front("https://{tenant}{tenant}.example.com", &["*.example.com"], false),
    front("https://{tenant}example.com", &["*example.com"], false),
    front("https://{host}", &["+", "["], true),
    front("https://api.{host}", &["api.+"], true),
    front("{scheme}://{tenant}.{host}", &["*.+"], true),
    Front { url: "{root}", hosts: &["+", "["], port: true, path: true },
];

/// With the ports that they make, `#` for any.
const PORTS: [(&str, Option<&str>); 4] = [("", None), ("", None), (":8443", Some("8443")), (":{port}", Some("#"))];

/// With the paths that they make: `^` is a part of a segment, `~` any segments.
const PATHS: [(&str, &[&str]); 9] = [
    ("", &["/x"]),
    ("/{base}", &["/~/x", "/x"]),
    ("/v1/{base}", &["/v1/~/x", "/v1/x"]),
    ("/{segment}/v2", &["/^/v2/x"]),
    ("/.{segment}/v2", &["/.^/v2/x"]),
    ("/{base}{segment}", &["/^/x", "/x"]),
    ("{basePath}", &["/~/x", "/x"]),
    ("{basePath}/v2", &["/~/v2/x", "/v2/x"]),
    ("{basePath}{basePath}", &["/~/x", "/x"]),
];

const fn variable(name: &'static str, default: &'static str) -> ServerVariable {
    ServerVariable { name, default, allowed: &[] }
}

const VARIABLES: &[ServerVariable] = &[
    variable("tenant", "acme"),
    variable("host", "example.org"),
    variable("scheme", "https"),
    variable("s", "s"),
    variable("port", "8443"),
    variable("base", "v1"),
    variable("segment", "s"),
    variable("basePath", "/base"),
    variable("root", "https://example.org"),
];

const HOSTILE: [&str; 41] = [
    "/",
    "\\",
    "@",
    "?",
    "#",
    ":",
    ".",
    "..",
    "%2e",
    "%2E",
    "%2f",
    "%5c",
    "%",
    "\u{3002}",
    "\u{ff0e}",
    "\u{ff0f}",
    "\u{2100}",
    "\t",
    "\n",
    "\0",
    " ",
    "{",
    "}",
    "{base}",
    "{tenant}",
    "[",
    "]",
    ",",
    ";",
    "evil.com",
    "127.0.0.1",
    "127.1",
    "0x7f",
    "::1",
    "xn--",
    "xn--bcher-kva",
    "b\u{fc}cher",
    "\u{212a}",
    "https://",
    ":443",
    "-",
];

/// Each fits some places.
const HARMLESS: [&str; 16] = [
    "",
    "a",
    "A-b_1",
    "evil.com",
    "a.b:80",
    "[::1]",
    "[::1]:80",
    "127.0.0.1",
    "http",
    "https",
    "443",
    "/a/b",
    "a/b",
    "https://evil.com",
    "http://[::1]:80/a",
    "https://Evil.com:443/a/",
];

#[test]
fn no_value_leaves_its_place() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..CASES {
        let (front, (paths_end, paths)) = (random.one(&FRONTS), random.one(&PATHS));
        let (port, port_form) = if front.path { PORTS[0] } else { random.one(&PORTS) };
        let url = [front.url, port, paths_end].concat();
        let values: Vec<_> = VARIABLES.iter().filter_map(|known| Some((known.name, random.value()?))).collect();
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        match filled(&url, VARIABLES, &values) {
            Ok(made) => {
                let held = holds(front, port_form, paths, &made);
                held.unwrap_or_else(|wrong| panic!("{url} with {values:?} is {made}: {wrong}"));
                accepted += 1;
            }
            Err(_) => refused += 1,
        }
    }
    assert!(accepted > CASES / 10 && refused > CASES / 10, "{accepted} {refused}");
}

/// The same numbers each time (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Mostly none, which is the default: a value that is refused hides what is done with the others.
    fn value(&mut self) -> Option<String> {
        match self.below(5) {
            0 => Some(self.one(&HARMLESS).to_owned()),
            1 => Some((0..self.below(4)).map(|_| self.one(&HOSTILE)).collect()),
            _ => None,
        }
    }
}

/// Checks that the parts of a template can make a URL.
fn holds(front: Front, port: Option<&str>, paths: &[&str], url: &str) -> Result<(), &'static str> {
    let (scheme, rest) = url.split_once("://").ok_or("no scheme")?;
    let (authority, path) = rest.split_at(rest.find('/').ok_or("no path")?);
    let (host, number) = match authority.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')) {
        Some((host, number)) => (host, number),
        None => (authority, if scheme == "https" { "443" } else { "80" }),
    };
    let port = match port {
        Some(pattern) => pattern,
        None if front.port => "#",
        None if scheme == "https" => "443",
        None => "80",
    };
    let paths = paths.iter().map(|path| if front.path { ["~", path].concat() } else { (*path).to_owned() });
    let is_dots = |segment: &str| {
        let segment = segment.to_lowercase().replace("%2e", ".");
        matches!(segment.split(';').next(), Some("." | ".."))
    };
    match () {
        () if !matches!(scheme, "http" | "https") => Err("the scheme"),
        () if !front.hosts.iter().any(|pattern| matches(pattern, host)) => Err("the host"),
        () if host.split('.').any(str::is_empty) => Err("an empty label"),
        () if !matches(port, number) => Err("the port"),
        () if !paths.into_iter().any(|pattern| matches(&pattern, path)) => Err("the path"),
        () if path.split('/').any(is_dots) => Err("a dot segment"),
        () if ["%2f", "%5c", "%00"].iter().any(|sign| path.to_lowercase().contains(sign)) => Err("an encoded sign"),
        () => Ok(()),
    }
}

/// Returns true if all of a text matches a pattern. None of its signs matches `@`, `?`, `#`, `\` or white space.
fn matches(pattern: &str, text: &str) -> bool {
    let Some(sign) = pattern.chars().next() else { return text.is_empty() };
    let rest = &pattern[sign.len_utf8()..];
    let is_label = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
    let is_segment = |sign: char| sign.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%".contains(sign);
    let class = |one: char| match sign {
        '*' => is_label(one),
        '+' => is_label(one) || one == '.',
        '[' => one.is_ascii_hexdigit() || matches!(one, ':' | '[' | ']'),
        '#' => one.is_ascii_digit(),
        '^' => is_segment(one),
        '~' => is_segment(one) || one == '/',
        _ => one == sign,
    };
    if !"*+[#^~".contains(sign) {
        return text.strip_prefix(sign).is_some_and(|text| matches(rest, text));
    }
    let signs = text.char_indices().take_while(|(_, one)| class(*one)).map(|(at, one)| at + one.len_utf8());
    std::iter::once(0).chain(signs).any(|end| matches(rest, &text[end..]))
}
