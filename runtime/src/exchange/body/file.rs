//! Bodies that Tokio reads while they are sent: a file by its path, or any reader.

use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_util::stream::try_unfold;
use http_body::{Body as _, Frame};
use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncReadExt as _};

use super::{Body, Inner};
use crate::error::BodyError;
use crate::time::in_tokio;

/// The bytes that are read at once.
const CHUNK: usize = 64 * 1024;

impl Body {
    /// A body of the content of a file, which is read while it is sent, inside a Tokio runtime. It says its length, and is
    /// read anew if the request has to be sent again.
    ///
    /// # Errors
    /// If there is no such file.
    ///
    /// ```no_run
    /// let body = warded::Body::from_path("backup.tar")?;
    /// # std::io::Result::Ok(())
    /// ```
    pub fn from_path(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let found = std::fs::metadata(&path)?;
        if !found.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
        }
        let file = FileBody { path: path.into(), length: found.len(), body: None };
        Ok(if file.length == 0 { Self::empty() } else { Self(Inner::File(Box::new(file))) })
    }

    /// A body of what a reader gives: it can be sent only once. Its length, if it is known, is said by
    /// [`with_length`](Self::with_length).
    pub fn from_reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::from_stream(try_unfold(Box::pin(reader), async |mut reader| {
            let chunk = chunk(&mut reader, CHUNK).await?;
            io::Result::Ok((!chunk.is_empty()).then_some((chunk, reader)))
        }))
    }
}

/// The content of a file.
pub(super) struct FileBody {
    path: Arc<Path>,
    length: u64,
    /// The content, once it is read.
    body: Option<Box<Body>>,
}

impl FileBody {
    /// The same from the beginning.
    pub(super) fn again(&self) -> Self {
        Self { path: Arc::clone(&self.path), length: self.length, body: None }
    }

    /// The number of bytes that are left.
    pub(super) fn left(&self) -> u64 {
        self.body.as_ref().map_or(self.length, |body| body.size_hint().lower())
    }

    pub(super) fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let body = self.body.get_or_insert_with(|| Box::new(content(Arc::clone(&self.path), self.length)));
        Pin::new(&mut **body).poll_frame(cx)
    }
}

/// The first bytes of a file. One that grows while it is sent is cut.
fn content(path: Arc<Path>, length: u64) -> Body {
    let chunks = try_unfold((None, length), move |(file, left)| {
        let path = Arc::clone(&path);
        async move {
            in_tokio().map_err(io::Error::other)?;
            let mut file = match file {
                Some(file) => file,
                None => File::open(&path).await?,
            };
            let chunk = chunk(&mut file, usize::try_from(left).unwrap_or(CHUNK).min(CHUNK)).await?;
            let left = left - chunk.len() as u64;
            io::Result::Ok((!chunk.is_empty()).then_some((chunk, (Some(file), left))))
        }
    });
    Body::from_stream(chunks).with_length(length)
}

/// The next bytes, at most `limit`.
async fn chunk(reader: &mut (impl AsyncRead + Unpin), limit: usize) -> io::Result<Bytes> {
    let mut chunk = BytesMut::with_capacity(limit);
    reader.take(limit as u64).read_buf(&mut chunk).await?;
    Ok(chunk.freeze())
}
