//! Replaces old files by new ones: all of them, or none.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::disk::at;

/// The maximum number of temporary files of interrupted runs that are skipped.
const MOST_NAMES: usize = 1000;

/// Replaces the files at these paths in `folder`. Whole files take each other's place, and the first one does when all
/// of them are on the disk.
pub(super) fn replace(files: &[(PathBuf, String)], folder: &Path) -> io::Result<()> {
    let mut staged = Staged::default();
    for (path, content) in files {
        staged.add(&folder.join(path), content)?;
    }
    staged.commit()
}

/// Temporary files, and the folders that were made for them. Without [`Self::commit`] they are removed.
#[derive(Default)]
struct Staged {
    files: Vec<(PathBuf, PathBuf)>,
    folders: Vec<PathBuf>,
}

impl Staged {
    fn add(&mut self, target: &Path, content: &str) -> io::Result<()> {
        self.make_folder(target.parent().unwrap_or(Path::new("")))?;
        let (path, mut file) = create(target)?;
        self.files.push((path.clone(), target.to_owned()));
        file.write_all(content.as_bytes()).map_err(|error| at(&path, &error))
    }

    /// Makes a folder and those that it is in.
    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|folder| !(folder.as_os_str().is_empty() || folder.exists()));
        let missing: Vec<&Path> = missing.collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(|error| at(folder, &error))?;
            self.folders.push(folder.to_owned());
        }
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        Err(at(folder, &io::Error::new(io::ErrorKind::NotADirectory, "this is not a folder")))
    }

    fn commit(mut self) -> io::Result<()> {
        while let Some((temporary, target)) = self.files.last() {
            fs::rename(temporary, target).map_err(|error| at(target, &error))?;
            self.files.pop();
            self.folders.clear();
        }
        Ok(())
    }
}

/// Removes the files that were not moved. A file that cannot be removed is named in the error that is reported.
impl Drop for Staged {
    fn drop(&mut self) {
        for (temporary, _) in &self.files {
            drop(fs::remove_file(temporary));
        }
        for folder in self.folders.iter().rev() {
            drop(fs::remove_dir(folder));
        }
    }
}

/// A new file beside `target`. One that is there already, or a link that leads elsewhere, is not opened.
fn create(target: &Path) -> io::Result<(PathBuf, File)> {
    let mut path = target.to_owned();
    for number in 0..MOST_NAMES {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}-{number}.tmp", std::process::id()));
        path.set_file_name(name);
        match File::create_new(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(at(&path, &error)),
        }
    }
    Err(at(&path, &io::Error::from(io::ErrorKind::AlreadyExists)))
}
