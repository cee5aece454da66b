//! Streams as they come over a wire: in chunks that end anywhere.

use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{FutureExt, StreamExt, stream};
use serde_json::{Value, json};

use super::lines::Lines;
use super::{ByteStream, Event, EventStream, JsonLines};
use crate::error::Error;
use crate::exchange::Body;

/// A response whose body comes in chunks of `size` bytes.
fn response(text: &[u8], size: usize) -> http::Response<Body> {
    let chunks: Vec<_> = text.chunks(size).map(|chunk| Ok::<_, Infallible>(Bytes::copy_from_slice(chunk))).collect();
    http::Response::new(Body::from_stream(stream::iter(chunks)))
}

fn all<S: futures_core::Stream>(stream: S) -> Vec<S::Item> {
    stream.collect().now_or_never().expect("the chunks are there")
}

fn text_events(text: &str, size: usize) -> Vec<Event<String>> {
    let events = all(EventStream::text(response(text.as_bytes(), size)));
    events.into_iter().map(|event| event.expect("text is always read")).collect()
}

fn event(event: &str, data: &str, id: &str) -> Event<String> {
    Event { event: event.to_owned(), data: data.to_owned(), id: id.to_owned() }
}

/// The examples of WHATWG's HTML standard, 9.2.6, and its rules for the ends of lines.
#[test]
fn events_are_read_as_the_standard_says() {
    let cases: [(&str, Vec<Event<String>>); 9] = [
        ("data: YHOO\ndata: +2\ndata: 10\n\n", vec![event("message", "YHOO\n+2\n10", "")]),
        (
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            vec![
                event("message", "first event", "1"),
                event("message", "second event", ""),
                event("message", " third event", ""),
            ],
        ),
        ("data\n\ndata\ndata\n\ndata:", vec![event("message", "", ""), event("message", "\n", "")]),
        ("data:test\n\ndata: test\n\n", vec![event("message", "test", ""), event("message", "test", "")]),
        (
            "\u{FEFF}data: a\r\rdata: b\r\n\r\ndata: c\n\n",
            vec![event("message", "a", ""), event("message", "b", ""), event("message", "c", "")],
        ),
        ("event: add\ndata: 1\n\ndata: 2\n\n", vec![event("add", "1", ""), event("message", "2", "")]),
        ("event: add\n\ndata: 1\n\n", vec![event("message", "1", "")]),
        ("id: 7\ndata: a\n\nid: a\0b\ndata: b\n\n", vec![event("message", "a", "7"), event("message", "b", "7")]),
        ("unknown: x\ndata: cut off\n", vec![]),
    ];
    for (text, expected) in cases {
        for size in [1, 2, 3, 7, 1000] {
            assert_eq!(text_events(text, size), expected, "{text:?} in chunks of {size}");
        }
    }
}

#[test]
fn retry_and_the_last_id_are_kept() {
    let mut events = EventStream::text(response(b"retry: 1500\nretry: soon\nid: 9\ndata: x\n\n", 5));
    events.next().now_or_never().expect("it is there").expect("there is one").expect("it is text");
    assert_eq!(events.retry(), Some(Duration::from_millis(1500)));
    assert_eq!(events.last_event_id(), "9");
}

#[test]
fn data_is_read_as_json_and_done_ends_the_stream() {
    let text = b"data: {\"n\":\ndata: 1}\n\ndata: nonsense\n\ndata: {\"n\": 2}\n\ndata: [DONE]\n\ndata: {\"n\": 3}\n\n";
    let events = all(EventStream::<Value>::from(response(text, 4)));
    assert_eq!(events.len(), 3, "{events:?}");
    assert_eq!(events[0].as_ref().expect("it is JSON").data, json!({ "n": 1 }));
    assert!(matches!(&events[1], Err(Error::Decode(error)) if &error.body()[..] == b"nonsense"));
    assert_eq!(events[2].as_ref().expect("it is JSON").data, json!({ "n": 2 }));
}

#[test]
fn json_lines_pass_over_empty_lines_and_survive_a_wrong_one() {
    let text = b"{\"n\":1}\n\n\r\n\x1e[2]\r\n{\"n\": \"x\n 3";
    for size in [1, 3, 1000] {
        let values = all(JsonLines::<Value>::from(response(text, size)));
        let values: Vec<_> = values.into_iter().map(Result::ok).collect();
        assert_eq!(values, [Some(json!({ "n": 1 })), Some(json!([2])), None, Some(json!(3))]);
    }
}

#[test]
fn a_line_without_end_is_refused() {
    let text = vec![b'x'; Lines::MAX + 2];
    let values = all(JsonLines::<Value>::from(response(&text, 1024 * 1024)));
    assert!(matches!(values.as_slice(), [Err(Error::Decode(_))]), "{values:?}");
    let events = "data: y\n".repeat(Lines::MAX / 2 + 1);
    let events = all(EventStream::text(response(events.as_bytes(), 1024 * 1024)));
    assert!(matches!(events.as_slice(), [Err(Error::Decode(_))]), "{} events", events.len());
}

#[test]
fn bytes_come_as_they_are() {
    let chunks = all(ByteStream::from(response(b"\0\xff12345", 3)));
    let chunks: Vec<Bytes> = chunks.into_iter().map(|chunk| chunk.expect("nothing breaks")).collect();
    assert_eq!(chunks.concat(), b"\0\xff12345");
    let collected = ByteStream::from(response(b"abc", 1)).collect().now_or_never().expect("the chunks are there");
    assert_eq!(&collected.expect("nothing breaks")[..], b"abc");
}
