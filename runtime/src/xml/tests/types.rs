//! The types of the tests, as the generator declares them, and their tables.

#![allow(unreachable_pub, reason = "the macro makes types that users see")]

use std::collections::BTreeMap;

use crate::json::Nullable;
use crate::json::format::{DateTime, Decimal};
use crate::xml::Holds::{Boolean, List, Map, Number, Object, Text, Word};
use crate::xml::{self as x, Body, Missing, Type, attribute, body, element, items, name, own};

crate::object! { #[derive(Clone, PartialEq)] pub struct Simple { required name: String = "name"; required age: i32 = "age"; } at [0 1]; }
static SIMPLE: Type = x::object(&[element("name", name("name"), Text), element("age", name("age"), Number)]);
pub(super) static SIMPLE_BODY: Body = body(name("SimpleModel"), Object(&SIMPLE));

crate::object! { #[derive(Clone, PartialEq)] pub struct Arrays { required colors: Vec<String> = "colors"; required counts: Vec<i32> = "counts"; } at [0 1]; }
static ARRAYS: Type = x::object(&[
    items("colors", name("Colors"), Text).or(Missing::Empty),
    element("counts", name("Counts"), List(name("int32"), &Number)),
]);
pub(super) static ARRAYS_BODY: Body = body(name("Arrays"), Object(&ARRAYS));

crate::object! { #[derive(Clone, PartialEq)] pub struct Models { required items: Vec<Simple> = "items"; } at [0]; }
static MODELS: Type = x::object(&[element("items", name("items"), List(name("SimpleModel"), &Object(&SIMPLE)))]);
pub(super) static MODELS_BODY: Body = body(name("Models"), Object(&MODELS));

crate::object! { #[derive(Clone, PartialEq)] pub struct Attributes { required id1: i32 = "id1"; required id2: String = "id2"; required enabled: bool = "enabled"; } at [0 1 2]; }
static ATTRIBUTES: Type = x::object(&[
    element("enabled", name("enabled"), Boolean),
    attribute("id1", name("id1"), Number),
    attribute("id2", name("id2"), Text),
]);
pub(super) static ATTRIBUTES_BODY: Body = body(name("Attributes"), Object(&ATTRIBUTES));

crate::object! { #[derive(Clone, PartialEq)] pub struct Note { required language: String = "language"; required content: String = "content"; } at [0 1]; }
static NOTE: Type = x::object(&[attribute("language", name("language"), Text), own("content", Text)]);
pub(super) static NOTE_BODY: Body = body(name("Note"), Object(&NOTE));
static NOTE_CDATA: Type = x::object(&[attribute("language", name("language"), Text), x::cdata("content", Text)]);
pub(super) static NOTE_CDATA_BODY: Body = body(name("Note"), Object(&NOTE_CDATA));

crate::object! { #[derive(Clone, PartialEq)] pub struct Dictionary { required metadata: BTreeMap<String, String> = "metadata"; } at [0]; }
static DICTIONARY: Type = x::object(&[element("metadata", name("metadata"), Map(&Text))]);
pub(super) static DICTIONARY_BODY: Body = body(name("Dictionary"), Object(&DICTIONARY));

crate::enumeration! { pub enum Status of text else Other { Pending = "pending"; Success = "success"; } }
crate::object! { #[derive(Clone, PartialEq)] pub struct Times { required status: Status = "status"; required at: DateTime = "at"; optional day: Option<jiff::civil::Date> = "day"; optional price: Option<Decimal> = "price"; } at [0 1 2 3]; }
static TIMES: Type = x::object(&[
    element("status", name("status"), Word),
    element("at", name("at"), Word),
    element("day", name("day"), Word),
    element("price", name("price"), Number),
]);
pub(super) static TIMES_BODY: Body = body(name("Times"), Object(&TIMES));

crate::object! { #[derive(Clone, PartialEq)] pub struct Nulls: Default { nullable count: Nullable<i64> = "count"; nullable note: Nullable<String> = "note"; optional size: Option<i64> = "size"; } at [0 1 2]; }
static NULLS: Type = x::object(&[
    attribute("count", name("count"), Number).or(Missing::Null),
    element("note", name("note"), Text),
    element("size", name("size"), Number),
]);
pub(super) static NULLS_BODY: Body = body(name("product"), Object(&NULLS));

// S3-like.
crate::object! { #[derive(Clone, PartialEq)] pub struct Owner: Default { optional id: Option<String> = "ID"; } at [0]; }
crate::object! { #[derive(Clone, PartialEq)] pub struct Bucket { required name: String = "Name"; required created: DateTime = "CreationDate"; } at [0 1]; }
crate::object! { #[derive(Clone, PartialEq)] pub struct Buckets { optional owner: Option<Owner> = "Owner"; required buckets: Vec<Bucket> = "Buckets"; } at [0 1]; }
static OWNER: Type = x::object(&[element("ID", name("ID"), Text)]);
static BUCKET: Type =
    x::object(&[element("Name", name("Name"), Text), element("CreationDate", name("CreationDate"), Word)]);
static BUCKETS: Type = x::object(&[
    element("Owner", name("Owner"), Object(&OWNER)),
    element("Buckets", name("Buckets"), List(name("Bucket"), &Object(&BUCKET))),
]);
pub(super) static BUCKETS_BODY: Body =
    body(name("ListAllMyBucketsResult").within("http://s3.test/doc/", ""), Object(&BUCKETS));

// Azure-like.
crate::object! { #[derive(Clone, PartialEq)] pub struct Properties: Default { optional length: Option<i64> = "Content-Length"; optional kind: Option<Status> = "BlobType"; optional sealed: Option<bool> = "Sealed"; } at [0 1 2]; }
crate::object! { #[derive(Clone, PartialEq)] pub struct Blob { required name: String = "Name"; required properties: Properties = "Properties"; optional metadata: Option<BTreeMap<String, String>> = "Metadata"; } at [0 1 2]; }
crate::object! { #[derive(Clone, PartialEq)] pub struct Segment { required prefixes: Vec<String> = "BlobPrefix"; required items: Vec<Blob> = "BlobItems"; } at [0 1]; }
crate::object! { #[derive(Clone, PartialEq)] pub struct Blobs { required endpoint: String = "ServiceEndpoint"; required segment: Segment = "Segment"; optional next: Option<String> = "NextMarker"; } at [0 1 2]; }
static PROPERTIES: Type = x::object(&[
    element("Content-Length", name("Content-Length"), Number),
    element("BlobType", name("BlobType"), Word),
    element("Sealed", name("Sealed"), Boolean),
]);
static BLOB: Type = x::object(&[
    element("Name", name("Name"), Text),
    element("Properties", name("Properties"), Object(&PROPERTIES)),
    element("Metadata", name("Metadata"), Map(&Text)),
]);
static SEGMENT: Type = x::object(&[
    items("BlobPrefix", name("BlobPrefix"), Text).or(Missing::Empty),
    items("BlobItems", name("Blob"), Object(&BLOB)).or(Missing::Empty),
]);
static BLOBS: Type = x::object(&[
    attribute("ServiceEndpoint", name("ServiceEndpoint"), Text),
    element("Segment", name("Blobs"), Object(&SEGMENT)),
    element("NextMarker", name("NextMarker"), Text),
]);
pub(super) static BLOBS_BODY: Body = body(name("EnumerationResults"), Object(&BLOBS));

// SQS-like.
crate::object! { #[derive(Clone, PartialEq)] pub struct Message { required body: String = "Body"; required attributes: Vec<Simple> = "Attributes"; } at [0 1]; }
crate::object! { #[derive(Clone, PartialEq)] pub struct Received { required messages: Vec<Message> = "Messages"; } at [0]; }
crate::object! { #[derive(Clone, PartialEq)] pub struct Receive { required result: Received = "ReceiveMessageResult"; } at [0]; }
static MESSAGE: Type = x::object(&[
    element("Body", name("Body"), Text),
    items("Attributes", name("Attribute"), Object(&SIMPLE)).or(Missing::Empty),
]);
static RECEIVED: Type = x::object(&[items("Messages", name("Message"), Object(&MESSAGE)).or(Missing::Empty)]);
static RECEIVE: Type = x::object(&[element("ReceiveMessageResult", name("ReceiveMessageResult"), Object(&RECEIVED))]);
pub(super) static RECEIVE_BODY: Body = body(name("ReceiveMessageResponse"), Object(&RECEIVE));

// A discriminator, recursion, namespaces, members without a name.
crate::object! { #[derive(Clone, PartialEq)] pub struct Cat { required kind: String = "kind"; required lives: i32 = "lives"; } at [0 1]; }
crate::object! { #[derive(Clone, PartialEq)] pub struct Dog { required toys: Vec<String> = "toys"; } at [0]; }
crate::union! { #[derive(Clone, PartialEq)] pub enum Animal by "kind" else Unknown { plain Cat(Cat) = "cat"; tagged Dog(Dog) = "dog"; } }
crate::object! { #[derive(Clone, PartialEq)] pub struct Zoo { required animals: Vec<Animal> = "animals"; } at [0]; }
static CAT: Type = x::object(&[element("kind", name("Kind"), Word), element("lives", name("Lives"), Number)]);
static DOG: Type = x::object(&[items("toys", name("Toy"), Text).or(Missing::Empty)]);
static ANIMAL: Type = x::union(&[element("kind", name("Kind"), Word)], &[("cat", &CAT), ("dog", &DOG)]);
static ZOO: Type = x::object(&[items("animals", name("Animal"), Object(&ANIMAL)).or(Missing::Empty)]);
pub(super) static ZOO_BODY: Body = body(name("Zoo"), Object(&ZOO));

crate::object! { #[derive(Clone, PartialEq)] pub struct Tree { required label: String = "label"; required children: Vec<Tree> = "children"; } at [0 1]; }
static TREE: Type = x::object(&[
    attribute("label", name("label"), Text),
    items("children", name("Tree"), Object(&TREE)).or(Missing::Empty),
]);
pub(super) static TREE_BODY: Body = body(name("Tree"), Object(&TREE));
pub(super) static ANY_TREE_BODY: Body = x::any_root(Object(&TREE));

crate::object! { #[derive(Clone, PartialEq)] pub struct Spaced { required id: i64 = "id"; required name: String = "name"; optional other: Option<String> = "other"; } at [0 1 2]; }
static SPACED: Type = x::object(&[
    attribute("id", name("id").within("urn:a", "a"), Number),
    element("name", name("name").within("urn:b", "b"), Text),
    element("other", name("name"), Text),
]);
pub(super) static SPACED_BODY: Body = body(name("Spaced").within("urn:a", "a"), Object(&SPACED));

crate::object! { #[derive(Clone, PartialEq)] pub struct Open { required id: i64 = "id"; .. any_others others: BTreeMap<String, serde_json::Value>; } at [0] [1]; }
static OPEN: Type = x::object(&[attribute("id", name("id"), Number)]).others(x::Holds::Any);
pub(super) static OPEN_BODY: Body = body(name("Open"), Object(&OPEN));
