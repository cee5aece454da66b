//! The methods of the client, one for each operation, and of the calls that log in.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{Call, Client, op, types};

/// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
/// the bounds of the methods.
pub struct Token(());

impl<C> Client<C> {
    /// `POST` `/answers` needs no credential, and sends none.
    pub fn ask(&self) -> Call<op::Ask> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/answers"))
    }

    /// `POST` `/answers` needs no credential, and sends none.
    /// Accepts `text/event-stream`.
    /// Requests the response as a stream. If the body has a property that enables streaming, it must be set as well.
    pub fn ask_stream(&self) -> Call<op::AskStream> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/answers"))
    }

    /// `GET` `/answers/stream` needs no credential, and sends none.
    pub fn ask_stream2(&self) -> Call<op::AskStream2> {
        let carried = rt::Authorization::none();
        Call(
            ::warded::Call::new(&self.core, carried, Token(()))
                .literal("/answers/stream"),
        )
    }

    /// `GET` `/events` needs no credential, and sends none.
    /// Accepts `text/event-stream`.
    ///
    /// # Errors
    /// - Any other status: Failed.
    pub fn watch(&self) -> Call<op::Watch> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/events"))
    }

    /// `GET` `/file` needs no credential, and sends none.
    /// Accepts `application/zip`.
    pub fn download(&self) -> Call<op::Download> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/file"))
    }

    /// `GET` `/lines` needs no credential, and sends none.
    /// Accepts `application/x-ndjson`.
    pub fn read_lines(&self) -> Call<op::ReadLines> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/lines"))
    }

    /// `GET` `/log` needs no credential, and sends none.
    /// Accepts `application/x-ndjson`.
    pub fn read_log(&self) -> Call<op::ReadLog> {
        let carried = rt::Authorization::none();
        Call(::warded::Call::new(&self.core, carried, Token(())).literal("/log"))
    }
}
