//! Bodies of XML with and without the option, and what they have no bearing on.

mod support;

use std::path::Path;

use serde_json::Value;
use warded_codegen::output::Layout;
use warded_codegen::{Generation, MessageFormat, Options, generate_bytes};

const SHOP: &str = "openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: https://example.com }]
paths:
  /feed: { get: { operationId: feed, responses: { '200': { description: '', content: { application/rss+xml: { schema: { $ref: '#/components/schemas/Feed' } } } } } } }
  /order: { put: { operationId: order, requestBody: { content: { text/xml: { schema: { $ref: '#/components/schemas/Feed' } } } }, responses: { '204': { description: '' } } } }
  /either: { get: { operationId: either, responses: { '200': { description: '', content: { text/xml: { schema: { $ref: '#/components/schemas/Both' } }, application/json: { schema: { $ref: '#/components/schemas/Both' } } } } } } }
  /shop:
    get:
      operationId: shop
      responses:
        '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Shop' } } } }
        default: { description: '', content: { application/xml: { schema: { $ref: '#/components/schemas/Problem' } } } }
components:
  schemas:
    Both: { type: object, properties: { a: { type: string, xml: { name: A } } } }
    Shop: { type: object, properties: { name: { type: string, xml: { attribute: true } } } }
    Feed: { type: object, properties: { title: { type: string }, entry: { $ref: '#/components/schemas/Entry' } } }
    Entry: { type: object, properties: { id: { type: integer } } }
    Problem: { type: object, properties: { code: { type: integer } } }
";

fn generate(text: &str, xml: bool, change: impl FnOnce(&mut Options)) -> Generation {
    let mut options = Options { xml, ..Options::new(Layout::Module) };
    change(&mut options);
    generate_bytes(Path::new("openapi.yaml"), text.as_bytes(), &options).expect("no other file is read")
}

fn file(generation: Generation, name: &str) -> Option<String> {
    let files = support::files(generation);
    files.into_iter().find(|file| file.path == Path::new(name)).map(|file| file.content)
}

/// The operations, each with how its responses are read.
fn rows(generation: &Generation) -> Vec<String> {
    let summary = generation.summary().expect("the document has no errors");
    let operations = summary["operations"].as_array().expect("there are operations");
    let row = |operation: &Value| format!("{} {}", operation["operationId"], operation["rows"]).replace('"', "");
    operations.iter().map(row).collect()
}

#[test]
fn without_the_option_nothing_is_xml() {
    let generation = generate(SHOP, false, |_| {});
    let text = generation.report.render(MessageFormat::Human { color: false });
    assert_eq!(text.matches("the operation is left out").count(), 2, "{text}");
    assert_eq!(text.matches("this error is given as bytes").count(), 1, "{text}");
    let rows = rows(&generation);
    assert_eq!(rows, ["either [200-299: json output]", "shop [200-299: json output,else: bytes error]"]);
    assert_eq!(file(generate(SHOP, false, |_| {}), "xml.rs"), None);
}

#[test]
fn with_the_option_what_xml_reaches_has_tables() {
    let generation = generate(SHOP, true, |_| {});
    let expected = [
        "either [200-299: json output]",
        "feed [200-299: xml output]",
        "order [200-299: empty output]",
        "shop [200-299: json output,else: xml error]",
    ];
    assert_eq!(rows(&generation), expected);
    let tables = file(generation, "xml.rs").expect("there are bodies of XML");
    let has = |name: &str| tables.contains(&format!("pub static {name}: x::Type"));
    assert!(has("Feed") && has("Entry") && has("Problem"), "{tables}");
    assert!(!has("Both") && !has("Shop"), "JSON needs no tables: {tables}");
}

#[test]
fn a_filter_takes_tables_with_it() {
    let filtered = |pattern: &str| {
        let selector = pattern.parse().expect("it is a selector");
        file(generate(SHOP, true, |options| options.load.filter.include.push(selector)), "xml.rs")
    };
    let tables = filtered("operation=shop").expect("its error is XML");
    assert!(tables.contains("static Problem") && !tables.contains("static Feed"), "{tables}");
    assert_eq!(filtered("operation=either"), None);
}

#[test]
fn json_does_not_depend_on_xml() {
    let json = SHOP.replace("application/rss+xml", "application/json");
    let json = json.replace(
        "text/xml: { schema: { $ref: '#/components/schemas/Feed'",
        "application/json: { schema: { $ref: '#/components/schemas/Feed'",
    );
    let json = json.replace("application/xml", "application/json");
    let with = support::files(generate(&json, true, |_| {}));
    let bare = json.replace(", xml: { name: A }", "").replace(", xml: { attribute: true }", "");
    assert_eq!(with, support::files(generate(&json, false, |_| {})));
    assert_eq!(with, support::files(generate(&bare, false, |_| {})));
}

#[test]
fn alternatives_are_told_by_their_members_or_their_tag() {
    let text = SHOP.replace(
        "Entry: { type: object, properties: { id: { type: integer } } }",
        "Entry: { oneOf: [{ $ref: '#/components/schemas/Problem' }, { $ref: '#/components/schemas/Both' }] }
    Dog: { type: object, required: [kind], properties: { kind: { type: string } } }
    Tagged: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind } }
    Cat: { type: object, required: [kind], properties: { kind: { type: string, xml: { attribute: true, name: Kind } } } }",
    );
    let text = text
        .replace("code: { type: integer }", "code: { type: integer }, tagged: { $ref: '#/components/schemas/Tagged' }");
    let tables = file(generate(&text, true, |_| {}), "xml.rs").expect("there are bodies of XML");
    let tables: String = tables.split_whitespace().collect::<Vec<_>>().concat();
    let code = r#"x::element("code",x::name("code"),x::Number),"#;
    let tagged = r#"x::element("tagged",x::name("tagged"),x::Object(&Tagged)),"#;
    let together =
        format!(r#"pubstaticEntry:x::Type=x::object(&[{code}{tagged}x::element("a",x::name("A"),x::Text),],);"#);
    assert!(tables.contains(&together), "{tables}");
    assert!(
        tables.contains(r#"x::union(&[x::attribute("kind",x::name("Kind"),x::Word)],&[("Cat",&Cat),("Dog",&Dog)]"#),
        "{tables}"
    );
}
