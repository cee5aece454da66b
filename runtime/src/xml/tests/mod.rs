//! Bodies of XML, read, written and refused.

mod types;

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use types::{
    ANY_TREE_BODY, ARRAYS_BODY, ATTRIBUTES_BODY, Animal, Arrays, Attributes, BLOBS_BODY, BUCKETS_BODY, Blobs, Buckets,
    Cat, DICTIONARY_BODY, Dictionary, Dog, MODELS_BODY, Models, NOTE_BODY, NOTE_CDATA_BODY, NULLS_BODY, Note, Nulls,
    OPEN_BODY, Open, RECEIVE_BODY, Receive, SIMPLE_BODY, SPACED_BODY, Simple, Spaced, TIMES_BODY, TREE_BODY, Times,
    Tree, ZOO_BODY, Zoo,
};

use super::{Body, read, write};
use crate::error::Reason;
use crate::json::Nullable;

/// Reads; writes; reads what was written, which must be the same. Returns the value and what was written.
fn both<T: DeserializeOwned + Serialize + Debug + PartialEq>(xml: &str, of: &'static Body) -> (T, String) {
    let value: T = read(xml.as_bytes(), None, of).unwrap_or_else(|wrong| panic!("{wrong:?} in {xml}"));
    let written = write(&value, of).expect("what was read can be written");
    assert_eq!(read::<T>(written.as_bytes(), None, of).expect("what was written can be read"), value, "{written}");
    let (_, root) = written.split_once("?>").expect("there is a declaration");
    (value, root.to_owned())
}

fn same<T: DeserializeOwned + Serialize + Debug + PartialEq>(xml: &str, of: &'static Body) -> T {
    let (value, written) = both(xml, of);
    assert_eq!(written, xml);
    value
}

fn wrong<T: DeserializeOwned + Debug>(xml: &str, of: &'static Body) -> (String, String) {
    let wrong = read::<T>(xml.as_bytes(), None, of).expect_err(xml);
    (wrong.place, wrong.message)
}

#[test]
fn elements_attributes_and_text_are_members() {
    same::<Simple>("<SimpleModel><name>foo</name><age>123</age></SimpleModel>", &SIMPLE_BODY);
    same::<Simple>("<SimpleModel><name> a  b </name><age>-1</age></SimpleModel>", &SIMPLE_BODY);
    same::<Attributes>(r#"<Attributes id1="123" id2="f&quot;"><enabled>true</enabled></Attributes>"#, &ATTRIBUTES_BODY);
    same::<Note>(r#"<Note language="foo"> This is some text. </Note>"#, &NOTE_BODY);
    same::<Note>(r#"<Note language="foo"><![CDATA[a < b]]]]><![CDATA[>]]></Note>"#, &NOTE_CDATA_BODY);
    same::<Dictionary>(
        "<Dictionary><metadata><Color>blue</Color><Count>123</Count></metadata></Dictionary>",
        &DICTIONARY_BODY,
    );
    let open: Open = same(r#"<Open id="1"><b>2</b><c><d>3</d><d>4</d></c></Open>"#, &OPEN_BODY);
    assert_eq!(open.others["c"], serde_json::json!({ "d": ["3", "4"] }));
}

#[test]
fn lists_are_wrapped_or_not() {
    same::<Arrays>(
        "<Arrays><Colors>red</Colors><Colors>green</Colors><Counts><int32>1</int32></Counts></Arrays>",
        &ARRAYS_BODY,
    );
    let (none, _) = both::<Arrays>("<Arrays><Counts/></Arrays>", &ARRAYS_BODY);
    assert_eq!(none, Arrays { colors: vec![], counts: vec![] });
    let two = "<Models><items><SimpleModel><name>foo</name><age>1</age></SimpleModel><SimpleModel><name>bar</name><age>2</age></SimpleModel></items></Models>";
    assert_eq!(same::<Models>(two, &MODELS_BODY).items.len(), 2);
}

#[test]
fn formats_are_those_of_json() {
    let times: Times = same(
        "<Times><status>success</status><at>2022-08-26T18:38:00Z</at><day>2022-08-26</day><price>0.10000000000000000000001</price></Times>",
        &TIMES_BODY,
    );
    assert_eq!(times.price.map(|price| price.to_string()).as_deref(), Some("0.10000000000000000000001"));
    same::<Times>("<Times><status>brand-new</status><at>2022-08-26T18:38:00Z</at></Times>", &TIMES_BODY);
    let (times, _) = both::<Times>(
        "<Times><status> success\n</status><at> 2022-08-26T18:38:00Z </at><day/><price>+007</price></Times>",
        &TIMES_BODY,
    );
    assert_eq!((times.day, times.price.map(|price| price.to_string())), (None, Some("7".to_owned())));
    let one = "<Attributes id1='1' id2=''><enabled>1</enabled></Attributes>";
    assert!(both::<Attributes>(one, &ATTRIBUTES_BODY).0.enabled);
}

#[test]
fn replies_like_those_of_s3_are_read() {
    let s3 = r#"<?xml version="1.0" encoding="UTF-8"?>
<ListAllMyBucketsResult xmlns="http://s3.test/doc/"><Owner><ID>a&amp;b</ID></Owner><Buckets><Bucket><Name>one</Name><CreationDate>2024-01-02T03:04:05Z</CreationDate></Bucket><Bucket><CreationDate>2024-01-02T03:04:05Z</CreationDate><Name>&#x74;wo</Name></Bucket></Buckets></ListAllMyBucketsResult>"#;
    let (value, written) = both::<Buckets>(s3, &BUCKETS_BODY);
    assert_eq!(
        (value.buckets[1].name.as_str(), value.owner.and_then(|owner| owner.id).as_deref()),
        ("two", Some("a&b"))
    );
    let begin =
        r#"<ListAllMyBucketsResult xmlns="http://s3.test/doc/"><Owner><ID>a&amp;b</ID></Owner><Buckets><Bucket>"#;
    assert!(written.starts_with(begin), "{written}");
}

#[test]
fn replies_like_those_of_azure_are_read() {
    // Blobs and prefixes in turns, empty elements for what is not there, a byte order mark.
    let azure = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ServiceEndpoint=\"https://x/?a=1&amp;b=2\"><Blobs><Blob><Name>a</Name><Properties><Content-Length>5</Content-Length><Sealed /><BlobType>success</BlobType><New>1</New></Properties><Metadata><k>v</k></Metadata></Blob><BlobPrefix>p/</BlobPrefix><Blob><Name> b </Name><Properties/><Metadata/></Blob></Blobs><NextMarker /></EnumerationResults>";
    let (value, _) = both::<Blobs>(azure, &BLOBS_BODY);
    assert_eq!(value.endpoint, "https://x/?a=1&b=2");
    assert_eq!((value.segment.prefixes, value.segment.items[1].name.as_str()), (vec!["p/".to_owned()], " b "));
    let properties = &value.segment.items[0].properties;
    assert_eq!((properties.length, properties.sealed), (Some(5), None));
    assert_eq!(value.next.as_deref(), Some(""));
}

#[test]
fn replies_like_those_of_sqs_are_read() {
    let sqs = "<ReceiveMessageResponse><ReceiveMessageResult><Message><Attribute><name>n</name><age>1</age></Attribute><Body><![CDATA[<x>]]></Body><Attribute><name>m</name><age>2</age></Attribute></Message></ReceiveMessageResult><ResponseMetadata><RequestId>z</RequestId></ResponseMetadata></ReceiveMessageResponse>";
    let (value, _) = both::<Receive>(sqs, &RECEIVE_BODY);
    assert_eq!((value.result.messages[0].attributes.len(), value.result.messages[0].body.as_str()), (2, "<x>"));
    let none = "<ReceiveMessageResponse><ReceiveMessageResult/></ReceiveMessageResponse>";
    assert!(both::<Receive>(none, &RECEIVE_BODY).0.result.messages.is_empty());
}

#[test]
fn a_discriminator_need_not_come_first() {
    let zoo = "<Zoo><Animal><Lives>9</Lives><Kind>cat</Kind></Animal><Animal><Kind>dog</Kind><Toy>ball</Toy><Toy>1</Toy></Animal><Animal><Kind>emu</Kind><X>1</X></Animal></Zoo>";
    let value: Zoo = read(zoo.as_bytes(), None, &ZOO_BODY).expect("all are animals");
    assert_eq!(value.animals[0], Animal::Cat(Cat { kind: "cat".into(), lives: 9 }));
    assert_eq!(value.animals[1], Animal::Dog(Dog { toys: vec!["ball".into(), "1".into()] }));
    assert!(matches!(&value.animals[2], Animal::Unknown(_)), "{value:?}");
    let written = write(&value, &ZOO_BODY).expect("what was read can be written");
    assert!(written.ends_with("<Kind>cat</Kind><Lives>9</Lives></Animal><Animal><Kind>dog</Kind><Toy>ball</Toy><Toy>1</Toy></Animal><Animal><Kind>emu</Kind><X>1</X></Animal></Zoo>"), "{written}");
}

#[test]
fn types_may_contain_themselves() {
    let tree = r#"<Tree label="a"><Tree label="b"></Tree><Tree label="c"><Tree label="d"></Tree></Tree></Tree>"#;
    same::<Tree>(tree, &TREE_BODY);
    assert_eq!(read::<Tree>(b"<Leaf label='a'/>", None, &ANY_TREE_BODY).expect("any root is read").label, "a");
    let reason = write(&Tree { label: "a".into(), children: vec![] }, &ANY_TREE_BODY).expect_err("there is no name");
    assert!(matches!(reason, Reason::Shape(_)));
}

#[test]
fn names_have_namespaces() {
    let spaced = r#"<a:Spaced xmlns:a="urn:a" a:id="7"><b:name xmlns:b="urn:b">n</b:name><name>o</name></a:Spaced>"#;
    let value: Spaced = same(spaced, &SPACED_BODY);
    assert_eq!((value.name.as_str(), value.other.as_deref()), ("n", Some("o")));
    let others = r#"<Spaced xmlns="urn:a" xmlns:q="urn:a" xmlns:z="urn:b" q:id="7"><z:name>n</z:name></Spaced>"#;
    assert_eq!(both::<Spaced>(others, &SPACED_BODY).0.name, "n");
    assert_eq!(wrong::<Spaced>("<Spaced xmlns='urn:other'/>", &SPACED_BODY).1, "the element `Spaced` was expected");
}

#[test]
fn null_is_xsi_nil_or_no_attribute() {
    let nil =
        r#"<product><note xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/><size/></product>"#;
    let value: Nulls = read(nil.as_bytes(), None, &NULLS_BODY).expect("all may be `null`");
    assert_eq!(value, Nulls { count: Nullable::Null, note: Nullable::Null, size: None });
    let written = write(&value, &NULLS_BODY).expect("`null` can be written");
    assert!(written.ends_with(&nil.replace("<size/>", "")), "{written}");
    let some: Nulls = read(br#"<product count="42"><note/></product>"#, None, &NULLS_BODY).expect("all are there");
    assert_eq!(some, Nulls { count: Nullable::Value(42), note: Nullable::Value(String::new()), size: None });
}

#[test]
fn the_character_set_is_that_of_the_response_or_the_declaration() {
    let simple = |bytes: &[u8], charset| read::<Simple>(bytes, charset, &SIMPLE_BODY).map(|simple| simple.name);
    let body = |declared: &str| {
        let mut body = format!("<?xml version='1.0'{declared}?><SimpleModel><name>").into_bytes();
        body.extend([0xFC]);
        body.extend(b"</name><age>1</age></SimpleModel>");
        body
    };
    assert_eq!(simple(&body(" encoding='ISO-8859-1'"), None).ok().as_deref(), Some("ü"));
    assert_eq!(simple(&body(""), Some("iso-8859-1")).ok().as_deref(), Some("ü"));
    assert_eq!(simple(&body(" encoding = \"utf-8\""), Some("latin1")).ok().as_deref(), Some("ü"));
    let message = |declared: &str| simple(&body(declared), None).expect_err("it cannot be read").message;
    assert_eq!(message(""), "the text is not UTF-8");
    assert_eq!(message(" encoding='UTF-16'"), "the character set is not supported");
}

#[test]
fn an_error_has_a_place_and_no_content() {
    let at = |place: &str, message: &str| (place.to_owned(), message.to_owned());
    let items = "<Models><items><SimpleModel><name>a</name><age>1</age></SimpleModel><SimpleModel><name>b</name><age>secret</age></SimpleModel></items></Models>";
    assert_eq!(wrong::<Models>(items, &MODELS_BODY), at("/Models/items/SimpleModel[2]/age", "expected i32"));
    assert_eq!(
        wrong::<Attributes>(r#"<Attributes id1="secret"/>"#, &ATTRIBUTES_BODY),
        at("/Attributes/@id1", "expected i32")
    );
    for (xml, place, message) in [
        ("<SimpleModel><name>a</name></SimpleModel>", "/SimpleModel", "missing field `age`"),
        ("<SimpleModel><name><b>a</b></name></SimpleModel>", "/SimpleModel/name", "expected text"),
        ("<SimpleModel><name>a</name><name>b</name></SimpleModel>", "/SimpleModel/name", "the element is there twice"),
        ("<Error/>", "", "the element `SimpleModel` was expected"),
        ("<SimpleModel><name>a</nam></SimpleModel>", "/SimpleModel/name", "not XML, at byte 20"),
        ("<SimpleModel><name>a", "/SimpleModel/name", "not XML: the text ends"),
        ("secret", "", "not XML: one element was expected"),
        ("", "", "not XML: one element was expected"),
        ("<SimpleModel><name>a</name><age>1</age></SimpleModel><x/>", "", "not XML: one element was expected"),
    ] {
        assert_eq!(wrong::<Simple>(xml, &SIMPLE_BODY), at(place, message), "{xml}");
    }
    let turns = "<EnumerationResults ServiceEndpoint=''><Blobs><Blob><Name>a</Name><Properties/></Blob><BlobPrefix/><Blob><Name>b</Name><Properties><Sealed>maybe</Sealed></Properties></Blob></Blobs></EnumerationResults>";
    assert_eq!(wrong::<Blobs>(turns, &BLOBS_BODY).0, "/EnumerationResults/Blobs/Blob[2]/Properties/Sealed");
    let zoo = "<Zoo><Animal><Kind>cat</Kind><Lives>many</Lives></Animal></Zoo>";
    assert_eq!(wrong::<Zoo>(zoo, &ZOO_BODY).0, "/Zoo/Animal[1]/Lives");
    assert_eq!(wrong::<Tree>("<Leaf/>", &ANY_TREE_BODY), at("/Leaf", "missing field `label`"));
}

#[test]
fn hostile_bodies_are_refused() {
    let laughs = "<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;\">]><SimpleModel><name>&m;</name><age>1</age></SimpleModel>";
    assert_eq!(wrong::<Simple>(laughs, &SIMPLE_BODY).1, "a document type is not read");
    let entity = "<SimpleModel><name>&m;</name></SimpleModel>";
    assert_eq!(wrong::<Simple>(entity, &SIMPLE_BODY).1, "an entity is not declared");
    assert_eq!(wrong::<Tree>(&"<Tree label=''>".repeat(100_000), &TREE_BODY).1, "elements are nested too deep");
    let deep = format!("<Open id='1'>{}", "<x>".repeat(100_000));
    assert_eq!(wrong::<Open>(&deep, &OPEN_BODY).1, "elements are nested too deep");
    let bindings: String = (0..1000).map(|n| format!(" xmlns:a{n}='x'")).collect();
    assert_eq!(wrong::<Simple>(&format!("<SimpleModel{bindings}/>"), &SIMPLE_BODY).1, "not XML, at byte 0");

    let many: String = (0..50_000).map(|n| format!(" a{n}='x'")).collect();
    let ignored = format!("<x{many}>{}{}</x>", "<x>".repeat(200_000), "</x>".repeat(200_000));
    let simple = format!("<SimpleModel>{ignored}<name>a</name><age>1</age></SimpleModel>");
    assert_eq!(read::<Simple>(simple.as_bytes(), None, &SIMPLE_BODY).expect("the rest is ignored").age, 1);
}

#[test]
fn what_xml_cannot_hold_is_not_written() {
    let simple = Simple { name: "a\u{0}".into(), age: 1 };
    assert_eq!(write(&simple, &SIMPLE_BODY), Err(Reason::NotXmlText));
    let injected = Dictionary { metadata: [("a><b".to_owned(), "c".to_owned())].into() };
    assert_eq!(write(&injected, &DICTIONARY_BODY), Err(Reason::NotXmlName));
    let note = Note { language: "\"\t\r\n<".into(), content: " \r\n]]>&".into() };
    let written = write(&note, &NOTE_BODY).expect("all of it is text");
    assert_eq!(read::<Note>(written.as_bytes(), None, &NOTE_BODY).expect("it was escaped"), note);
}
