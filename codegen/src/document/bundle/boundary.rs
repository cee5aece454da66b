//! Boundary of the files that a document may refer to.

use std::io;
use std::path::{Component, Path, PathBuf};

/// The number of folders above the document's own that belong to its project, if nothing marks the project.
const MOST_LEVELS: usize = 2;

/// The folder that a document's files must be in. Symbolic links are followed before it is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Boundary {
    /// The document's project: the nearest folder around it that holds `.git`, `.hg`, `.svn` or `.jj`. If there is none,
    /// two folders above the document's, but neither the root of the file system nor one of the folders in it.
    #[default]
    Project,
    /// A folder.
    Folder(PathBuf),
    /// Every file that can be read.
    Anywhere,
}

impl Boundary {
    /// The folder, for a document in `folder`. `None` if every file will do.
    ///
    /// # Errors
    /// The folder does not exist.
    pub(super) fn folder(&self, folder: &Path) -> io::Result<Option<PathBuf>> {
        match self {
            Self::Project => Ok(Some(project(&folder.canonicalize()?).to_owned())),
            Self::Folder(folder) => folder.canonicalize().map(Some),
            Self::Anywhere => Ok(None),
        }
    }
}

fn project(folder: &Path) -> &Path {
    let marked = |folder: &&Path| [".git", ".hg", ".svn", ".jj"].iter().any(|mark| folder.join(mark).exists());
    if let Some(marked) = folder.ancestors().find(marked) {
        return marked;
    }
    let names = |folder: &Path| folder.components().filter(|part| matches!(part, Component::Normal(_))).count();
    let above = folder.ancestors().take(1 + MOST_LEVELS).skip(1);
    above.take_while(|folder| names(folder) >= 2).last().unwrap_or(folder)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::project;

    #[test]
    fn a_project_is_marked_or_near() {
        let root = std::env::temp_dir().join(format!("warded-boundary-{}", std::process::id()));
        let folder = root.join("a/b/c/d");
        fs::create_dir_all(&folder).expect("the folder can be made");
        assert_eq!(project(&folder), root.join("a/b"));
        fs::create_dir(root.join("a/.git")).expect("the folder can be made");
        assert_eq!(project(&folder), root.join("a"));
        fs::remove_dir_all(&root).expect("the folder can be removed");
    }

    #[test]
    fn the_file_system_is_no_project() {
        let folder = std::path::Path::new("/warded-no-such-folder");
        assert_eq!(project(folder), folder);
        assert_eq!(project(&folder.join("a/b")), folder.join("a"));
    }
}
