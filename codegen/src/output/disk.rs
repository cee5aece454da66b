//! Writes files, or compares them with what is there.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{GeneratedFile, HEADER};

/// Files that are not what would be generated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stale {
    /// Missing, or with other content.
    pub changed: Vec<PathBuf>,
    /// Generated earlier, and no longer part of the output.
    pub left_over: Vec<PathBuf>,
}

impl Stale {
    /// Whether everything is as it would be generated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.left_over.is_empty()
    }
}

/// Makes `folder` hold exactly `files`, beside files that were not generated, which are left alone.
///
/// Files whose content is the same are not touched. All new content is on the disk, under other names, before the first
/// file is replaced. Returns the files that were written or removed, relative to `folder`.
///
/// # Errors
///
/// If a file or folder cannot be read, made, written or removed; the error names it.
pub fn write(files: &[GeneratedFile], folder: &Path) -> io::Result<Vec<PathBuf>> {
    let stale = check(files, folder)?;
    let new = files.iter().filter(|file| stale.changed.contains(&file.path));
    let mut staged: Vec<(PathBuf, PathBuf)> = Vec::new();
    for file in new {
        let target = folder.join(&file.path);
        let parent = target.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| at(parent, &error))?;
        let temporary = temporary(&target);
        let written = fs::write(&temporary, &file.content).map_err(|error| at(&temporary, &error));
        staged.push((temporary, target));
        if let Err(error) = written {
            discard(&staged);
            return Err(error);
        }
    }
    for (position, (temporary, target)) in staged.iter().enumerate() {
        if let Err(error) = fs::rename(temporary, target) {
            discard(&staged[position..]);
            return Err(at(target, &error));
        }
    }
    for path in &stale.left_over {
        let path = folder.join(path);
        fs::remove_file(&path).map_err(|error| at(&path, &error))?;
    }
    Ok(stale.changed.into_iter().chain(stale.left_over).collect())
}

/// Compares `folder` with `files`, and writes nothing.
///
/// # Errors
///
/// If a file or folder that is there cannot be read; the error names it.
pub fn check(files: &[GeneratedFile], folder: &Path) -> io::Result<Stale> {
    let mut stale = Stale::default();
    for file in files {
        if read(&folder.join(&file.path))?.as_deref() != Some(file.content.as_bytes()) {
            stale.changed.push(file.path.clone());
        }
    }
    let wanted: BTreeSet<&Path> = files.iter().map(|file| file.path.as_path()).collect();
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.path.parent()).collect();
    for inner in folders {
        for path in rust_files(&folder.join(inner))? {
            let relative = inner.join(path.file_name().unwrap_or_default());
            let generated = read(&path)?.is_some_and(|content| content.starts_with(HEADER.as_bytes()));
            if generated && !wanted.contains(relative.as_path()) {
                stale.left_over.push(relative);
            }
        }
    }
    Ok(stale)
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path, &error)),
    }
}

/// The Rust files in one folder, sorted; none if there is no such folder.
fn rust_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(folder, &error)),
    };
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    paths.sort();
    Ok(paths)
}

fn temporary(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    target.with_file_name(name)
}

/// Removes staged files after a failure. What cannot be removed either is named by the failure that is reported.
fn discard(staged: &[(PathBuf, PathBuf)]) {
    for (temporary, _) in staged {
        drop(fs::remove_file(temporary));
    }
}

fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
