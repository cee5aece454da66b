//! The files that a document refers to: where a URL leads, and what stands there.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::super::references::{is_url, locate};
use super::{Named, Reader, Target};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::pointer::percent_decoded;
use crate::source::{FileId, Pointer, Tree};

/// A file that was read and parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Loaded(usize);

/// The base of a relative reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Document,
    File(Loaded),
}

pub(super) struct Files<'a> {
    reader: Reader<'a>,
    /// The document: with all symbolic links followed.
    document: PathBuf,
    /// The URL by which the document knows itself: its `$self`.
    own_url: Option<String>,
    /// True if the document was named by a relative path; the other files are then too.
    relative: bool,
    loaded: Vec<(FileId, PathBuf, Tree)>,
    /// By path with all links followed; `None` if the file could not be parsed.
    known: BTreeMap<PathBuf, Option<Loaded>>,
}

/// The problem with a reference.
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    /// True if the file is there, but not what the reference names in it.
    pub(super) in_file: bool,
}

impl Fault {
    pub(super) fn new(code: Code, message: String) -> Self {
        Self { code, message, in_file: false }
    }
}

impl<'a> Files<'a> {
    pub(super) fn new(path: &Path, own_url: Option<String>, reader: Reader<'a>) -> Self {
        // A document that is not a file (it was read from elsewhere) refers to files around the path that it was given.
        let document = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Self { reader, document, own_url, relative: path.is_relative(), loaded: Vec::new(), known: BTreeMap::new() }
    }

    /// The file's number in diagnostics.
    pub(super) fn id(&self, file: Loaded) -> FileId {
        self.loaded[file.0].0
    }

    pub(super) fn tree(&self, file: Loaded) -> &Tree {
        &self.loaded[file.0].2
    }

    /// The names of the file's folder and of the file without its suffix.
    pub(super) fn words(&self, file: Loaded) -> (String, String) {
        let path = &self.loaded[file.0].1;
        let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        (text(path.parent().and_then(Path::file_name)), text(path.file_stem()))
    }

    /// The target of a reference. `None` if it is not found here: a URL, or a file whose fault was reported.
    pub(super) fn find(
        &mut self,
        text: &str,
        base: Base,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Named>, Fault> {
        let (url, fragment) = text.split_once('#').unwrap_or((text, ""));
        if self.own_url.as_deref() == Some(url) {
            return Ok(Some(Named::Document(fragment.to_owned())));
        }
        let (url, base) = self.beside(url).map_or((url, base), |relative| (relative, Base::Document));
        let file = match base {
            Base::File(file) if url.is_empty() => file,
            Base::Document if url.is_empty() => return Ok(Some(Named::Document(fragment.to_owned()))),
            Base::Document | Base::File(_) => {
                if is_url(url) && !url.starts_with("file:") {
                    return Ok(None);
                }
                let path = self.path(url, base)?;
                if path == self.document {
                    return Ok(Some(Named::Document(fragment.to_owned())));
                }
                match self.load(&path, text, diagnostics)? {
                    Some(file) => file,
                    None => return Ok(None),
                }
            }
        };
        match place(self.tree(file), fragment) {
            Some(pointer) => Ok(Some(Named::File(Target { file, pointer }))),
            // Files that are written to be pasted into the document refer to its components as if they were theirs.
            None if url.is_empty() => Ok(Some(Named::Document(fragment.to_owned()))),
            None => Err(Fault {
                code: Code::DanglingReference,
                message: format!("`{text}` refers to nothing in that file"),
                in_file: true,
            }),
        }
    }

    /// What the URL of a file beside the document is, seen from the document. Such files are read from beside it.
    pub(super) fn beside<'u>(&self, url: &'u str) -> Option<&'u str> {
        let (folder, _) = self.own_url.as_deref().filter(|own| is_url(own))?.rsplit_once('/')?;
        url.strip_prefix(folder)?.strip_prefix('/').filter(|relative| !relative.is_empty())
    }

    /// The file of a reference, with all links followed.
    fn path(&self, url: &str, base: Base) -> Result<PathBuf, Fault> {
        let relative = PathBuf::from(percent_decoded(url.split('?').next().unwrap_or(url)));
        if url.starts_with("file:") || relative.has_root() || relative.is_absolute() {
            let message = format!("`{url}` is an absolute path, which means something else on every machine");
            return Err(Fault::new(Code::Unsupported, message));
        }
        let of = match base {
            Base::Document => &self.document,
            Base::File(file) => &self.loaded[file.0].1,
        };
        let folder = of.parent().unwrap_or(Path::new(""));
        let cannot = |error| Fault::new(Code::DanglingReference, format!("`{url}` cannot be read: {error}"));
        let path = folder.join(&relative).canonicalize().map_err(cannot)?;
        let own = self.document.parent().unwrap_or(Path::new(""));
        match self.reader.boundary.folder(own).map_err(cannot)? {
            Some(boundary) if !path.starts_with(&boundary) => {
                let message = format!("`{url}` is outside of the folder that the files of this document must be in");
                Err(Fault::new(Code::Unsupported, message))
            }
            Some(_) | None => Ok(path),
        }
    }

    fn load(&mut self, path: &Path, text: &str, diagnostics: &mut Diagnostics) -> Result<Option<Loaded>, Fault> {
        if let Some(known) = self.known.get(path) {
            return Ok(*known);
        }
        if self.known.len() >= self.reader.limits.max_files {
            let message = format!("the document consists of more than {} files", self.known.len());
            return Err(Fault::new(Code::Limit, message));
        }
        // A pipe or a device may never end.
        if !path.is_file() {
            let message = format!("`{text}` cannot be read: it is no plain file");
            return Err(Fault::new(Code::DanglingReference, message));
        }
        let shown = self.shown(path);
        let read = self.reader.sources.read(&shown, self.reader.limits, diagnostics);
        let cannot = |error| Fault::new(Code::DanglingReference, format!("`{text}` cannot be read: {error}"));
        let read = read.map_err(cannot)?;
        let loaded = read.map(|(id, tree)| {
            self.loaded.push((id, path.to_owned(), tree));
            Loaded(self.loaded.len() - 1)
        });
        self.known.insert(path.to_owned(), loaded);
        Ok(loaded)
    }

    /// The path as diagnostics show it.
    fn shown(&self, path: &Path) -> PathBuf {
        let here = std::env::current_dir().and_then(|here| here.canonicalize());
        match here {
            Ok(here) if self.relative => relative_to(path, &here),
            Ok(_) | Err(_) => path.to_owned(),
        }
    }
}

/// `path`, seen from `folder`; both are absolute.
fn relative_to(path: &Path, folder: &Path) -> PathBuf {
    let common = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| Component::ParentDir);
    up.chain(path.components().skip(common)).collect()
}

/// The place in a file that a fragment names.
fn place(tree: &Tree, fragment: &str) -> Option<Pointer> {
    let plain = percent_decoded(fragment);
    if plain.is_empty() || plain.starts_with('/') {
        return locate(tree, &Pointer::root(), &plain).or_else(|| locate(tree, &Pointer::root(), fragment));
    }
    anchor(tree, &plain, &Pointer::root())
}

/// The first schema with an `$anchor`.
fn anchor(tree: &Tree, name: &str, at: &Pointer) -> Option<Pointer> {
    match tree {
        Tree::Object(object) => {
            let has =
                ["$anchor", "$dynamicAnchor"].iter().any(|key| object.get(*key).and_then(Tree::as_str) == Some(name));
            if has {
                return Some(at.clone());
            }
            object.iter().find_map(|(key, value)| anchor(value, name, &at.key(key)))
        }
        Tree::Array(array) => array.iter().enumerate().find_map(|(index, value)| anchor(value, name, &at.index(index))),
        Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => None,
    }
}
