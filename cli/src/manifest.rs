//! A `Cargo.toml` that is there already: it is the user's, so it is not written but told what the client needs of it.

use std::fs;
use std::io;
use std::path::Path;

use toml::{Table, Value};

/// The version of this program, and so of the runtime that its output is made for.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A manifest.
pub(crate) struct Manifest {
    table: Table,
}

/// An entry that a manifest lacks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Lack {
    pub(crate) text: String,
    /// True if the client does not compile, or lacks operations, without it.
    pub(crate) matters: bool,
}

/// The required content of a manifest.
pub(crate) struct Needs<'a> {
    /// The features of the client.
    pub(crate) features: &'a [String],
    /// The name that was asked for.
    pub(crate) name: Option<&'a str>,
    /// The folder of the runtime that was asked for.
    pub(crate) runtime: Option<&'a Path>,
}

impl Manifest {
    /// The one in a folder; `None` if there is none.
    pub(crate) fn of(folder: &Path) -> io::Result<Option<Self>> {
        let path = folder.join("Cargo.toml");
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        match fs::metadata(&path) {
            Ok(metadata) if !metadata.is_file() => return Err(io::Error::other(named(&"not a regular file"))),
            Ok(_) => {}
            Err(error) if is_absent(&error) && !path.is_symlink() => return Ok(None),
            Err(error) => return Err(io::Error::new(error.kind(), named(&error))),
        }
        let text = fs::read_to_string(&path).map_err(|error| io::Error::new(error.kind(), named(&error)))?;
        let table = text.parse::<Table>().map_err(|error| io::Error::other(named(&error.to_string().trim_end())))?;
        Ok(Some(Self { table }))
    }

    /// The name of its package.
    pub(crate) fn name(&self) -> Option<&str> {
        self.table.get("package")?.get("name")?.as_str()
    }

    /// The entries that it lacks for a client.
    pub(crate) fn lacks(&self, needs: &Needs<'_>) -> Vec<Lack> {
        let mut lacks = Vec::new();
        let mut lack = |matters, text| lacks.push(Lack { text, matters });
        match (self.name(), needs.name) {
            (None, _) => lack(true, "lacks `[package]` with a `name`".to_owned()),
            (Some(name), Some(wanted)) if name != wanted => {
                lack(false, format!("is kept; its package is named `{name}`, not `{wanted}`"));
            }
            (Some(_), _) => {}
        }
        match self.table.get("dependencies").and_then(|dependencies| dependencies.get("warded")) {
            None => lack(true, format!("lacks `warded = \"{VERSION}\"` in `[dependencies]`")),
            Some(runtime) => {
                if let Some(package) = runtime.get("package").and_then(Value::as_str).filter(|name| *name != "warded") {
                    lack(true, format!("has another crate, `{package}`, as `warded` in `[dependencies]`"));
                }
                let version = runtime.as_str().or_else(|| runtime.get("version").and_then(Value::as_str));
                if let Some(version) = version.filter(|version| !fits(version)) {
                    lack(true, format!("requires `warded` {version}, but the code needs {VERSION}"));
                }
                if let Some(wanted) = needs.runtime
                    && runtime.get("path").is_none()
                {
                    lack(false, format!("is kept; it does not use `warded` from {}", wanted.display()));
                }
            }
        }
        let features = self.table.get("features").and_then(Value::as_table);
        for feature in needs.features {
            if !features.is_some_and(|features| features.contains_key(feature)) {
                lack(true, format!("lacks `{feature} = []` in `[features]`: operations of this tag are left out"));
            }
        }
        lacks
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Returns true if this version can satisfy a version requirement. A requirement that is more than a version is
/// assumed to be satisfied.
fn fits(requirement: &str) -> bool {
    let numbers = |text: &str| -> Option<(u64, Option<u64>)> {
        let mut parts = text.split('.').map(str::parse);
        Some((parts.next()?.ok()?, parts.next().and_then(Result::ok)))
    };
    let wanted = requirement.trim().trim_start_matches(['^', '~', '=']).trim_start();
    match (numbers(wanted), numbers(VERSION)) {
        (Some((0, Some(minor))), Some((0, ours))) => Some(minor) == ours,
        (Some((major, _)), Some((ours, _))) => major == ours,
        (None, _) | (_, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Manifest, Needs, VERSION};

    fn lacks(text: &str) -> Vec<String> {
        let manifest = Manifest { table: text.parse().expect("it is TOML") };
        let needs = Needs { features: &["tag-a".to_owned()], name: Some("pets"), runtime: None };
        manifest.lacks(&needs).into_iter().filter(|lack| lack.matters).map(|lack| lack.text).collect()
    }

    #[test]
    fn dependencies_and_features_are_found_however_they_are_written() {
        let package = "package.name = 'pets'\n";
        for text in [
            format!("[dependencies]\nwarded = \"{VERSION}\"\n[features]\ntag-a = []"),
            "[dependencies.warded]\npath = '../runtime'\n[features]\n\"tag-a\" = ['b']\nb = []".to_owned(),
            "dependencies.warded.workspace = true\nfeatures.tag-a = []".to_owned(),
            "[dependencies]\nwarded = { version = '>=0', features = [] }\n[features]\ntag-a = []".to_owned(),
        ] {
            assert_eq!(lacks(&format!("{package}{text}")), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_is_lacking_is_told() {
        let all = lacks("");
        assert!(all.len() == 3 && all[0].contains("[package]") && all[1].contains("warded = "), "{all:?}");
        assert!(all[2].contains("`tag-a = []`"), "{all:?}");
        let package = "package.name = 'pets'\nfeatures.tag-a = []\n";
        for (text, expected) in [
            ("[dev-dependencies]\nwarded = '0.1'", "lacks `warded"),
            ("# warded = '0.1'", "lacks `warded"),
            ("[dependencies]\nwarded = '0.0.1'", "requires `warded` 0.0.1"),
            ("[dependencies]\nwarded = { version = '=7.1' }", "requires `warded` =7.1"),
            ("[dependencies]\nwarded = { package = 'other', version = '0.1' }", "another crate, `other`"),
        ] {
            let lacks = lacks(&format!("{package}{text}"));
            assert!(lacks.len() == 1 && lacks[0].contains(expected), "{text}: {lacks:?}");
        }
    }

    #[test]
    fn what_was_asked_for_and_is_not_written_is_told() {
        let table = "package.name = 'pets'\ndependencies.warded = '0.1'".parse().expect("it is TOML");
        let needs = Needs { features: &[], name: Some("cats"), runtime: Some(Path::new("../runtime")) };
        let lacks = Manifest { table }.lacks(&needs);
        assert_eq!(lacks.iter().map(|lack| lack.matters).collect::<Vec<_>>(), [false, false], "{lacks:?}");
        assert!(lacks[0].text.contains("`pets`, not `cats`") && lacks[1].text.contains("../runtime"), "{lacks:?}");
    }
}
