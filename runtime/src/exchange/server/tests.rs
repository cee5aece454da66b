//! Tests of server URLs with the values of their variables.

mod places;

use warded_template::Misfit;

use super::*;

const REGIONS: Servers = Servers {
    index: 3,
    servers: &[ServerUrl {
        url: "https://{region}.example.com/v1/",
        variables: &[ServerVariable { name: "region", default: "eu", allowed: &["eu", "us"] }],
    }],
};
const RELATIVE: Servers = Servers { index: 1, servers: &[ServerUrl { url: "/auth", variables: &[] }] };

fn uri(table: &ServerTable, servers: &Servers, target: &str) -> Result<String, ServerError> {
    Ok(table.base(servers)?.uri(target)?.to_string())
}

#[test]
fn path_and_query_follow_the_servers_path() {
    let table = ServerTable::new(false);
    for (target, expected) in [
        ("/a?b=c", "https://eu.example.com/v1/a?b=c"),
        ("?b=c", "https://eu.example.com/v1?b=c"),
        ("@evil.example/", "https://eu.example.com/v1/@evil.example/"),
        ("//evil.example/", "https://eu.example.com/v1//evil.example/"),
    ] {
        assert_eq!(uri(&table, &REGIONS, target).as_deref(), Ok(expected));
    }
}

#[test]
fn relative_servers_need_a_base_url() {
    let mut table = ServerTable::new(false);
    assert_eq!(uri(&table, &RELATIVE, "/log-in"), Err(ServerError::BaseUrlNeeded));
    let base = Base::parse("https://example.com/api", false).expect("a valid URL");
    table.replaced.insert(0, Arc::new(base));
    assert_eq!(uri(&table, &RELATIVE, "/log-in").as_deref(), Ok("https://example.com/auth/log-in"));
}

#[test]
fn what_a_server_must_not_be() {
    for (url, expected) in [
        ("https://u:p@example.com", ServerError::UserInfo),
        ("https://u@example.com", ServerError::UserInfo),
        ("https://example.com/?a", ServerError::QueryOrFragment),
        ("https://example.com/#a", ServerError::QueryOrFragment),
        ("ftp://example.com", ServerError::Scheme),
        ("https://", ServerError::Invalid),
        ("/v1", ServerError::Invalid),
    ] {
        assert_eq!(Base::parse(url, false).map(|_| ()), Err(expected), "{url}");
    }
    assert!(matches!(Base::parse("http://example.com", false), Err(ServerError::PlainHttp { .. })));
    assert!(Base::parse("http://example.com", true).is_ok());
    assert!(Base::parse("http://[::1]:8080/v1", false).is_ok());
}

#[test]
fn variables_take_only_what_the_document_allows() {
    let table = ServerTable::new(false);
    let with = |name, value: &str| table.declared(&REGIONS, &[(name, value)]).map(|base| base.origin);
    assert_eq!(with("region", "us").map(|origin| origin.to_string()).as_deref(), Ok("https://us.example.com:443"));
    assert!(matches!(with("region", "evil.example/"), Err(ServerError::VariableValue { .. })));
    assert_eq!(with("zone", "us"), Err(ServerError::UnknownVariable { name: "zone".to_owned() }));
}

/// The URL of `/x` at a server with these values.
fn filled(url: &str, variables: &'static [ServerVariable], values: &[(&str, &str)]) -> Result<String, ServerError> {
    let url = Box::leak(url.to_owned().into_boxed_str());
    let servers = Servers { index: 0, servers: Box::leak(Box::new([ServerUrl { url, variables }])) };
    let table = ServerTable::new(true);
    Ok(table.declared(&servers, values)?.uri("/x")?.to_string())
}

/// The document's author may write what a URL parser changes, its users may not.
#[test]
fn a_server_is_what_its_text_says() {
    const ANY: &[ServerVariable] = &[ServerVariable { name: "v", default: "v1", allowed: &[] }];
    for (url, value, expected) in [
        ("https://b\u{fc}cher.example/{v}", "v1", Ok("https://xn--bcher-kva.example/v1/x")),
        ("https://{v}.b\u{fc}cher.example", "a", Ok("https://a.xn--bcher-kva.example/x")),
        ("HTTPS://EXAMPLE.com/a b/{v}", "v1", Ok("https://example.com/a%20b/v1/x")),
        ("https://{v}/", "EXAMPLE.com:443", Ok("https://example.com/x")),
        ("https://{v}/", "[0:0::1]", Err(ServerError::Altered)),
        ("https://{v}.1/", "a", Err(ServerError::VariableMisfit { name: "v", reason: Misfit::Address })),
        ("https://evil.com\\{v}.example.com/", "v1", Err(ServerError::Altered)),
        ("https://example\t.com/{v}", "v1", Err(ServerError::Altered)),
        ("https://{v}@example.com", "v1", Err(ServerError::UserInfo)),
        ("https://example.com/?{v}", "v1", Err(ServerError::QueryOrFragment)),
        ("ftp://example.com/{v}", "v1", Err(ServerError::Scheme)),
    ] {
        assert_eq!(filled(url, ANY, &[("v", value)]), expected.map(str::to_owned), "{url} with {value:?}");
    }
}

#[test]
fn errors_name_the_variable_and_not_its_value() {
    const ANY: &[ServerVariable] = &[ServerVariable { name: "tenant", default: "evil.com/", allowed: &[] }];
    let url = "https://{tenant}.example.com";
    let error = filled(url, ANY, &[("tenant", "s3cret/")]).expect_err("it leaves its place");
    assert_eq!(error, ServerError::VariableMisfit { name: "tenant", reason: Misfit::PathInAuthority });
    let text = format!("{error} {error:?}");
    assert!(text.contains("`tenant`") && !text.contains("s3cret"), "{text}");
    assert!(filled(url, ANY, &[]).is_err(), "the document's own default leaves its place");
}
