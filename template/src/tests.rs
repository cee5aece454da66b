//! Tests of the values that fit each place.

use super::{Filled, Misfit, Template, Variable};

/// A template whose variables are documented with these values, separated by spaces; an empty value is written `-`.
fn filled(url: &str, documented: &[(&str, &str)], given: &[(&str, &str)]) -> Result<Filled, Misfit> {
    let value = |value: &'static str| if value == "-" { "" } else { value };
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let variables: Vec<_> = documented
        .iter()
        .map(|(name, values)| Variable { name, documented: leak(values).split(' ').map(value).collect() })
        .collect();
    let given = |name: &str| {
        let given = given.iter().find(|(given, _)| *given == name).map(|(_, value)| *value);
        let default = || variables.iter().find(|variable| variable.name == name).map(|known| known.documented[0]);
        given.or_else(default).unwrap_or_default().to_owned()
    };
    Template::parse(url, &variables).fill(|name| leak(&given(name))).map_err(|(_, misfit)| misfit)
}

/// Holds what values come to: `Ok` for the URL, `Err` for the reason.
macro_rules! values {
    ($url:literal, $documented:expr; $($name:ident = $value:expr => $expected:expr;)*) => {
        $(
            let made = filled($url, &$documented, &[(stringify!($name), $value)]).map(|filled| filled.url);
            let expected: Result<&str, Misfit> = $expected;
            assert_eq!(made.as_deref(), expected.as_ref().copied(), "{} with {:?}", $url, $value);
        )*
    };
}

#[test]
fn a_part_of_the_host() {
    values! { "https://{tenant}.example.com/{base}", [("tenant", "acme"), ("base", "v1 v2")];
        tenant = "other-1_x" => Ok("https://other-1_x.example.com/v1");
        tenant = "evil.com/" => Err(Misfit::Dot);
        tenant = "evil.com" => Err(Misfit::Dot);
        tenant = "evil/" => Err(Misfit::PathInAuthority);
        tenant = "evil:443/" => Err(Misfit::Port);
        tenant = "evil:443" => Err(Misfit::Port);
        tenant = "user@evil" => Err(Misfit::HostCharacter);
        tenant = "evil\\" => Err(Misfit::HostCharacter);
        tenant = "evil?" => Err(Misfit::HostCharacter);
        tenant = "evil#" => Err(Misfit::HostCharacter);
        tenant = "ev il" => Err(Misfit::HostCharacter);
        tenant = "evil\t" => Err(Misfit::HostCharacter);
        tenant = "evil\n/" => Err(Misfit::HostCharacter);
        tenant = "evil\u{3002}com" => Err(Misfit::HostCharacter);
        tenant = "evil\u{ff0f}" => Err(Misfit::HostCharacter);
        tenant = "\u{2100}" => Err(Misfit::HostCharacter);
        tenant = "evil%2ecom" => Err(Misfit::HostCharacter);
        tenant = "{base}" => Err(Misfit::HostCharacter);
        tenant = "" => Err(Misfit::EmptyLabel);
    }
    values! { "https://api{env}.example.com", [("env", "-dev")];
        env = "" => Ok("https://api.example.com");
        env = "-prod" => Ok("https://api-prod.example.com");
        env = "." => Err(Misfit::Dot);
    }
    values! { "https://{sub}.example.com", [("sub", "a.b")];
        sub = "c.d.e" => Ok("https://c.d.e.example.com");
        sub = "c." => Err(Misfit::EmptyLabel);
        sub = ".c" => Err(Misfit::EmptyLabel);
        sub = "c..d" => Err(Misfit::EmptyLabel);
        sub = "evil.com/" => Err(Misfit::PathInAuthority);
    }
}

#[test]
fn a_whole_host() {
    values! { "https://{host}/v1", [("host", "example.com")];
        host = "localhost:8443" => Ok("https://localhost:8443/v1");
        host = "127.0.0.1" => Ok("https://127.0.0.1/v1");
        host = "[::1]:80" => Ok("https://[::1]:80/v1");
        host = "[::1]x" => Err(Misfit::HostCharacter);
        host = "[::g]" => Err(Misfit::Address);
        host = "127.1" => Err(Misfit::Address);
        host = "0x7f000001" => Err(Misfit::Address);
        host = "2130706433" => Err(Misfit::Address);
        host = "example.com/x" => Err(Misfit::PathInAuthority);
        host = "example.com:" => Err(Misfit::PortNumber);
        host = "example.com:65536" => Err(Misfit::PortNumber);
        host = "example.com:80:80" => Err(Misfit::PortNumber);
        host = "a@example.com" => Err(Misfit::HostCharacter);
        host = "https://example.com" => Err(Misfit::PortNumber);
        host = "" => Err(Misfit::EmptyLabel);
    }
    values! { "https://api.{domain}", [("domain", "example.com")];
        domain = "example.org:8443" => Ok("https://api.example.org:8443");
        domain = "[::1]" => Err(Misfit::HostCharacter);
        domain = ".example.org" => Err(Misfit::EmptyLabel);
        domain = "1" => Err(Misfit::Address);
    }
    values! { "{protocol}://{hostname}{basePath}",
        [("protocol", "https http"), ("hostname", "localhost:8008"), ("basePath", "/_matrix/client/v3")];
        hostname = "matrix.org" => Ok("https://matrix.org/_matrix/client/v3");
        basePath = "" => Ok("https://localhost:8008");
        basePath = ".evil.com" => Err(Misfit::ChangesHost);
        basePath = ":80" => Err(Misfit::ChangesHost);
        basePath = "@evil.com" => Err(Misfit::ChangesHost);
        protocol = "http" => Ok("http://localhost:8008/_matrix/client/v3");
        protocol = "HTTPS" => Ok("HTTPS://localhost:8008/_matrix/client/v3");
        protocol = "ftp" => Err(Misfit::Scheme);
        protocol = "" => Err(Misfit::Scheme);
        protocol = "https://evil.com/" => Err(Misfit::Scheme);
    }
}

#[test]
fn a_port() {
    values! { "https://{host}:{port}/v2", [("host", "localhost"), ("port", "80")];
        port = "8443" => Ok("https://localhost:8443/v2");
        port = "" => Err(Misfit::PortNumber);
        port = "65536" => Err(Misfit::PortNumber);
        port = "1/evil" => Err(Misfit::PathInAuthority);
        port = "443@evil.com" => Err(Misfit::PortNumber);
        host = "a.example" => Ok("https://a.example:80/v2");
        host = "a.example:1" => Err(Misfit::Port);
        host = "a.example/" => Err(Misfit::PathInAuthority);
    }
    values! { "https://example.com:8{port}{rest}", [("port", "0"), ("rest", "/v1")];
        port = "1" => Ok("https://example.com:81/v1");
        port = "99999" => Err(Misfit::PortNumber);
        rest = "1" => Err(Misfit::ChangesHost);
    }
}

#[test]
fn the_path() {
    values! { "https://example.com{basePath}/x", [("basePath", "/v1")];
        basePath = "" => Ok("https://example.com/x");
        basePath = "/a/b" => Ok("https://example.com/a/b/x");
        basePath = "a" => Err(Misfit::ChangesHost);
        basePath = ".evil.com" => Err(Misfit::ChangesHost);
        basePath = "/.." => Err(Misfit::DotSegment);
    }
    values! { "https://example.com/{base}", [("base", "v1")];
        base = "a/b" => Ok("https://example.com/a/b");
        base = "" => Ok("https://example.com/");
        base = "@a:b;c=%20" => Ok("https://example.com/@a:b;c=%20");
        base = "a/../b" => Err(Misfit::DotSegment);
        base = "%2e%2E/b" => Err(Misfit::DotSegment);
        base = ".%2E;x/b" => Err(Misfit::DotSegment);
        base = "a%2fb" => Err(Misfit::EncodedCharacter);
        base = "a%5C" => Err(Misfit::EncodedCharacter);
        base = "%0a" => Err(Misfit::EncodedCharacter);
        base = "%2" => Err(Misfit::PathCharacter);
        base = "a?b" => Err(Misfit::PathCharacter);
        base = "a#b" => Err(Misfit::PathCharacter);
        base = "a\\b" => Err(Misfit::PathCharacter);
        base = "a b" => Err(Misfit::PathCharacter);
        base = "\t" => Err(Misfit::PathCharacter);
        base = "{base}" => Err(Misfit::PathCharacter);
    }
    values! { "https://example.com/{customer}/x.{kind}", [("customer", "big-dogs"), ("kind", "a")];
        customer = "small" => Ok("https://example.com/small/x.a");
        customer = "a/b" => Err(Misfit::Slash);
        kind = "a/b" => Err(Misfit::Slash);
    }
    values! { "https://example.com/.{x}/%2{y}", [("x", "a"), ("y", "0")];
        x = "." => Err(Misfit::DotSegment);
        x = "" => Err(Misfit::DotSegment);
        y = "e" => Err(Misfit::DotSegment);
        y = "f" => Err(Misfit::EncodedCharacter);
    }
    let dots = filled("https://example.com/{a}{b}", &[("a", "x"), ("b", "y")], &[("a", "."), ("b", ".")]);
    assert_eq!(dots.map(|filled| filled.url), Err(Misfit::DotSegment));
}

#[test]
fn the_beginning() {
    values! { "{apiRoot}/v1", [("apiRoot", "http://localhost:9091")];
        apiRoot = "https://localhost:8443/x" => Ok("https://localhost:8443/x/v1");
        apiRoot = "https://example.com" => Ok("https://example.com/v1");
        apiRoot = "ftp://example.com" => Err(Misfit::Scheme);
        apiRoot = "https://u:p@example.com" => Err(Misfit::PortNumber);
        apiRoot = "https://u@example.com" => Err(Misfit::HostCharacter);
        apiRoot = "https://example.com?" => Err(Misfit::HostCharacter);
        apiRoot = "https://example.com/#" => Err(Misfit::PathCharacter);
        apiRoot = "https://example.com/.." => Err(Misfit::DotSegment);
        apiRoot = "https://" => Err(Misfit::EmptyLabel);
        apiRoot = "https:///example.com" => Err(Misfit::EmptyLabel);
        apiRoot = "//example.com" => Err(Misfit::Origin);
        apiRoot = "/api" => Err(Misfit::Origin);
    }
    values! { "{apiRoot}{path}", [("apiRoot", "https://example.com"), ("path", "/v1")];
        path = ".evil.com" => Err(Misfit::ChangesHost);
    }
    values! { "{apiRoot}.example.com/v1", [("apiRoot", "https://api")];
        apiRoot = "https://api" => Err(Misfit::NoPlace);
    }
}

#[test]
fn a_relative_url_stays_relative() {
    for (url, value) in [("{base}/v1", "a/b"), ("/{base}", "a:"), ("{base}-beta", "https:")] {
        let filled = filled(url, &[("base", "api")], &[("base", value)]).expect("it fits");
        assert!(!filled.absolute, "{url} with {value:?} is {:?}", filled.url);
    }
    let filled = filled("{url}", &[("url", "none")], &[("url", "https://example.com")]).expect("it fits");
    assert!(filled.absolute);
}

/// Values with the characters of documented values are accepted.
#[test]
fn documented_values_widen_a_place() {
    values! { "https://{host}", [("host", "example.com/api localhost")];
        host = "example.org:80/x/y" => Ok("https://example.org:80/x/y");
        host = "example.org/../x" => Err(Misfit::DotSegment);
    }
    values! { "https://example.com{port}/v1", [("port", ":8443")];
        port = ":1" => Ok("https://example.com:1/v1");
        port = "1" => Err(Misfit::ChangesHost);
    }
    values! { "https://example.com:{port}", [("port", "80 -")];
        port = "" => Ok("https://example.com:");
    }
    values! { "https://example.com/{a}/x", [("a", "v1/y")];
        a = "v2/z" => Ok("https://example.com/v2/z/x");
    }
    values! { "https://api{domain}/v1", [("domain", ".example.com")];
        domain = ".example.org" => Ok("https://api.example.org/v1");
    }
    // But none can move the host that the template goes on with.
    values! { "https://{tenant}.example.com", [("tenant", "evil.com/ evil:80")];
        tenant = "evil.com/" => Err(Misfit::PathInAuthority);
        tenant = "evil:80" => Err(Misfit::Port);
    }
}

#[test]
fn each_occurrence_has_its_place() {
    values! { "https://{x}.example.com/{x}/{y}", [("x", "a"), ("y", "b")];
        x = "c" => Ok("https://c.example.com/c/b");
        x = "c;" => Err(Misfit::HostCharacter);
        y = "{x}" => Err(Misfit::PathCharacter);
    }
}

#[test]
fn names_stand_in_braces() {
    assert_eq!(super::names("{a}{b{c}}d}{a}{e"), ["a", "c"]);
}
